//! Names out of treebanks, which tell proper nouns but not what they name. A run of proper nouns is a name of some kind:
//! of a person where the treebank says that it lives, of anything else where it says that it does not, of what it is in
//! a parallel text where there is one. What stands beside such a run in capitals may belong to it or not.

use grammar::train::{NamedSentence, OpenName};
use grammar::{Name, NameKind};

/// A word as it is written, with all that the treebank parts it into.
#[derive(Default)]
struct Word {
    form: String,
    proper: bool,
    lives: Option<bool>,
}

/// A run of proper nouns, as whoever knows names is asked about it.
pub(crate) struct Run<'a> {
    /// Its words.
    pub(crate) words: &'a [String],
    /// The word before it, small.
    pub(crate) before: &'a str,
    /// Whether it lives, where the treebank tells.
    pub(crate) lives: Option<bool>,
    /// The sentence in English, where the treebank holds it.
    pub(crate) english: &'a str,
}

/// What a run may name; nothing where nothing is known of it, not even whether it is a name.
pub(crate) type Kinds<'a> = dyn Fn(&Run<'_>) -> Vec<NameKind> + 'a;

/// The sentences of a treebank.
pub(crate) fn read(text: &str, kinds: &Kinds<'_>) -> Vec<NamedSentence> {
    let mut document = 0;
    let mut sentences = Vec::new();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        document += usize::from(block.contains("# newdoc"));
        let english = block.lines().find_map(|line| line.strip_prefix("# text_en = ")).unwrap_or_default();
        let words = words(block);
        if !words.is_empty() {
            sentences.push(NamedSentence { document, own: true, ..sentence(&words, english, kinds) });
        }
    }
    sentences
}

/// The words of a sentence: letters without a space between them are one word.
fn words(block: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut joined = false;
    for line in block.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [number, form, _, upos, _, features, .., notes] = fields.as_slice() else { continue };
        if number.contains(['-', '.']) {
            continue;
        }
        let arabic = form.chars().all(|letter| ('\u{620}'..='\u{6D3}').contains(&letter));
        let lives = ["Animacy=Anim", "Animacy=Inan"].map(|value| features.contains(value));
        let own = Word {
            form: (*form).to_owned(),
            proper: *upos == "PROPN" || notes.contains("Proper=True") && *upos == "ADJ",
            lives: (lives != [false, false]).then_some(lives == [true, false]),
        };
        match words.last_mut().filter(|_| joined && arabic) {
            Some(word) => {
                word.form.push_str(form);
                word.proper |= own.proper;
            }
            None => words.push(own),
        }
        joined = arabic && notes.contains("SpaceAfter=No");
    }
    words
}

fn sentence(words: &[Word], english: &str, kinds: &Kinds<'_>) -> NamedSentence {
    let tokens: Vec<String> = words.iter().map(|word| word.form.clone()).collect();
    let mut sentence = NamedSentence { tokens, ..NamedSentence::default() };
    let mut first = 0;
    while first < words.len() {
        let run = words.get(first..).unwrap_or_default().iter().take_while(|word| word.proper).count();
        if run > 0 {
            enter(&mut sentence, words, (first, first + run - 1), english, kinds);
        }
        first += run.max(1);
    }
    sentence.unsure.extend(around(words));
    sentence
}

fn enter(sentence: &mut NamedSentence, words: &[Word], run: (usize, usize), english: &str, kinds: &Kinds<'_>) {
    let (first, last) = run;
    let own = words.get(first..=last).unwrap_or_default();
    let before = first.checked_sub(1).and_then(|at| words.get(at)).map(|word| word.form.to_lowercase());
    let lives = own.iter().find_map(|word| word.lives);
    let before = before.unwrap_or_default();
    let run = Run { words: sentence.tokens.get(first..=last).unwrap_or_default(), before: &before, lives, english };
    let kinds = kinds(&run);
    match kinds.as_slice() {
        [] => sentence.unsure.extend(first..=last),
        _ if is_beside_capitals(words, first, last) => sentence.unsure.extend(first..=last),
        [kind] => sentence.names.push(Name { first, last, kind: *kind }),
        _ => sentence.open.push(OpenName { first, last, kinds }),
    }
}

fn is_large(word: Option<&Word>) -> bool {
    word.is_some_and(|word| word.form.starts_with(char::is_uppercase) || matches!(word.form.as_str(), "«" | "\"" | "“"))
}

/// Whether what stands beside a run may be part of it: other words with capitals, quotation marks.
fn is_beside_capitals(words: &[Word], first: usize, last: usize) -> bool {
    let before = first.checked_sub(1).filter(|before| *before > 0).and_then(|before| words.get(before));
    is_large(before) || is_large(words.get(last + 1))
}

/// Words that no treebank calls proper and that may stand in names all the same: those with capitals within a sentence, and
/// the three nouns behind each ("Министерство обороны").
fn around(words: &[Word]) -> Vec<usize> {
    let common = |at: &usize| words.get(*at).is_some_and(|word| !word.proper);
    let large = (1..words.len()).filter(common).filter(|at| is_large(words.get(*at)));
    let mut all: Vec<usize> = large.flat_map(|at| at..(at + 4).min(words.len())).filter(common).collect();
    all.dedup();
    all
}
