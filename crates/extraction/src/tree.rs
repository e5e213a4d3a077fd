//! One analysed sentence with everything that the reader asks of it: forms, lemmas, spans and the tree.
//! Knows nothing of ceasefires; never panics on a malformed tree.

use grammar::{Relation, Tag, Upos, Word};
use model::Span;
use std::borrow::Cow;

/// What stands where no word stands.
static NOTHING: Word = Word { lemma: String::new(), upos: Upos::X, tag: Tag::Fw, head: None, relation: Relation::Dep };

/// A sentence and its tree.
pub(crate) struct Tree<'a> {
    words: Vec<Word>,
    forms: Vec<Cow<'a, str>>,
    spans: Vec<Span>,
    /// Lemmas in lower case, of those that are not so themselves.
    lemmas: Vec<Option<String>>,
    lower: Vec<String>,
    /// What hangs on each word, one word after another, and where each word's begin.
    kids: Vec<usize>,
    first_kids: Vec<usize>,
    /// Whether it is a headline, a caption or another line that is no running prose.
    pub(crate) headline: bool,
    /// Whether it was parsed, or only tagged.
    pub(crate) parsed: bool,
    /// Whether it was laid in English words from another language.
    pub(crate) laid: bool,
    /// Whether that language tells by case, and not by place, which noun belongs to which.
    pub(crate) declined: bool,
}

impl<'a> Tree<'a> {
    /// Joins what the text and the grammar say of a sentence. The three lists are equally long.
    pub(crate) fn new(words: Vec<Word>, forms: Vec<Cow<'a, str>>, spans: Vec<Span>, headline: bool) -> Self {
        let (kids, first_kids) = kids(&words);
        let parsed = words.iter().any(|word| word.relation == Relation::Root);
        let large = |lemma: &str| !lemma.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let lemmas = words.iter().map(|word| large(&word.lemma).then(|| word.lemma.to_lowercase())).collect();
        let lower = forms.iter().map(|form| form.to_lowercase()).collect();
        Self { words, forms, spans, lemmas, lower, kids, first_kids, headline, parsed, laid: false, declined: false }
    }

    /// The same, laid from another language.
    pub(crate) fn laid_from_gloss(self, declined: bool) -> Self {
        Self { laid: true, declined, ..self }
    }

    /// How many words.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The word at a place.
    pub(crate) fn word(&self, at: usize) -> &Word {
        self.words.get(at).unwrap_or(&NOTHING)
    }

    /// The form as prose writes it: what stands in capitals is written small, names excepted.
    pub(crate) fn form(&self, at: usize) -> &str {
        self.forms.get(at).map_or("", AsRef::as_ref)
    }

    /// The lemma in lower case.
    pub(crate) fn lemma(&self, at: usize) -> &str {
        self.lemmas.get(at).and_then(Option::as_deref).unwrap_or(&self.word(at).lemma)
    }

    /// Where the word stands in the document.
    pub(crate) fn span(&self, at: usize) -> Option<Span> {
        self.spans.get(at).copied()
    }

    /// The span of the words from the first to the last, both included, in whatever order the text has them.
    pub(crate) fn range(&self, first: usize, last: usize) -> Option<Span> {
        let ends = self.span(first)?.join(self.span(last)?);
        Some(self.spans.get(first..=last).unwrap_or_default().iter().fold(ends, |whole, span| whole.join(*span)))
    }

    /// How the word hangs on its head.
    pub(crate) fn relation(&self, at: usize) -> Relation {
        self.word(at).relation
    }

