//! Screening as the record keeps it: what came in since the last time is found, only what it touches is asked anew, and the ledger
//! is told which answers are other than before. What comes out is the same as if everything had been asked.

use crate::agreements::not_entered;
use crate::record::{concerned, whole_record};
use crate::stages::Stages;
use assessment::{Grounds, answers, deadline_zone, propose, propose_on_observations, to_record};
use jiff::Timestamp;
use jiff::civil::DateTime;
use ledger::Hash;
use model::fieldwork::standing;
use model::{
    Agreement, AgreementId, Incident, IncidentId, Obligations, Observation, ObservationId, Proposal, ProposalSubject,
    Question, Reading, Record, ReportId,
};
use std::collections::{BTreeMap, BTreeSet};
use store::{Change, Reason, ScreenedUpTo, Store, StoreError, ToldSince};

/// How many changes one entry tells: few enough that an entry is read at a glance, and no blob grows without bound.
const PER_ENTRY: usize = 1000;

/// Up to how many subjects their answers are looked up one by one; of more the whole history is read at once.
const ONE_BY_ONE: usize = 200;

/// Screens what came in since the last time touches, and enters what changed; gives how many answers that are.
///
/// # Errors
/// The record could not be told or asked.
pub fn screen_if_due(stages: &Stages, store: &mut dyn Store, at: &str) -> Result<usize, StoreError> {
    let by = method(stages);
    let mark = store.screened()?.filter(|mark| mark.size <= store.size().unwrap_or(0));
    let mark = mark.and_then(|mark| Some((under(&mark, &by)?, mark)));
    let Some(asked) = (match mark {
        None => Some(everything(stages, store)?),
        Some((under, mark)) => touched(stages, store, &mark, under)?,
    }) else {
        return Ok(0);
    };
    let changed = to_record(&asked.before, &asked.after);
    let changes: Vec<Change> = changed.chunks(PER_ENTRY).map(|some| Change::ScreeningMade(some.to_vec())).collect();
    if !changes.is_empty() {
        let why = "incidents, observations, agreements or the method changed since the last screening".to_owned();
        store.append(at, &Reason { who: "trucewatch".to_owned(), why }, &changes)?;
    }
    let ids: Vec<&str> = asked.carried.iter().map(AgreementId::as_str).collect();
    let under = format!("{by} {}", ids.join(" "));
    store.mark_screened(&ScreenedUpTo { size: store.size()?, fused: store.fusion_state()?.0, under })?;
    Ok(changed.len())
}

/// What was asked: the answers that stood, and those of now; and the carried agreements under which it was asked.
struct Asked {
    before: Vec<Proposal>,
    after: Vec<Proposal>,
    carried: BTreeSet<AgreementId>,
}

/// By what is screened: where it is other than the last time, nothing of the last time can stand.
fn method(stages: &Stages) -> String {
    let told = format!("{} {:?} {:?}", assessment::METHOD, stages.actors(), stages.agreements());
    Hash::of(told.as_bytes()).to_string()
}

/// The carried agreements under which was screened; `None` where that was done by another method.
fn under(mark: &ScreenedUpTo, by: &str) -> Option<BTreeSet<AgreementId>> {
    let mut words = mark.under.split_whitespace();
    let same = words.next() == Some(by);
    same.then(|| words.map(AgreementId::new).collect::<Result<_, _>>().ok()).flatten()
}

fn everything(stages: &Stages, store: &dyn Store) -> Result<Asked, StoreError> {
    let entered: BTreeSet<AgreementId> = store.agreements()?.into_iter().map(|one| one.id).collect();
    let record = whole_record(stages, store)?;
    let carried = record.agreements.iter().map(|one| one.id.clone()).filter(|id| !entered.contains(id));
    Ok(Asked { before: answers(&store.screenings()?), carried: carried.collect(), after: record.proposals })
}

/// What the record was told since; `None` where nothing of it bears on an answer.
fn touched(
    stages: &Stages,
    store: &dyn Store,
    mark: &ScreenedUpTo,
    under: BTreeSet<AgreementId>,
) -> Result<Option<Asked>, StoreError> {
    let since = store.told_since(mark.size)?;
    if since.taken_over {
        return everything(stages, store).map(Some);
    }
    let fused = store.fusion_state()?.0 != mark.fused;
    if !fused && since == ToldSince::default() {
        return Ok(None);
    }
    let told_anew = fused || !since.readings.is_empty() || !since.agreements.is_empty();
    let now = Now::read(stages, store, told_anew, &under)?;
    let carried: BTreeSet<AgreementId> = now.carried.iter().map(|one| one.id.clone()).collect();
    let scope = Scope {
        agreements: since.agreements.iter().chain(under.symmetric_difference(&carried)).cloned().collect(),
        incidents: if told_anew {
            others(&store.incidents_at(mark.fused)?, &now.incidents, &since.readings)
        } else {
            BTreeSet::new()
        },
        observations: since.observations,
    };
    Ok(Some(Asked { before: scope.before(store)?, after: scope.after(stages, store, &now)?, carried }))
}

/// What the record holds now, as far as answers rest on it.
struct Now {
    entered: Vec<Agreement>,
    carried: Vec<Agreement>,
    incidents: Vec<Incident>,
    observations: Vec<Observation>,
}

