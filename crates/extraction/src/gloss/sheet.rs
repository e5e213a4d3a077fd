//! The words of a sentence while they are laid anew. A word keeps its number whatever is inserted or dropped around it;
//! its place in the line is told apart from its number.

use super::Spotted;
use super::units::Unit;
use crate::calendar::is_day_or_month;
use grammar::{Relation, Tag, Upos, Word};
use model::{MentionKind, Span};

/// How much room there is for words inserted behind one another.
pub(super) const ROOM: i64 = 64;

/// A word of the sheet.
#[derive(Debug, Clone)]
pub(super) struct Entered {
    /// As English rules see it; its head is a number of the sheet.
    pub(super) word: Word,
    /// The form that English rules see.
    pub(super) form: String,
    /// What the table compared, in the language itself.
    pub(super) key: String,
    /// As the text has it.
    pub(super) written: String,
    /// The last word of an expression, as the table compares it.
    pub(super) last: String,
    pub(super) span: Span,
    pub(super) name: Option<Spotted>,
    /// Where it stands in the line.
    place: i64,
    dropped: bool,
    /// Whether the table glossed it.
    pub(super) glossed: bool,
    /// The fine tag that the grammar of the language gave it.
    pub(super) own_tag: Tag,
    /// The preposition that the gloss of a verb lends to what the verb governs: "appeler à" is "call for".
    pub(super) lends: Option<String>,
}

/// All words.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    words: Vec<Entered>,
}

impl Sheet {
    pub(super) fn new(units: &[Unit<'_>], words: Vec<Word>) -> Self {
        let enter = |(at, (unit, word)): (i64, (&Unit<'_>, Word))| Entered {
            own_tag: word.tag,
            word,
            form: unit.written.clone(),
            key: unit.key.clone(),
            last: unit.last.clone(),
            written: unit.written.clone(),
            span: unit.span,
            name: unit.name,
            place: at * ROOM,
            dropped: false,
            glossed: false,
            lends: None,
        };
        Sheet { words: (0..).zip(units.iter().zip(words)).map(enter).collect() }
    }

    /// The numbers of the words that stand, in the order of the line.
    pub(super) fn line(&self) -> Vec<usize> {
        let mut line: Vec<usize> = (0..self.words.len()).filter(|at| self.stands(*at)).collect();
        line.sort_by_key(|at| self.place(*at));
        line
    }

    pub(super) fn stands(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| !word.dropped)
    }

    pub(super) fn get(&self, at: usize) -> Option<&Entered> {
        self.words.get(at)
    }

    pub(super) fn get_mut(&mut self, at: usize) -> Option<&mut Entered> {
        self.words.get_mut(at)
    }

    pub(super) fn place(&self, at: usize) -> i64 {
        self.words.get(at).map_or(i64::MAX, |word| word.place)
    }

    /// Whether one word stands before another.
    pub(super) fn before(&self, one: usize, other: usize) -> bool {
        self.place(one) < self.place(other)
    }

    pub(super) fn lemma(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.word.lemma.as_str())
    }

