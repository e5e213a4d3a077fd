//! Posts exchange: what arrives is theirs byte for byte, twice is as once, nothing that does not hold changes the record.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and damages files itself"
)]

mod common;

use common::fieldwork::changes;
use common::posts::{Post, carry, posts};
use common::{agreement, batch, finding, source};
use ledger::checkpoint::VerifierKey;
use model::{ConflictKind, Reliability, Source};
use store::{Access, Change, ExchangeError, Holds, SqliteStore, Store, verify};

fn graded(n: usize, grade: &str) -> Change {
    Change::SourceEntered(Source { reliability: Reliability::parse(grade).unwrap(), ..source(n) })
}

#[test]
fn two_carries_bring_both_records_together_and_each_log_stays_what_its_key_signed() {
    let mut posts = posts(2);
    posts[0].tell(&batch(0..5, 3));
    posts[1].tell(&batch(3..8, 3));
    posts[1].tell(&[graded(1, "B"), Change::AgreementEntered(Box::new(agreement(2)))]);
    posts[1].tell(&[Change::FindingEntered(Box::new(finding(1)))]);
    let there = carry(&mut posts, 0, 1);
    assert_eq!(there.logs, [(posts[0].log.clone(), 0, 11)]);
    let back = posts[1].offer(&posts[0]);
    let bytes: usize = batch(3..5, 3)
        .iter()
        .filter_map(|change| match change {
            Change::ReportReceived(_, bytes) => Some(bytes.len()),
            _ => None,
        })
        .sum();
    assert!(bytes > 0 && posts[0].accept(&back).unwrap().logs.len() == 1);
    assert_eq!(posts[0].says(), posts[1].says());
    assert_eq!(posts[0].store.reports().unwrap().len(), 8);
    assert_eq!(posts[0].store.next_finding().unwrap().as_str(), "f-1", "a finding of another post takes no number");
    assert_eq!((posts[0].assert_sound().0, posts[1].assert_sound().0), (1, 1));
    for post in &mut posts {
        let before = post.says();
        post.store.rebuild(&mut |_, _| ()).unwrap();
        assert_eq!(post.says(), before, "tables made anew say the same");
        post.assert_sound();
    }
}

#[test]
fn nothing_is_sent_that_the_other_has() {
    let mut posts = posts(2);
    posts[0].tell(&batch(0..40, 3));
    posts[1].tell(&batch(0..40, 3));
    let whole = posts[0].offer(&posts[1]);
    posts[1].accept(&whole).unwrap();
    let mut parcel = Vec::new();
    let offered = posts[1].store.offer(&posts[0].log, None, &mut parcel).unwrap();
    assert_eq!((offered.blobs, offered.spared), (0, 80), "both took in the same reports and read them alike");
    assert!(parcel.len() * 3 < whole.len() * 2, "{} bytes, where {} went the other way", parcel.len(), whole.len());
    posts[0].accept(&parcel).unwrap();
    assert_eq!(posts[0].says(), posts[1].says());
    assert!(posts[0].conflicts().is_empty(), "one report with two receptions is no conflict");
}

#[test]
fn a_parcel_taken_in_twice_or_late_changes_nothing() {
    let mut posts = posts(2);
    posts[0].tell(&batch(0..3, 2));
    let first = posts[0].offer(&posts[1]);
    posts[0].tell(&batch(3..6, 2));
    let second = posts[0].offer(&posts[1]);
    for (parcel, new) in [(&second, true), (&second, false), (&first, false)] {
        let before = (posts[1].store.size().unwrap(), posts[1].says());
        assert_eq!(posts[1].accept(parcel).unwrap().logs.is_empty(), !new);
        assert_eq!((posts[1].store.size().unwrap(), posts[1].says()) == before, !new);
    }
    assert_eq!(posts[1].store.reports().unwrap().len(), 6);
}

/// Refused with these words, and the record is as it was.
fn refused(post: &mut Post, parcel: &[u8], words: &[&str]) -> ExchangeError {
    let before = (post.store.checkpoint().unwrap(), post.says());
    let error = post.accept(parcel).err().unwrap();
    for word in words {
        assert!(error.to_string().contains(word), "'{word}' is missing in: {error}");
    }
    assert_eq!(error.to_string().lines().count(), 1);
    assert_eq!((post.store.checkpoint().unwrap(), post.says()), before);
    post.assert_sound();
    error
}

