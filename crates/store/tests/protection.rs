//! Protected values: nobody without an identity reads them, whoever has one does, tables come out the same without any, and
//! what is erased is nowhere.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and looks at files itself"
)]

mod common;

use common::protected::{Holders, holding, source, testimony};
use common::{AT, batch, finding, reason};
use std::path::Path;
use store::protection::{Holder, Level, protectable};
use store::{
    Access, Change, Mark, Recipients, Resealed, SqliteStore, Store, StoreError, Verification, verify, verify_since,
};
use wire::{CaseStepLine, FindingLine, RulesFile};

const WORDS: &str = "They came at night past the mill, said the teacher of Ridge 3.";
const SOURCE: &str = "Amina of the lower village";

fn sound(record: &Path) -> Verification {
    verify(record, None, true, &mut |_| ()).unwrap()
}

#[test]
fn a_protected_report_is_there_and_says_nothing_without_an_identity() {
    let (folder, holders) = (tempfile::tempdir().unwrap(), Holders::draw());
    let (record, mut store) = holders.record(folder.path());
    let told = testimony(SOURCE, WORDS, (Level::StrictlyConfidential, Level::Confidential));
    let id = told.report.id.clone();
    store.append(AT, &reason(), &batch(1..3, 2)).unwrap();
    store.append(AT, &reason(), &[Change::ReportProtected(Box::new(told.clone()))]).unwrap();
    let (shown, bytes) = store.report(&id).unwrap().unwrap();
    assert_eq!((shown.text.as_str(), bytes.len()), ("protected (strictly_confidential)", 0));
    assert_eq!(shown.source.as_deref(), Some("protected (strictly_confidential)"));
    assert_eq!((store.reading(&id).unwrap(), store.readings().unwrap().len()), (None, 2), "no part in incidents");
    assert!(store.reports().unwrap().iter().any(|report| report.id == id));
    let before = store.reports().unwrap();
    store.rebuild(&mut |_, _| ()).unwrap();
    assert_eq!(store.reports().unwrap(), before);
    for (level, source, text) in [
        (Level::Restricted, "protected (strictly_confidential)", "protected (strictly_confidential)"),
        (Level::Confidential, "protected (strictly_confidential)", WORDS),
        (Level::StrictlyConfidential, SOURCE, WORDS),
    ] {
        store = store.with_identities(vec![holders.of(level)]);
        let (report, _) = store.report(&id).unwrap().unwrap();
        assert_eq!((report.source.as_deref(), report.text.as_str()), (Some(source), text), "{level}");
        assert_eq!(store.reading(&id).unwrap().is_some(), level >= Level::Confidential);
    }
    assert_eq!(store.report(&id).unwrap().unwrap(), (told.report, told.bytes));
    assert_eq!(store.reading(&id).unwrap().unwrap(), told.reading);
    drop(store);
    for words in [WORDS, SOURCE, "Amina"] {
        assert_eq!(holding(folder.path(), words.as_bytes()), Vec::<std::path::PathBuf>::new());
    }
    let summary = sound(&record).to_string();
    assert!(
        summary.contains("undisclosed (confidential)") && summary.contains("kept sealed (confidential)"),
        "{summary}"
    );
    let opened = verify_since(&record, &[], &[holders.of(Level::Confidential)], None, false, &mut |_| ()).unwrap();
    assert_eq!(opened.database.unwrap().sealed.opened, 1);
}

#[test]
fn where_nobody_could_open_it_nothing_is_entered() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::open(&folder.path().join("record"), Access::Write).unwrap();
    let told = testimony(SOURCE, WORDS, (Level::Confidential, Level::Confidential));
    let error = store.append(AT, &reason(), &[Change::ReportProtected(Box::new(told))]).unwrap_err();
    assert!(matches!(error, StoreError::Refused(_)) && error.to_string().contains("protect recipients confidential"));
    assert_eq!(store.size().unwrap(), 0);
}

