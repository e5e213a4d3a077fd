//! Lists along the line of words: "a colonel, two lieutenants and two soldiers", "on the palace, the home of the president,
//! and the offices". Parsers lose long lists; their shape is plain: noun phrases parted by commas, the last behind "and".
//! Knows shapes alone; what a member may play, roles say.

use crate::tree::Tree;
use grammar::{Relation, Tag};

/// How many members a list may have.
const LONGEST: usize = 24;

/// A noun phrase: its head and its last word.
#[derive(Debug, Clone, Copy)]
struct Phrase {
    first: usize,
    head: usize,
    last: usize,
}

/// The heads of the other members of the list that a noun stands in; none where there is no plain list.
pub(super) fn others(tree: &Tree<'_>, at: usize) -> Vec<usize> {
    if !tree.is_noun(at) {
        return Vec::new();
    }
    let behind = behind(tree, at);
    if behind.len() > 1 || behind.first().is_some_and(|other| begins_anew(tree, *other)) {
        return behind;
    }
    let before = before(tree, at);
    if before.len() > 1 { before } else { Vec::new() }
}

/// Of two members the second one must have a determiner, a number or a name: "the banker and his driver".
fn begins_anew(tree: &Tree<'_>, head: usize) -> bool {
    let first = phrase_to(tree, head).first;
    matches!(tree.tag(first), Tag::Dt | Tag::Cd | Tag::PrpS | Tag::Nnp)
}

/// The members after the first one.
fn behind(tree: &Tree<'_>, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut last = phrase_end(tree, at);
    for _ in 0..LONGEST {
        let Some((start, closes)) = behind_mark(tree, last) else { return Vec::new() };
        let Some(phrase) = phrase_from(tree, start) else { return Vec::new() };
        found.push(phrase.head);
        last = phrase.last;
        if closes {
            let acts = tree.tag(last + 1).is_verb() && last + 1 < tree.len() && !precedes_verb(tree, at, last);
            return if acts { Vec::new() } else { found };
        }
    }
    Vec::new()
}

/// Whether a list stands before the verb that its first member, or what that hangs on, belongs to.
fn precedes_verb(tree: &Tree<'_>, at: usize, last: usize) -> bool {
    // "fought the army, officers and guards said": what a clause above is told by stands behind no list of it.
    let told = |at: usize| matches!(tree.relation(at), Relation::Ccomp | Relation::Parataxis);
    let above = std::iter::successors(Some(at), |at| tree.head(*at).filter(|_| !told(*at)));
    tree.relation(at).is_subject() || above.skip(1).any(|head| head > last)
}

/// The members before the last one, which stands behind "and".
fn before(tree: &Tree<'_>, at: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let Some(mut mark) = phrase_to(tree, at).first.checked_sub(1).filter(|mark| is_and(tree, *mark)) else {
        return found;
    };
    if mark > 0 && is_comma(tree, mark - 1) {
        mark -= 1;
    }
    for _ in 0..LONGEST {
        let Some(last) = mark.checked_sub(1).filter(|last| tree.is_noun(*last)) else { break };
        let phrase = phrase_to(tree, last);
        let prior = phrase.first.checked_sub(1);
        // What opens the sentence behind a preposition is where or when, and no member.
        if prior.is_some_and(|prior| matches!(tree.tag(prior), Tag::In | Tag::To)) {
            break;
        }
        found.push(phrase.head);
        match prior.filter(|prior| is_comma(tree, *prior)) {
            Some(comma) => mark = comma,
            None => break,
        }
    }
    found
}

/// Where the next member begins behind a comma or "and", and whether it is the last.
fn behind_mark(tree: &Tree<'_>, last: usize) -> Option<(usize, bool)> {
    let next = last + 1;
    let (mark, closes) = match () {
        () if is_comma(tree, next) && is_and(tree, next + 1) => (next + 1, true),
        () if is_comma(tree, next) => (next, false),
        () if is_and(tree, next) => (next, true),
        () => return None,
    };
    let start = mark + 1;
    let again = matches!(tree.lower(start).as_str(), "of" | "on" | "against") && closes;
    Some((if again { start + 1 } else { start }, closes))
}

