//! The board of an agreement: each party's acts, each with its evidence, its origins and what is contested about it.
//! It reads claims; it knows nothing of incidents, and it decides nothing that claims do not say.

use crate::act::{Told, act, is_done_once, told};
use crate::concern::{Frame, Scene};
use crate::sides::Standing;
use crate::versions::{Dated, contested, single_acts};
use model::{
    Actor, ActorId, ActorRef, Agreement, Board, Claim, ClaimId, ClaimKind, Fused, Note, PartyAct, Reading, Role,
    StatusEntry,
};
use std::collections::{BTreeMap, BTreeSet};

/// Who stands on a line, in the order in which lines are shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Line {
    Party(usize),
    Third(usize, ActorId),
    Other(String),
    Nobody,
}

/// One act of one line, before it is written down.
#[derive(Debug, Default)]
struct Gathered {
    done: Vec<Dated>,
    contrary: Vec<Dated>,
}

type Acts = BTreeMap<(Line, PartyAct), Gathered>;

/// The board of an agreement, from all that was read; and notes on claims of parties that stay off it.
///
/// The order of `readings` does not matter.
pub fn board(agreement: &Agreement, actors: &[Actor], readings: &[Reading], fused: &Fused) -> (Board, Vec<Note>) {
    let frame = Frame::new(agreement, actors);
    let mut gathering =
        Gathering { frame: &frame, fused, acts: Acts::new(), who: BTreeMap::new(), notes: BTreeSet::new() };
    for reading in readings {
        let claims: Vec<&Claim> = reading.claims.iter().filter(|claim| act(claim.kind).is_some()).collect();
        // Most reports tell of no act: their text is not looked through.
        if claims.is_empty() {
            continue;
        }
        let scene = Scene::new(&frame, reading);
        claims.iter().for_each(|claim| gathering.take(&scene, reading, claim));
    }
    let entries = gathering.entries();
    (Board { agreement: agreement.id.clone(), entries }, gathering.notes.into_iter().collect())
}

struct Gathering<'a> {
    frame: &'a Frame<'a>,
    fused: &'a Fused,
    acts: Acts,
    who: BTreeMap<Line, ActorRef>,
    notes: BTreeSet<Note>,
}

