//! The story that every adapter of the port must tell alike. After each step an outside eye reads all bytes again.

use super::{AT, agreement, batch, changes, decision, finding, fused, reading, reason, report, source};
use model::{DecisionAct, FindingId, Fused, IncidentId, Reading};
use store::{Change, Store, StoreError};

/// Everything that a record answers, to be compared before and after it is opened or made anew.
pub(crate) fn answers(store: &dyn Store) -> String {
    let reports = store.reports().unwrap();
    let whole: Vec<_> = reports.iter().map(|report| store.report(&report.id).unwrap().unwrap()).collect();
    format!(
        "{:?}",
        (
            store.size().unwrap(),
            store.checkpoint().unwrap(),
            store.entries(0, u64::MAX).unwrap(),
            whole,
            store.readings().unwrap(),
            store.fusion_state().unwrap(),
            store.fused().unwrap(),
            store.sources().unwrap(),
            store.agreements().unwrap(),
            (store.findings().unwrap(), store.next_finding().unwrap()),
            (store.rules().unwrap(), store.case_steps().unwrap(), store.next_case().unwrap()),
            (
                (store.incident_lives().unwrap(), store.incident_changes().unwrap()),
                (store.decisions().unwrap(), store.next_decision().unwrap()),
                (store.fieldwork().unwrap(), store.screenings().unwrap()),
            ),
        )
    )
}

/// Tells the story to an empty record. `reopen` closes and opens it; `look` is the outside eye, told the size to expect.
pub(crate) fn tell<S: Store>(mut store: S, reopen: impl Fn(S) -> S, look: impl Fn(u64)) {
    assert_eq!((store.size().unwrap(), store.fusion_state().unwrap()), (0, (0, 0)));
    assert_eq!(store.next_finding().unwrap(), FindingId::new("f-1").unwrap());
    assert_eq!(store.checkpoint().unwrap().unwrap().size, 0);
    look(0);
    store = reports_and_readings(store, &reopen, &look);
    sources_and_agreements(&mut store, &look);
    incidents(&mut store, &look);
    changes_and_decisions(&mut store, &look);
    findings(&mut store, &look);
    super::cases::tell(&mut store, &look);
    super::fieldwork::tell(&mut store, &look);
    refusals(&mut store, &look);
    let before = answers(&store);
    store = reopen(store);
    assert_eq!(answers(&store), before);
    let size = store.size().unwrap();
    assert_eq!(store.rebuild(&mut |_, total| assert_eq!(total, size)).unwrap(), size);
    assert_eq!(answers(&store), before);
    look(size);
}

fn reports_and_readings<S: Store>(mut store: S, reopen: &impl Fn(S) -> S, look: &impl Fn(u64)) -> S {
    assert!(!store.has_report(&report(0).0.id).unwrap());
    assert_eq!(store.append(AT, &reason(), &batch(0..3, 4)).unwrap(), 6);
    look(6);
    assert!(store.has_report(&report(0).0.id).unwrap());
    assert_eq!(store.report(&report(1).0.id).unwrap().unwrap(), report(1));
    assert_eq!(store.reading(&report(2).0.id).unwrap().unwrap(), reading(2, 4));
    assert_eq!(store.fusion_state().unwrap(), (0, 6));
    // The same report again changes nothing; a new reading takes the old one's place, in the order of arrival.
    let (same, bytes) = report(0);
    assert_eq!(store.append(AT, &reason(), &[Change::ReportReceived(Box::new(same), bytes)]).unwrap(), 6);
    assert_eq!(store.append(AT, &reason(), &[]).unwrap(), 6);
    let again: Reading = reading(0, 9);
    assert_eq!(store.append(AT, &reason(), &[Change::ReadingMade(Box::new(again.clone()))]).unwrap(), 7);
    let since = |size: u64| {
        let mut readings = Vec::new();
        store.each_reading_since(size, &mut |reading| readings.push(reading)).unwrap();
        readings
    };
    assert_eq!((since(6), since(7)), (vec![again.clone()], Vec::new()));
    assert_eq!(store.readings().unwrap(), [again, reading(1, 4), reading(2, 4)]);
    look(7);
    store = reopen(store);
    // Past the end of a tile, twice: full tiles of both kinds.
    for start in (3..303).step_by(100) {
        store.append(AT, &reason(), &batch(start..start + 100, 2)).unwrap();
        look(store.size().unwrap());
    }
    assert_eq!((store.size().unwrap(), store.reports().unwrap().len()), (607, 303));
    let some = store.entries(250, 10).unwrap();
    assert_eq!(some.iter().map(|entry| entry.seq).collect::<Vec<_>>(), (250..260).collect::<Vec<_>>());
    assert!(store.entries(607, 10).unwrap().is_empty());
    a_text_that_the_bytes_do_not_give(&mut store, look);
    store
}

/// A report cut out of a line of JSON, and one in a legacy encoding.
fn a_text_that_the_bytes_do_not_give<S: Store>(store: &mut S, look: &impl Fn(u64)) {
    let (mut cut, bytes) = report(900);
    cut.text = "Only the text field.".into();
    let mut legacy = report(901).0;
    let old = vec![0xe5, 0xcf, 0xe4, 0xc9];
    legacy.content = ledger::Hash::of(&old).to_string();
    (legacy.encoding, legacy.text) = ("windows-1256".into(), "هدنة".into());
    let changes = [
        Change::ReportReceived(Box::new(cut.clone()), bytes.clone()),
        Change::ReportReceived(Box::new(legacy.clone()), old.clone()),
    ];
    let size = store.append(AT, &reason(), &changes).unwrap();
    assert_eq!(store.report(&cut.id).unwrap().unwrap(), (cut, bytes));
    assert_eq!(store.report(&legacy.id).unwrap().unwrap(), (legacy, old));
    look(size);
}

