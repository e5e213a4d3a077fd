//! Words inside a noun phrase that taggers take for verbs: the mark of a possessor ("the ministry 's claim that …"), a
//! participle that describes ("the besieged enclave"). Looks at the words beside them alone.

use super::Tagged;
use grammar::{Tag, Upos};

/// How many words may stand between a possessor's mark and the noun that is owned.
const REACH: usize = 4;

/// Corrects the tag of one word.
pub(super) fn correct(tagged: &mut Tagged<'_>, at: usize) {
    possessor(tagged, at);
    participle(tagged, at);
    passive(tagged, at);
}

/// "in which nine guardsmen were killed": right behind a form of "be" no past tense stands.
fn passive(tagged: &mut Tagged<'_>, at: usize) {
    let Some(before) = (at.saturating_sub(3)..at).rev().find(|before| tagged.tag(*before) != Tag::Rb) else { return };
    let be = matches!(tagged.lower(before).as_str(), "is" | "are" | "was" | "were" | "be" | "been" | "being");
    if be && tagged.tag(at) == Tag::Vbd {
        tagged.set(at, Upos::Verb, Tag::Vbn);
    }
}

/// "Turkey 's president and his counterpart met": what owns a noun, where a verb is still to come.
fn possessor(tagged: &mut Tagged<'_>, at: usize) {
    let mark = matches!(tagged.lower(at).as_str(), "'s" | "’s") && tagged.tag(at) != Tag::Pos;
    let owner = tagged.before(at).is_some_and(Tag::is_noun);
    let attribute = |at: usize| matches!(tagged.tag(at), Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbn | Tag::Cd);
    let owned = (at + 1..at + 1 + REACH).find(|next| !attribute(*next));
    let owned = owned.filter(|owned| tagged.tag(*owned).is_noun());
    let verb = |at: usize| matches!(tagged.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
    let later = owned.is_some_and(|owned| (owned + 1..tagged.forms.len()).any(verb));
    if mark && owner && later {
        tagged.set(at, Upos::Part, Tag::Pos);
    }
}

/// "the besieged enclave", "freed 175 captured soldiers": between an article and its noun no past tense stands.
fn participle(tagged: &mut Tagged<'_>, at: usize) {
    let article = at.checked_sub(1).is_some_and(|before| {
        matches!(tagged.lower(before).as_str(), "the" | "a" | "an") || tagged.tag(before) == Tag::PrpS
    });
    let counted = at.checked_sub(2).is_some_and(|verb| tagged.tag(verb).is_verb() && tagged.tag(at - 1) == Tag::Cd);
    let noun = matches!(tagged.tag(at + 1), Tag::Nn | Tag::Nns);
    if tagged.tag(at) == Tag::Vbd && noun && (article || counted) && !tagged.headline {
        tagged.set(at, Upos::Verb, Tag::Vbn);
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;
    use model::ClaimKind;

    #[test]
    fn a_participle_between_article_and_noun_is_no_verb_of_the_sentence() {
        let told = claims("The authorities let twenty lorries of flour into the besieged enclave on Monday.");
        assert!(told.iter().any(|told| told.claim.kind == ClaimKind::HumanitarianAccess), "{told:?}");
    }
}