#[test]
fn what_does_not_hold_is_refused_with_its_place_and_the_record_is_as_it_was() {
    let mut posts = posts(3);
    posts[0].tell(&batch(0..60, 40));
    let parcel = posts[0].offer(&posts[1]);
    let to_another = posts[0].offer(&posts[2]);
    let receiver = &mut posts[1];
    refused(receiver, &parcel[..parcel.len() / 2], &["byte ", "ends here"]);
    refused(receiver, b"rubbish", &["byte 0", "no parcel"]);
    let newer = [b"trucewatch/parcel@v7\n", &parcel[21..]].concat();
    refused(receiver, &newer, &["byte 0", "newer version", "format 7"]);
    let mut altered = parcel.clone();
    altered[parcel.len() / 2] ^= 1;
    refused(receiver, &altered, &["byte ", "damaged on the way"]);
    refused(receiver, &to_another, &["byte 21", "the parcel is for the post with the log"]);
    refused(receiver, &[parcel.as_slice(), b"more"].concat(), &["follows the end"]);
    // What is whole may be taken, if somebody wants it so; then the rest follows without it.
    let half = receiver.accept_as(&parcel[..parcel.len() * 3 / 4], true).unwrap();
    assert!(half.cut.is_some());
    receiver.assert_sound();
    let (_, from, to) = half.logs[0].clone();
    assert!(from == 0 && to > 0 && to < 122, "{to}");
    let here = receiver.store.holds().unwrap();
    let rest = posts[0].offer_what(&posts[1], Some(&here));
    assert!(rest.len() < parcel.len() / 2, "{} of {}", rest.len(), parcel.len());
    assert_eq!(posts[1].accept(&rest).unwrap().logs, [(posts[0].log.clone(), to, 122)]);
    posts[1].assert_sound();
}

#[test]
fn a_log_that_nobody_entered_is_passed_over() {
    let (mut known, mut stranger) = (Post::new(), Post::new());
    stranger.knows("known", (known.log.clone(), known.key()));
    stranger.tell(&batch(0..2, 1));
    let parcel = stranger.offer(&known);
    let accepted = known.accept(&parcel).unwrap();
    assert_eq!((accepted.logs.len(), accepted.strangers), (0, vec![stranger.log.clone()]));
    assert!(known.store.reports().unwrap().is_empty());
    // Under another's key it is no better.
    known.knows("liar", (stranger.log.clone(), Post::new().key()));
    refused(&mut known, &parcel, &["not signed by the key that was entered for liar"]);
}

#[test]
fn a_fork_is_proved_by_a_file_whichever_history_comes_second() {
    let mut posts = posts(2);
    posts[0].tell(&batch(0..4, 2));
    carry(&mut posts, 0, 1);
    let mut copy = posts[0].copied();
    copy.tell(&batch(20..23, 2));
    posts[0].tell(&batch(10..12, 2));
    carry(&mut posts, 0, 1);
    let keys = [VerifierKey::parse(&posts[0].key()).unwrap()];
    let grown = copy.offer(&posts[1]);
    copy.tell(&batch(30..45, 2));
    let larger = copy.offer(&posts[1]);
    let all = copy.offer_what(&posts[1], Some(&Holds::new()));
    for (parcel, size) in [(&grown, 13 + 2), (&larger, 45), (&all, 45)] {
        let error = refused(&mut posts[1], parcel, &["signed two histories"]);
        let ExchangeError::Forked { proof, log, .. } = error else { panic!("{error}") };
        let read = ledger::fork::Fork::parse(&proof.to_bytes()).unwrap();
        let proven = read.verify(&keys).unwrap();
        assert_eq!(proven.origin, log);
        assert!(proven.smaller.size <= size && proven.larger.size >= 13, "{proven}");
    }
}

