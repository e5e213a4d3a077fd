//! Claims that would tell nothing: an event named in passing, without who, whom, when, where or harm; support by nobody;
//! fighting that is only to be ended or prevented. Such words describe something else and are no statement of their own.

use crate::meaning;
use crate::reading_sentence::Sentence;
use grammar::{Relation, Tag};
use model::{Claim, ClaimKind, Family, Filler, MentionKind, Modality, Polarity, Role};

/// "called on both sides to respect the truce": that somebody should not violate it says nothing of a violation.
pub(super) fn only_wished(claim: &Claim) -> bool {
    !matches!(claim.modality, Modality::Asserted | Modality::Denied)
}

/// Whether a claim says nothing that could be checked.
pub(super) fn tells_nothing(sentence: &Sentence<'_>, at: usize, claim: &Claim) -> bool {
    if !claim.harm.is_empty() {
        return false;
    }
    is_figure(sentence, at, claim)
        || in_passing(sentence, at, claim)
        || one_sided(sentence, at, claim)
        || only_to_be_ended(sentence, at, claim)
        || by_nobody(sentence, claim)
        || describes(sentence, at, claim)
}

/// "exiled leaders", "the alleged violations", "a proposed deal", "unrealistic demands": words that only describe somebody or something.
fn describes(sentence: &Sentence<'_>, at: usize, claim: &Claim) -> bool {
    let words =
        matches!(claim.kind, ClaimKind::Accusation | ClaimKind::Threat | ClaimKind::Proposal | ClaimKind::Refusal)
            || claim.kind.family() == Family::Politics;
    let participle = matches!(sentence.tree.tag(at), Tag::Vbn | Tag::Vbd | Tag::Jj);
    words && participle && sentence.tree.relation(at) == Relation::Amod
}

/// Politics is between those who act: an act that names no actor on either side is of no use to anybody.
fn by_nobody(sentence: &Sentence<'_>, claim: &Claim) -> bool {
    if claim.kind.family() != Family::Politics {
        return false;
    }
    let actor = |filler: &Filler| match filler {
        Filler::Mention(mention) => {
            let kind = sentence.mentions.get(*mention).map(|mention| mention.kind);
            matches!(
                kind,
                Some(MentionKind::Actor | MentionKind::Person | MentionKind::Organisation | MentionKind::Place)
            )
        }
        Filler::Words(_) => false,
    };
    let sides = [Role::Agent, Role::Target, Role::Beneficiary, Role::Counterpart];
    !sides.iter().filter_map(|role| claim.roles.get(role)).flatten().any(actor)
}

/// "its attack on inflation", "her battle against cancer", a clash that ends in a draw: words of war for something else.
fn is_figure(sentence: &Sentence<'_>, at: usize, claim: &Claim) -> bool {
    if claim.kind.family() != Family::HostileAct {
        return false;
    }
    let tree = sentence.tree;
    let near =
        (at + 1..(at + 5).min(tree.len())).find(|next| matches!(tree.lower(*next).as_str(), "on" | "against" | "with"));
    let fought = near.and_then(|near| {
        (near + 1..(near + 4).min(tree.len())).find(|next| tree.is_noun(*next) && !tree.is_noun(next + 1))
    });
    let figure = fought.is_some_and(|fought| sentence.lexicon.is("figurative", tree.lemma(fought)));
    let sport = (0..tree.len()).filter(|word| sentence.lexicon.is("sport_word", tree.lemma(*word))).count();
    figure || sport >= 2 || sport == 1 && claim.time.is_none() && claim.place.is_none() && plays(sentence)
}

/// Whether somebody plays in the sentence: teams, strikers, a draw.
fn plays(sentence: &Sentence<'_>) -> bool {
    let tree = sentence.tree;
    (0..tree.len()).any(|word| {
        matches!(
            tree.lemma(word),
            "striker" | "goalkeeper" | "midfielder" | "referee" | "draw" | "halftime" | "match" | "tournament"
        )
    })
}

/// "amid the fighting", "the start of the war", "a result of talks".
fn in_passing(sentence: &Sentence<'_>, at: usize, claim: &Claim) -> bool {
    let tree = sentence.tree;
    let general = matches!(
        claim.kind,
        ClaimKind::ArmedClash
            | ClaimKind::Negotiation
            | ClaimKind::Meeting
            | ClaimKind::Support
            | ClaimKind::MilitaryAid
            | ClaimKind::Statement
            | ClaimKind::Accusation
    );
    let attributive =
        matches!(tree.relation(at), Relation::Obl | Relation::Nmod | Relation::Compound | Relation::NmodPoss);
    general
        && tree.is_noun(at)
        && attributive
        && !tree.headline
        && claim.roles.is_empty()
        && claim.time.is_none()
        && claim.place.is_none()
        && claim.modality == Modality::Asserted
}

/// Support needs somebody who gives it, and as a noun somebody who gets it.
fn one_sided(sentence: &Sentence<'_>, at: usize, claim: &Claim) -> bool {
    let agent = claim.roles.contains_key(&Role::Agent);
    let other = [Role::Beneficiary, Role::Matter, Role::Target].iter().any(|role| claim.roles.contains_key(role));
    let noun = sentence.tree.is_noun(at);
    match claim.kind {
        ClaimKind::Support if noun => !agent || !other,
        ClaimKind::Support => {
            let gets = matches!(sentence.tree.lemma(at), "receive" | "enjoy" | "get" | "have" | "rely");
            !agent && !gets
        }
        ClaimKind::MilitaryAid if noun => !agent && !other,
        _ => false,
    }
}

/// "prevent them from fighting", "an end to the battle": nobody says that there is fighting, nor that there is none.
fn only_to_be_ended(sentence: &Sentence<'_>, at: usize, claim: &Claim) -> bool {
    if claim.kind != ClaimKind::ArmedClash || sentence.tree.headline {
        return false;
    }
    let turned = claim.polarity == Polarity::Negated && !meaning::is_denied_by_itself(sentence, at);
    let head = sentence.tree.head(at).map(|head| sentence.tree.lemma(head)).unwrap_or_default();
    let ended = matches!(head, "end" | "halt" | "cessation" | "stop" | "pause" | "lull" | "break")
        && matches!(sentence.tree.relation(at), Relation::Nmod | Relation::Obl);
    turned || ended
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    #[test]
    fn fighting_that_is_to_end_is_not_told_as_fighting() {
        let kinds = |text: &str| claims(text).iter().map(|told| told.claim.kind.as_str()).collect::<Vec<_>>();
        assert!(!kinds("The envoy hopes for an end to the fighting.").contains(&"armed_clash"));
        assert!(kinds("The army attacked the rebels on Monday.").contains(&"armed_clash"));
    }

    #[test]
    fn politics_needs_somebody() {
        let kinds = |text: &str| claims(text).iter().map(|told| told.claim.kind.as_str()).collect::<Vec<_>>();
        assert!(kinds("The government imposed a curfew on Monday.").contains(&"coercion"));
        assert!(!kinds("The software update banned weak passwords.").contains(&"coercion"));
    }
}
