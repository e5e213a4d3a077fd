//! Facts of a row as a reading: a mention for each cell that names something, and a claim for each origin on whose word the
//! row rests. All claims of a row tell one event with the coder's figures; they differ in whose word it is, so that a row
//! that cites an agency is never counted beside that agency's own report as if it knew more.

use crate::facts::{Cited, Facts};
use crate::sheet::Sheet;
use crate::table::Row;
use model::{
    ActorKind, ActorRef, Attribution, Claim, ClaimId, ClaimKind, Filler, Harm, Language, Mention, MentionKind,
    MentionRef, Note, Published, Reading, Referent, ReportId, Span,
};
use std::collections::BTreeMap;

/// The mentions of a row, in the order of its text.
#[derive(Default)]
pub(crate) struct Mentions {
    all: BTreeMap<(usize, usize, MentionKind), Referent>,
}

impl Mentions {
    /// Enters what a stretch of text means.
    pub(crate) fn enter(&mut self, span: Option<Span>, kind: MentionKind, referent: Referent) {
        self.all.extend(span.map(|span| ((span.start(), span.end(), kind), referent)));
    }

    /// The mention of a kind at a stretch of text.
    pub(crate) fn at(&self, span: Option<Span>, kind: MentionKind) -> Option<MentionRef> {
        let key = (span?.start(), span?.end(), kind);
        self.all.keys().position(|other| *other == key).map(MentionRef)
    }

    fn into_lists(self, text: &str) -> (Vec<Mention>, Vec<Referent>) {
        let mention = |(start, end, kind): (usize, usize, MentionKind)| {
            let span = Span::new(start, end).expect("it was a span");
            Mention { span, head: span, kind, text: span.slice(text).to_owned(), antecedent: None }
        };
        self.all.into_iter().map(|(key, referent)| (mention(key), referent)).unzip()
    }
}

/// The reading of a row, once its claims are made.
pub(crate) fn reading(row: &Row, id: ReportId, sheet: Sheet, mentions: Mentions, claims: Vec<Claim>) -> Reading {
    let (mentions, referents) = mentions.into_lists(&sheet.text);
    Reading {
        report: id,
        published: Published::Unknown,
        source: Some(row.book.publisher().to_owned()),
        language: Language::English,
        text: sheet.text,
        credits: Vec::new(),
        mentions,
        referents,
        claims,
        statements: Vec::new(),
        notes: Vec::new(),
    }
}

/// A claim of a row, before anything is known but its kind.
pub(crate) fn claim(row: &Row, id: &ReportId, number: usize, kind: ClaimKind, trigger: Span, sheet: &Sheet) -> Claim {
    Claim {
        id: ClaimId::new(format!("{id}.c{number}")).expect("a report's id and a number are an id"),
        kind,
        trigger,
        evidence: sheet.whole(),
        roles: BTreeMap::new(),
        time: None,
        place: None,
        harm: Vec::new(),
        attribution: Attribution::default(),
        modality: model::Modality::Asserted,
        polarity: model::Polarity::Affirmed,
        tense: model::Tense::Past,
        why: format!("{} {} of {}", row.book.row_is(), row.entry(), row.book.publisher()),
        method: row.book.method(),
    }
}

/// The reading of an event.
pub(crate) fn of_event(row: &Row, id: ReportId, facts: &Facts, sheet: Sheet) -> Reading {
    let mut mentions = Mentions::default();
    let cited = |one: &Cited| sheet.part(one.part);
    if let Some((time, column)) = facts.time {
        mentions.enter(sheet.cell(column), MentionKind::Time, Referent::Time(model::When::Known(time)));
    }
    if let Some((place, column)) = &facts.place {
        mentions.enter(sheet.cell(*column), MentionKind::Place, Referent::Place(place.clone()));
    }
    for named in &facts.actors {
        mentions.enter(sheet.cell(named.column), MentionKind::Organisation, Referent::Actor(named.who.clone()));
    }
    for one in &facts.cited {
        let who = ActorRef::Unlisted { name: one.name.clone(), kind: ActorKind::Media };
        mentions.enter(cited(one), MentionKind::Organisation, Referent::Actor(who));
    }
    let mut claims = Vec::new();
    if let Some((kind, column)) = facts.kind
        && let Some(trigger) = sheet.cell(column)
    {
        let mut told = claim(row, &id, 1, kind, trigger, &sheet);
        fill(&mut told, facts, &sheet, &mentions);
        let spans: Vec<Option<Span>> = facts.cited.iter().map(cited).collect();
        claims = if spans.is_empty() { vec![told] } else { relayed(&told, &id, &spans, &mentions) };
    }
    let mut reading = reading(row, id, sheet, mentions, claims);
    reading.notes = notes(row, facts);
    reading
}

/// One claim, by each on whose word it rests.
fn relayed(told: &Claim, id: &ReportId, spans: &[Option<Span>], mentions: &Mentions) -> Vec<Claim> {
    let each = (1..).zip(spans).map(|(number, span): (usize, _)| {
        let relayed_by = mentions.at(*span, MentionKind::Organisation).into_iter().collect();
        Claim {
            id: ClaimId::new(format!("{id}.c{number}")).expect("a report's id and a number are an id"),
            attribution: Attribution { relayed_by, ..Attribution::default() },
            ..told.clone()
        }
    });
    each.collect()
}

fn fill(told: &mut Claim, facts: &Facts, sheet: &Sheet, mentions: &Mentions) {
    let actor = |column: usize| mentions.at(sheet.cell(column), MentionKind::Organisation).map(Filler::Mention);
    told.time = facts.time.and_then(|(_, column)| mentions.at(sheet.cell(column), MentionKind::Time));
    told.place = facts.place.as_ref().and_then(|(_, column)| mentions.at(sheet.cell(*column), MentionKind::Place));
    for named in &facts.actors {
        told.roles.entry(named.role).or_default().extend(actor(named.column));
    }
    let harm = facts.harm.iter().filter_map(|harmed| {
        let evidence = sheet.stretch(harmed.columns.iter().copied())?;
        let who = harmed.of.and_then(actor);
        Some(Harm { effect: harmed.effect, who, toll: harmed.toll, cumulative: false, since: None, evidence })
    });
    told.harm = harm.collect();
}

fn notes(row: &Row, facts: &Facts) -> Vec<Note> {
    let mut notes: Vec<Note> =
        facts.doubts.iter().map(|doubt| Note::warning("cell-not-read", doubt.to_string())).collect();
    if facts.kind.is_none() {
        let message = format!(
            "{}: no kind of ours says what its type says; the row is kept, and no claim is made of it",
            row.place
        );
        notes.push(Note::information("kind-not-held", message));
    }
    notes
}
