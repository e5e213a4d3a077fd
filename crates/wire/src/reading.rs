//! `readings.jsonl`: all that was read out of one report.

use crate::error::{WireError, known_version, named, read_id};
use crate::mention::{MentionLine, PlaceLine, SpanLine};
use crate::statement::{self, StatementLine};
use crate::time::{PublishedLine, TimeLine};
use model::{
    Attribution, Claim, ClaimKind, Effect, Filler, Harm, Language, Mention, MentionRef, Method, Modality, Note,
    Polarity, Reading, Referent, Role, Severity, Tense, Toll,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What fills a role: a mention (with `kind` and what it means) or bare words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FillerLine {
    /// A mention of the reading's list, repeated here so that the line can be read by itself.
    Mention(Box<MentionLine>),
    /// Words that are no mention.
    Words(WordsLine),
}

/// Words that are no mention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordsLine {
    /// The first character.
    pub start: usize,
    /// The place behind the last.
    pub end: usize,
    /// The words.
    #[serde(default)]
    pub text: String,
}

/// Harm told by a claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HarmLine {
    /// killed, injured, missing, displaced, detained, abducted or damaged.
    pub effect: String,
    /// Who or what suffered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<FillerLine>,
    /// The least.
    pub low: u64,
    /// The number named; null where none was.
    pub best: Option<u64>,
    /// The most; null is open.
    pub high: Option<u64>,
    /// Whether the words say that it is rough.
    #[serde(default)]
    pub approximate: bool,
    /// Whether it is a running total.
    #[serde(default)]
    pub cumulative: bool,
    /// Since when a running total counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<MentionLine>,
    /// The words that say so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<SpanLine>,
}

/// A place or a time that a claim takes from a mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told<T> {
    /// The mention's first character.
    pub start: usize,
    /// The place behind its last.
    pub end: usize,
    /// What it means; absent where it could not be placed.
    #[serde(flatten)]
    pub value: Option<T>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimLine {
    /// Its id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// The words that name the act.
    pub trigger: SpanLine,
    /// The least stretch of text that says it all.
    pub evidence: SpanLine,
    /// Role name → mentions or words.
    #[serde(default)]
    pub roles: BTreeMap<String, Vec<FillerLine>>,
    /// When.
    #[serde(default)]
    pub time: Option<Told<TimeLine>>,
    /// Where.
    #[serde(default)]
    pub place: Option<Told<PlaceLine>>,
    /// The harm told with it.
    #[serde(default)]
    pub harm: Vec<HarmLine>,
    /// Who is named as the speaker; null where the report itself speaks.
    #[serde(default)]
    pub speaker: Option<MentionLine>,
    /// Through whom it reached the report, the nearest first.
    #[serde(default)]
    pub relayed_by: Vec<MentionLine>,
    /// The words that attribute.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<SpanLine>,
    /// How it is meant.
    pub modality: String,
    /// affirmed or negated.
    pub polarity: String,
    /// past, ongoing or future.
    pub tense: String,
    /// The rule or entry that made it.
    #[serde(default)]
    pub why: String,
    /// The reader and its version.
    #[serde(default)]
    pub method: String,
}

/// A remark of a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteLine {
    /// information or warning.
    pub severity: String,
    /// Its short name.
    pub code: String,
    /// What, where, and what follows.
    pub message: String,
}

/// One line of `readings.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReadingLine {
    /// The report's id.
    pub id: String,
    /// When it was published.
    #[serde(flatten)]
    pub published: PublishedLine,
    /// Who published it.
    pub source: Option<String>,
    /// ISO 639-1 code, or `und`.
    pub language: String,
    /// The main text that offsets count in.
    pub text: String,
    /// Credits left out of the main text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<String>,
    /// The mentions.
    pub mentions: Vec<MentionLine>,
    /// The claims.
    pub claims: Vec<ClaimLine>,
    /// What the report attributes to somebody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<StatementLine>,
    /// What the stages had to say.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteLine>,
    /// The version of this line.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