/// Changes of every kind that has fields to protect, each full, with the words of every such field.
fn full() -> Vec<(&'static str, Change, serde_json::Value)> {
    let value = |line: serde_json::Result<serde_json::Value>| line.unwrap();
    let docs = include_str!("../../../docs/cases.md");
    let rules = docs.split("```toml\n").nth(1).and_then(|block| block.split("```").next()).unwrap();
    let rules = RulesFile::parse(rules).unwrap().to_rules().unwrap();
    let mut all = vec![(
        "rules.entered",
        Change::RulesEntered(Box::new(rules.clone())),
        value(serde_json::to_value(RulesFile::new(&rules))),
    )];
    let dissent = "[[act.ACT.dissent]]\nby = \"s1\"\nreasons = \"Too far.\"\n";
    let head = "case = \"case-1\"\nat = \"2031-05-04T10:00:00Z\"\nby = \"z1\"\nreasons = \"As told.\"\n";
    let acts = [
        "[act.received]\nagreement = \"hills-2031\"\nincident = \"i-1\"\nreporter_name = \"A teacher\"\ntext = \"Fire.\"\n".to_owned(),
        "[act.declared]\nconflict = \"a cousin of the commander\"\n".to_owned(),
        format!("[act.verified]\noutcome = \"not_verified\"\n{}", dissent.replace("ACT", "verified")),
        format!("[act.attributed]\nanswer = \"insufficient\"\n{}", dissent.replace("ACT", "attributed")),
        format!("[act.classified]\nclass = \"insufficient\"\n{}", dissent.replace("ACT", "classified")),
        "[act.replied]\nparty = \"xx-north\"\ntext = \"Our guns were silent.\"\n".to_owned(),
        "[act.convened]\npresent = [\"z1\"]\nresolution = \"remedy\"\nmotion = \"The guns go back.\"\n".to_owned(),
    ];
    for act in acts {
        let step = CaseStepLine::parse_toml(&format!("{head}{act}")).unwrap().to_step().unwrap();
        let body = value(serde_json::to_value(CaseStepLine::new(&step)));
        all.push(("case.stepped", Change::CaseStepped(Box::new(step)), body));
    }
    let mut line = FindingLine::new(&finding(1));
    for element in ["attribution", "intent", "breach"] {
        let reasons = format!("Nobody saw ({element}).");
        match element {
            "attribution" => (line.attribution.answer, line.attribution.reasons) = ("insufficient".into(), reasons),
            "intent" => (line.intent.answer, line.intent.reasons) = ("insufficient".into(), reasons),
            _ => (line.breach.answer, line.breach.reasons) = ("insufficient".into(), reasons),
        }
    }
    line.authors = vec!["A. Member".into(), "B. Member".into()];
    line.dissent = vec![wire::finding::DissentLine { by: "C. Member".into(), reasons: "Not enough.".into() }];
    (line.reply, line.reply_text) = ("given".into(), Some("It was not us.".into()));
    let found = line.to_finding().unwrap();
    all.push(("finding.entered", Change::FindingEntered(Box::new(found)), value(serde_json::to_value(&line))));
    let owned = model::Source { owner: Some("A holding".into()), ..common::source(1) };
    let body = value(serde_json::to_value(wire::SourceLine::new(&owned)));
    all.push(("source.entered", Change::SourceEntered(owned), body));
    all
}

/// The pointers of a body that a pattern means.
fn places(body: &serde_json::Value, pattern: &str) -> Vec<String> {
    let pointers = (0..9).map(|place| pattern.replace('*', &place.to_string()));
    let mut found: Vec<String> = pointers.filter(|pointer| body.pointer(pointer).is_some()).collect();
    found.dedup();
    found
}

