//! Names out of GUM, which marks phrases: the name of a person, a body or a place is the run of proper nouns around the
//! head of its phrase, without titles and articles, as the guidelines that the tagger follows have it.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};

use grammar::train::NamedSentence;
use grammar::{Name, NameKind};

/// Words that join the parts of a name.
const LINKS: [&str; 7] = ["of", "for", "and", "the", "&", "-", "de"];

/// A word of a treebank.
struct Word<'a> {
    form: &'a str,
    tag: &'a str,
    entities: &'a str,
}

/// A phrase that means somebody or something: its words, its type, its head.
struct Phrase<'a> {
    first: usize,
    last: usize,
    kind: &'a str,
    head: usize,
}

/// The sentences of a folder's documents, one document a file; `titles` are words that stand before persons' names.
pub(crate) fn read(folder: &Path, titles: &BTreeSet<String>) -> Result<Vec<Vec<NamedSentence>>, Box<dyn Error>> {
    let mut files: Vec<PathBuf> =
        read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "conllu"));
    files.sort();
    files.iter().map(|file| Ok(document(&read_to_string(file)?, titles))).collect()
}

fn document(text: &str, titles: &BTreeSet<String>) -> Vec<NamedSentence> {
    let mut open = Vec::new();
    let blocks = text.split("\n\n").map(|block| block.lines().filter_map(word).collect::<Vec<_>>());
    blocks
        .filter(|words| !words.is_empty())
        .map(|words| sentence(&words, &phrases(&words, &mut open), titles))
        .collect()
}

/// A line's word; none for what is written as one with another, or not written at all.
fn word(line: &str) -> Option<Word<'_>> {
    let mut fields = line.split('\t');
    let number = fields.next()?;
    let (form, tag, notes) = (fields.next()?, fields.nth(2)?, fields.nth(4)?);
    let entities = notes.split('|').find_map(|note| note.strip_prefix("Entity=")).unwrap_or_default();
    number.parse::<usize>().ok().map(|_| Word { form, tag, entities })
}

/// A sentence's phrases. `(1-person-…-2-…` opens, `1)` closes, `(1-person-…)` does both; `open` is empty in between.
fn phrases<'a>(words: &[Word<'a>], open: &mut Vec<(String, Phrase<'a>)>) -> Vec<Phrase<'a>> {
    let mut found = Vec::new();
    open.clear();
    for (at, word) in words.iter().enumerate() {
        let mut rest = word.entities;
        while let Some(next) = rest.get(1..).filter(|rest| !rest.is_empty()) {
            let (own, behind) = rest.split_at(next.find(['(', ')']).map_or(rest.len(), |end| end + 1));
            let closes = behind.starts_with(')');
            let opens = own.starts_with('(');
            let own = own.trim_start_matches('(');
            if opens {
                let mut fields = own.split('-');
                let (number, kind) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
                let head = fields.nth(3).and_then(|heads| heads.split(',').next()?.parse::<usize>().ok()).unwrap_or(1);
                open.push((number.to_owned(), Phrase { first: at, last: at, kind, head: at + head.saturating_sub(1) }));
            }
            let number = own.split('-').next().unwrap_or_default();
            if closes && let Some(place) = open.iter().rposition(|(open, _)| open == number) {
                let (_, phrase) = open.remove(place);
                found.push(Phrase { last: at, ..phrase });
            }
            rest = behind.strip_prefix(')').unwrap_or(behind);
        }
    }
    found
}

fn sentence(words: &[Word<'_>], phrases: &[Phrase<'_>], titles: &BTreeSet<String>) -> NamedSentence {
    let mut names: Vec<Name> = phrases.iter().filter_map(|phrase| name(words, phrases, phrase, titles)).collect();
    names.sort_by_key(|name| (name.first as isize - name.last as isize, name.first));
    let mut kept: Vec<Name> = Vec::new();
    for name in names {
        if kept.iter().all(|other| other.last < name.first || name.last < other.first) {
            kept.push(name);
        }
    }
    kept.sort();
    let peoples = phrases.iter().filter(|phrase| phrase.kind == "person" && tag(words, phrase.head) == "NNPS");
    let unsure = peoples.map(|phrase| phrase.head).collect();
    NamedSentence {
        tokens: words.iter().map(|word| word.form.to_owned()).collect(),
        names: kept,
        unsure,
        ..NamedSentence::default()
    }
}

fn tag<'a>(words: &[Word<'a>], at: usize) -> &'a str {
    words.get(at).map_or("", |word| word.tag)
}

/// The name in a phrase; none where its head is no proper noun.
fn name(words: &[Word<'_>], phrases: &[Phrase<'_>], phrase: &Phrase<'_>, titles: &BTreeSet<String>) -> Option<Name> {
    let head = phrase.head;
    let kind = match phrase.kind {
        "person" if tag(words, head) == "NNPS" => return None,
        "person" => NameKind::Person,
        "organization" => NameKind::Organisation,
        "place" => NameKind::Place,
        "time" => return None,
        _ => NameKind::Other,
    };
    if !tag(words, head).starts_with("NNP") {
        return None;
    }
    let fits = |at: usize| (phrase.first..=phrase.last).contains(&at) && is_name_word(words, at, kind);
    let mut first = head;
    while let Some(before) = first.checked_sub(1) {
        match before.checked_sub(1) {
            _ if fits(before) => first = before,
            Some(earlier) if matches!(words.get(before).map(|word| word.form), Some("-" | "&")) && fits(earlier) => {
                first = earlier
            }
            _ => break,
        }
    }
    let mut last = head;
    while let Some(next) = next_word(words, last, kind).filter(|next| fits(*next)) {
        last = next;
    }
    if kind == NameKind::Person {
        let nested = phrases.iter().filter(|other| other.kind != "person" && other.first >= first && other.last < last);
        first = nested.map(|other| other.last + 1).fold(first, usize::max);
        let is_title = |word: &Word<'_>| titles.contains(&word.form.to_lowercase().replace('.', ""));
        first = (first..=last).find(|at| words.get(*at).is_some_and(|word| !is_title(word)))?;
    }
    Some(Name { first, last, kind })
}

fn is_name_word(words: &[Word<'_>], at: usize, kind: NameKind) -> bool {
    let Some(word) = words.get(at) else { return false };
    let capital = word.form.starts_with(char::is_uppercase);
    let loose =
        kind != NameKind::Person && at > 0 && capital && matches!(word.tag, "JJ" | "NN" | "NNS" | "VBN" | "VBG" | "DT");
    word.tag.starts_with("NNP") || loose
}

/// The next word of a name: the very next, or one behind links; a number only at once behind.
fn next_word(words: &[Word<'_>], last: usize, kind: NameKind) -> Option<usize> {
    let link = |at: usize| words.get(at).is_some_and(|word| LINKS.contains(&word.form));
    let particle = |at: usize| words.get(at).is_some_and(|word| matches!(word.form, "-" | "de" | "of"));
    let next = last + 1;
    match kind {
        NameKind::Person if particle(next) => Some(next + 1),
        NameKind::Person => Some(next),
        _ => (next..next + 3).find(|at| !link(*at)),
    }
}
