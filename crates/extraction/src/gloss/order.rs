//! Puts the words of a sheet into the order that English rules expect, where the tree allows it: adjectives and nouns that
//! modify before their noun, subjects before their verb. Spans stay where they are in the text.

use super::Spotted;
use super::sheet::Sheet;
use grammar::{Relation, Tag, Word};
use model::Span;

/// A word in its place.
pub(super) struct Finished {
    pub(super) word: Word,
    pub(super) form: String,
    pub(super) span: Span,
    pub(super) name: Option<Spotted>,
}

/// How many words a modifier may have to be moved before its noun.
const SHORT: usize = 3;

/// The words in order, heads counted in that order.
pub(super) fn finish(sheet: Sheet) -> Vec<Finished> {
    let line = sheet.line();
    let mut order = Vec::with_capacity(line.len());
    let mut seen = vec![false; line.iter().max().map_or(0, |last| last + 1)];
    for root in line.iter().copied().filter(|at| sheet.head(*at).is_none()) {
        walk(&sheet, root, &mut order, &mut seen, 0);
    }
    // What a malformed tree does not reach keeps its place at the end.
    order.extend(line.iter().copied().filter(|at| !seen.get(*at).copied().unwrap_or(true)));
    let place = |at: usize| order.iter().position(|other| *other == at);
    order
        .iter()
        .filter_map(|at| {
            let own = sheet.get(*at)?;
            let head = own.word.head.and_then(place);
            let word = Word { head, ..own.word.clone() };
            Some(Finished { word, form: own.form.clone(), span: own.span, name: own.name })
        })
        .collect()
}

fn walk(sheet: &Sheet, at: usize, order: &mut Vec<usize>, seen: &mut Vec<bool>, depth: usize) {
    let Some(place) = seen.get_mut(at).filter(|seen| !**seen) else { return };
    *place = true;
    if depth > sheet.line().len() {
        return;
    }
    let kids = sheet.kids(at);
    let (before, behind): (Vec<usize>, Vec<usize>) = kids.into_iter().partition(|kid| sheet.before(*kid, at));
    let (moved, behind): (Vec<usize>, Vec<usize>) = behind.into_iter().partition(|kid| goes_before(sheet, at, *kid));
    let (subjects, modifiers): (Vec<usize>, Vec<usize>) =
        moved.into_iter().partition(|kid| sheet.relation(*kid).is_subject());
    let helper = before
        .iter()
        .position(|kid| {
            matches!(sheet.relation(*kid), Relation::Aux | Relation::AuxPass | Relation::Cop | Relation::Advmod)
        })
        .unwrap_or(before.len());
    let (opening, closing) = before.split_at(helper);
    for kid in opening.iter().chain(&subjects).chain(closing).chain(&modifiers) {
        walk(sheet, *kid, order, seen, depth + 1);
    }
    order.push(at);
    for kid in behind {
        walk(sheet, kid, order, seen, depth + 1);
    }
}

fn goes_before(sheet: &Sheet, head: usize, kid: usize) -> bool {
    let relation = sheet.relation(kid);
    if relation.is_subject() {
        return sheet.is_verb(head) || sheet.child(head, Relation::Cop).is_some();
    }
    // "سيارتهم": whose a thing is stands before it.
    if relation == Relation::NmodPoss && sheet.tag(kid) == Tag::PrpS && sheet.is_noun(head) {
        return true;
    }
    let modifies = matches!(relation, Relation::Amod | Relation::Compound | Relation::Nummod | Relation::Det)
        && sheet.is_noun(head)
        && sheet.name_free(head);
    let participle = matches!(sheet.tag(kid), Tag::Vbn | Tag::Vbg) && !sheet.kids(kid).is_empty();
    modifies && !participle && size(sheet, kid) <= SHORT
}

fn size(sheet: &Sheet, at: usize) -> usize {
    let kids = sheet.kids(at);
    let phrase = kids.iter().any(|kid| matches!(sheet.relation(*kid), Relation::Case | Relation::Punct | Relation::Cc));
    if phrase { SHORT + 1 } else { 1 + kids.len() }
}

impl Sheet {
    /// An adjective behind a name stays where it is.
    fn name_free(&self, at: usize) -> bool {
        self.get(at).is_some_and(|word| word.name.is_none()) && self.tag(at) != Tag::Nnp
    }
}
