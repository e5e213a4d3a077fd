//! The record's claims, origins and names, found by id; and what lies in the period.

use crate::Period;
use crate::wording;
use model::{
    ActorId, ActorRef, Claim, ClaimId, CopyOf, Finding, Incident, IncidentId, Interval, Origin, OriginId, OriginKind,
    Proposal, Published, Reading, Record, ReportId, Source, Subject, Tense, When,
};
use std::collections::{BTreeMap, BTreeSet};

/// A claim in its reading.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    /// Its reading's place in the record, and its own in the reading.
    pub order: (usize, usize),
    pub reading: &'a Reading,
    pub claim: &'a Claim,
}

impl Told<'_> {
    pub(super) fn time(self) -> When {
        self.reading.time(self.claim)
    }

    /// Whether it speaks of something to come.
    pub(super) fn is_ahead(self) -> bool {
        self.claim.tense == Tense::Future || self.claim.modality == model::Modality::Planned
    }
}

/// The record, found by id.
pub(super) struct Index<'a> {
    pub record: &'a Record,
    pub period: &'a Period,
    claims: BTreeMap<&'a ClaimId, Told<'a>>,
    origins: BTreeMap<&'a OriginId, &'a Origin>,
    incidents: BTreeMap<&'a IncidentId, &'a Incident>,
    proposals: BTreeMap<&'a IncidentId, Vec<&'a Proposal>>,
    findings: BTreeMap<&'a IncidentId, Vec<&'a Finding>>,
    drawn_on: BTreeMap<&'a ReportId, Vec<&'a Origin>>,
    copies: BTreeMap<&'a ReportId, Vec<&'a CopyOf>>,
    sources: BTreeMap<&'a str, &'a Source>,
    names: BTreeMap<&'a ActorId, &'a str>,
    ranks: BTreeMap<String, usize>,
}

impl<'a> Index<'a> {
    pub(super) fn new(record: &'a Record, period: &'a Period) -> Self {
        let told = record.readings.iter().enumerate().flat_map(|(number, reading)| {
            let claims = reading.claims.iter().enumerate();
            claims.map(move |(place, claim)| (&claim.id, Told { order: (number, place), reading, claim }))
        });
        let incidents = &record.fused.incidents;
        Self {
            record,
            period,
            claims: told.collect(),
            origins: record.fused.origins.iter().map(|origin| (&origin.id, origin)).collect(),
            incidents: incidents.iter().map(|incident| (&incident.id, incident)).collect(),
            proposals: listed(record.proposals.iter().filter_map(|one| Some((one.subject.incident()?, one)))),
            findings: listed(record.findings.iter().filter_map(|one| match &one.subject {
                // What was found of an incident stands with whatever it went into.
                Subject::Incident(incident) => Some((record.continuity.resolve(incident).unwrap_or(incident), one)),
                Subject::Obligation(..) => None,
            })),
            drawn_on: listed(
                record.fused.origins.iter().flat_map(|one| one.reports.iter().map(move |report| (report, one))),
            ),
            copies: listed(record.fused.copies.iter().map(|one| (&one.report, one))),
            sources: record.sources.iter().flat_map(|one| [(one.id.as_str(), one), (one.name.as_str(), one)]).collect(),
            names: names(record),
            ranks: ranks(record),
        }
    }

