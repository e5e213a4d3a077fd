//! What somebody says that another must do, where no known act is named: "said that the north must drop its claims" is a
//! demand, whatever is to be dropped. Acts that the lexicon knows carry their own modality and are left alone.

use crate::attribution;
use crate::reading_sentence::Sentence;
use crate::roles;
use grammar::Relation;
use model::{Filler, Role, Span};

/// A demand in a word of obligation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Obligation {
    /// The word of obligation.
    pub(crate) at: usize,
    /// The same, in the text.
    pub(crate) trigger: Span,
    /// From who is to act to what is to be done.
    pub(crate) evidence: Span,
    /// Who demands, and of whom.
    pub(crate) roles: Vec<(Role, Filler)>,
}

/// The demands of a sentence; `is_act` says whether a word names an act that is told anyhow.
pub(crate) fn find(sentence: &Sentence<'_>, is_act: impl Fn(usize) -> bool) -> Vec<Obligation> {
    let verbs = (0..sentence.tree.len()).filter(|at| sentence.tree.lower(*at) == "must");
    verbs.filter_map(|at| obligation(sentence, at, &is_act)).collect()
}

fn obligation(sentence: &Sentence<'_>, at: usize, is_act: &impl Fn(usize) -> bool) -> Option<Obligation> {
    let tree = sentence.tree;
    let verb = tree.head(at).filter(|_| tree.relation(at) == Relation::Aux)?;
    let subject = tree.child(verb, Relation::Nsubj).or_else(|| tree.child(verb, Relation::NsubjPass))?;
    let asked = sentence.mention(subject).filter(|_| sentence.is("actor", subject))?;
    let speaker = attribution::of(sentence, verb, None, None).speaker.filter(|speaker| *speaker != asked)?;
    if is_act(verb) {
        return None;
    }
    let target = roles::filler(sentence, subject)?;
    let evidence = tree.span(subject)?.join(tree.span(verb)?);
    let roles = vec![(Role::Agent, Filler::Mention(speaker)), (Role::Target, target)];
    Some(Obligation { at, trigger: tree.span(at)?, evidence, roles })
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;
    use model::ClaimKind;

    #[test]
    fn what_another_must_do_is_demanded_of_him() {
        let demands = |text: &str| claims(text).iter().filter(|told| told.claim.kind == ClaimKind::Demand).count();
        assert_eq!(demands("The minister said on Monday that Egypt must open its archives."), 1);
        assert_eq!(demands("The minister said on Monday that Egypt will open its archives."), 0);
    }
}
