//! Whether an act is negated where it stands: "did not", "no violations", "without signing", "nobody".

use crate::reading_sentence::Sentence;
use grammar::{Relation, Tag};

/// Whether the verb or noun at `at` is negated by its own words.
pub(super) fn at(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let by_child = tree.kids(at).iter().any(|kid| match tree.relation(*kid) {
        Relation::Advmod | Relation::Det | Relation::Cc | Relation::Dep | Relation::Amod | Relation::Aux => {
            matches!(tree.lemma(*kid), "not" | "never" | "no" | "neither" | "nor" | "n't")
                && !is_not_only(sentence, *kid)
        }
        Relation::Mark | Relation::Case => tree.lower(*kid) == "without",
        relation if relation.is_subject() => nobody(sentence, *kid),
        _ => false,
    });
    by_child || behind_without(sentence, at) || behind_rather(sentence, at) || yet_to(sentence, at)
}

/// "has yet to leave", where "has" only helps.
fn yet_to(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let helps = |kid: &usize| tree.relation(*kid) == Relation::Aux && matches!(tree.lemma(*kid), "have" | "be");
    tree.kids(at)
        .iter()
        .any(|kid| tree.lower(*kid) == "yet" && tree.lower(kid + 1) == "to" && tree.kids(at).iter().any(helps))
}

/// "not only", "no longer", "no later".
fn is_not_only(sentence: &Sentence<'_>, at: usize) -> bool {
    matches!(sentence.tree.lower(at + 1).as_str(), "only" | "later" | "less" | "fewer" | "more" | "just")
}

fn nobody(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let first = matches!(tree.lower(at).as_str(), "nobody" | "none" | "neither" | "nothing");
    let no_one = tree.lower(at) == "one" && at > 0 && tree.lower(at - 1) == "no";
    let no_noun = tree
        .kids(at)
        .iter()
        .any(|kid| tree.relation(*kid) == Relation::Det && matches!(tree.lower(*kid).as_str(), "no" | "neither"));
    first || no_one || no_noun || neither_nor(sentence, at)
}

/// "Neither the driver nor his wife": whatever the tree makes of the two words.
fn neither_nor(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let (first, last) = tree.hull(at, |_| false);
    let opens = (first.saturating_sub(1)..=at).any(|word| tree.lower(word) == "neither");
    opens && (at..=last).any(|word| tree.lower(word) == "nor")
}

/// "Rather than attack the column".
fn behind_rather(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|at| sentence.tree.lower(at).as_str()).unwrap_or_default();
    before(1) == "than" && before(2) == "rather"
}

/// A gerund right behind "without", whatever the tree says.
fn behind_without(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let before = |back: usize| at.checked_sub(back).map(|at| tree.lower(at).as_str()).unwrap_or_default();
    tree.tag(at) == Tag::Vbg && before(1) == "without"
}
