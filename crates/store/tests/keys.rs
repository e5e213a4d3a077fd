//! A record's keys: begun on purpose, handed over, lost and recovered, revoked; broken off on the way; and its authors.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and damages files itself"
)]

use ledger::authors::Author;
use ledger::checkpoint::{SigningKey, VerifierKey};
use std::fs;
use std::path::{Path, PathBuf};
use store::key_places::{draw_named, write_secret};
use store::{
    Access, Beginning, Change, KeyPlaces, NewKey, Reason, Rotation, SqliteStore, Store as _, StoreError, verify,
};

const AT: &str = "2031-05-01T06:00:00Z";
const LOG: &str = "mission.example/record";

fn reason() -> Reason {
    by("Desk 2")
}

fn by(name: &str) -> Reason {
    Reason { who: name.into(), why: "an exercise".into() }
}

fn key() -> SigningKey {
    draw_named(LOG).unwrap()
}

fn recovery() -> SigningKey {
    draw_named("mission.example/record/recovery").unwrap()
}

fn source(n: u64) -> Change {
    let line = format!("[[source]]\nid = \"s-{n}\"\nname = \"Source {n}\"\nkind = \"outlet\"\n");
    Change::SourceEntered(wire::SourceLine::parse_file(&line).unwrap().remove(0))
}

fn begin(record: &Path, recovery: Option<&SigningKey>) -> VerifierKey {
    let first = key();
    let verifier = first.verifier().clone();
    let beginning = Beginning { key: NewKey::Inside(Box::new(first)), recovery, succeeds: None };
    SqliteStore::begin_log(record, AT, &reason(), beginning).unwrap();
    verifier
}

fn append(record: &Path, n: u64) -> Result<u64, StoreError> {
    SqliteStore::open(record, Access::WriteExisting)?.append(AT, &reason(), &[source(n)])
}

fn rotate(record: &Path, by_recovery: Option<&SigningKey>) -> Result<VerifierKey, StoreError> {
    let to = key();
    let verifier = to.verifier().clone();
    let rotation = Rotation { by_recovery, to: NewKey::Inside(Box::new(to)), recovery: None };
    SqliteStore::rotate(record, &KeyPlaces::default(), AT, &reason(), rotation).map(|()| verifier)
}

fn checked(record: &Path, key: &VerifierKey) -> Result<String, StoreError> {
    verify(record, Some(&key.to_string()), true, &mut |_| ()).map(|verified| verified.to_string())
}

fn said<T>(result: Result<T, StoreError>) -> String {
    result.map(drop).unwrap_err().to_string()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let record = folder.path().join("record");
    (folder, record)
}

#[test]
fn whoever_knows_an_earlier_key_follows() {
    let (_folder, record) = folder();
    let recovery = recovery();
    let first = begin(&record, Some(&recovery));
    assert_eq!(append(&record, 1).unwrap(), 2);
    let second = rotate(&record, None).unwrap();
    assert_eq!(append(&record, 2).unwrap(), 4);
    // The present key is lost.
    fs::remove_file(record.join("key")).unwrap();
    assert!(said(append(&record, 3)).contains("nothing can be added"));
    let stranger = draw_named("mission.example/record/recovery").unwrap();
    assert!(said(rotate(&record, Some(&stranger))).contains("not signed by"));
    assert!(
        said(append(&record, 3)).contains("nothing can be added"),
        "a key that the log did not accept signs nothing"
    );
    let third = rotate(&record, Some(&recovery)).unwrap();
    assert_eq!(append(&record, 3).unwrap(), 6);
    for key in [&first, &second, &third] {
        let summary = checked(&record, key).unwrap();
        assert!(
            summary.contains("by the word of the key before it") && summary.contains("by the recovery key"),
            "{summary}"
        );
    }
    let reader = SqliteStore::open(&record, Access::Read).unwrap();
    assert_eq!(reader.present_key().unwrap(), third);
    drop(reader);
    assert_eq!(fs::read_to_string(record.join("ledger/log.vkey")).unwrap(), format!("{third}\n"));
    let mut store = SqliteStore::open(&record, Access::WriteExisting).unwrap();
    assert!(said(store.revoke_key(AT, &reason(), &third, 3)).contains("cannot be revoked"));
    store.revoke_key(AT, &reason(), &second, 3).unwrap();
    store.rebuild(&mut |_, _| ()).unwrap();
    drop(store);
    assert!(said(checked(&record, &second)).contains("was revoked by entry 6"));
    checked(&record, &first).unwrap();
    assert!(said(checked(&record, key().verifier())).contains("none of this log's keys"));
    assert_eq!(append(&record, 4).unwrap(), 8);
    checked(&record, &third).unwrap();
}