impl Now {
    /// Which carried agreements are shown follows from the readings; where none came in, it is as it was, and no incident is asked.
    fn read(
        stages: &Stages,
        store: &dyn Store,
        told_anew: bool,
        under: &BTreeSet<AgreementId>,
    ) -> Result<Self, StoreError> {
        let entered = store.agreements()?;
        let observations = standing(&store.fieldwork()?.observations).cloned().collect();
        if !told_anew {
            let mut carried = not_entered(stages.agreements(), &entered);
            carried.retain(|one| under.contains(&one.id));
            return Ok(Self { entered, carried, incidents: Vec::new(), observations });
        }
        let (fused, mut readings) = (store.fused()?, Vec::new());
        store.each_reading_of(&assessment::acts(), &mut |reading| readings.push(reading))?;
        let carried = concerned(stages, &readings, &fused, &entered);
        let carried = carried.into_iter().map(|(agreement, _)| agreement).collect();
        Ok(Self { entered, carried, incidents: fused.incidents, observations })
    }
}

/// What is asked anew: everything under these agreements, and these incidents and observations under each.
struct Scope {
    agreements: BTreeSet<AgreementId>,
    incidents: BTreeSet<IncidentId>,
    observations: BTreeSet<ObservationId>,
}

impl Scope {
    fn holds(&self, question: &Question) -> bool {
        self.agreements.contains(&question.agreement)
            || match &question.subject {
                ProposalSubject::Incident(id) => self.incidents.contains(id),
                ProposalSubject::Observation(id) => self.observations.contains(id),
            }
    }

    /// The answers of its questions that stand.
    fn before(&self, store: &dyn Store) -> Result<Vec<Proposal>, StoreError> {
        let mut history = Vec::new();
        if !self.agreements.is_empty() || self.incidents.len() + self.observations.len() > ONE_BY_ONE {
            history = store.screenings()?;
        } else {
            let incidents = self.incidents.iter().cloned().map(ProposalSubject::Incident);
            for subject in incidents.chain(self.observations.iter().cloned().map(ProposalSubject::Observation)) {
                history.extend(store.screenings_of(&subject)?);
            }
        }
        Ok(answers(&history).into_iter().filter(|one| self.holds(&one.question())).collect())
    }

    /// The answers of its questions now.
    fn after(&self, stages: &Stages, store: &dyn Store, now: &Now) -> Result<Vec<Proposal>, StoreError> {
        let incidents: Vec<Incident> =
            now.incidents.iter().filter(|one| self.incidents.contains(&one.id)).cloned().collect();
        let observations: Vec<Observation> =
            now.observations.iter().filter(|one| self.observations.contains(&one.id)).cloned().collect();
        let readings = if self.agreements.is_empty() { behind(store, &incidents)? } else { store.readings()? };
        let mut after = Vec::new();
        for agreement in now.entered.iter().chain(&now.carried) {
            let all = self.agreements.contains(&agreement.id);
            let incidents = if all { &now.incidents } else { &incidents };
            let observations = if all { &now.observations } else { &observations };
            after.extend(propose(agreement, stages.actors(), &readings, incidents));
            after.extend(propose_on_observations(agreement, stages.actors(), observations));
        }
        Ok(after)
    }
}

/// The incidents that are other than before, new or gone, and those that a report tells which was read since.
fn others(before: &[Incident], now: &[Incident], read: &BTreeSet<ReportId>) -> BTreeSet<IncidentId> {
    let mut old: BTreeMap<&IncidentId, &Incident> = before.iter().map(|one| (&one.id, one)).collect();
    let other = |one: &&Incident| {
        let same = old.remove(&one.id) == Some(*one);
        !same || one.documents.iter().any(|report| read.contains(report))
    };
    let mut others: BTreeSet<IncidentId> = now.iter().filter(other).map(|one| one.id.clone()).collect();
    others.extend(old.into_keys().cloned());
    others
}

/// The readings in which the claims of incidents stand, each once.
fn behind(store: &dyn Store, incidents: &[Incident]) -> Result<Vec<Reading>, StoreError> {
    let reports: BTreeSet<&ReportId> = incidents.iter().flat_map(|one| &one.documents).collect();
    let read = reports.into_iter().map(|report| store.reading(report));
    read.filter_map(Result::transpose).collect()
}

/// How the obligations of every agreement of a record stand at a moment.
pub fn obligations_at(stages: &Stages, record: &Record, now: Timestamp) -> Vec<Obligations> {
    let local = |agreement: &Agreement| now.to_zoned(deadline_zone(agreement)).datetime();
    let all = record.agreements.iter();
    all.map(|agreement| obligations_of(stages, record, agreement, local(agreement))).collect()
}

/// How the obligations of one agreement stand at a moment of its local time.
pub fn obligations_of(stages: &Stages, record: &Record, agreement: &Agreement, as_of: DateTime) -> Obligations {
    let grounds = Grounds {
        actors: stages.resolver().register().actors(),
        readings: &record.readings,
        incidents: &record.fused.incidents,
        findings: &record.findings,
        as_of,
    };
    Obligations { agreement: agreement.id.clone(), as_of, owed: assessment::obligations(agreement, &grounds) }
}
