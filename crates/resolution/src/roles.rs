//! What part each mention plays in the claims: whether it acts, whether it tells where, and from which moment its time is seen.

use model::{Claim, Family, Mention, MentionRef, Role, Tense};

/// The part of one mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Part {
    /// It speaks, acts, meets, helps, or is acted on as somebody.
    pub(crate) acts: bool,
    /// It tells where.
    pub(crate) located: bool,
    /// The tense of the first claim whose time it tells.
    pub(crate) tense: Option<Tense>,
}

/// The parts of all mentions.
pub(crate) fn parts(mentions: &[Mention], claims: &[Claim]) -> Vec<Part> {
    let mut parts = vec![Part::default(); mentions.len()];
    let mut mark = |mention: Option<MentionRef>, set: &dyn Fn(&mut Part)| {
        if let Some(part) = mention.and_then(|mention| parts.get_mut(mention.0)) {
            set(part);
        }
    };
    for claim in claims {
        mark(claim.place, &|part| part.located = true);
        mark(claim.time, &|part| part.tense = part.tense.or(Some(claim.tense)));
        mark(claim.attribution.speaker, &|part| part.acts = true);
        claim.attribution.relayed_by.iter().for_each(|mention| mark(Some(*mention), &|part| part.acts = true));
        for role in claim.roles.keys() {
            for mention in claim.mentions(*role) {
                mark(Some(mention), &|part| take(part, *role, claim.kind.family()));
            }
        }
    }
    parts
}

/// Fire is aimed at places, words at those who rule them.
fn take(part: &mut Part, role: Role, family: Family) {
    match role {
        Role::Agent | Role::Counterpart | Role::Beneficiary | Role::Mediator => part.acts = true,
        Role::From | Role::To => part.located = true,
        Role::Target if family == Family::HostileAct => part.located = true,
        Role::Target => part.acts = true,
        Role::Victim | Role::Instrument | Role::Matter => {}
    }
}
