//! What a record says as a whole: fusion where it is due, then boards and proposals.

use crate::agreements::not_entered;
use crate::stages::Stages;
use model::{Actor, Agreement, Board, ClaimId, Note, Proposal, Record, StatusEntry};
use std::collections::BTreeSet;
use store::{Change, Reason, Store, StoreError};

/// Makes incidents anew if readings or sources came in since they were last made; says whether it did.
pub fn fuse_if_due(actors: &[Actor], store: &mut dyn Store, at: &str) -> Result<(bool, Vec<Note>), StoreError> {
    let (fused, read) = store.fusion_state()?;
    if read <= fused {
        return Ok((false, Vec::new()));
    }
    let (made, notes) = fusion::fuse(&store.readings()?, &store.sources()?, actors);
    let reason =
        Reason { who: "trucewatch".to_owned(), why: "readings came in since incidents were last proposed".to_owned() };
    store.append(at, &reason, &[Change::IncidentsProposed(Box::new(made))])?;
    Ok((true, notes))
}

/// The whole record, with the boards and proposals that follow from it now. Carried agreements that nobody entered are
/// shown where a dated report tells a party's act that stands on their board: an undated one could speak of any truce.
pub fn whole_record(stages: &Stages, store: &dyn Store) -> Result<Record, StoreError> {
    let (readings, fused, entered) = (store.readings()?, store.fused()?, store.agreements()?);
    let actors = stages.resolver().register().actors();
    let judged = |agreement: Agreement| {
        let (board, _) = assessment::board(&agreement, actors, &readings, &fused);
        (agreement, board)
    };
    let dated = readings.iter().filter(|reading| reading.published.interval().is_some());
    let dated: BTreeSet<&ClaimId> = dated.flat_map(|reading| reading.claims.iter().map(|claim| &claim.id)).collect();
    let told = |entry: &StatusEntry| entry.party.is_some() && entry.evidence.iter().any(|claim| dated.contains(claim));
    let concerned = |(_, board): &(Agreement, Board)| board.entries.iter().any(told);
    let carried: Vec<(Agreement, Board)> =
        not_entered(stages.agreements(), &entered).into_iter().map(judged).filter(concerned).collect();
    let (agreements, boards): (Vec<Agreement>, Vec<Board>) = entered.into_iter().map(judged).chain(carried).unzip();
    let proposals: Vec<Proposal> = agreements
        .iter()
        .flat_map(|agreement| assessment::propose(agreement, actors, &readings, &fused.incidents))
        .collect();
    Ok(Record {
        sources: store.sources()?,
        readings,
        fused,
        agreements,
        boards,
        proposals,
        findings: store.findings()?,
        checkpoint: store.checkpoint()?,
    })
}