fn sources_and_agreements<S: Store>(store: &mut S, look: &impl Fn(u64)) {
    let renamed = model::Source { name: "The Harbour Wire".into(), ..source(1) };
    let changes = [source(2), source(1), renamed.clone()].map(Change::SourceEntered);
    let size = store.append(AT, &reason(), &changes).unwrap();
    assert_eq!(store.sources().unwrap(), [renamed, source(2)]);
    assert_eq!(store.fusion_state().unwrap().1, size);
    look(size);
    // The second is too long for an entry and goes into a blob.
    for agreement in [agreement(1), agreement(2000)] {
        let size = store.append(AT, &reason(), &[Change::AgreementEntered(Box::new(agreement.clone()))]).unwrap();
        assert_eq!(store.agreements().unwrap(), [agreement]);
        look(size);
    }
}

fn incidents<S: Store>(store: &mut S, look: &impl Fn(u64)) {
    assert_eq!(store.fused().unwrap(), Fused::default());
    for n in [300, 290] {
        let size = store.append(AT, &reason(), &[Change::IncidentsProposed(Box::new(fused(n)))]).unwrap();
        assert_eq!(store.fused().unwrap(), fused(n));
        assert_eq!(store.fusion_state().unwrap().0, size);
        look(size);
    }
}

/// 300 incidents were proposed, then 290: ten ids have ended, and a change says where one of them went. A decision makes
/// fusion due.
fn changes_and_decisions<S: Store>(store: &mut S, look: &impl Fn(u64)) {
    let id = |n: usize| IncidentId::new(format!("i-{n}")).unwrap();
    let lives = store.incident_lives().unwrap();
    assert_eq!((lives.len(), lives.values().filter(|life| life.ended.is_some()).count()), (300, 10));
    let (told, entered) = (changes(), store.size().unwrap());
    let proposed = Change::IncidentsProposed(Box::new(fused(290)));
    let size = store.append(AT, &reason(), &[proposed, Change::IncidentsChanged(told.clone())]).unwrap();
    look(size);
    let kept = store.incident_changes().unwrap();
    assert!(kept.iter().all(|kept| (kept.entry, kept.at.as_str()) == (entered + 1, AT)));
    assert_eq!(kept.into_iter().map(|kept| kept.change).collect::<Vec<_>>(), told);
    let life = &store.incident_lives().unwrap()[&id(295)];
    assert_eq!((life.successor.as_ref(), life.made), (Some(&id(7)), lives[&id(0)].made));
    let made = decision(1, size, DecisionAct::Pin { incident: id(7), claims: fused(9).incidents[7].members.clone() });
    let size = store.append(AT, &reason(), &[Change::DecisionMade(Box::new(made.clone()))]).unwrap();
    assert_eq!((store.decisions().unwrap(), store.next_decision().unwrap().as_str()), (vec![(size - 1, made)], "d-2"));
    assert_eq!(store.fusion_state().unwrap().1, size, "fusion is due");
    look(size);
}

fn findings<S: Store>(store: &mut S, look: &impl Fn(u64)) {
    let changes = [1, 2].map(|n| Change::FindingEntered(Box::new(finding(n))));
    let size = store.append(AT, &reason(), &changes).unwrap();
    assert_eq!(store.findings().unwrap(), [finding(1), finding(2)]);
    assert_eq!(store.next_finding().unwrap(), FindingId::new("f-3").unwrap());
    look(size);
}

/// What a record must not accept leaves it as it was, with all that came in the same step.
fn refusals<S: Store>(store: &mut S, look: &impl Fn(u64)) {
    let before = answers(store);
    let (report, mut bytes) = report(950);
    bytes.push(b'!');
    let wrong = [
        (Change::ReportReceived(Box::new(report), bytes), "its bytes have hash"),
        (Change::ReadingMade(Box::new(reading(960, 1))), "which is not in the record"),
        (Change::FindingEntered(Box::new(finding(9))), "the next finding bears the id f-3"),
        (Change::DecisionMade(Box::new(decision(9, 0, DecisionAct::Revoke { decisions: Vec::new() }))), "the id d-2"),
    ];
    for (change, says) in wrong {
        let changes = [Change::SourceEntered(source(7)), change];
        let error = store.append(AT, &reason(), &changes).unwrap_err();
        assert!(matches!(&error, StoreError::Refused(_)) && error.to_string().contains(says), "{error}");
        assert_eq!(answers(store), before);
    }
    for (at, who) in [("yesterday", "Desk 2"), (AT, "")] {
        let reason = store::Reason { who: who.into(), ..reason() };
        let error = store.append(at, &reason, &[Change::SourceEntered(source(7))]).unwrap_err();
        assert!(matches!(error, StoreError::Refused(_)), "{error}");
    }
    assert_eq!(answers(store), before);
    look(store.size().unwrap());
}