/// Cuts spans out of a text in constant time each.
struct Cutter<'a> {
    text: &'a str,
    bytes: Vec<usize>,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str) -> Self {
        Self { text, bytes: text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect() }
    }

    fn cut(&self, span: model::Span) -> String {
        let at = |place: usize| self.bytes.get(place).copied();
        let words = at(span.start()).zip(at(span.end())).and_then(|(start, end)| self.text.get(start..end));
        words.unwrap_or_default().to_owned()
    }
}

impl ReadingLine {
    /// Writes a reading.
    pub fn new(reading: &Reading) -> Self {
        let cutter = Cutter::new(&reading.text);
        Self {
            id: reading.report.to_string(),
            published: PublishedLine::new(reading.published),
            source: reading.source.clone(),
            language: reading.language.code().to_owned(),
            text: reading.text.clone(),
            credits: reading.credits.clone(),
            mentions: reading
                .mentions
                .iter()
                .zip(&reading.referents)
                .map(|(mention, referent)| MentionLine::new(mention, referent))
                .collect(),
            claims: reading.claims.iter().map(|claim| ClaimLine::new(reading, claim, &cutter)).collect(),
            statements: reading.statements.iter().map(StatementLine::new).collect(),
            notes: reading.notes.iter().map(NoteLine::new).collect(),
            version: crate::VERSION,
        }
    }

    /// Reads a line of JSON.
    pub fn parse(line: &str) -> Result<Self, WireError> {
        serde_json::from_str(line).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Reads a reading.
    pub fn to_reading(&self) -> Result<Reading, WireError> {
        known_version(self.version)?;
        let mut list = MentionList::read(&self.mentions)?;
        let claims: Result<Vec<Claim>, WireError> = self.claims.iter().map(|claim| claim.to_claim(&mut list)).collect();
        let statements = statement::read(&self.statements, self.mentions.len())?;
        Ok(Reading {
            report: read_id!("id", &self.id, ReportId)?,
            published: self.published.to_published()?,
            source: self.source.clone(),
            language: Language::parse(&self.language),
            text: self.text.clone(),
            credits: self.credits.clone(),
            claims: claims?,
            statements,
            mentions: list.mentions,
            referents: list.referents,
            notes: self.notes.iter().map(NoteLine::to_note).collect::<Result<_, _>>()?,
        })
    }
}

/// The mentions of a reading while its claims are read: one that a claim repeats is found again, a new one is added.
struct MentionList {
    mentions: Vec<Mention>,
    referents: Vec<Referent>,
    places: BTreeMap<(usize, usize, String), usize>,
}

impl MentionList {
    fn read(lines: &[MentionLine]) -> Result<Self, WireError> {
        let mut list = Self { mentions: Vec::new(), referents: Vec::new(), places: BTreeMap::new() };
        for line in lines {
            list.add(line)?;
        }
        Ok(list)
    }

    fn add(&mut self, line: &MentionLine) -> Result<MentionRef, WireError> {
        let place = self.mentions.len();
        self.mentions.push(line.to_mention()?);
        self.referents.push(line.to_referent()?);
        self.places.insert((line.start, line.end, line.kind.clone()), place);
        Ok(MentionRef(place))
    }

    fn find(&mut self, line: &MentionLine) -> Result<MentionRef, WireError> {
        match self.places.get(&(line.start, line.end, line.kind.clone())) {
            Some(place) => Ok(MentionRef(*place)),
            None => self.add(line),
        }
    }