    pub(super) fn told(&self, claim: &ClaimId) -> Option<Told<'a>> {
        self.claims.get(claim).copied()
    }

    /// Every claim, in the order of reports and texts.
    pub(super) fn all_told(&self) -> Vec<Told<'a>> {
        let mut all: Vec<Told<'a>> = self.claims.values().copied().collect();
        all.sort_by_key(|told| told.order);
        all
    }

    pub(super) fn incident(&self, id: &IncidentId) -> Option<&'a Incident> {
        self.incidents.get(id).copied()
    }

    /// Whether an incident is of the period: by one of its times, or because it has none.
    pub(super) fn touches(&self, id: &IncidentId) -> bool {
        let versions = self.incident(id).map(|incident| incident.time.versions()).unwrap_or_default();
        let mut times = versions.iter().filter_map(|version| version.value.hull()).peekable();
        times.peek().is_none() || times.any(|when| self.period.touches(when))
    }

    /// What the program proposes about an incident.
    pub(super) fn proposals(&self, incident: &IncidentId) -> &[&'a Proposal] {
        self.proposals.get(incident).map_or(&[], Vec::as_slice)
    }

    /// What people found about an incident.
    pub(super) fn findings(&self, incident: &IncidentId) -> &[&'a Finding] {
        self.findings.get(incident).map_or(&[], Vec::as_slice)
    }

    /// The origins that a report draws on.
    pub(super) fn drawn_on(&self, report: &ReportId) -> &[&'a Origin] {
        self.drawn_on.get(report).map_or(&[], Vec::as_slice)
    }

    /// What a report copies.
    pub(super) fn copies(&self, report: &ReportId) -> &[&'a CopyOf] {
        self.copies.get(report).map_or(&[], Vec::as_slice)
    }

    /// The source that published a reading's report, where it is known.
    pub(super) fn source(&self, reading: &Reading) -> Option<&'a Source> {
        self.sources.get(reading.source.as_deref()?).copied()
    }

    /// Whether a report was published in the period, or nobody knows when.
    pub(super) fn is_published_in_period(&self, reading: &Reading) -> bool {
        reading.published.interval().is_none_or(|when| self.period.touches(when))
    }

    /// An actor's name; its id where no report or board names it.
    pub(super) fn name<'b>(&self, id: &'b ActorId) -> &'b str
    where
        'a: 'b,
    {
        self.names.get(id).copied().unwrap_or(id.as_str())
    }

    /// Names of actors, joined.
    pub(super) fn names(&self, ids: &[ActorId]) -> String {
        ids.iter().map(|id| self.name(id)).collect::<Vec<_>>().join("; ")
    }

    /// The order in which actors are shown: parties as in the agreements, then others as they are first told of.
    pub(super) fn rank(&self, actor: &ActorRef) -> usize {
        self.ranks.get(&actor.key()).copied().unwrap_or(usize::MAX)
    }

    /// An origin's name. A publisher whom nobody named is called by the opening words of its report.
    pub(super) fn origin_name(&self, id: &OriginId) -> String {
        let Some(origin) = self.origins.get(id) else { return id.to_string() };
        let unnamed = |reading: &&Reading| {
            origin.kind == OriginKind::Publisher && reading.source.is_none() && origin.reports.contains(&reading.report)
        };
        let reading = self.record.readings.iter().find(unnamed);
        reading.map_or_else(|| origin.name.clone(), wording::source)
    }

    /// The words in which claims tell when, each once, in order.
    pub(super) fn told_as<'c>(&self, claims: impl IntoIterator<Item = &'c ClaimId>) -> Vec<String> {
        let mut phrases: Vec<String> = Vec::new();
        for told in claims.into_iter().filter_map(|id| self.told(id)) {
            let mention = told.claim.time.and_then(|time| told.reading.mentions.get(time.0));
            let phrase = mention.map(|mention| format!("“{}”", wording::one_line(&mention.text)));
            phrases.extend(phrase.filter(|phrase| !phrases.contains(phrase)));
        }
        phrases
    }

    /// When something was done at the latest, of which claims tell without a time: reports tell of it before they are published.
    pub(super) fn at_the_latest<'c>(&self, claims: impl IntoIterator<Item = &'c ClaimId> + Clone) -> String {
        match self.first_published(claims.clone()) {
            Published::Unknown => self.unknown_time(claims),
            known => format!("{} ({})", wording::at_the_latest(known), self.unknown_time(claims)),
        }
    }

    /// What to say of claims whose time could not be placed: the words, and when they were published.
    pub(super) fn unknown_time<'c>(&self, claims: impl IntoIterator<Item = &'c ClaimId> + Clone) -> String {
        let phrases = self.told_as(claims.clone());
        let published = wording::published(self.first_published(claims));
        match phrases.is_empty() {
            true => format!("time unknown, report published {published}"),
            false => format!("time unknown, told as {}, report published {published}", phrases.join(" and ")),
        }
    }

    /// The origins behind claims, by name, each once; the publisher where fusion knows of no origin.
    pub(super) fn according_to<'c>(&self, claims: impl IntoIterator<Item = &'c ClaimId>) -> String {
        let mut names: Vec<String> = Vec::new();
        for id in claims {
            let origin = self.record.fused.claim_origins.get(id).map(|origin| self.origin_name(origin));
            let name = origin
                .or_else(|| self.told(id).map(|told| wording::source(told.reading)))
                .unwrap_or_else(|| "unknown".to_owned());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() { "unknown".to_owned() } else { names.join("; ") }
    }

    /// How many independent origins stand behind claims.
    pub(super) fn origin_count<'c>(&self, claims: impl IntoIterator<Item = &'c ClaimId>) -> usize {
        let origins: BTreeSet<&OriginId> =
            claims.into_iter().filter_map(|id| self.record.fused.claim_origins.get(id)).collect();
        origins.len()
    }

    /// Whether a claim is of the period: by its time, else by its report's publication. What is still to come counts
    /// from the day on which it is told. Without either day it is shown rather than lost.
    pub(super) fn is_in_period(&self, told: Told<'_>) -> bool {
        let published = told.reading.published.interval();
        let touches = |interval: Interval| self.period.touches(interval);
        match told.time().hull() {
            Some(when) => touches(when) || (told.is_ahead() && published.is_some_and(touches)),
            None => published.is_none_or(touches),
        }
    }

    /// The earliest publication among claims.
    pub(super) fn first_published<'c>(&self, claims: impl IntoIterator<Item = &'c ClaimId>) -> Published {
        Published::earliest(claims.into_iter().filter_map(|id| Some(self.told(id)?.reading.published)))
    }
}

/// What belongs to each key, in the order given.
fn listed<K: Ord, V>(all: impl Iterator<Item = (K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut lists: BTreeMap<K, Vec<V>> = BTreeMap::new();
    for (key, one) in all {
        lists.entry(key).or_default().push(one);
    }
    lists
}

/// The usual names of listed actors: boards know them best, then readings.
fn names(record: &Record) -> BTreeMap<&ActorId, &str> {
    let mut names = BTreeMap::new();
    let on_boards = record.boards.iter().flat_map(|board| &board.entries).filter_map(|entry| entry.actor.as_ref());
    let in_origins = record.fused.origins.iter().filter_map(|origin| origin.actor.as_ref());
    let in_readings = record.readings.iter().flat_map(|reading| &reading.referents).filter_map(|one| one.actor());
    for actor in on_boards.chain(in_origins).chain(in_readings) {
        if let ActorRef::Listed { id, name } = actor {
            names.entry(id).or_insert(name.as_str());
        }
    }
    names
}

fn ranks(record: &Record) -> BTreeMap<String, usize> {
    let parties = record.agreements.iter().flat_map(|agreement| &agreement.parties).map(ToString::to_string);
    let told = record.readings.iter().flat_map(|reading| &reading.referents).filter_map(|one| one.actor());
    let mut ranks = BTreeMap::new();
    for key in parties.chain(told.map(ActorRef::key)) {
        let next = ranks.len();
        ranks.entry(key).or_insert(next);
    }
    ranks
}
