//! Published bundles: whatever they show, they verify to the same root; and nothing above their level stands in them, in
//! whatever record.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and looks at files itself"
)]

mod common;

use common::protected::{Holders, files, holding, source, testimony};
use common::{AT, batch, reason};
use jiff::Timestamp;
use ledger::redaction::Level;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use store::{Access, Change, Delay, Publication, Published, SqliteStore, Store, StoreError, Verification, verify};

/// Later than anything in the record.
const NOW: &str = "2031-07-01T00:00:00Z";

fn asked(level: Option<Level>) -> Publication {
    Publication { level, size: None, delay: Delay::None, now: NOW.parse().unwrap() }
}

fn audiences() -> [Option<Level>; 4] {
    [None, Some(Level::Restricted), Some(Level::Confidential), Some(Level::StrictlyConfidential)]
}

fn published(store: &SqliteStore, out: &Path, asked: &Publication) -> (Published, Verification) {
    let told = store.publish(out, asked).unwrap();
    let verified = verify(out, None, false, &mut |_| ()).unwrap();
    assert!(verified.database.is_none());
    (told, verified)
}

/// What a person may enter, each with words of its own in the values that it protects.
#[derive(Debug, Clone)]
enum Entered {
    Source(Level),
    Report(Level, Level),
    Open,
}

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL.to_vec())
}

fn entered() -> impl Strategy<Value = Entered> {
    prop_oneof![
        level().prop_map(Entered::Source),
        (level(), level()).prop_map(|(origin, contents)| Entered::Report(origin, contents)),
        Just(Entered::Open),
    ]
}

/// Enters it; gives the words that are protected, each with its level.
fn enter(store: &mut SqliteStore, n: usize, entered: &Entered) -> Vec<(String, Level)> {
    let words = |what: &str| format!("{what} number {n} of the valley");
    let (change, secrets) = match entered {
        Entered::Source(level) => (source(n, &words("Person"), *level), vec![(words("Person"), *level)]),
        Entered::Report(origin, contents) => {
            let told = testimony(&words("Witness"), &words("Testimony"), (*origin, *contents));
            let secrets = vec![(words("Witness"), *origin), (words("Testimony"), *contents)];
            (Change::ReportProtected(Box::new(told)), secrets)
        }
        Entered::Open => {
            store.append(AT, &reason(), &batch(n..n + 1, 1)).unwrap();
            return Vec::new();
        }
    };
    store.append(AT, &reason(), &[change]).unwrap();
    secrets
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn no_bundle_holds_a_value_above_its_level(all in prop::collection::vec(entered(), 1..8)) {
        let (folder, holders) = (tempfile::tempdir().unwrap(), Holders::draw());
        let (record, mut store) = holders.record(folder.path());
        let secrets: Vec<_> =
            all.iter().enumerate().flat_map(|(n, one)| enter(&mut store, n, one)).collect();
        let store = store.with_identities(holders.0.to_vec());
        let root = verify(&record, None, false, &mut |_| ()).unwrap().ledger.root;
        for (number, level) in audiences().into_iter().enumerate() {
            let out = folder.path().join(format!("bundle-{number}"));
            let (told, verified) = published(&store, &out, &asked(level));
            prop_assert_eq!(verified.ledger.root, root);
            for (words, own) in &secrets {
                let shown = !holding(&out, words.as_bytes()).is_empty();
                prop_assert_eq!(shown, level.is_some_and(|level| *own <= level), "{} at {:?}", words, level);
            }
            let disclosed = secrets.iter().filter(|(_, own)| level.is_some_and(|level| *own <= level)).count() as u64;
            prop_assert_eq!((told.disclosed, told.closed), (disclosed, 0));
            let account = &verified.ledger.disclosure;
            let undisclosed: u64 = account.undisclosed.values().sum();
            prop_assert_eq!((account.disclosed, undisclosed), (disclosed, secrets.len() as u64 - disclosed));
        }
    }
}

