//! What patrols enter on its way into the record: ids where none are given, each entry held against the record and against those
//! beside it, then all of them or none. The same file a second time changes nothing.

use crate::stages::Stages;
use ledger::Hash;
use model::{Actor, ActorRef, Effort, FieldEntry, Fieldwork, Observation, Restriction};
use std::collections::{BTreeMap, BTreeSet};
use store::{Change, Reason, Store, StoreError};
use wire::fieldwork::{FieldworkFile, Tabular};
use wire::mention::ActorLine;
use wire::{EffortLine, ObservationLine, RestrictionLine};

/// How many hexadecimal digits of the hash an id bears.
const DIGITS: usize = 12;

/// Lines with where each stood: "line 3", "observation 2".
#[derive(Debug, Clone, Default)]
pub struct FieldLines {
    /// What was noticed.
    pub observations: Vec<(String, ObservationLine)>,
    /// Where movement was restricted.
    pub restrictions: Vec<(String, RestrictionLine)>,
    /// How much was watched.
    pub efforts: Vec<(String, EffortLine)>,
}

impl From<FieldworkFile> for FieldLines {
    fn from(file: FieldworkFile) -> Self {
        fn placed<L>(noun: &str, all: Vec<L>) -> Vec<(String, L)> {
            all.into_iter().zip(1..).map(|(line, number)| (format!("{noun} {number}"), line)).collect()
        }
        Self {
            observations: placed(Observation::NOUN, file.observations),
            restrictions: placed(Restriction::NOUN, file.restrictions),
            efforts: placed(Effort::NOUN, file.efforts),
        }
    }
}

/// What entering came to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entered {
    /// The ids that are new, in the order of the file.
    pub new: Vec<String>,
    /// How many the record held already.
    pub known: usize,
    /// What is kept as it is, and may be a slip.
    pub notes: Vec<String>,
}

/// Why nothing was entered.
#[derive(Debug, thiserror::Error)]
pub enum EnterError {
    /// The record could not be told or asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Every fault, with where it stands.
    #[error("{}", .0.join("\n"))]
    Faults(Vec<String>),
}

/// Enters lines, all or none; with `rehearse` it only says what would be entered.
///
/// # Errors
/// Every fault with its place, or what the record says.
pub fn enter_fieldwork(
    stages: &Stages,
    store: &mut dyn Store,
    at: &str,
    reason: &Reason,
    lines: FieldLines,
    rehearse: bool,
) -> Result<Entered, EnterError> {
    let held = store.fieldwork()?;
    let (changes, entered) =
        prepared(stages.resolver().register().actors(), &held, lines).map_err(EnterError::Faults)?;
    if !rehearse && !changes.is_empty() {
        store.append(at, reason, &changes)?;
    }
    Ok(entered)
}

/// The changes that lines come to beside what the record holds.
fn prepared(actors: &[Actor], held: &Fieldwork, lines: FieldLines) -> Result<(Vec<Change>, Entered), Vec<String>> {
    let (mut entered, mut faults) = (Entered::default(), Vec::new());
    let observations = new_of(&held.observations, lines.observations, "obs", &mut entered, &mut faults);
    let mut restrictions = new_of(&held.restrictions, lines.restrictions, "res", &mut entered, &mut faults);
    let efforts = new_of(&held.efforts, lines.efforts, "eff", &mut entered, &mut faults);
    for (place, restriction) in &mut restrictions {
        faults.extend(name_in_register(actors, place, restriction));
    }
    for (place, what) in observations.iter().filter_map(|(place, one)| Some((place, &one.noticed.as_ref()?.what))) {
        if !assessment::is_known(what) {
            entered
                .notes
                .push(format!("{place}: '{what}' is no word of the table: it is kept, and screened under nothing"));
        }
    }
    let observations = observations.into_iter().map(|(_, one)| Change::ObservationMade(Box::new(one)));
    let restrictions = restrictions.into_iter().map(|(_, one)| Change::RestrictionMet(Box::new(one)));
    let efforts = efforts.into_iter().map(|(_, one)| Change::EffortReported(Box::new(one)));
    let changes = observations.chain(restrictions).chain(efforts).collect();
    if faults.is_empty() { Ok((changes, entered)) } else { Err(faults) }
}

