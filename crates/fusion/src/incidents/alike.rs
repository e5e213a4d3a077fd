//! Which kinds may tell one event, and how nearly: the table of `data/fusion/kinds-alike.tsv`.

use model::{ClaimKind, Family};
use std::collections::BTreeMap;

const TABLE: &str = include_str!("../../../../data/fusion/kinds-alike.tsv");

/// How nearly a denial as a kind of its own may be aimed at an event of another kind.
const DENIAL: f64 = 0.4;

/// Likeness of kinds, and the groups within which any likeness lies.
pub(crate) struct Alike {
    pairs: BTreeMap<(ClaimKind, ClaimKind), f64>,
    groups: BTreeMap<ClaimKind, ClaimKind>,
}

/// What a claim's weights are chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Profile {
    /// Things that happen at a place.
    Ground,
    /// What somebody does about an agreement or towards another, wherever it is done.
    Agreement,
    /// Meetings and talks.
    Gathering,
    /// What somebody says.
    Words,
}

impl Alike {
    /// Reads the table.
    pub(crate) fn load() -> Self {
        let mut alike = Self { pairs: BTreeMap::new(), groups: BTreeMap::new() };
        for (a, b, value) in TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(row) {
            alike.pairs.insert((a.min(b), a.max(b)), value);
            alike.unite(a, b);
        }
        alike
    }

    fn unite(&mut self, a: ClaimKind, b: ClaimKind) {
        let (a, b) = (self.group(a), self.group(b));
        let first = a.min(b);
        for kind in ClaimKind::ALL {
            if [a, b].contains(&self.group(*kind)) {
                self.groups.insert(*kind, first);
            }
        }
    }

    /// The first kind of the group within which a kind may have its like.
    pub(crate) fn group(&self, kind: ClaimKind) -> ClaimKind {
        self.groups.get(&kind).copied().unwrap_or(kind)
    }

    /// How nearly two kinds may tell one event; 0 where never.
    pub(crate) fn of(&self, a: ClaimKind, b: ClaimKind) -> f64 {
        if a == b {
            return 1.0;
        }
        let aimed = |denial: ClaimKind, at: ClaimKind| denial == ClaimKind::Denial && may_be_denied(at);
        if aimed(a, b) || aimed(b, a) {
            return DENIAL;
        }
        self.pairs.get(&(a.min(b), a.max(b))).copied().unwrap_or(0.0)
    }
}

fn row(line: &str) -> Option<(ClaimKind, ClaimKind, f64)> {
    let mut cells = line.split('\t');
    Some((ClaimKind::parse(cells.next()?)?, ClaimKind::parse(cells.next()?)?, cells.next()?.parse().ok()?))
}

/// Words are answered by words; a denial is aimed at what is said to have been done.
fn may_be_denied(kind: ClaimKind) -> bool {
    profile(kind) != Profile::Words
}

/// The profile of a kind.
pub(crate) fn profile(kind: ClaimKind) -> Profile {
    match kind {
        ClaimKind::Meeting
        | ClaimKind::Negotiation
        | ClaimKind::Mediation
        | ClaimKind::Visit
        | ClaimKind::PhoneCall
        | ClaimKind::WalkOut
        | ClaimKind::ConferencePlanned => Profile::Gathering,
        _ => match kind.family() {
            Family::Agreement | Family::Politics => Profile::Agreement,
            Family::Talks => Profile::Words,
            _ => Profile::Ground,
        },
    }
}

/// Kinds that name only an effect or an aspect: they exclude no other kind and give way to it.
pub(crate) fn is_general(kind: ClaimKind) -> bool {
    matches!(
        kind,
        ClaimKind::Harm
            | ClaimKind::CeasefireViolation
            | ClaimKind::AttackOnCivilians
            | ClaimKind::Destruction
            | ClaimKind::Denial
            | ClaimKind::Statement
    )
}

/// Whether an event cannot have been both: the means of attack, and acts that an agreement keeps apart.
pub(crate) fn exclude(a: ClaimKind, b: ClaimKind) -> bool {
    let same = |x: ClaimKind, y: ClaimKind| (a, b) == (x, y) || (b, a) == (x, y);
    let refines = same(ClaimKind::AirStrike, ClaimKind::DroneStrike)
        || same(ClaimKind::ExplosiveDevice, ClaimKind::SuicideAttack)
        || same(ClaimKind::SmallArmsFire, ClaimKind::Sniping);
    a != b && is_means(a) && is_means(b) && !refines
}

fn is_means(kind: ClaimKind) -> bool {
    matches!(
        kind,
        ClaimKind::SmallArmsFire
            | ClaimKind::Shelling
            | ClaimKind::AirStrike
            | ClaimKind::DroneStrike
            | ClaimKind::ExplosiveDevice
            | ClaimKind::SuicideAttack
            | ClaimKind::Sniping
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_no_pair_stands_twice() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count() - 1;
        assert_eq!(Alike::load().pairs.len(), rows);
        assert!(Alike::load().pairs.values().all(|value| *value > 0.0 && *value < 1.0));
    }

    #[test]
    fn an_acceptance_is_no_signature_and_a_shelling_no_protest() {
        let alike = Alike::load();
        assert_eq!(alike.of(ClaimKind::Acceptance, ClaimKind::Signature), 0.0);
        assert_eq!(alike.of(ClaimKind::Shelling, ClaimKind::Protest), 0.0);
        assert_eq!(alike.of(ClaimKind::Harm, ClaimKind::Shelling), alike.of(ClaimKind::Shelling, ClaimKind::Harm));
        assert_eq!(alike.group(ClaimKind::Harm), alike.group(ClaimKind::Shelling));
    }
}
