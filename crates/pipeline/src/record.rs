//! What a record says as a whole: fusion where it is due, with the ids that incidents had and what people decided; then
//! boards and proposals.

use crate::agreements::not_entered;
use crate::dossiers::dossiers;
use crate::stages::Stages;
use crate::stepping::StepError;
use crate::tracks::followed;
use fusion::{Context, Corpus};
use model::fieldwork::standing;
use model::{
    Actor, Agreement, Board, ClaimId, Continuity, Decision, DecisionId, Fused, IncidentChange, IncidentId,
    IncidentLife, Note, Observation, Proposal, Reading, Record, StatusEntry, Story,
};
use std::collections::{BTreeMap, BTreeSet};
use store::{Change, Reason, Store, StoreError};

/// Makes incidents anew if readings, sources or decisions came in since they were last made; says whether it did.
pub fn fuse_if_due(actors: &[Actor], store: &mut dyn Store, at: &str) -> Result<(bool, Vec<Note>), StoreError> {
    let (fused, read) = store.fusion_state()?;
    if read <= fused {
        return Ok((false, Vec::new()));
    }
    let (last, lives) = (store.fused()?, store.incident_lives()?);
    let held = Held { fused: &last, lives: &lives };
    let mut corpus = Corpus::default();
    store.each_reading(&mut |reading| corpus.take(&reading))?;
    let fuse = &mut |context: &Context<'_>| fusion::fuse_corpus(&mut corpus, context);
    let anew = fused_anew(actors, store, fuse, &held, store.decisions()?)?;
    let reason =
        Reason { who: "trucewatch".to_owned(), why: "readings came in since incidents were last proposed".to_owned() };
    store.append(at, &reason, &told(anew.fused, &anew.changes))?;
    Ok((true, anew.notes))
}

/// Incidents made anew.
pub(crate) struct Anew {
    pub(crate) fused: Fused,
    /// What changed in those that were.
    pub(crate) changes: Vec<IncidentChange>,
    pub(crate) notes: Vec<Note>,
}

/// As the record is told: the incidents, then what changed, where anything did.
pub(crate) fn told(fused: Fused, changes: &[IncidentChange]) -> Vec<Change> {
    let mut told = vec![Change::IncidentsProposed(Box::new(fused))];
    told.extend((!changes.is_empty()).then(|| Change::IncidentsChanged(changes.to_vec())));
    told
}

/// What the record held before incidents are made anew.
pub(crate) struct Held<'a> {
    /// The incidents as they stand.
    pub(crate) fused: &'a Fused,
    /// Every id that was ever given.
    pub(crate) lives: &'a BTreeMap<IncidentId, IncidentLife>,
}

/// Makes incidents anew under these decisions, each with the entry that tells it or will; ids are carried on.
pub(crate) fn fused_anew(
    actors: &[Actor],
    store: &dyn Store,
    fuse: &mut dyn FnMut(&Context<'_>) -> (Fused, Vec<Note>),
    held: &Held<'_>,
    decisions: Vec<(u64, Decision)>,
) -> Result<Anew, StoreError> {
    let (fused_at, _) = store.fusion_state()?;
    let known = decisions.iter().filter(|(entry, _)| *entry < fused_at).count();
    let decisions: Vec<Decision> = decisions.into_iter().map(|(_, decision)| decision).collect();
    let contested: BTreeSet<DecisionId> = fusion::contested(&decisions).into_iter().flatten().collect();
    let binding: Vec<Decision> = decisions.iter().filter(|one| !contested.contains(&one.id)).cloned().collect();
    let context = Context { sources: &store.sources()?, actors, decisions: &binding };
    let (mut fused, notes) = fuse(&context);
    let shared = !store.peers()?.is_empty();
    let before = fusion::Before { fused: held.fused, lives: held.lives, decisions: &decisions, known, shared };
    let changes = fusion::carry(&before, &mut fused);
    Ok(Anew { fused, changes, notes })
}

/// The stories that the reports of a record tell.
pub fn stories(record: &Record) -> Vec<Story> {
    fusion::following::stories(&record.readings, &record.fused)
}

/// How the record's incidents came to be what they are.
pub(crate) fn continuity(store: &dyn Store) -> Result<Continuity, StoreError> {
    Ok(Continuity { lives: store.incident_lives()?, changes: store.incident_changes()?, decisions: store.decisions()? })
}

/// The carried agreements that nobody entered, and that the record shows: where a dated report tells a party's act that stands on
/// their board. An undated one could speak of any truce. Readings that tell of no act may be left out.
pub(crate) fn concerned(
    stages: &Stages,
    readings: &[Reading],
    fused: &Fused,
    entered: &[Agreement],
) -> Vec<(Agreement, Board)> {
    let judged = |agreement: Agreement| {
        let (board, _) = assessment::board(&agreement, stages.actors(), readings, fused);
        (agreement, board)
    };
    let dated = readings.iter().filter(|reading| reading.published.interval().is_some());
    let dated: BTreeSet<&ClaimId> = dated.flat_map(|reading| reading.claims.iter().map(|claim| &claim.id)).collect();
    let told = |entry: &StatusEntry| entry.party.is_some() && entry.evidence.iter().any(|claim| dated.contains(claim));
    let concerned = |(_, board): &(Agreement, Board)| board.entries.iter().any(told);
    not_entered(stages.agreements(), entered).into_iter().map(judged).filter(concerned).collect()
}

/// The whole record, with the boards and proposals that follow from it now, and the carried agreements that it shows; but without
/// its stories, which few ask for: [`stories`] tells them.
pub fn whole_record(stages: &Stages, store: &dyn Store) -> Result<Record, StoreError> {
    let (readings, fused, entered) = (store.readings()?, store.fused()?, store.agreements()?);
    let actors = stages.resolver().register().actors();
    let carried = concerned(stages, &readings, &fused, &entered);
    let judged = |agreement: Agreement| {
        let (board, _) = assessment::board(&agreement, actors, &readings, &fused);
        (agreement, board)
    };
    let (agreements, boards): (Vec<Agreement>, Vec<Board>) = entered.into_iter().map(judged).chain(carried).unzip();
    let cases = dossiers(store, &fused.incidents).map_err(StepError::into_store)?;
    let tracks = followed(store, &fused.incidents, actors)?;
    let fieldwork = store.fieldwork()?;
    let observations: Vec<Observation> = standing(&fieldwork.observations).cloned().collect();
    let proposed = |agreement: &Agreement| {
        let on_incidents = assessment::propose(agreement, actors, &readings, &fused.incidents);
        [on_incidents, assessment::propose_on_observations(agreement, actors, &observations)].concat()
    };
    let proposals: Vec<Proposal> = agreements.iter().flat_map(proposed).collect();
    let continuity = continuity(store)?;
    Ok(Record {
        sources: store.sources()?,
        stories: Vec::new(),
        readings,
        fused,
        conflicts: crate::conflicts(store, &continuity)?,
        continuity,
        fieldwork,
        agreements,
        boards,
        proposals,
        obligations: Vec::new(),
        findings: store.findings()?,
        rules: store.rules()?,
        cases,
        tracks,
        checkpoint: store.checkpoint()?,
    })
}