/// Every field that may be protected is, all at once: the record goes on being read, by words in their place; with an
/// identity it reads as it was entered; and each field of the list is met.
#[test]
fn every_field_that_may_be_protected_reads_back() {
    let (folder, holders) = (tempfile::tempdir().unwrap(), Holders::draw());
    let (record, mut store) = holders.record(folder.path());
    let mut met = std::collections::BTreeSet::new();
    let mut secrets = Vec::new();
    let mut plain = Vec::new();
    for (what, change, body) in full() {
        let mut marks = Vec::new();
        for pattern in protectable(what) {
            for field in places(&body, pattern) {
                met.insert((what, *pattern));
                secrets.push(body.pointer(&field).unwrap().as_str().unwrap().to_owned());
                marks.push(Mark { field, level: Level::Confidential });
            }
        }
        assert!(!marks.is_empty(), "{what}");
        plain.push(change.clone());
        store.append(AT, &reason(), &[Change::Protected(Box::new(change), marks)]).unwrap();
    }
    let kinds = ["case.stepped", "finding.entered", "rules.entered", "source.entered"];
    let all: usize = kinds.iter().map(|what| protectable(what).len()).sum();
    assert_eq!(met.len(), all, "{met:?}");
    let words = "protected (confidential)";
    assert!(store.case_steps().unwrap().iter().all(|(_, step)| step.reasons == words));
    let authors = ["protected (confidential, 1)", "protected (confidential, 2)"];
    assert_eq!(store.findings().unwrap()[0].authors, authors, "two protected names stay two");
    assert_eq!(store.rules().unwrap()[0].persons[2].name, "protected (confidential, 3)");
    assert_eq!(store.sources().unwrap()[0].name, words);
    sound(&record);
    let opened = store.with_identities(vec![holders.of(Level::Confidential)]);
    let steps: Vec<Change> =
        opened.case_steps().unwrap().into_iter().map(|(_, step)| Change::CaseStepped(Box::new(step))).collect();
    let told = |changes: &[Change]| changes.iter().map(|change| format!("{change:?}")).collect::<Vec<_>>();
    assert_eq!(told(&steps), told(&plain[1..8]));
    assert_eq!(format!("{:?}", Change::RulesEntered(Box::new(opened.rules().unwrap().remove(0)))), told(&plain)[0]);
    drop(opened);
    for secret in secrets {
        assert!(holding(&record, secret.as_bytes()).is_empty(), "{secret}");
    }
}

#[test]
fn what_cannot_be_protected_is_refused_and_nothing_is_entered() {
    let (folder, holders) = (tempfile::tempdir().unwrap(), Holders::draw());
    let (_, mut store) = holders.record(folder.path());
    let size = store.size().unwrap();
    let mark = |field: &str| vec![Mark { field: field.to_owned(), level: Level::Restricted }];
    let found = || Box::new(Change::FindingEntered(Box::new(finding(1))));
    for (change, marks, says) in [
        (found(), mark("/incident"), "'/incident' of finding.entered cannot be protected; these can: /authors/*"),
        (found(), mark("/authors/7"), "no such field"),
        (found(), [mark("/authors/0"), mark("/authors/0")].concat(), "overlap"),
        (Box::new(batch(1..2, 1).remove(1)), mark("/report"), "no field of reading.made can be protected"),
    ] {
        let error = store.append(AT, &reason(), &[Change::Protected(change, marks)]).unwrap_err().to_string();
        assert!(error.contains(says), "{error}");
    }
    assert_eq!(store.size().unwrap(), size);
}

/// Every byte of the sealed parts, as they lie in the database.
fn sealed(record: &Path, entry: u64) -> Vec<Vec<u8>> {
    let database = rusqlite::Connection::open(record.join("record.sqlite")).unwrap();
    let mut statement = database.prepare("SELECT bytes FROM sealed WHERE entry = ?1").unwrap();
    let rows = statement.query_map([entry as i64], |row| row.get(0)).unwrap();
    rows.collect::<rusqlite::Result<_>>().unwrap()
}

