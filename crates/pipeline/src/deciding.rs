//! A person's decision on its way into the record: whether it is still about what the person saw, whether it fits, then the
//! decision and all that follows from it in one step.

use crate::record::{Held, continuity, fused_anew, told};
use crate::remembering::Remembered;
use fusion::asked::{Known, Unfit, act, agrees, outline};
use model::{Actor, Asked, Continuity, Decision, DecisionId, IncidentChange, Note};
use store::{Change, Reason, Store, StoreError};

/// Who decides what, why, and looking at which state.
#[derive(Debug, Clone)]
pub struct Deciding {
    /// What is asked for.
    pub asked: Asked,
    /// Who decides.
    pub by: String,
    /// Why.
    pub why: String,
    /// The state that the person looked at: how many entries the ledger had.
    pub seen: u64,
}

/// What a decision came to.
#[derive(Debug)]
pub struct Decided {
    /// The id of the decision.
    pub id: DecisionId,
    /// What it changed, and what else was due.
    pub changes: Vec<IncidentChange>,
    /// What fusion has to say.
    pub notes: Vec<Note>,
    /// The state of the record now.
    pub state: u64,
}

/// Why a decision was not entered.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// The record could not be told or asked, or has changed since.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It does not fit what the record holds.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// Nobody is named, or no reason.
    #[error("{0} is empty: whoever decides gives a name and a reason")]
    Empty(&'static str),
}

/// Enters a decision together with the incidents made anew under it, all or nothing. What changed since the person looked is
/// told before anything else: that explains the rest. Where `remembered` knows the record, only what the decision can touch is
/// made anew.
///
/// # Errors
/// Why it was not entered, in one line.
pub fn decide(
    actors: &[Actor],
    store: &mut dyn Store,
    remembered: &mut Remembered,
    at: &str,
    deciding: Deciding,
) -> Result<Decided, DecideError> {
    let Deciding { asked, by, why, seen } = deciding;
    for (name, text) in [("--by", &by), ("--why", &why)] {
        if text.trim().is_empty() {
            return Err(DecideError::Empty(name));
        }
    }
    let id = store.next_decision()?;
    let mut decision = Decision { id: id.clone(), act: outline(&asked), by, why, at: at.to_owned(), seen };
    store.as_seen(&decision)?;
    let (fused, continuity) = (store.fused()?, continuity(store)?);
    let ongoing = remembered.caught_up(store)?;
    let known = Known { fused: &fused, continuity: &continuity, corpus: ongoing.corpus() };
    decision.act = act(&asked, &known)?;
    agrees(&decision, &known)?;
    let Continuity { lives, mut decisions, .. } = continuity;
    decisions.push((store.size()?, decision.clone()));
    let held = Held { fused: &fused, lives: &lives };
    let anew = fused_anew(actors, store, &mut |context| ongoing.fuse(context), &held, decisions)?;
    let reason = Reason { who: decision.by.clone(), why: decision.why.clone() };
    let mut changes = vec![Change::DecisionMade(Box::new(decision))];
    changes.extend(told(anew.fused, &anew.changes));
    let state = store.append(at, &reason, &changes)?;
    Ok(Decided { id, changes: anew.changes, notes: anew.notes, state })
}