impl Gathering<'_> {
    fn take(&mut self, scene: &Scene<'_>, reading: &Reading, claim: &Claim) {
        let Some(act) = act(claim.kind) else { return };
        let how = told(claim);
        for doer in doers(reading, claim, act) {
            let reason = match how {
                Told::Neither => continue,
                _ if !scene.is_timely(claim, act) => Err("its time lies far from the agreement"),
                Told::Contrary if doer.is_none() => Err("nobody is named who did not do it"),
                Told::Done | Told::Contrary => scene.concerns(claim, act, doer),
                Told::Announced => scene.concerns(claim, act, doer).and(Err("it is announced, and not told as done")),
            };
            match reason {
                Ok(()) => self.enter(reading, claim, act, doer, how),
                Err(reason) => self.leave_out(claim, doer, reason),
            }
        }
    }

    fn enter(&mut self, reading: &Reading, claim: &Claim, act: PartyAct, doer: Option<&ActorRef>, how: Told) {
        let (line, who) = self.line(doer);
        if let Some(who) = who {
            // Others are met under several forms of one name; the least keeps the board independent of the order of arrival.
            let kept = self.who.entry(line.clone()).or_insert_with(|| who.clone());
            *kept = kept.clone().min(who);
        }
        let dated = Dated {
            claim: claim.id.clone(),
            when: reading.time(claim),
            origin: self.fused.claim_origins.get(&claim.id).cloned(),
            published: reading.published.interval(),
        };
        if how == Told::Done {
            self.acts.entry((line, act)).or_default().done.push(dated);
            return;
        }
        if act == PartyAct::Signed {
            self.acts.entry((line.clone(), PartyAct::NotSigned)).or_default().done.push(dated.clone());
        }
        self.acts.entry((line, act)).or_default().contrary.push(dated);
    }

    /// The line on which an actor's act stands: a leader's or a spokesman's act is that of the party.
    fn line(&self, doer: Option<&ActorRef>) -> (Line, Option<ActorRef>) {
        let Some(doer) = doer else { return (Line::Nobody, None) };
        match self.frame.sides.standing(doer) {
            Standing::Party(place) => {
                (Line::Party(place), self.frame.sides.party(place).map(|id| self.frame.sides.named(id)))
            }
            Standing::Third(id) => {
                let Agreement { mediators, guarantors, witnesses, .. } = self.frame.agreement;
                let mut thirds = mediators.iter().chain(guarantors).chain(witnesses);
                let place = thirds.position(|third| *third == id).unwrap_or(usize::MAX);
                (Line::Third(place, id.clone()), Some(self.frame.sides.named(&id)))
            }
            Standing::Outsider | Standing::Unknown => (Line::Other(doer.key()), Some(doer.clone())),
        }
    }

    /// Says why a claim of a party stays off; on others the board owes no account.
    fn leave_out(&mut self, claim: &Claim, doer: Option<&ActorRef>, reason: &str) {
        let of_party = doer.is_some_and(|doer| matches!(self.frame.sides.standing(doer), Standing::Party(_)));
        if let Some(doer) = doer.filter(|_| of_party) {
            let kind = claim.kind.words();
            let message = format!(
                "{}: {kind} by {doer} is left off the board of {}: {reason}",
                claim.id, self.frame.agreement.id
            );
            self.notes.insert(Note::information("board-left-out", message));
        }
    }

    fn entries(&mut self) -> Vec<StatusEntry> {
        let acts = std::mem::take(&mut self.acts);
        let mut entries = Vec::new();
        for ((line, act), gathered) in &acts {
            let opposite = match act {
                PartyAct::NotSigned => acts.get(&(line.clone(), PartyAct::Signed)).map(|signed| &signed.done),
                _ => Some(&gathered.contrary),
            };
            if gathered.done.is_empty() && *act != PartyAct::Signed {
                self.say_only_contrary(line, *act, &gathered.contrary);
            }
            let against = opposite.map(|told| ids(told)).unwrap_or_default();
            let single =
                if is_done_once(*act) { vec![gathered.done.clone()] } else { single_acts(gathered.done.clone()) };
            entries.extend(
                single.iter().filter(|told| !told.is_empty()).map(|told| self.entry(line, *act, told, &against)),
            );
        }
        entries
    }

    fn entry(&self, line: &Line, act: PartyAct, told: &[Dated], against: &[ClaimId]) -> StatusEntry {
        let origins: BTreeSet<_> = told.iter().filter_map(|one| one.origin.clone()).collect();
        StatusEntry {
            actor: self.who.get(line).cloned(),
            party: match line {
                Line::Party(place) => Some(*place),
                _ => None,
            },
            act,
            when: contested(told),
            evidence: ids(told),
            against: against.to_vec(),
            origins: origins.into_iter().collect(),
        }
    }

    fn say_only_contrary(&mut self, line: &Line, act: PartyAct, contrary: &[Dated]) {
        let who = self.who.get(line).map_or_else(|| "the agreement".to_owned(), ToString::to_string);
        let claims = ids(contrary).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        let message =
            format!("{claims}: said that '{}' does not hold for {who}; nobody says that it does", act.as_str());
        self.notes.insert(Note::information("board-only-contrary", message));
    }
}

fn ids(told: &[Dated]) -> Vec<ClaimId> {
    let ids: BTreeSet<ClaimId> = told.iter().map(|one| one.claim.clone()).collect();
    ids.into_iter().collect()
}

/// Who did it: the agents; else, for what is done by saying it, the speaker. An agreement enters into effect by nobody.
fn doers<'a>(reading: &'a Reading, claim: &'a Claim, act: PartyAct) -> Vec<Option<&'a ActorRef>> {
    if act == PartyAct::InEffect {
        return vec![None];
    }
    let agents: Vec<Option<&ActorRef>> = reading.actors(claim, Role::Agent).map(Some).collect();
    if !agents.is_empty() {
        return agents;
    }
    match claim.kind {
        ClaimKind::Call | ClaimKind::Demand | ClaimKind::Reservation | ClaimKind::Welcome => {
            vec![reading.speaker(claim)]
        }
        _ => vec![None],
    }
}

#[cfg(test)]
mod tests;