#[test]
fn a_record_that_told_nothing_of_its_key_can_hand_over() {
    let (_folder, record) = folder();
    SqliteStore::open(&record, Access::Write).unwrap().append(AT, &reason(), &[source(1)]).unwrap();
    let first = SqliteStore::open(&record, Access::Read).unwrap().present_key().unwrap();
    let to = draw_named(first.name()).unwrap();
    let rotation = Rotation { by_recovery: None, to: NewKey::Inside(Box::new(to)), recovery: None };
    SqliteStore::rotate(&record, &KeyPlaces::default(), AT, &reason(), rotation).unwrap();
    append(&record, 2).unwrap();
    checked(&record, &first).unwrap();
    // A bundle of the files alone, without what they tell of keys beside the log.
    let bundle = record.with_file_name("bundle");
    copy(&record.join("ledger"), &bundle);
    checked(&bundle, &first).unwrap();
    fs::remove_file(bundle.join("log.keys")).unwrap();
    checked(&bundle, &first).unwrap();
    verify(&bundle, None, false, &mut |_| ()).unwrap();
}

/// The files as a power cut may leave them between two steps of handing over.
#[test]
fn handing_over_that_broke_off_is_completed() {
    let (_folder, record) = folder();
    let recovery = recovery();
    let first = begin(&record, Some(&recovery));
    append(&record, 1).unwrap();
    let before = record.with_file_name("before");
    copy(&record, &before);
    let second = rotate(&record, Some(&recovery)).unwrap();
    for stale in [&["log.vkey"][..], &["log.vkey", "checkpoint"], &["log.vkey", "checkpoint", "log.keys"]] {
        let broken = record.with_file_name(stale.join("-"));
        copy(&record, &broken);
        for name in stale {
            fs::copy(before.join("ledger").join(name), broken.join("ledger").join(name)).unwrap();
        }
        // The last tiles before go only once the checkpoint after them is there for good.
        copy(&before.join("ledger/tile"), &broken.join("ledger/tile"));
        fs::rename(broken.join("key"), broken.join("key.next")).unwrap();
        fs::copy(before.join("key"), broken.join("key")).unwrap();
        SqliteStore::open(&broken, Access::Read).unwrap();
        checked(&broken, &first).unwrap();
        assert_eq!(append(&broken, 2).unwrap(), 4);
        for key in [&first, &second] {
            checked(&broken, key).unwrap();
        }
        assert!(!broken.join("key.next").exists());
    }
    // Before the commit: the new key waits, and the old one signs.
    write_secret(&before.join("key.next"), &key()).unwrap();
    assert_eq!(append(&before, 2).unwrap(), 3);
    rotate(&before, None).unwrap();
    assert_eq!(append(&before, 3).unwrap(), 5);
}

