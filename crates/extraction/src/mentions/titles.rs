//! Titles: where those before a name begin, and whom a title means that stands alone. Titles are words of the lexicon;
//! who bears one is not asked here.

use super::nominals::{left_edge, of_phrase};
use super::{Draft, Form};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use grammar::Upos;
use model::MentionKind;

/// Where the titles before a name begin: "Turkish Foreign Minister", "Secretary of State"; "the head of" is not one.
pub(super) fn title_edge(tree: &Tree<'_>, lexicon: &Lexicon, name: usize, floor: usize) -> usize {
    let mut first = office(tree, lexicon, name).filter(|of| *of >= floor).unwrap_or(name);
    while first > floor && name - first < 8 {
        let at = first - 1;
        let lower = tree.lower(at).replace('.', "");
        let title = lexicon.is("title", &lower) && matches!(tree.upos(at), Upos::Noun | Upos::Propn | Upos::Adj);
        let demonym = first < name && tree.upos(at) == Upos::Adj && tree.form(at).starts_with(char::is_uppercase);
        if !title && !demonym {
            break;
        }
        first = at;
    }
    first
}

/// The title of an office that ends before a word: "Secretary" in "Secretary of State John Kerry".
pub(super) fn office(tree: &Tree<'_>, lexicon: &Lexicon, end: usize) -> Option<usize> {
    const MOST: usize = 4;
    let capital = |at: usize| tree.form(at).starts_with(char::is_uppercase);
    if !capital(end.checked_sub(1)?) || !capital(end) {
        return None;
    }
    let link = (end.saturating_sub(MOST + 1)..end - 1).rev().find(|at| !capital(*at))?;
    let link = if tree.lower(link) == "the" { link.checked_sub(1)? } else { link };
    let title = link.checked_sub(1)?;
    let fits = matches!(tree.lower(link).as_str(), "of" | "for") && capital(title);
    (fits && lexicon.is("title", tree.lower(title))).then_some(title)
}

/// Whether one of the words before a name is a title that persons alone bear.
pub(super) fn is_person_title(tree: &Tree<'_>, lexicon: &Lexicon, first: usize, name: usize) -> bool {
    (first..name).any(|at| {
        let lower = tree.lower(at).replace('.', "");
        lexicon.is("title", &lower)
            && !matches!(
                lower.as_str(),
                "foreign" | "defence" | "defense" | "interior" | "special" | "former" | "first" | "late"
            )
    })
}

/// Whether who is named bears a title before the name, or, named in full, is told to be somebody: "baker Moussa Dial".
pub(super) fn is_bearer(tree: &Tree<'_>, lexicon: &Lexicon, first: usize, last: usize) -> bool {
    let told = |at: usize| tree.upos(at) == Upos::Noun && lexicon.is("person", tree.lemma(at));
    is_person_title(tree, lexicon, title_edge(tree, lexicon, first, 0), first)
        || (last > first && first.checked_sub(1).is_some_and(told))
}

/// "the Foreign Secretary": a title without a name means the person who bears it.
pub(super) fn title_alone(tree: &Tree<'_>, lexicon: &Lexicon, last: usize) -> Option<Draft> {
    if tree.headline || !lexicon.is("person", tree.lower(last)) {
        return None;
    }
    let end = of_phrase(tree, last);
    let first = left_edge(tree, last);
    Some(Draft { first, last: end, head: (last, last), kind: MentionKind::Actor, form: Form::Nominal })
}

#[cfg(test)]
mod tests {
    use super::{office, title_edge};
    use crate::lexicon::Lexicon;
    use crate::tree::Tree;
    use grammar::{Relation, Tag, Upos, Word};
    use model::Span;
    use std::borrow::Cow;

    fn edges(text: &str, name: usize) -> (Option<usize>, usize) {
        let forms: Vec<&str> = text.split(' ').collect();
        let words = forms.iter().map(|form| Word {
            lemma: form.to_lowercase(),
            upos: Upos::Propn,
            tag: Tag::Nnp,
            head: None,
            relation: Relation::Dep,
        });
        let spans = (0..forms.len()).map(|at| Span::new(at * 2, at * 2 + 1).unwrap()).collect();
        let tree = Tree::new(words.collect(), forms.iter().map(|form| Cow::Borrowed(*form)).collect(), spans, false);
        let lexicon = Lexicon::english();
        (office(&tree, &lexicon, name), title_edge(&tree, &lexicon, name, 0))
    }

    #[test]
    fn an_office_belongs_to_the_title_before_a_name() {
        assert_eq!(edges("met Deputy Secretary of State Orla Tarn", 5), (Some(2), 1));
        assert_eq!(edges("met Minister for the Middle East Orla Tarn", 6), (Some(1), 1));
        assert_eq!(edges("the city of Bala Orla Tarn", 4), (None, 4));
        assert_eq!(edges("met President Orla Tarn", 2), (None, 1));
    }
}
