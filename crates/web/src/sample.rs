//! A small record of invented parties, held in memory: what tests render and `examples/sample_site.rs` shows. It has a copy, a
//! contested toll and time, a denial, a dissent, a language that is not read, and a report full of markup.

mod cases;
mod fieldwork;
mod fused;
mod instrument;
mod past;
mod reports;
mod story;
mod telling;
mod track;

#[cfg(test)]
pub(crate) use telling::claim_over;

use crate::Holder;
use jiff::Timestamp;
use jiff::civil::Date;
use model::{
    Actor, ActorId, ActorKind, Basis, CaseId, Checkpoint, Conflict, ConflictKind, ConflictVersion, Interval, MediaType,
    NextStep, Proposal, ProposalSubject, Published, Reading, Record, RecordedScreening, Report, ReportId,
    ScreeningChange, Source, SourceId, SourceKind,
};
use publication::treated::Treated;
use std::path::Path;
use std::sync::Arc;
use store::{Numbered, StoreError};

/// A record in memory, and the register that goes with it.
pub struct Sample {
    record: Arc<Record>,
    actors: Vec<Actor>,
}

impl Sample {
    /// The sample.
    pub fn new() -> Self {
        let actors = actors();
        Self { record: Arc::new(record()), actors }
    }
}

impl Default for Sample {
    fn default() -> Self {
        Self::new()
    }
}

impl Holder for Sample {
    fn record(&self) -> Result<Arc<Record>, StoreError> {
        Ok(Arc::clone(&self.record))
    }

    fn report(&self, id: &ReportId) -> Result<Option<(Report, Vec<u8>)>, StoreError> {
        let found = self.record.readings.iter().find(|reading| reading.report == *id);
        Ok(found.map(|reading| (report(reading), reading.text.clone().into_bytes())))
    }

    fn reports(&self) -> Result<Vec<Report>, StoreError> {
        Ok(self.record.readings.iter().map(report).collect())
    }

    fn entries(&self, from: u64, count: u64) -> Result<Vec<Numbered>, StoreError> {
        let entries =
            ENTRIES.iter().map(|line| Numbered::from_bytes(line.as_bytes()).expect("the entries are canonical"));
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        Ok(entries.skip(from).take(usize::try_from(count).unwrap_or(usize::MAX)).collect())
    }

    fn screenings(&self, subject: &ProposalSubject) -> Result<Vec<RecordedScreening>, StoreError> {
        let own = self.record.proposals.iter().filter(|one| one.subject == *subject);
        let told = |one: &Proposal| RecordedScreening {
            entry: 1,
            at: "2020-01-16T09:30:00Z".to_owned(),
            change: ScreeningChange::Answered(one.clone()),
        };
        Ok(own.map(told).collect())
    }

    fn log_file(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let signed = self.record.checkpoint.as_ref().map(|checkpoint| checkpoint.signed.clone().into_bytes());
        Ok(match name {
            "checkpoint" => signed,
            // One leaf, so that an address of this kind leads somewhere.
            "tile/0/000.p/1" => Some(vec![0; 32]),
            _ => None,
        })
    }

    fn gives_blobs(&self) -> bool {
        false
    }

    fn actors(&self) -> &[Actor] {
        &self.actors
    }

    fn next_steps(&self, _: &CaseId) -> Result<Vec<NextStep>, StoreError> {
        Ok(cases::next_steps())
    }

    fn treated(&self, from: Option<Date>, to: Option<Date>) -> Result<Vec<Treated>, StoreError> {
        let first = jiff::civil::date(2020, 1, 12);
        Ok(vec![cases::treated(from.unwrap_or(first), to.unwrap_or(first))])
    }

    fn now(&self) -> Timestamp {
        "2020-01-20T12:00:00Z".parse().expect("a time")
    }

    fn folder(&self) -> &Path {
        Path::new("sample-record")
    }
}