fn is_comma(tree: &Tree<'_>, at: usize) -> bool {
    matches!(tree.form(at), "," | ";")
}

fn is_and(tree: &Tree<'_>, at: usize) -> bool {
    tree.lower(at) == "and" && at < tree.len()
}

/// A noun phrase that begins at a word.
fn phrase_from(tree: &Tree<'_>, first: usize) -> Option<Phrase> {
    let end = (first..tree.len()).take(10).take_while(|at| belongs(tree, *at)).last()?;
    let head = (first..=end).rev().find(|at| tree.is_noun(*at))?;
    Some(Phrase { first, head, last: phrase_end(tree, head) })
}

/// The noun phrase that ends with a word, through "of" to what it belongs to.
fn phrase_to(tree: &Tree<'_>, last: usize) -> Phrase {
    let (mut first, mut head) = (run_start(tree, last), last);
    while let Some(outer) = first.checked_sub(2).filter(|outer| tree.lower(outer + 1) == "of" && tree.is_noun(*outer)) {
        (first, head) = (run_start(tree, outer), outer);
    }
    Phrase { first, head, last }
}

fn run_start(tree: &Tree<'_>, last: usize) -> usize {
    let mut first = last;
    while first > 0 && last - first < 8 && belongs(tree, first - 1) && tree.tag(first) != Tag::Dt {
        first -= 1;
    }
    first
}

/// The last word of a noun's phrase: through "of", and past a bracket.
fn phrase_end(tree: &Tree<'_>, head: usize) -> usize {
    let mut last = head;
    loop {
        let of = (tree.lower(last + 1) == "of").then(|| phrase_run(tree, last + 2)).flatten();
        let bracket = matches!(tree.form(last + 1), "[" | "(").then(|| bracket_end(tree, last + 1)).flatten();
        match of.or(bracket).filter(|end| *end > last && *end - head < 16) {
            Some(end) => last = end,
            None => return last,
        }
    }
}

fn phrase_run(tree: &Tree<'_>, first: usize) -> Option<usize> {
    let end = (first..tree.len()).take(8).take_while(|at| belongs(tree, *at)).last()?;
    (first..=end).rev().find(|at| tree.is_noun(*at))
}

fn bracket_end(tree: &Tree<'_>, open: usize) -> Option<usize> {
    (open..tree.len()).take(9).find(|at| matches!(tree.form(*at), "]" | ")"))
}

fn belongs(tree: &Tree<'_>, at: usize) -> bool {
    let participle = matches!(tree.tag(at), Tag::Vbn | Tag::Vbg) && tree.relation(at) == Relation::Amod;
    participle
        || matches!(
            tree.tag(at),
            Tag::Dt
                | Tag::Cd
                | Tag::Jj
                | Tag::Jjr
                | Tag::Jjs
                | Tag::Nn
                | Tag::Nns
                | Tag::Nnp
                | Tag::Nnps
                | Tag::PrpS
                | Tag::Pos
                | Tag::Hyph
        )
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    fn victims(text: &str) -> usize {
        let told = claims(text);
        told.iter().flat_map(|told| told.claim.roles.get(&model::Role::Victim)).flatten().count()
    }

    #[test]
    fn every_member_of_a_list_is_meant() {
        assert_eq!(victims("Gunmen murdered a priest, two teachers, three nurses and the mayor of the town."), 4);
        assert_eq!(victims("A priest, two teachers, three nurses and a farmer were murdered by gunmen."), 4);
    }

    #[test]
    fn clauses_are_no_members() {
        assert_eq!(victims("Gunmen murdered a priest on Monday, and a teacher fled."), 1);
    }
}
