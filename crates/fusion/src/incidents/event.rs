//! Which claims tell of an event, and which of them deny it.

use super::alike::{Profile, profile};
use model::{Claim, ClaimKind, Modality, Polarity, Tense};

/// Whether a claim says that something happened, is going on, or did not happen. Demands, threats, fears and conditions
/// tell of no event; but a call is itself the event of calling, and so with the other acts of speech.
pub(crate) fn tells_of_event(claim: &Claim) -> bool {
    if claim.kind == ClaimKind::CumulativeToll || is_only_a_total(claim) {
        return false;
    }
    if act_of_speech(claim.kind) == Some(claim.modality) {
        return true;
    }
    let stated = matches!(claim.modality, Modality::Asserted | Modality::Denied);
    stated && (claim.tense != Tense::Future || claim.kind == ClaimKind::ConferencePlanned)
}

/// The modality in which a kind is done by being said.
fn act_of_speech(kind: ClaimKind) -> Option<Modality> {
    match kind {
        ClaimKind::Call | ClaimKind::Demand => Some(Modality::Demanded),
        ClaimKind::Pledge | ClaimKind::Threat => Some(Modality::Promised),
        ClaimKind::Proposal | ClaimKind::ConferencePlanned => Some(Modality::Planned),
        _ => None,
    }
}

/// Harm told without an act, all of it running totals.
fn is_only_a_total(claim: &Claim) -> bool {
    claim.kind == ClaimKind::Harm && !claim.harm.is_empty() && claim.harm.iter().all(|harm| harm.cumulative)
}

/// Whether a claim says that it did not happen, or that somebody did not do it. A denied negation affirms.
pub(crate) fn denies(modality: Modality, polarity: Polarity) -> bool {
    (modality == Modality::Denied) != (polarity == Polarity::Negated)
}

/// Whether a claim can only join what others tell: a denial of its own kind, or an event on the ground without time and place.
pub(crate) fn only_joins(kind: ClaimKind, bare: bool) -> bool {
    kind == ClaimKind::Denial || (bare && profile(kind) == Profile::Ground)
}
