//! Whether what fills a slot can play the role of that slot: a weapon is a means and no agent, an event acts in nothing, a
//! place that something explodes in is not struck unless it is a house, a vehicle, a bridge.

use super::filler;
use crate::reading_sentence::Sentence;
use crate::triggers::Hit;
use grammar::Relation;
use model::{ClaimKind, Family, Filler, MentionKind, Role};

/// Whether a filler can play a role, and which one it then plays.
pub(super) fn check(
    sentence: &Sentence<'_>,
    hit: &Hit<'_>,
    slot: &str,
    role: Role,
    at: usize,
) -> Option<(Role, Filler)> {
    let kind = sentence.kind(at);
    if kind == Some(MentionKind::Time) || kind == Some(MentionKind::Quantity) && role == Role::Agent {
        return None;
    }
    if is_empty_word(sentence, at) {
        return None;
    }
    let craft = sentence.is("aircraft", at) || sentence.is("drone", at);
    let weapon = kind == Some(MentionKind::Weapon) && !craft;
    let modifier = matches!(slot, "mod" | "poss");
    if slot == "mod" && role != Role::Matter && names_its_weapon(sentence, at) {
        return None;
    }
    if slot == "mod" && role != Role::Matter && !sentence.tree.is_noun(at) && !is_named(sentence, at) {
        return None;
    }
    if role == Role::Target
        && is_beside(slot)
        && hit.trigger.kind == ClaimKind::ExplosiveDevice
        && !is_struck(sentence, at)
    {
        return None;
    }
    let role = match role {
        Role::Target if weapon && slot == "of" => Role::Instrument,
        Role::Counterpart if weapon || sentence.is("weapon", at) => Role::Instrument,
        Role::Agent | Role::Target if weapon && (modifier || role == Role::Agent) => Role::Instrument,
        Role::Agent if slot == "mod" && craft => Role::Instrument,
        // "a market blast": where it goes off, not what with.
        Role::Instrument if slot == "mod" && !weapon && is_site(sentence, at) => Role::Target,
        Role::Agent
            if slot == "mod"
                && !matches!(kind, Some(MentionKind::Actor | MentionKind::Person | MentionKind::Organisation)) =>
        {
            return None;
        }
        Role::Matter if slot == "mod" && kind != Some(MentionKind::Agreement) => return None,
        Role::Instrument if slot == "with" && !sentence.is("weapon", at) && kind != Some(MentionKind::Weapon) => {
            let force = matches!(kind, Some(MentionKind::Actor | MentionKind::Organisation | MentionKind::Person));
            if force { Role::Counterpart } else { return None }
        }
        other => other,
    };
    if matches!(role, Role::Target | Role::Victim)
        && hostile(hit)
        && is_event(sentence, at)
        && !["premises", "passage", "civilsite", "monitor", "troops", "locus"]
            .iter()
            .any(|class| sentence.is(class, at))
    {
        return None;
    }
    if role == Role::Agent && !may_act(sentence, hit.trigger.kind, at) {
        return None;
    }
    let whole = at.checked_sub(1).filter(|before| slot == "mod" && names_its_weapon(sentence, *before));
    let filler = match whole.filter(|_| role == Role::Instrument) {
        Some(before) => sentence.tree.range(before, at).map(Filler::Words),
        None => filler(sentence, at),
    };
    Some((role, filler?))
}

/// Whether a modifier names somebody: "Tarnian attacks", not "cowardly attacks".
fn is_named(sentence: &Sentence<'_>, at: usize) -> bool {
    // "a dynamite attack": the word may be tagged as anything there.
    sentence.mention(at).is_some() || sentence.lexicon.is("weapon", sentence.tree.lemma(at))
}

fn hostile(hit: &Hit<'_>) -> bool {
    hit.trigger.kind.family() == Family::HostileAct
}

/// A house or a place of people, and nothing that is blown up to strike others.
fn is_site(sentence: &Sentence<'_>, at: usize) -> bool {
    let carries = ["car", "truck", "bus", "vehicle", "motorcycle", "boat", "gas"];
    !carries.contains(&sentence.tree.lemma(at)) && ["civilsite", "premises"].iter().any(|class| sentence.is(class, at))
}