/// The entries that the record does not hold, each with its place.
fn new_of<L: Tabular>(
    held: &[L::Noun],
    lines: Vec<(String, L)>,
    prefix: &str,
    entered: &mut Entered,
    faults: &mut Vec<String>,
) -> Vec<(String, L::Noun)> {
    let mut beside = Beside::new(held);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut new = Vec::new();
    for (place, mut line) in lines {
        if line.id_mut().is_empty() {
            *line.id_mut() = derived_id(&line, prefix, &mut seen);
        }
        match line.to_noun().map_err(|error| error.to_string()).and_then(|entry| beside.take(held, entry)) {
            Ok(Some(entry)) => {
                entered.new.push(entry.id().to_string());
                new.push((place, entry));
            }
            Ok(None) => entered.known += 1,
            Err(why) => faults.push(format!("{place}: {why}")),
        }
    }
    new
}

/// An id out of what a line says; lines that say the same are told apart by their order.
fn derived_id<L: Tabular>(line: &L, prefix: &str, seen: &mut BTreeMap<String, usize>) -> String {
    let said = serde_json::to_string(line).unwrap_or_default();
    let times = seen.entry(said.clone()).and_modify(|times| *times += 1).or_insert(1);
    let hash = Hash::of(format!("{said}\n{times}").as_bytes()).to_string();
    format!("{prefix}-{}", hash.get(..DIGITS).unwrap_or(&hash))
}

/// The ids that stand in the record and earlier in the file, and those that were put right.
struct Beside<I> {
    known: BTreeSet<I>,
    corrected: BTreeMap<I, I>,
}

impl<I: Ord + Clone + std::fmt::Display> Beside<I> {
    fn new<E: FieldEntry<Id = I>>(held: &[E]) -> Self {
        let corrected = model::fieldwork::corrected(held);
        Self {
            known: held.iter().map(|one| one.id().clone()).collect(),
            corrected: corrected.into_iter().map(|(earlier, later)| (earlier.clone(), later.id().clone())).collect(),
        }
    }

    /// The entry, where it is new; nothing where the record holds the same.
    fn take<E: FieldEntry<Id = I>>(&mut self, held: &[E], entry: E) -> Result<Option<E>, String> {
        let (id, noun) = (entry.id().clone(), E::NOUN);
        if !self.known.insert(id.clone()) {
            return match held.iter().find(|one| *one.id() == id) {
                Some(other) if *other == entry => Ok(None),
                Some(_) => Err(format!(
                    "{noun} {id} stands in the record and says something else; enter it under a new id with corrects = {id}"
                )),
                None => Err(format!("{noun} {id} stands in the file twice; give each its own id")),
            };
        }
        let Some(earlier) = entry.corrects().cloned() else { return Ok(Some(entry)) };
        if !self.known.contains(&earlier) || earlier == id {
            return Err(format!("{noun} {id} corrects {earlier}, which the record does not hold"));
        }
        match self.corrected.insert(earlier.clone(), id) {
            None => Ok(Some(entry)),
            Some(later) => Err(format!("{noun} {earlier} was corrected by {later} already; correct {later}")),
        }
    }
}

/// Gives a listed actor its usual name; a fault where the register does not hold it.
fn name_in_register(actors: &[Actor], place: &str, restriction: &mut Restriction) -> Option<String> {
    let Some(ActorRef::Listed { id, name }) = &mut restriction.by else { return None };
    match actors.iter().find(|actor| actor.id == *id) {
        Some(actor) => {
            name.clone_from(&actor.name);
            None
        }
        None => Some(format!("{place}: the register of actors has no '{id}'; see `trucewatch export actors`")),
    }
}

/// Who restricted a movement, as a person typed it: an id of the register, one of its names, or words.
pub fn restricted_by(actors: &[Actor], text: &str) -> Option<ActorLine> {
    let wanted = text.trim().to_lowercase();
    let named = |actor: &&Actor| {
        let names = std::iter::once(&actor.name).chain(&actor.aliases);
        actor.id.as_str() == wanted || names.into_iter().any(|name| name.to_lowercase() == wanted)
    };
    let mut found = actors.iter().filter(named);
    let actor = match (found.next(), found.next()) {
        (Some(one), None) => ActorRef::Listed { id: one.id.clone(), name: one.name.clone() },
        _ => ActorRef::Unlisted { name: text.trim().to_owned(), kind: model::ActorKind::Organisation },
    };
    (!wanted.is_empty()).then(|| ActorLine::new(&actor))
}

#[cfg(test)]
mod tests;