const ENTRIES: [&str; 2] = [
    "{\"at\":\"2020-01-15T10:00:00Z\",\"blobs\":[],\"body\":{\"id\":\"r-0001\"},\"seq\":0,\"v\":1,\"what\":\"report.received\",\
     \"who\":{\"name\":\"Desk 2\",\"role\":\"information officer\"},\"why\":\"made by hand\"}",
    "{\"at\":\"2020-01-16T09:30:00Z\",\"blobs\":[],\"body\":{\"id\":\"r-0002\"},\"seq\":1,\"v\":1,\"what\":\"report.received\",\
     \"who\":{\"name\":\"Desk 2\"},\"why\":\"made by hand\"}",
];

fn record() -> Record {
    Record {
        sources: vec![source("harbour-herald", "Harbour Herald"), source("delta-post", "Delta Post")],
        readings: reports::readings(),
        fused: fused::fused(),
        stories: vec![story::story()],
        continuity: past::continuity(),
        fieldwork: fieldwork::fieldwork(),
        agreements: vec![instrument::agreement()],
        boards: vec![instrument::board()],
        proposals: fused::proposals(),
        obligations: vec![instrument::owed()],
        findings: fused::findings(),
        rules: vec![cases::rules()],
        tracks: vec![track::track()],
        cases: cases::cases(),
        checkpoint: Some(Checkpoint {
            origin: "sample.example/log".to_owned(),
            size: 2,
            root: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=".to_owned(),
            signed: "sample.example/log\n2\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— sample.example/log Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n".to_owned(),
        }),
        conflicts: vec![conflict()],
    }
}

/// What two posts entered of one source.
fn conflict() -> Conflict {
    let version = |log: &str, grade: &str, stands| ConflictVersion {
        log: log.to_owned(),
        place: "entry 1".to_owned(),
        says: format!("reliability: {grade}"),
        stands,
    };
    let versions = vec![version("post.example/delta", "B", true), version("sample.example/log", "D", false)];
    Conflict { kind: ConflictKind::Source, about: "delta-post".to_owned(), versions }
}

fn report(reading: &Reading) -> Report {
    Report {
        id: reading.report.clone(),
        content: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
        media: MediaType::Text,
        encoding: "utf-8".to_owned(),
        text: reading.text.clone(),
        source: reading.source.clone(),
        external_id: None,
        found_at: format!("dispatches/{}.txt", reading.report),
        url: Some(format!("https://news.example/{}", reading.report)),
        title: None,
        language: None,
        published: reading.published,
    }
}

fn source(id: &str, name: &str) -> Source {
    Source {
        id: SourceId::new(id).expect("an id without spaces"),
        name: name.to_owned(),
        kind: SourceKind::Outlet,
        language: Some("en".to_owned()),
        country: None,
        owner: None,
        affiliation: None,
        reliability: Default::default(),
    }
}

fn actors() -> Vec<Actor> {
    let actor = |id: &str, name: &str, kind: ActorKind, aliases: &[&str], leads: &[&str]| Actor {
        id: actor_id(id),
        name: name.to_owned(),
        kind,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        ambiguous_aliases: Vec::new(),
        country: None,
        part_of: Vec::new(),
        leads: leads.iter().map(|id| actor_id(id)).collect(),
        speaks_for: Vec::new(),
    };
    vec![
        actor("north-army", "North Army", ActorKind::ArmedForce, &["Army of the North", "جيش الشمال"], &[]),
        actor("south-council", "South Council", ActorKind::Government, &["Council of the South"], &[]),
        actor("general-ash", "General Ash", ActorKind::Person, &["Ash"], &["north-army"]),
        actor("harbour-state", "Harbour State", ActorKind::State, &[], &[]),
        actor("river-relief", "River Relief", ActorKind::Organisation, &[], &[]),
        actor("silent-league", "Silent League", ActorKind::Organisation, &[], &[]),
    ]
}

fn actor_id(id: &str) -> ActorId {
    ActorId::new(id).expect("an id without spaces")
}

fn day(text: &str) -> Interval {
    let date = text.parse().expect("a day");
    Interval::day(date).expect("a day that has a morrow")
}

fn published(text: &str, basis: Basis) -> Published {
    Published::Known { when: day(text), basis }
}
