//! Whether an act struck armed sides alone. After the task's document such an act is of war and no incident: its targets may be
//! anything but another group of fighters, an installation or force of the military or the police, or a member of such a force.
//! Who was a member once is none.

use super::phrases::phrase;
use crate::bench::Read;
use crate::scorers::entities::normalised;
use crate::tasks::fillers::{Part, part};
use model::{Claim, MentionKind, Role, Span};

/// How many characters before a name are asked for a rank that no phrase holds.
const BEFORE: usize = 25;

/// Whether all who are told to be aimed at or harmed are of armed sides.
pub(super) fn only(read: &Read, claim: &Claim) -> bool {
    let aims = aims(read, claim);
    !aims.is_empty() && aims.iter().all(|aim| is_armed(read, aim, claim.trigger))
}

/// Whom or what an act is told to have struck.
pub(super) fn aims<'a>(read: &'a Read, claim: &Claim) -> Vec<Part<'a>> {
    let of_roles = [Role::Target, Role::Victim].iter().filter_map(|role| claim.roles.get(role)).flatten().copied();
    let fillers = of_roles.chain(claim.harm.iter().filter_map(|harm| harm.who));
    fillers.filter_map(|filler| part(read, filler)).collect()
}

fn is_armed(read: &Read, aim: &Part<'_>, trigger: Span) -> bool {
    let ranked = aim.kind == Some(MentionKind::Person) && is_rank(&before_name(read, aim));
    ranked || phrase(read, aim, trigger).split(' ').any(|word| ARMED.contains(&word))
}

/// The words of a phrase before the name in it; where there are none, the words before the phrase.
fn before_name(read: &Read, person: &Part<'_>) -> String {
    let (start, name) = (person.span.start(), person.head.start());
    let words = |from, to| Span::new(from, to).map(|span| normalised(read.words(span))).unwrap_or_default();
    let inside = words(start, name);
    if inside.is_empty() { words(start.saturating_sub(BEFORE), start) } else { inside }
}

/// Whether the words right before a name are the rank of somebody who serves.
fn is_rank(words: &str) -> bool {
    let mut nearest = words.rsplit(' ');
    let ranked = nearest.next().is_some_and(|word| RANKS.contains(&word));
    ranked && !nearest.any(|word| matches!(word, "former" | "retired"))
}

/// Ranks and callings of those who serve.
const RANKS: &[&str] = &[
    "soldier",
    "soldiers",
    "lieutenant",
    "sublieutenant",
    "sergeant",
    "corporal",
    "captain",
    "major",
    "private",
    "cadet",
    "policeman",
    "policemen",
    "patrolman",
    "patrolmen",
    "guerrilla",
];

/// Words for the members and places of armed sides.
const ARMED: &[&str] = &[
    "soldier",
    "soldiers",
    "troop",
    "troops",
    "army",
    "police",
    "policeman",
    "policemen",
    "patrolman",
    "patrolmen",
    "guerrilla",
    "guerrillas",
    "rebel",
    "rebels",
    "military",
    "battalion",
    "brigade",
    "garrison",
    "barracks",
    "patrol",
    "unit",
    "units",
    "forces",
    "terrorist",
    "terrorists",
    "subversive",
    "subversives",
    "extremists",
    "detachment",
    "commandos",
    "combatants",
    "enemy",
    "position",
    "positions",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_serves_has_a_rank_and_who_served_has_none() {
        assert!(is_rank("killed sergeant"));
        assert!(!is_rank("retired major"));
        assert!(!is_rank("soldiers and priest"));
        assert!(!is_rank(""));
    }
}