    /// The fine tag.
    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.word(at).tag
    }

    /// The universal part of speech.
    pub(crate) fn upos(&self, at: usize) -> Upos {
        self.word(at).upos
    }

    /// The head.
    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        self.word(at).head
    }

    /// What hangs on a word, from left to right.
    pub(crate) fn kids(&self, at: usize) -> &[usize] {
        let bounds = self.first_kids.get(at).zip(self.first_kids.get(at + 1));
        bounds.and_then(|(first, end)| self.kids.get(*first..*end)).unwrap_or_default()
    }

    /// The first child with a relation.
    pub(crate) fn child(&self, at: usize, relation: Relation) -> Option<usize> {
        self.kids(at).iter().copied().find(|kid| self.relation(*kid) == relation)
    }

    /// The words above, nearest first; ends even where the tree runs in circles.
    pub(crate) fn above(&self, at: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(at), |at| self.head(*at)).take(self.len())
    }

    /// Whether `below` is `above` or stands under it.
    pub(crate) fn dominates(&self, above: usize, below: usize) -> bool {
        above == below || self.above(below).any(|head| head == above)
    }

    /// The first and last word of what a word governs, without what `cut` refuses to follow.
    pub(crate) fn hull(&self, at: usize, cut: impl Fn(usize) -> bool) -> (usize, usize) {
        let (mut first, mut last) = (at, at);
        let mut open = vec![at];
        let mut steps = 0;
        while let Some(next) = open.pop() {
            steps += 1;
            if steps > self.len() {
                break;
            }
            first = first.min(next);
            last = last.max(next);
            open.extend(self.kids(next).iter().copied().filter(|kid| !cut(*kid)));
        }
        (first, last)
    }

    /// The preposition before a phrase, several words joined by a space ("according to"); empty where there is none.
    pub(crate) fn preposition(&self, at: usize) -> String {
        let mut words = String::new();
        for kid in self.kids(at).iter().copied().filter(|kid| *kid < at) {
            if self.relation(kid) == Relation::Case && self.tag(kid) != Tag::Pos {
                // "ahead of" is one preposition, however the tree hangs the adverb.
                if self.lower(kid) == "of" && kid.checked_sub(1).is_some_and(|before| self.lower(before) == "ahead") {
                    words.push_str("ahead ");
                }
                let fixed = self.kids(kid).iter().copied().filter(|kid| self.relation(*kid) == Relation::Fixed);
                for word in std::iter::once(kid).chain(fixed) {
                    words.push_str(if words.is_empty() || words.ends_with(' ') { "" } else { " " });
                    words.push_str(self.lower(word));
                }
            }
        }
        words
    }

    /// The written form in lower case.
    pub(crate) fn lower(&self, at: usize) -> &String {
        self.lower.get(at).unwrap_or(&NOTHING.lemma)
    }

    /// The marker of a clause ("that", "if", "without"); empty where there is none.
    pub(crate) fn marker(&self, at: usize) -> String {
        let mark = self
            .kids(at)
            .iter()
            .copied()
            .find(|kid| matches!(self.relation(*kid), Relation::Mark) && self.tag(*kid) != Tag::To);
        let adverb = || {
            self.kids(at)
                .iter()
                .copied()
                .find(|kid| self.relation(*kid) == Relation::Advmod && self.tag(*kid) == Tag::Wrb)
        };
        mark.or_else(adverb).map(|kid| self.lower(kid).clone()).unwrap_or_default()
    }

    /// Whether the word is a verb, a participle, or heads a clause with a copula.
    pub(crate) fn is_clause(&self, at: usize) -> bool {
        self.tag(at).is_verb() || self.upos(at) == Upos::Verb || self.child(at, Relation::Cop).is_some()
    }

    /// Whether it is a noun or a name.
    pub(crate) fn is_noun(&self, at: usize) -> bool {
        matches!(self.upos(at), Upos::Noun | Upos::Propn)
    }

    /// Whether any of the word's auxiliaries or the word's adverbs has one of these lemmas.
    pub(crate) fn has_child_lemma(&self, at: usize, lemmas: &[&str]) -> bool {
        self.kids(at).iter().any(|kid| lemmas.contains(&self.lemma(*kid)))
    }
}

/// What hangs on each word from left to right, and where the part of each word begins, and the last ends.
fn kids(words: &[Word]) -> (Vec<usize>, Vec<usize>) {
    let mut first = vec![0; words.len() + 1];
    for head in words.iter().filter_map(|word| word.head) {
        if let Some(count) = first.get_mut(head.saturating_add(1)) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut first {
        sum += *start;
        *start = sum;
    }
    let mut kids = vec![0; sum];
    let mut next = first.clone();
    for (at, word) in words.iter().enumerate() {
        let place = word.head.filter(|head| *head < words.len()).and_then(|head| next.get_mut(head));
        if let Some(place) = place {
            if let Some(kid) = kids.get_mut(*place) {
                *kid = at;
            }
            *place += 1;
        }
    }
    (kids, first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kids_stand_under_their_head_from_left_to_right() {
        let word = |head| Word { head, ..NOTHING.clone() };
        let words = [Some(2), Some(2), None, Some(9), Some(2), Some(4)].map(word).to_vec();
        let forms = vec![Cow::Borrowed("x"); 6];
        let tree = Tree::new(words, forms, Vec::new(), false);
        assert_eq!((tree.kids(2), tree.kids(4), tree.kids(0)), (&[0, 1, 4][..], &[5][..], &[][..]));
    }
}