#[test]
fn what_two_posts_entered_differently_is_kept_and_shown_until_one_who_knows_both_settles_it() {
    let mut posts = posts(2);
    posts[0].tell(&[graded(1, "A"), graded(2, "C")]);
    posts[1].tell(&[graded(1, "E"), graded(2, "C")]);
    carry(&mut posts, 0, 1);
    carry(&mut posts, 1, 0);
    for post in &posts {
        let conflicts = post.conflicts();
        assert_eq!(
            (conflicts.len(), conflicts[0].kind, conflicts[0].about.as_str()),
            (1, ConflictKind::Source, "source-1")
        );
        let says: Vec<&str> = conflicts[0].versions.iter().map(|one| one.says.as_str()).collect();
        assert!(says.contains(&"reliability: A") && says.contains(&"reliability: E"), "{says:?}");
        assert_eq!(conflicts[0].versions.iter().filter(|one| one.stands).count(), 1);
    }
    assert_eq!(posts[0].says(), posts[1].says(), "the same stands at both, whoever synced first");
    posts[1].tell(&[graded(1, "B")]);
    carry(&mut posts, 1, 0);
    for post in &posts {
        assert!(post.conflicts().is_empty());
        assert_eq!(post.store.sources().unwrap()[0].reliability, Reliability::parse("B").unwrap());
    }
    // An edit that knew of the other is no conflict either.
    posts[0].tell(&[graded(1, "D")]);
    carry(&mut posts, 0, 1);
    assert!(posts[1].conflicts().is_empty());
    assert_eq!(posts[0].says(), posts[1].says());
}

#[test]
fn what_patrols_entered_travels_and_two_corrections_stand_until_one_of_them_is_put_right() {
    let mut posts = posts(2);
    let entry = |id: &str, corrects: &str, day: u8| {
        let over = if corrects.is_empty() { String::new() } else { format!("corrects = \"{corrects}\"\n") };
        changes(&format!("[[observation]]\nid = \"{id}\"\n{over}means = [\"seen\"]\nwhen = \"2031-05-{day:02}\"\n"))
    };
    posts[0].tell(&entry("o1", "", 1));
    carry(&mut posts, 0, 1);
    let abroad = posts[1].store.fieldwork().unwrap().observations[0].id.to_string();
    assert!(abroad.starts_with("o1@"), "{abroad}");
    posts[0].tell(&entry("o2", "o1", 2));
    posts[1].tell(&entry("o2", &abroad, 3));
    carry(&mut posts, 0, 1);
    carry(&mut posts, 1, 0);
    let standing = |post: &Post| {
        let all = post.store.fieldwork().unwrap().observations;
        model::fieldwork::standing(&all).map(|one| one.when.to_string()).collect::<Vec<_>>()
    };
    for post in &posts {
        assert_eq!(standing(post).len(), 2, "both stand");
        let conflicts = post.conflicts();
        assert_eq!((conflicts.len(), conflicts[0].kind), (1, ConflictKind::Correction));
    }
    posts[0].tell(&entry("o3", "o2", 4));
    carry(&mut posts, 0, 1);
    for post in &posts {
        assert!(post.conflicts().is_empty());
        assert!(standing(post).len() == 1 && standing(post)[0].contains("05-04"), "{:?}", standing(post));
        post.assert_sound();
    }
    assert_eq!(posts[0].says(), posts[1].says());
}

#[test]
fn headquarters_bring_one_posts_log_to_another_under_its_own_key() {
    let mut posts = posts(3);
    posts[0].tell(&batch(0..3, 2));
    posts[1].tell(&batch(3..6, 2));
    carry(&mut posts, 0, 2);
    carry(&mut posts, 1, 2);
    let accepted = carry(&mut posts, 2, 1);
    assert!(accepted.logs.iter().any(|(log, from, to)| (log, *from, *to) == (&posts[0].log, 0, 8)));
    assert_eq!(posts[1].store.reports().unwrap().len(), 6);
    assert_eq!(posts[1].assert_sound().0, 2);
}

#[test]
fn a_bit_flipped_in_a_mirror_is_found() {
    let mut posts = posts(2);
    posts[0].tell(&batch(0..3, 2));
    carry(&mut posts, 0, 1);
    let post = posts.pop().unwrap();
    let record = post.record.clone();
    let flip = |sql: &str| {
        let connection = rusqlite::Connection::open(record.join("record.sqlite")).unwrap();
        connection
            .execute_batch("DROP TRIGGER IF EXISTS mirror_stays; DROP TRIGGER IF EXISTS mirror_remains;")
            .unwrap();
        assert_eq!(connection.execute(sql, []).unwrap(), 1);
    };
    for sql in [
        "UPDATE mirror_entry SET bytes = CAST(replace(CAST(bytes AS TEXT), 'Desk 2', 'Desk 3') AS BLOB) WHERE seq = 3",
        "DELETE FROM mirror_entry WHERE seq = 6",
    ] {
        flip(sql);
        let error = verify(&record, None, false, &mut |_| ()).unwrap_err();
        assert!(error.to_string().contains("mirror"), "{error}");
    }
    assert!(SqliteStore::open(&record, Access::Read).is_ok());
}
