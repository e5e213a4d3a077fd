//! Which act of a party a claim tells, and whether it tells it as done. Knows nothing of agreements.

use model::{Claim, ClaimKind, Modality, PartyAct, Polarity, Tense};

/// How a claim stands to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// It says that the act was done.
    Done,
    /// It says that the act was not done, or denies it.
    Contrary,
    /// It says that the act will come: promised, planned, expected.
    Announced,
    /// It says none of these: demanded, ordered, feared, a condition.
    Neither,
}

/// The act that a kind of claim tells of.
pub(crate) fn act(kind: ClaimKind) -> Option<PartyAct> {
    Some(match kind {
        ClaimKind::Call => PartyAct::Called,
        ClaimKind::Proposal | ClaimKind::Draft => PartyAct::Proposed,
        ClaimKind::Demand => PartyAct::Demanded,
        ClaimKind::Reservation => PartyAct::Reserved,
        ClaimKind::Welcome => PartyAct::Welcomed,
        ClaimKind::Acceptance => PartyAct::Accepted,
        ClaimKind::Signature => PartyAct::Signed,
        ClaimKind::Refusal => PartyAct::Refused,
        ClaimKind::Delay => PartyAct::AskedDelay,
        ClaimKind::EntryIntoEffect => PartyAct::InEffect,
        ClaimKind::Extension => PartyAct::Extended,
        ClaimKind::Suspension => PartyAct::Suspended,
        ClaimKind::WithdrawalFromAgreement => PartyAct::Withdrew,
        ClaimKind::End => PartyAct::Ended,
        _ => return None,
    })
}

/// The kinds of claim that tell of an act: no other claim bears on a board.
pub fn acts() -> Vec<ClaimKind> {
    ClaimKind::ALL.iter().copied().filter(|kind| act(*kind).is_some()).collect()
}

/// Whether an act belongs to the life of an agreement that is already there, and not to its making.
pub(crate) fn is_of_later_life(act: PartyAct) -> bool {
    use PartyAct::{Ended, Extended, Reserved, Suspended, Withdrew};
    matches!(act, Extended | Suspended | Withdrew | Ended | Reserved)
}

/// Whether an act happens once: two times for it exclude each other. A call or a demand can be made again.
pub(crate) fn is_done_once(act: PartyAct) -> bool {
    use PartyAct::{Accepted, Ended, InEffect, NotSigned, Signed, Withdrew};
    matches!(act, Accepted | Signed | NotSigned | InEffect | Withdrew | Ended)
}

/// Whether only somebody who is to be bound can do it.
pub(crate) fn binds_the_doer(act: PartyAct) -> bool {
    use PartyAct::{Accepted, AskedDelay, NotSigned, Reserved, Signed, Suspended, Withdrew};
    matches!(act, Accepted | Signed | NotSigned | Reserved | AskedDelay | Suspended | Withdrew)
}

/// How a claim stands to the act of its kind.
pub(crate) fn told(claim: &Claim) -> Told {
    let negated = claim.polarity == Polarity::Negated;
    let to_come = claim.tense == Tense::Future;
    match (claim.modality, negated) {
        (Modality::Denied, false) if !to_come => Told::Contrary,
        (Modality::Asserted, true) if !to_come => Told::Contrary,
        // "It denied that it had not signed" affirms too little to stand on a board.
        (Modality::Denied, _) => Told::Neither,
        (Modality::Asserted, false) if !to_come => Told::Done,
        // To say that one's operations will go on is the reservation; to demand is the call and the demand.
        (Modality::Asserted | Modality::Promised | Modality::Planned, false)
            if claim.kind == ClaimKind::Reservation =>
        {
            Told::Done
        }
        (Modality::Demanded, false) if matches!(claim.kind, ClaimKind::Call | ClaimKind::Demand) => Told::Done,
        (Modality::Asserted | Modality::Promised | Modality::Planned, _) => Told::Announced,
        _ => Told::Neither,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::Report;

    fn claim(kind: ClaimKind, modality: Modality, polarity: Polarity, tense: Tense) -> Claim {
        let reading =
            Report::new("r-1", "2031-05-01", "they signed").claim(kind, "signed").meant(modality, polarity, tense);
        reading.reading().claims[0].clone()
    }

    #[test]
    fn only_what_is_told_as_done_is_done() {
        use {Modality as M, Polarity as P, Tense as T};
        let signature = |m, p, t| told(&claim(ClaimKind::Signature, m, p, t));
        assert_eq!(signature(M::Asserted, P::Affirmed, T::Past), Told::Done);
        assert_eq!(signature(M::Asserted, P::Negated, T::Past), Told::Contrary);
        assert_eq!(signature(M::Denied, P::Affirmed, T::Past), Told::Contrary);
        assert_eq!(signature(M::Denied, P::Negated, T::Past), Told::Neither);
        assert_eq!(signature(M::Asserted, P::Negated, T::Future), Told::Announced);
        assert_eq!(signature(M::Promised, P::Affirmed, T::Past), Told::Announced);
        assert_eq!(signature(M::Demanded, P::Affirmed, T::Past), Told::Neither);
        assert_eq!(signature(M::Hypothetical, P::Affirmed, T::Past), Told::Neither);
    }

    #[test]
    fn a_reservation_speaks_of_what_will_go_on_and_a_call_demands() {
        use {Modality as M, Polarity as P, Tense as T};
        assert_eq!(told(&claim(ClaimKind::Reservation, M::Promised, P::Affirmed, T::Future)), Told::Done);
        assert_eq!(told(&claim(ClaimKind::Call, M::Demanded, P::Affirmed, T::Past)), Told::Done);
        assert_eq!(told(&claim(ClaimKind::Call, M::Hypothetical, P::Affirmed, T::Past)), Told::Neither);
    }

    #[test]
    fn every_kind_of_the_agreement_family_is_an_act() {
        for kind in ClaimKind::ALL {
            assert_eq!(act(*kind).is_some(), kind.family() == model::Family::Agreement, "{}", kind.as_str());
        }
    }
}