/// "car bomb attack": the car only says which bomb.
fn names_its_weapon(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    tree.is_noun(at) && tree.is_noun(at + 2) && sentence.is("weapon", at + 1) && !sentence.is("weapon", at + 2)
}

fn is_beside(slot: &str) -> bool {
    matches!(slot, "at" | "in" | "inside" | "on" | "near" | "outside" | "beside" | "beneath" | "under")
}

/// Whether what explodes somewhere strikes it: a house, a bus, a bridge; a town or a street is only the place.
fn is_struck(sentence: &Sentence<'_>, at: usize) -> bool {
    let kind = sentence.kind(at);
    let things = ["premises", "civilsite", "locus", "passage"];
    !matches!(kind, Some(MentionKind::Place | MentionKind::Time))
        && (kind.is_some() || things.iter().any(|class| sentence.is(class, at)) && !sentence.is("town", at))
}

/// Events and abstract things do not act in hostile acts and talks; clauses never do.
fn may_act(sentence: &Sentence<'_>, kind: ClaimKind, at: usize) -> bool {
    let tree = sentence.tree;
    if tree.is_clause(at) && !tree.is_noun(at) && sentence.mention(at).is_none() {
        return false;
    }
    let known = sentence.mention(at).is_some();
    let hostile = matches!(kind.family(), Family::HostileAct | Family::Talks | Family::Agreement | Family::Politics);
    known && sentence.kind(at) != Some(MentionKind::Agreement)
        || !hostile
        || (tree.is_noun(at) && !is_event(sentence, at) && !sentence.is("abstract", at) && !is_thing(sentence, at))
}

fn is_thing(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.kind(at), Some(MentionKind::Agreement | MentionKind::Quantity | MentionKind::Time))
}

fn is_event(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.lexicon.triggers(sentence.tree.lemma(at)).any(|trigger| trigger.pattern.part == crate::lexicon::Part::Noun)
        && sentence.mention(at).is_none()
}

fn is_empty_word(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    matches!(tree.relation(at), Relation::Expl)
        || matches!(
            tree.lower(at).as_str(),
            "there"
                | "who"
                | "which"
                | "that"
                | "what"
                | "this"
                | "nobody"
                | "nothing"
                | "himself"
                | "itself"
                | "themselves"
                | "herself"
                | "when"
                | "where"
        )
        || matches!(tree.lower(at).as_str(), "place" | "end" | "part")
        || matches!(
            tree.lemma(at),
            "meter" | "metre" | "kilometer" | "kilometre" | "km" | "mile" | "block" | "yard" | "time"
        )
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;
    use model::{Filler, Role};

    /// How many fill a role of the first claim with this trigger, with the words of those that are no mention.
    fn fills(text: &str, trigger: &str, role: Role) -> Vec<String> {
        let told = claims(text);
        let claim = told.iter().find(|told| told.trigger.contains(trigger)).map(|told| &told.claim);
        let fillers = claim.and_then(|claim| claim.roles.get(&role)).into_iter().flatten();
        fillers
            .map(|filler| match filler {
                Filler::Mention(_) => "mention".to_owned(),
                Filler::Words(span) => span.slice(text).to_owned(),
            })
            .collect()
    }

    #[test]
    fn what_explodes_is_the_means_and_what_it_strikes_the_target() {
        assert_eq!(fills("The explosion of a bomb was heard at noon.", "explosion", Role::Target), [""; 0]);
        assert_eq!(fills("A bomb exploded outside a bank on Monday.", "exploded", Role::Target), ["a bank"]);
        assert_eq!(fills("A bomb exploded in the northern suburbs on Monday.", "exploded", Role::Target), [""; 0]);
        assert_eq!(fills("A bomb exploded 500 meters from the bank.", "exploded", Role::Target), [""; 0]);
        assert_eq!(fills("The car bomb attack killed two.", "attack", Role::Instrument).len(), 1);
    }

    #[test]
    fn qualities_act_in_nothing() {
        assert_eq!(fills("The cowardly murder of two priests was condemned.", "murder", Role::Agent), [""; 0]);
        assert_eq!(fills("The cowardly murder of two priests was condemned.", "murder", Role::Victim).len(), 1);
    }
}