/// A record with a witness's report, one for everybody, and their incidents; the entries' numbers are theirs.
struct Desk {
    folder: tempfile::TempDir,
    record: PathBuf,
    store: SqliteStore,
    testimony: u64,
}

fn desk() -> Desk {
    let (folder, holders) = (tempfile::tempdir().unwrap(), Holders::draw());
    let (record, mut store) = holders.record(folder.path());
    let testimony_at = store.size().unwrap();
    let told = testimony("A teacher", "They came at night.", (Level::Confidential, Level::Restricted));
    store.append(AT, &reason(), &[Change::ReportProtected(Box::new(told))]).unwrap();
    store.append(AT, &reason(), &batch(0..300, 1)).unwrap();
    store.append("2031-06-20T06:00:00Z", &reason(), &batch(300..301, 1)).unwrap();
    let fused = common::fused(301);
    store.append("2031-06-25T06:00:00Z", &reason(), &[Change::IncidentsProposed(Box::new(fused))]).unwrap();
    let store = store.with_identities(holders.0.to_vec());
    Desk { folder, record, store, testimony: testimony_at }
}

/// Where a report came in lately, its bytes, its reading and each piece of a snapshot that tells of it stay back; all
/// entries are there; what came in before is shown.
#[test]
fn what_came_in_lately_is_held_back_and_its_entry_is_not() {
    let desk = desk();
    let late = common::report(300).0.id;
    let id = late.as_str().as_bytes();
    let whole = desk.folder.path().join("whole");
    let (told, sound) = published(&desk.store, &whole, &asked(None));
    assert_eq!((told.blobs_held_back, sound.ledger.blobs_held_back), (0, 0));
    let blobs = |out: &Path| files(&out.join("ledger/blob")).len() as u64;
    assert_eq!(blobs(&whole), told.blobs);
    assert!(!holding(&whole.join("ledger/blob"), id).is_empty());
    let since: Timestamp = "2031-06-01T00:00:00Z".parse().unwrap();
    for (name, delay) in [("since", Delay::Since(since)), ("days", Delay::Days(30))] {
        let out = desk.folder.path().join(name);
        let (told, verified) = published(&desk.store, &out, &Publication { delay, ..asked(None) });
        assert!(told.blobs_held_back >= 3, "{told}");
        assert_eq!(verified.ledger.blobs_held_back, told.blobs_held_back);
        assert_eq!((verified.ledger.size, verified.ledger.root), (sound.ledger.size, sound.ledger.root));
        assert_eq!(holding(&out.join("ledger/blob"), id), Vec::<PathBuf>::new());
        assert!(holding(&out.join("ledger/tile"), id).len() == 1, "that it came in is not hidden");
        assert!(verified.to_string().contains("held back for a time, as the publisher says"));
    }
    let days = fs::read_to_string(desk.folder.path().join("days/ledger/withheld.jsonl")).unwrap();
    assert!(days.contains("\"until\":\"2031-07-20T06:00:00Z\""), "{days}");
    // What the list does not name has to be there.
    let (out, list) = (desk.folder.path().join("days"), desk.folder.path().join("days/ledger/withheld.jsonl"));
    fs::write(&list, days.lines().skip(1).map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    assert!(verify(&out, None, false, &mut |_| ()).unwrap_err().to_string().contains("missing"));
    fs::write(&list, "{\"blob\":7}\n").unwrap();
    assert!(verify(&out, None, false, &mut |_| ()).unwrap_err().to_string().contains("line 1 of what is held back"));
}

#[test]
fn one_entry_can_be_delayed_and_the_last_word_counts() {
    let mut desk = desk();
    let restricted = asked(Some(Level::Restricted));
    let mut delay = |until: &str| {
        let change = Change::PublicationDelayed { entry: desk.testimony, until: until.to_owned() };
        desk.store.append(AT, &reason(), &[change]).unwrap();
    };
    delay("2031-08-01T00:00:00Z");
    let out = desk.folder.path().join("delayed");
    let (told, verified) = published(&desk.store, &out, &restricted);
    assert_eq!((told.disclosed, told.values_held_back, verified.ledger.disclosure.held_back), (0, 1, 1));
    assert!(holding(&out, b"They came at night.").is_empty());
    let mut delay = |until: &str| {
        let change = Change::PublicationDelayed { entry: desk.testimony, until: until.to_owned() };
        desk.store.append(AT, &reason(), &[change]).unwrap();
    };
    delay("2031-06-01T00:00:00Z");
    let out = desk.folder.path().join("released");
    let (told, verified) = published(&desk.store, &out, &restricted);
    assert_eq!((told.disclosed, verified.ledger.disclosure.disclosed), (1, 1));
    assert_eq!(holding(&out, b"They came at night.").len(), 2, "the bytes, and the reading");
}

/// A bundle of an earlier size is one history with the record: its root is the one that the record had then.
#[test]
fn an_earlier_size_is_signed_on_demand() {
    let desk = desk();
    let earlier = |size| Publication { size: Some(size), ..asked(None) };
    let now = desk.store.size().unwrap();
    for size in [0, 1, 255, 256, 257, now] {
        let out = desk.folder.path().join(format!("at-{size}"));
        let (_, verified) = published(&desk.store, &out, &earlier(size));
        assert_eq!(verified.ledger.size, size);
        let check = ledger::verify::Check {
            trust: ledger::verify::Trust::StoredBeside,
            blobs: ledger::verify::Blobs::Skipped,
            since: Some(ledger::checkpoint::TreeHead { size, root: verified.ledger.root }),
        };
        ledger::verify::verify(&Files(desk.record.join("ledger")), &check, &mut |_| ()).unwrap();
    }
    let error = desk.store.publish(&desk.folder.path().join("beyond"), &earlier(now + 1)).unwrap_err();
    assert!(error.to_string().contains("fewer than"), "{error}");
    let error = desk.store.publish(&desk.folder.path().join("at-1"), &asked(None)).unwrap_err();
    assert!(error.to_string().contains("is not empty"), "{error}");
    drop(desk.store);
    let reader = SqliteStore::open(&desk.record, Access::Read).unwrap();
    let error = reader.publish(&desk.folder.path().join("keyless"), &earlier(1)).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly(_)), "{error}");
    assert!(!desk.folder.path().join("keyless").exists());
}

