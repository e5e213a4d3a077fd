//! Known names as single stand-ins: the grammar sees the same word for every person, the same for every body and the same
//! for every place, so that no reading depends on which party's name stands there. Later rules see the stand-ins too; what
//! a mention says is cut from the text itself. Says nothing of names that no register holds.

use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos, Word};
use model::{KnownName, MentionKind, Span};

/// A known name in word places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// First word.
    pub(super) first: usize,
    /// Last word, included.
    pub(super) last: usize,
    /// What the register says.
    pub(super) kind: MentionKind,
    /// Whether the register of those who act holds it.
    pub(super) listed: bool,
    /// Whether the name holds these words whole, so that a stand-in can take their place.
    whole: bool,
}

/// A sentence with its known names drawn together.
pub(super) struct Masked<'a> {
    /// The words that the grammar is shown.
    pub(super) shown: Vec<&'a str>,
    /// For each word shown, which words it stands for.
    groups: Vec<Group>,
    /// The forms of all words that later rules may look at.
    pub(super) forms: Vec<&'a str>,
    /// Whether each word shown is a stand-in.
    standing: Vec<bool>,
}

/// The words that one shown word stands for, and whether a mark that the grammar is not shown stands before or behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Group {
    first: usize,
    last: usize,
    opened: bool,
    closed: bool,
}

/// The known names of a sentence, without overlap. `names` are sorted by their beginning, the longest first.
pub(super) fn places(spans: &[Span], names: &[KnownName]) -> Vec<Place> {
    let (Some(start), Some(end)) = (spans.first().map(|span| span.start()), spans.last().map(|span| span.end())) else {
        return Vec::new();
    };
    let from = names.partition_point(|name| name.span.end() <= start);
    let inside = names.iter().skip(from).take_while(|name| name.span.start() < end);
    let mut found: Vec<Place> = Vec::new();
    for place in inside.filter_map(|name| place(spans, name)) {
        if found.last().is_none_or(|before| before.last < place.first) {
            found.push(place);
        }
    }
    found
}

fn place(spans: &[Span], name: &KnownName) -> Option<Place> {
    let first = spans.iter().position(|span| span.overlaps(name.span))?;
    let last = first + spans.iter().skip(first).take_while(|span| span.overlaps(name.span)).count() - 1;
    let whole = spans.iter().take(last + 1).skip(first).all(|span| name.span.contains(*span));
    Some(Place { first, last, kind: name.kind, listed: name.listed, whole })
}

/// Puts stand-ins for the known names, and leaves out the marks that set off a few words.
pub(super) fn mask<'a>(forms: &[&'a str], places: &[Place], marks: &[(usize, usize)], lexicon: &Lexicon) -> Masked<'a> {
    let crossed = |mark: &usize| places.iter().any(|place| (place.first..=place.last).contains(mark));
    let marks: Vec<(usize, usize)> =
        marks.iter().copied().filter(|(open, close)| !crossed(open) && !crossed(close)).collect();
    let (opens, closes) = (
        |at: usize| marks.iter().any(|(open, _)| *open == at),
        |at: usize| marks.iter().any(|(_, close)| *close == at),
    );
    let capitals = forms.iter().all(|form| !form.chars().any(char::is_lowercase));
    let mut masked = Masked { shown: Vec::new(), groups: Vec::new(), forms: forms.to_vec(), standing: Vec::new() };
    let mut at = 0;
    while at < forms.len() {
        if opens(at) || closes(at) {
            at += 1;
            continue;
        }
        let name = places.iter().find(|place| place.first == at && place.whole);
        let hyphened = name.is_none() && is_hyphened_truce(forms, at, lexicon);
        let described = name.filter(|name| name.last > at && is_common_head(forms, name.last, lexicon));
        let last = match (hyphened, name) {
            (true, _) => at + 2,
            (false, Some(name)) => name.last - usize::from(described.is_some()),
            (false, None) => at,
        };
        let own = if hyphened { "ceasefire" } else { forms.get(last).copied().unwrap_or_default() };
        let counted = at.checked_sub(1).and_then(|before| forms.get(before)).is_some_and(|form| is_number(form));
        let people = counted && last == at;
        masked.shown.push(name.map_or(own, |name| stand_in(name.kind, capitals, people)));
        let opened = at.checked_sub(1).is_some_and(opens);
        masked.groups.push(Group { first: at, last, opened, closed: closes(last + 1) });
        masked.standing.push(name.is_some());
        // An outlet is known by its name; outlets are no parties.
        if let Some(name) = name.filter(|_| !lexicon.is("media", &own.to_lowercase())) {
            for form in masked.forms.iter_mut().take(last + 1).skip(at) {
                *form = stand_in(name.kind, capitals, people);
            }
        }
        at = last + 1;
    }
    masked
}