    fn filler(&mut self, line: &FillerLine) -> Result<Filler, WireError> {
        Ok(match line {
            FillerLine::Mention(mention) => Filler::Mention(self.find(mention)?),
            FillerLine::Words(words) => Filler::Words(SpanLine { start: words.start, end: words.end }.to_span()?),
        })
    }
}

fn mention_line(reading: &Reading, mention: MentionRef) -> Option<MentionLine> {
    Some(MentionLine::new(reading.mentions.get(mention.0)?, reading.referent(mention)))
}

impl FillerLine {
    fn new(reading: &Reading, filler: Filler, cutter: &Cutter<'_>) -> Option<Self> {
        match filler {
            Filler::Mention(mention) => Some(Self::Mention(Box::new(mention_line(reading, mention)?))),
            Filler::Words(span) => {
                Some(Self::Words(WordsLine { start: span.start(), end: span.end(), text: cutter.cut(span) }))
            }
        }
    }
}

impl HarmLine {
    fn new(reading: &Reading, harm: &Harm, cutter: &Cutter<'_>) -> Self {
        Self {
            effect: harm.effect.as_str().to_owned(),
            who: harm.who.and_then(|who| FillerLine::new(reading, who, cutter)),
            low: harm.toll.low(),
            best: harm.toll.best(),
            high: harm.toll.high(),
            approximate: harm.toll.approximate(),
            cumulative: harm.cumulative,
            since: harm.since.and_then(|since| mention_line(reading, since)),
            evidence: Some(SpanLine::new(harm.evidence)),
        }
    }

    fn to_harm(&self, whole: model::Span, list: &mut MentionList) -> Result<Harm, WireError> {
        let toll = Toll::new(self.low, self.best, self.high, self.approximate);
        Ok(Harm {
            effect: named(
                "effect",
                &self.effect,
                Effect::parse,
                "killed, injured, missing, displaced, detained, abducted or damaged",
            )?,
            who: self.who.as_ref().map(|who| list.filler(who)).transpose()?,
            toll: toll.ok_or_else(|| WireError::field("low", self.low, "low ≤ best ≤ high"))?,
            cumulative: self.cumulative,
            since: self.since.as_ref().map(|since| list.find(since)).transpose()?,
            evidence: self.evidence.map(SpanLine::to_span).transpose()?.unwrap_or(whole),
        })
    }
}

impl ClaimLine {
    fn new(reading: &Reading, claim: &Claim, cutter: &Cutter<'_>) -> Self {
        let roles = claim.roles.iter().map(|(role, fillers)| {
            let lines = fillers.iter().filter_map(|filler| FillerLine::new(reading, *filler, cutter));
            (role.as_str().to_owned(), lines.collect())
        });
        let mention = |place: Option<MentionRef>| place.and_then(|place| reading.mentions.get(place.0));
        Self {
            id: claim.id.to_string(),
            kind: claim.kind.as_str().to_owned(),
            trigger: SpanLine::new(claim.trigger),
            evidence: SpanLine::new(claim.evidence),
            roles: roles.collect(),
            time: mention(claim.time).map(|told| Told {
                start: told.span.start(),
                end: told.span.end(),
                value: TimeLine::when(&reading.time(claim)),
            }),
            place: mention(claim.place).map(|told| Told {
                start: told.span.start(),
                end: told.span.end(),
                value: PlaceLine::new(&reading.place(claim)),
            }),
            harm: claim.harm.iter().map(|harm| HarmLine::new(reading, harm, cutter)).collect(),
            speaker: claim.attribution.speaker.and_then(|speaker| mention_line(reading, speaker)),
            relayed_by: claim.attribution.relayed_by.iter().filter_map(|relay| mention_line(reading, *relay)).collect(),
            cue: claim.attribution.cue.map(SpanLine::new),
            modality: claim.modality.as_str().to_owned(),
            polarity: claim.polarity.as_str().to_owned(),
            tense: claim.tense.as_str().to_owned(),
            why: claim.why.clone(),
            method: claim.method.to_string(),
        }
    }

