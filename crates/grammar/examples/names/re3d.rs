//! Names out of re3d, which marks phrases of persons, bodies and places with and without names, one in another, and passes
//! over many. Only phrases in capitals are taken; a capital word in none of them stays unsure.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};

use grammar::train::NamedSentence;
use grammar::{Name, NameKind};
use serde_json::Value;

/// Words that may stand small within a name.
const LINKS: [&str; 9] = ["of", "for", "and", "the", "&", "-", "de", "al", "in"];

/// Words that mean somebody without naming him.
const PRONOUNS: [&str; 12] = ["i", "we", "he", "she", "they", "it", "our", "my", "his", "her", "their", "its"];

/// A token: where it begins and ends in its text, counted in characters, and its form.
struct Token {
    start: usize,
    end: usize,
    form: String,
}

/// A document's text, and what its annotators marked: from, to, kind.
struct Document {
    id: String,
    text: String,
    marks: Vec<(usize, usize, NameKind)>,
}

/// The sentences of the documents that may be learned from: those whose id does not end in 8 to f.
pub(crate) fn read(
    folder: &Path,
    titles: &BTreeSet<String>,
    held: bool,
) -> Result<Vec<Vec<NamedSentence>>, Box<dyn Error>> {
    let mut parts: Vec<PathBuf> =
        read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    parts.retain(|part| part.join("documents.json").is_file());
    parts.sort();
    let mut documents = Vec::new();
    for part in parts {
        documents.extend(part_of(&part, held)?);
    }
    documents.sort_by(|one: &Document, other| one.id.cmp(&other.id));
    Ok(documents.iter().map(|document| sentences(document, titles)).collect())
}

fn part_of(folder: &Path, held: bool) -> Result<Vec<Document>, Box<dyn Error>> {
    let lines = |name: &str| -> Result<Vec<Value>, Box<dyn Error>> {
        let text = read_to_string(folder.join(name))?;
        let lines = text.lines().map(|line| line.trim_start_matches('\u{feff}').trim()).filter(|line| !line.is_empty());
        Ok(lines.map(serde_json::from_str).collect::<Result<_, _>>()?)
    };
    let word = |value: &Value, field: &str| value.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut documents: Vec<Document> = lines("documents.json")?
        .iter()
        .map(|line| Document { id: word(line, "_id"), text: word(line, "text"), marks: Vec::new() })
        .filter(|document| {
            document
                .id
                .chars()
                .next_back()
                .and_then(|digit| digit.to_digit(16))
                .is_some_and(|digit| (digit >= 8) == held)
        })
        .collect();
    for line in lines("entities.json")? {
        let kind = match line.get("type").and_then(Value::as_str) {
            Some("Person") => NameKind::Person,
            Some("Organisation") => NameKind::Organisation,
            Some("Location") => NameKind::Place,
            Some("MilitaryPlatform" | "Vehicle" | "Weapon") => NameKind::Other,
            _ => continue,
        };
        let number =
            |field: &str| line.get(field).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
        let (Some(from), Some(to)) = (number("begin"), number("end")) else { continue };
        let own = documents.iter_mut().filter(|document| line.get("documentId").is_some_and(|id| *id == document.id));
        own.for_each(|document| document.marks.push((from, to, kind)));
    }
    Ok(documents)
}

/// Cuts words from marks, and sentences behind full stops before capitals and at ends of lines.
fn tokens(text: &str) -> Vec<Vec<Token>> {
    let characters: Vec<char> = text.chars().collect();
    let at = |place: usize| characters.get(place).copied().unwrap_or('\n');
    let mut sentences: Vec<Vec<Token>> = vec![Vec::new()];
    let mut place = 0;
    while place < characters.len() {
        let end = token_end(&characters, place);
        let form: String = characters.iter().take(end).skip(place).collect();
        let stop = form == "." && at(end).is_whitespace() && (end..end + 4).any(|place| at(place).is_uppercase());
        if let Some(sentence) = sentences.last_mut().filter(|_| !at(place).is_whitespace()) {
            sentence.push(Token { start: place, end, form });
        }
        if stop || at(place) == '\n' {
            sentences.push(Vec::new());
        }
        place = end;
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Where the token ends that begins at a place: "U.S." and "al-Bab" are one each.
fn token_end(characters: &[char], place: usize) -> usize {
    let at = |place: usize| characters.get(place).copied().unwrap_or('\n');
    let mut end = place + 1;
    if at(place).is_alphanumeric() {
        let first_stop = |end| {
            at(end) == '.' && !at(place + 1).is_alphanumeric() && at(end + 1).is_alphabetic() && at(end - 1) != '.'
        };
        let last_stop = |end| at(end) == '.' && end >= 3 && at(end - 2) == '.' && at(end - 1).is_uppercase();
        let article = |end| at(end) == '-' && end - place == 2 && at(end + 1).is_alphabetic();
        while at(end).is_alphanumeric() || first_stop(end) || last_stop(end) || article(end) {
            end += 1;
        }
    } else if matches!(at(place), '\'' | '’') && at(end) == 's' && !at(end + 1).is_alphanumeric() {
        end += 1;
    }
    end
}

fn sentences(document: &Document, titles: &BTreeSet<String>) -> Vec<NamedSentence> {
    let mut all = Vec::new();
    for tokens in tokens(&document.text) {
        let mut names: Vec<Name> = document.marks.iter().filter_map(|mark| name(&tokens, *mark, titles)).collect();
        names.sort_by_key(|name| (name.first as isize - name.last as isize, name.first, name.kind as u8 != 2));
        let mut kept: Vec<Name> = Vec::new();
        for name in names {
            if kept.iter().all(|other| other.last < name.first || name.last < other.first) {
                kept.push(name);
            }
        }
        kept.sort();
        let named = |at: usize| kept.iter().any(|name| (name.first..=name.last).contains(&at));
        let capital =
            |at: usize| at > 0 && tokens.get(at).is_some_and(|token| token.form.starts_with(char::is_uppercase));
        let unsure = (0..tokens.len()).filter(|at| capital(*at) && !named(*at)).collect();
        let tokens = tokens.into_iter().map(|token| token.form).collect();
        all.push(NamedSentence { tokens, names: kept, unsure, ..NamedSentence::default() });
    }
    all
}

/// The name that a mark holds; none where words other than links stand small in it.
fn name(tokens: &[Token], (from, to, kind): (usize, usize, NameKind), titles: &BTreeSet<String>) -> Option<Name> {
    let form = |at: usize| tokens.get(at).map_or("", |token| token.form.as_str());
    let lower = |at: usize| form(at).to_lowercase();
    let begin = tokens.iter().position(|token| token.start == from)?;
    let inside = |token: &Token| token.start >= from && token.end <= to;
    let end = tokens.iter().rposition(inside).filter(|last| *last >= begin)?;
    let last = if matches!(form(end), "'s" | "’s") { end.checked_sub(1)? } else { end };
    let title = |at: usize| kind == NameKind::Person && titles.contains(&lower(at).replace('.', ""));
    let before = |at: &usize| matches!(lower(*at).as_str(), "the" | "a" | "an" | ".") || title(*at);
    let first = (begin..=last).find(|at| !before(at))?;
    let capital = |at: usize| form(at).starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    let fits = |at: usize| capital(at) || LINKS.contains(&lower(at).as_str()) || form(at).starts_with("al-");
    let whole = form(first).starts_with(char::is_uppercase)
        && capital(last)
        && !PRONOUNS.contains(&lower(first).as_str())
        && (first..=last).all(fits);
    whole.then_some(Name { first, last, kind })
}