    pub(super) fn key(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.key.as_str())
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.words.get(at).map_or(Tag::Fw, |word| word.word.tag)
    }

    pub(super) fn own_tag(&self, at: usize) -> Tag {
        self.words.get(at).map_or(Tag::Fw, |word| word.own_tag)
    }

    pub(super) fn upos(&self, at: usize) -> Upos {
        self.words.get(at).map_or(Upos::X, |word| word.word.upos)
    }

    pub(super) fn relation(&self, at: usize) -> Relation {
        self.words.get(at).map_or(Relation::Dep, |word| word.word.relation)
    }

    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.words.get(at).and_then(|word| word.word.head)
    }

    pub(super) fn is_noun(&self, at: usize) -> bool {
        matches!(self.upos(at), Upos::Noun | Upos::Propn)
    }

    pub(super) fn is_verb(&self, at: usize) -> bool {
        self.tag(at).is_verb()
    }

    /// What hangs on a word, in the order of the line.
    pub(super) fn kids(&self, at: usize) -> Vec<usize> {
        let mut kids: Vec<usize> =
            (0..self.words.len()).filter(|kid| self.stands(*kid) && self.head(*kid) == Some(at)).collect();
        kids.sort_by_key(|kid| self.place(*kid));
        kids
    }

    /// The first child with a relation.
    pub(super) fn child(&self, at: usize, relation: Relation) -> Option<usize> {
        self.kids(at).into_iter().find(|kid| self.relation(*kid) == relation)
    }

    /// Whether a subject hangs on a word.
    pub(super) fn has_subject(&self, at: usize) -> bool {
        self.kids(at).into_iter().any(|kid| self.relation(kid).is_subject())
    }

    /// What kind of name a word stands for, where it is a name that was spotted.
    pub(super) fn named(&self, at: usize) -> Option<MentionKind> {
        self.words.get(at).and_then(|word| word.name).map(|name| name.kind)
    }

    /// The words that introduce a phrase.
    pub(super) fn case(&self, at: usize) -> Option<usize> {
        self.child(at, Relation::Case)
    }

    /// The word right before or behind in the line.
    pub(super) fn beside(&self, at: usize, steps: isize) -> Option<usize> {
        let line = self.line();
        let own = line.iter().position(|word| *word == at)?;
        line.get(own.checked_add_signed(steps)?).copied()
    }

    /// Whether a word stands right behind another, but for English words that were inserted over its own.
    pub(super) fn follows(&self, at: usize, before: usize) -> bool {
        let own = |between: usize| self.get(between).zip(self.get(at)).is_some_and(|(one, two)| one.span == two.span);
        (1..6)
            .map_while(|step| self.beside(at, -step))
            .find(|between| *between == before || !own(*between))
            .is_some_and(|found| found == before)
    }

    pub(super) fn hang(&mut self, at: usize, head: Option<usize>, relation: Relation) {
        if let Some(word) = self.words.get_mut(at) {
            (word.word.head, word.word.relation) = (head, relation);
        }
    }

    pub(super) fn set_tag(&mut self, at: usize, upos: Upos, tag: Tag) {
        if let Some(word) = self.words.get_mut(at) {
            (word.word.upos, word.word.tag) = (upos, tag);
        }
    }

    /// Gives a word another lemma and the form that follows from its tag.
    pub(super) fn say(&mut self, at: usize, lemma: &str) {
        if let Some(word) = self.words.get_mut(at) {
            word.word.lemma = lemma.to_lowercase();
            word.form = form(lemma, word.word.tag);
            word.glossed = true;
        }
    }

    /// Drops a word; what hung on it hangs on its head.
    pub(super) fn drop(&mut self, at: usize) {
        let Some(head) = self.head(at) else { return };
        for kid in self.kids(at) {
            let relation = self.relation(kid);
            self.hang(kid, Some(head), relation);
        }
        if let Some(word) = self.words.get_mut(at) {
            word.dropped = true;
        }
    }

    /// Puts a word of English before (`steps` below 0) or behind another, over the same words of the text.
    pub(super) fn insert(
        &mut self,
        beside: usize,
        steps: i64,
        lemma: &str,
        tags: (Upos, Tag),
        hung: (usize, Relation),
    ) -> usize {
        let Some(own) = self.words.get(beside).cloned() else { return beside };
        let place = own.place + steps;
        let word =
            Word { lemma: lemma.to_lowercase(), upos: tags.0, tag: tags.1, head: Some(hung.0), relation: hung.1 };
        let form = form(lemma, tags.1);
        let inserted = Entered { word, form, place, name: None, glossed: true, lends: None, own_tag: tags.1, ..own };
        self.words.push(inserted);
        self.words.len() - 1
    }

    /// Puts a preposition before a phrase, over the words of what governs it, so that it adds none to the phrase.
    pub(super) fn introduce(&mut self, at: usize, preposition: &str) {
        let first = self.first_word(at);
        let case = self.insert(first, -1, preposition, (Upos::Adp, Tag::In), (at, Relation::Case));
        let span = self.head(at).and_then(|head| self.get(head)).map(|head| head.span);
        if let (Some(word), Some(span)) = (self.words.get_mut(case), span) {
            word.span = span;
        }
    }

    /// The first word of a phrase.
    fn first_word(&self, at: usize) -> usize {
        let mut first = at;
        for _ in 0..self.words.len() {
            let next = self.kids(first).into_iter().filter(|kid| self.before(*kid, first));
            match next.min_by_key(|kid| self.place(*kid)) {
                Some(next) => first = next,
                None => break,
            }
        }
        first
    }

    /// Puts one word where another stands in the tree: the other, and what hung on it, hang on the first.
    pub(super) fn rise(&mut self, low: usize, high: usize, relation: Relation) {
        let (head, own) = (self.head(high), self.relation(high));
        self.hang(low, head, own);
        self.hang(high, Some(low), relation);
    }
}

/// The form that English rules see of a lemma.
fn form(lemma: &str, tag: Tag) -> String {
    match tag {
        Tag::Nn | Tag::Nns | Tag::Nnp if is_day_or_month(lemma) => large(lemma),
        Tag::Nns if !lemma.ends_with('s') && !is_plural_already(lemma) => plural(lemma),
        _ => lemma.to_owned(),
    }
}

/// A word with its first letter large.
pub(super) fn large(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn is_plural_already(lemma: &str) -> bool {
    matches!(lemma, "people" | "police" | "dead" | "wounded" | "personnel" | "aircraft" | "military")
}

fn plural(lemma: &str) -> String {
    if let Some(stem) = lemma.strip_suffix("man") {
        return format!("{stem}men");
    }
    match lemma.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o']) => format!("{stem}ies"),
        _ if lemma.ends_with("sh") || lemma.ends_with("ch") => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}