    fn to_claim(&self, list: &mut MentionList) -> Result<Claim, WireError> {
        let evidence = self.evidence.to_span()?;
        let mut roles: BTreeMap<Role, Vec<Filler>> = BTreeMap::new();
        for (name, fillers) in &self.roles {
            let role = named(
                "roles",
                name,
                Role::parse,
                "agent, target, victim, counterpart, instrument, matter, beneficiary, mediator, from or to",
            )?;
            let fillers: Result<Vec<Filler>, WireError> = fillers.iter().map(|filler| list.filler(filler)).collect();
            roles.insert(role, fillers?);
        }
        let attribution = Attribution {
            speaker: self.speaker.as_ref().map(|speaker| list.find(speaker)).transpose()?,
            relayed_by: self.relayed_by.iter().map(|relay| list.find(relay)).collect::<Result<_, _>>()?,
            cue: self.cue.map(SpanLine::to_span).transpose()?,
        };
        Ok(Claim {
            id: read_id!("claim.id", &self.id, ClaimId)?,
            kind: named("kind", &self.kind, ClaimKind::parse, "a kind of data/kinds/kinds.tsv")?,
            trigger: self.trigger.to_span()?,
            evidence,
            roles,
            time: self.time.as_ref().map(|told| list.told_time(told)).transpose()?,
            place: self.place.as_ref().map(|told| list.told_place(told)).transpose()?,
            harm: self.harm.iter().map(|harm| harm.to_harm(evidence, list)).collect::<Result<_, _>>()?,
            attribution,
            modality: named(
                "modality",
                &self.modality,
                Modality::parse,
                "asserted, denied, ordered, demanded, promised, planned, feared or hypothetical",
            )?,
            polarity: named("polarity", &self.polarity, Polarity::parse, "affirmed or negated")?,
            tense: named("tense", &self.tense, Tense::parse, "past, ongoing or future")?,
            why: self.why.clone(),
            method: Method::parse(&self.method).unwrap_or(Method::new("unnamed", 0)),
        })
    }
}

impl MentionList {
    fn told_time(&mut self, told: &Told<TimeLine>) -> Result<MentionRef, WireError> {
        self.told(
            told.start,
            told.end,
            |referent| referent.time().is_some(),
            "time",
            |line| line.time = told.value.clone(),
        )
    }

    fn told_place(&mut self, told: &Told<PlaceLine>) -> Result<MentionRef, WireError> {
        self.told(
            told.start,
            told.end,
            |referent| referent.place().is_some(),
            "place",
            |line| line.place = told.value.clone(),
        )
    }

    /// The mention at these characters that tells such a thing; a line from elsewhere may tell it without listing a mention.
    fn told(
        &mut self,
        start: usize,
        end: usize,
        tells: impl Fn(&Referent) -> bool,
        kind: &str,
        fill: impl Fn(&mut MentionLine),
    ) -> Result<MentionRef, WireError> {
        let here = |(_, mention): &(usize, &Mention)| mention.span.start() == start && mention.span.end() == end;
        let mut at = self.mentions.iter().enumerate().filter(here).map(|(place, _)| place);
        let telling = at.clone().find(|place| self.referents.get(*place).is_some_and(&tells)).or_else(|| at.next());
        if let Some(place) = telling {
            return Ok(MentionRef(place));
        }
        let mut line = MentionLine {
            start,
            end,
            kind: kind.to_owned(),
            text: String::new(),
            head: None,
            antecedent: None,
            actor: None,
            place: None,
            time: None,
        };
        fill(&mut line);
        self.add(&line)
    }
}

impl NoteLine {
    fn new(note: &Note) -> Self {
        let severity = match note.severity {
            Severity::Information => "information",
            Severity::Warning => "warning",
        };
        Self { severity: severity.to_owned(), code: note.code.to_string(), message: note.message.clone() }
    }

    fn to_note(&self) -> Result<Note, WireError> {
        let severity = match self.severity.as_str() {
            "information" => Severity::Information,
            "warning" => Severity::Warning,
            other => return Err(WireError::field("severity", other, "information or warning")),
        };
        Ok(Note { severity, code: self.code.clone().into(), message: self.message.clone() })
    }
}