struct Files(PathBuf);

impl ledger::verify::Source for Files {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ledger::verify::ReadError> {
        Ok(fs::read(self.0.join(path)).ok())
    }
}

/// Without an identity what may be shown is not, and that is told; an altered disclosed value or blob is refused.
#[test]
fn what_nobody_opens_is_told_and_what_is_altered_refused() {
    let desk = desk();
    let strict = asked(Some(Level::StrictlyConfidential));
    let out = desk.folder.path().join("all");
    let (told, verified) = published(&desk.store, &out, &strict);
    assert_eq!((told.disclosed, verified.ledger.disclosure.undisclosed.len()), (2, 0));
    let bytes = holding(&out.join("ledger/blob"), b"They came at night.").remove(0);
    let was = fs::read(&bytes).unwrap();
    fs::write(&bytes, [was.as_slice(), b"!"].concat()).unwrap();
    assert!(verify(&out, None, false, &mut |_| ()).unwrap_err().to_string().contains("its hash is"));
    fs::remove_file(&bytes).unwrap();
    assert!(verify(&out, None, false, &mut |_| ()).unwrap_err().to_string().contains("missing"));
    fs::write(&bytes, was).unwrap();
    let disclosed = out.join("ledger/disclosed.jsonl");
    let lines = fs::read_to_string(&disclosed).unwrap();
    fs::write(&disclosed, lines.replace("A teacher", "A tailor")).unwrap();
    assert!(verify(&out, None, false, &mut |_| ()).unwrap_err().to_string().contains("are not those"));
    let blind = desk.store.with_identities(Vec::new());
    let (told, _) = published(&blind, &desk.folder.path().join("blind"), &strict);
    assert_eq!((told.disclosed, told.closed), (0, 2));
    assert!(told.to_string().contains("no identity that was given opens them"));
}