#[test]
fn what_is_erased_is_nowhere_in_the_record_and_it_still_verifies() {
    let (folder, holders) = (tempfile::tempdir().unwrap(), Holders::draw());
    let (record, mut store) = holders.record(folder.path());
    let both = (Level::Confidential, Level::Confidential);
    let told = testimony(SOURCE, &WORDS.repeat(3000), both);
    let entry = store.size().unwrap();
    store.append(AT, &reason(), &[Change::ReportProtected(Box::new(told))]).unwrap();
    let other = source(3, "Another person", Level::Confidential);
    store.append(AT, &reason(), &[other]).unwrap();
    store.append(AT, &reason(), &batch(1..40, 2)).unwrap();
    // Pages move about: some of what was sealed lay where other rows lie now.
    store.rebuild(&mut |_, _| ()).unwrap();
    let lay = sealed(&record, entry);
    assert_eq!(lay.len(), 4, "two openings, the bytes, the reading");
    let piece = |bytes: &Vec<u8>| bytes[bytes.len() / 2..][..48].to_vec();
    for sealed in &lay {
        assert!(!holding(&record, &piece(sealed)).is_empty(), "the search finds what is there");
    }
    let root = sound(&record).ledger.root;
    for field in ["/origin", "/report"] {
        store.erase(AT, &reason(), entry, field).unwrap();
    }
    let left: Vec<_> = lay
        .iter()
        .flat_map(|sealed| sealed.chunks(48).filter(|chunk| chunk.len() == 48))
        .step_by(7)
        .flat_map(|chunk| holding(&record, chunk))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let error = store.erase(AT, &reason(), entry, "/origin").unwrap_err().to_string();
    assert!(error.contains("nothing is kept here"), "{error}");
    let error = store.erase(AT, &reason(), entry, "/title").unwrap_err().to_string();
    assert!(error.contains("its protected fields: /origin, /report"), "{error}");
    store.rebuild(&mut |_, _| ()).unwrap();
    drop(store);
    let verified = sound(&record);
    assert_ne!(verified.ledger.root, root, "the erasures are entries");
    assert_eq!(verified.ledger.disclosure.erased, 2);
    let database = verified.database.unwrap();
    assert_eq!((database.sealed.absent, database.sealed.outlived), (0, 0));
    assert_eq!(database.sealed.kept.values().sum::<u64>(), 1, "the other value is still there");
}

/// Somebody takes over from somebody: what was sealed before opens for the new one and no longer for the old one.
#[test]
fn what_is_sealed_anew_opens_for_those_who_may_open_it_now() {
    let (folder, holders) = (tempfile::tempdir().unwrap(), Holders::draw());
    let (record, mut store) = holders.record(folder.path());
    let entry = store.size().unwrap();
    let both = (Level::StrictlyConfidential, Level::StrictlyConfidential);
    let told = testimony(SOURCE, &WORDS.repeat(300), both);
    let id = told.report.id.clone();
    store.append(AT, &reason(), &[Change::ReportProtected(Box::new(told))]).unwrap();
    store.append(AT, &reason(), &[source(3, "Another person", Level::Restricted)]).unwrap();
    let lay = sealed(&record, entry);
    let (old, new) = (holders.of(Level::StrictlyConfidential), sealing::Identity::draw().unwrap());
    let holder = Holder { name: "Role".into(), key: new.recipient() };
    let set = Recipients { level: Level::StrictlyConfidential, holders: vec![holder] };
    store.append(AT, &reason(), &[Change::RecipientsSet(set)]).unwrap();
    store = store.with_identities(vec![holders.of(Level::Confidential)]);
    assert_eq!(store.reseal().unwrap(), Resealed { renewed: 1, closed: 2 });
    store = store.with_identities(vec![old.clone()]);
    assert_eq!(
        store.reseal().unwrap(),
        Resealed { renewed: 2, closed: 1 },
        "the one before was sealed anew without them"
    );
    assert!(store.reading(&id).unwrap().is_none());
    store = store.with_identities(vec![new]);
    assert!(store.reading(&id).unwrap().is_some());
    for sealed in lay {
        assert!(holding(&record, &sealed[sealed.len() - 48..]).is_empty());
    }
    sound(&record);
}

/// While another process reads, the log cannot be cut: that is said, and the next writing makes it good.
#[test]
fn an_erasure_waits_for_those_who_read() {
    let (folder, holders) = (tempfile::tempdir().unwrap(), Holders::draw());
    let (record, mut store) = holders.record(folder.path());
    let entry = store.size().unwrap();
    store.append(AT, &reason(), &[source(3, "Another person", Level::Confidential)]).unwrap();
    let lay = sealed(&record, entry).remove(0);
    let reader = rusqlite::Connection::open(record.join("record.sqlite")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM entry;").unwrap();
    let error = store.erase(AT, &reason(), entry, "/name").unwrap_err();
    assert!(matches!(error, StoreError::StillRead(_)), "{error}");
    assert_eq!(store.size().unwrap(), entry + 2, "it is entered");
    drop(store);
    drop(reader);
    drop(SqliteStore::open(&record, Access::WriteExisting).unwrap());
    assert!(holding(&record, &lay[lay.len() - 48..]).is_empty());
    sound(&record);
}