#[test]
fn the_key_may_be_elsewhere_and_is_kept_from_others() {
    let (folder, record) = folder();
    let file = folder.path().join("log.key");
    let first = key();
    write_secret(&file, &first).unwrap();
    assert!(said(write_secret(&file, &key())).contains("log.key"), "a key that is there is left alone");
    let beginning = Beginning { key: NewKey::Elsewhere(Box::new(first.clone())), recovery: None, succeeds: None };
    SqliteStore::begin_log(&record, AT, &reason(), beginning).unwrap();
    assert!(!record.join("key").exists());
    assert!(said(append(&record, 1)).contains("TRUCEWATCH_KEY_FILE"));
    let in_file = KeyPlaces { file: Some(file.clone()), ..KeyPlaces::default() };
    let in_text = KeyPlaces { text: Some(first.to_secret_text()), ..KeyPlaces::default() };
    for (n, places) in (1..).zip([&in_file, &in_text]) {
        let mut store = SqliteStore::open_with(&record, Access::WriteExisting, places).unwrap();
        store.append(AT, &reason(), &[source(n)]).unwrap();
    }
    let other = KeyPlaces { text: Some(key().to_secret_text()), ..KeyPlaces::default() };
    let line = said(SqliteStore::open_with(&record, Access::WriteExisting, &other));
    assert!(line.contains("the log's present key is") && !line.contains("PRIVATE"), "{line}");
    let beginning = Beginning { key: NewKey::Inside(Box::new(key())), recovery: None, succeeds: None };
    assert!(said(SqliteStore::begin_log(&record, AT, &reason(), beginning)).contains("is not empty"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        let line = said(SqliteStore::open_with(&record, Access::WriteExisting, &in_file));
        assert!(line.contains("others may read it (mode 640): run `chmod 600`"), "{line}");
    }
    checked(&record, first.verifier()).unwrap();
}

#[test]
fn authors_sign_what_is_entered_in_their_name() {
    let (_folder, record) = folder();
    let first = begin(&record, None);
    let key = draw_named("A._Lind").unwrap();
    let author = Author { name: "A. Lind".into(), role: Some("team leader".into()), key: key.verifier().clone() };
    let signing = |key: &SigningKey| {
        let places = KeyPlaces { author: Some(key.clone()), ..KeyPlaces::default() };
        SqliteStore::open_with(&record, Access::WriteExisting, &places).unwrap()
    };
    let line = said(signing(&key).append(AT, &by("A. Lind"), &[source(1)]));
    assert!(line.contains("is no author's of this record"), "{line}");
    let mut store = SqliteStore::open(&record, Access::WriteExisting).unwrap();
    store.append(AT, &reason(), &[Change::AuthorEntered(author.clone())]).unwrap();
    assert!(said(store.append(AT, &reason(), &[Change::AuthorEntered(author.clone())])).contains("has a key already"));
    let line = said(store.append(AT, &by("A. Lind"), &[source(1)]));
    assert!(line.contains("give it with --author FILE"), "{line}");
    store.append(AT, &reason(), &[source(1)]).unwrap();
    drop(store);
    let mut store = signing(&key);
    assert_eq!(store.author().unwrap().as_deref(), Some("A. Lind"));
    assert!(said(store.append(AT, &by("B. Okoro"), &[source(2)])).contains("give --by 'A. Lind'"));
    // What the program makes of it is the program's own.
    let changes = [source(2), source(3), Change::IncidentsChanged(Vec::new())];
    store.append(AT, &by("A. Lind"), &changes).unwrap();
    let entries = store.entries(3, 9).unwrap();
    let whose = |n: usize| (entries[n].entry.who.name.as_str(), entries[n].author_signed(LOG));
    assert_eq!(
        [whose(0), whose(1), whose(2)],
        [("A. Lind", Some(true)), ("A. Lind", Some(true)), ("trucewatch", None)]
    );
    assert_eq!(entries[0].entry.who.role.as_deref(), Some("team leader"));
    drop(store);
    let mut store = SqliteStore::open(&record, Access::WriteExisting).unwrap();
    store.append(AT, &reason(), &[Change::AuthorRevoked(author)]).unwrap();
    drop(store);
    assert!(said(signing(&key).append(AT, &by("A. Lind"), &[source(4)])).contains("or was revoked"));
    let summary = checked(&record, &first).unwrap();
    assert!(summary.contains("2 entries signed by their authors, 0 authors have a key now"), "{summary}");
}