/// "Kelmian soldiers": a common noun that heads a name is seen as itself, whether a register holds the name or not.
fn is_common_head(forms: &[&str], last: usize, lexicon: &Lexicon) -> bool {
    let word = forms.get(last).copied().unwrap_or_default();
    let singular = word.strip_suffix('s').unwrap_or(word);
    let known = |class: &&str| lexicon.is(class, word) || lexicon.is(class, singular);
    word.starts_with(char::is_lowercase) && ["troops", "fighter", "aircraft", "person"].iter().any(known)
}

/// "cease-fire" is one word, however the grammar's treebanks cut it.
fn is_hyphened_truce(forms: &[&str], at: usize, lexicon: &Lexicon) -> bool {
    match forms.get(at..).unwrap_or_default() {
        [first, "-", last, ..] => lexicon.is("truce", &format!("{first}-{last}").to_lowercase()),
        _ => false,
    }
}

fn is_number(form: &str) -> bool {
    form.starts_with(|first: char| first.is_ascii_digit())
}

/// Words that are names to every grammar and stand in no list of the lexicon. Behind a number a body's name names its
/// people: "146,000 Libyans".
fn stand_in(kind: MentionKind, capitals: bool, people: bool) -> &'static str {
    match (kind, capitals) {
        (MentionKind::Actor | MentionKind::Organisation, false) if people => "Europeans",
        (MentionKind::Actor | MentionKind::Organisation, true) if people => "EUROPEANS",
        (MentionKind::Person, false) => "Johnson",
        (MentionKind::Person, true) => "JOHNSON",
        (MentionKind::Place, false) => "London",
        (MentionKind::Place, true) => "LONDON",
        (_, false) => "Google",
        (_, true) => "GOOGLE",
    }
}

impl Masked<'_> {
    /// How many of the words shown stand for the first `words` words.
    pub(super) fn shown_before(&self, words: usize) -> usize {
        self.groups.iter().take_while(|group| group.last < words).count()
    }

    /// From which word to which the words shown, from one to another, stand for.
    pub(super) fn whole(&self, first: usize, last: usize) -> Option<(usize, usize)> {
        Some((self.groups.get(first)?.first, self.groups.get(last)?.last))
    }

    /// The words of the whole sentence: a stand-in's word goes to its name's last word, the others hang on that.
    pub(super) fn expand(&self, words: Vec<Word>) -> Vec<Word> {
        let mut whole = Vec::with_capacity(self.forms.len());
        for ((mut word, group), standing) in words.into_iter().zip(&self.groups).zip(&self.standing) {
            let Group { first, last, opened, closed } = group;
            word.head = word.head.and_then(|head| self.groups.get(head)).map(|group| group.last);
            whole.extend(opened.then(|| mark(Tag::OpenQuote, *last)));
            if *standing {
                word.lemma = self.forms.get(*last).copied().unwrap_or_default().to_lowercase();
                (word.upos, word.tag) = (Upos::Propn, Tag::Nnp);
            }
            for _ in *first..*last {
                whole.push(Word { head: Some(*last), relation: Relation::Flat, ..word.clone() });
            }
            whole.push(word);
            whole.extend(closed.then(|| mark(Tag::CloseQuote, *last)));
        }
        whole
    }
}

/// A quotation mark that hangs on the words that it sets off.
fn mark(tag: Tag, word: usize) -> Word {
    Word { lemma: "\"".to_owned(), upos: Upos::Punct, tag, head: Some(word), relation: Relation::Punct }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_many_words_is_one_word_to_the_grammar_whatever_its_words() {
        let lexicon = Lexicon::english();
        let forms = ["Fighters", "of", "the", "Army", "of", "Tarn", "left", "."];
        let name = |first, last| Place { first, last, kind: MentionKind::Organisation, listed: true, whole: true };
        let masked = mask(&forms, &[name(3, 5)], &[], &lexicon);
        assert_eq!(masked.shown, ["Fighters", "of", "the", "Google", "left", "."]);
        let word = |head, relation| Word { lemma: "x".to_owned(), upos: Upos::Noun, tag: Tag::Nn, head, relation };
        let words = vec![
            word(Some(4), Relation::Nsubj),
            word(Some(3), Relation::Case),
            word(Some(3), Relation::Det),
            word(Some(0), Relation::Nmod),
            word(None, Relation::Root),
            word(Some(4), Relation::Punct),
        ];
        let whole = masked.expand(words);
        let heads: Vec<_> = whole.iter().map(|word| word.head).collect();
        assert_eq!(heads, [Some(6), Some(5), Some(5), Some(5), Some(5), Some(0), None, Some(6)]);
        assert_eq!(whole.get(5).map(|word| (word.upos, word.relation)), Some((Upos::Propn, Relation::Nmod)));
    }

    #[test]
    fn a_name_inside_a_longer_word_is_left_alone() {
        let span = |start, end| Span::new(start, end).unwrap();
        let name = KnownName { span: span(0, 4), kind: MentionKind::Place, listed: false, prefix: 0 };
        let places = places(&[span(0, 11), span(12, 16)], &[name]);
        let masked = mask(&["Tarn-backed", "army"], &places, &[], &Lexicon::english());
        assert_eq!(masked.shown, ["Tarn-backed", "army"]);
    }
}
