//! The words of a sentence as the grammar of its language is to see them: a known name as one stand-in, an expression of
//! the table as its first word, figures parted by blanks as one number, Arabic clitics apart. Each keeps its span.

use super::table::{Entry, Part, level};
use super::{Glossed, Spotted, clitics, inversion, numerals};
use model::{Language, MentionKind, Span};

/// One word to the grammar.
#[derive(Debug, Clone)]
pub(super) struct Unit<'t> {
    /// As it stands in the text.
    pub(super) written: String,
    /// As the grammar is shown it.
    pub(super) shown: String,
    /// As the table compares it.
    pub(super) key: String,
    pub(super) span: Span,
    /// The known name that it stands for.
    pub(super) name: Option<Spotted>,
    /// The expression of several words that it stands for.
    pub(super) expression: Option<&'t Entry>,
    /// Its last word as the table compares it.
    pub(super) last: String,
}

impl Unit<'_> {
    fn word(written: &str, span: Span) -> Self {
        let written = written.to_owned();
        let key = level(&written);
        Unit { shown: written.clone(), last: key.clone(), key, written, span, name: None, expression: None }
    }

    /// Whether it is a number in figures.
    pub(super) fn is_figure(&self) -> bool {
        self.shown.starts_with(|first: char| first.is_ascii_digit())
    }
}

/// The units of a sentence.
pub(super) fn of<'t>(glossed: &'t Glossed, tokens: &[(&str, Span)], names: &[Spotted]) -> Vec<Unit<'t>> {
    let pieces: Vec<(String, Span)> = match glossed.language {
        Language::Arabic => clitics::split(glossed, tokens, names),
        Language::French => inversion::split(tokens, names),
        _ => tokens.iter().map(|(word, span)| ((*word).to_owned(), *span)).collect(),
    };
    let mut units = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        at = match name_at(&pieces, at, names) {
            Some((name, last)) => {
                units.push(standing(glossed.language, &pieces, at, last, name));
                last + 1
            }
            None => plain(glossed, &pieces, at, &mut units),
        };
    }
    expressions(glossed, numerals::joined(glossed, units))
}

/// The name that begins at a piece and holds it and all up to its last whole.
fn name_at(pieces: &[(String, Span)], at: usize, names: &[Spotted]) -> Option<(Spotted, usize)> {
    let span = pieces.get(at)?.1;
    let name = names.iter().find(|name| name.span.contains(span))?;
    let count = pieces.iter().skip(at).take_while(|(_, span)| name.span.contains(*span)).count();
    Some((*name, at + count - 1))
}

fn standing<'t>(language: Language, pieces: &[(String, Span)], first: usize, last: usize, name: Spotted) -> Unit<'t> {
    let words = pieces.get(first..=last).unwrap_or_default();
    let span = words.iter().map(|(_, span)| *span).fold(name.whole, Span::join);
    let written = words.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
    let head = words.last().map(|(word, _)| word.as_str()).unwrap_or_default();
    let shown = stand_in(language, name.kind, head);
    let key = level(&written);
    Unit { shown, last: key.clone(), key, written, span, name: Some(name), expression: None }
}

/// Names that the treebanks know as such; a Russian one keeps the ending of its case.
fn stand_in(language: Language, kind: MentionKind, own: &str) -> String {
    match (language, kind) {
        (Language::Russian, _) => own.to_owned(),
        (Language::Arabic, MentionKind::Person) => "أوباما".to_owned(),
        (Language::Arabic, MentionKind::Place) => "روسيا".to_owned(),
        (Language::Arabic, _) => "روسيا".to_owned(),
        (_, MentionKind::Person) => "Chirac".to_owned(),
        (_, MentionKind::Place) => "Paris".to_owned(),
        _ => "Elf".to_owned(),
    }
}

/// One word, or figures in groups of three.
fn plain(glossed: &Glossed, pieces: &[(String, Span)], at: usize, units: &mut Vec<Unit<'_>>) -> usize {
    let Some((word, span)) = pieces.get(at) else { return at + 1 };
    let figures = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let mut unit = Unit::word(&word.replace(is_arabic_figure, "0"), *span);
    unit.shown = figures_in_ascii(word);
    let mut next = at + 1;
    if figures(&unit.shown) && unit.shown.len() <= 3 && !unit.shown.starts_with('0') {
        while let Some((group, end)) = pieces.get(next) {
            let tight = end.start() <= unit.span.end() + 1;
            if !(figures(group) && group.len() == 3 && tight) {
                break;
            }
            unit.shown.push_str(group);
            unit.span = unit.span.join(*end);
            next += 1;
        }
    }
    if glossed.language == Language::French {
        unit.shown = french_figures(&unit.shown);
    }
    if unit.shown.starts_with(|first: char| first.is_ascii_digit()) {
        unit.shown = plain_figures(&unit.shown);
    }
    (unit.written, unit.key) = (word.clone(), level(inversion::pronoun(&unit.shown).unwrap_or(&unit.shown)));
    if glossed.language == Language::Arabic {
        unit.shown.retain(|letter| !matches!(letter, '\u{64B}'..='\u{65F}' | '\u{670}' | 'ـ'));
        future(glossed, &mut unit);
        let before = units.last().map(|before| before.key.as_str());
        if matches!(before, Some("لم" | "لن" | "ان")) {
            third_person(glossed, &mut unit);
        }
        indefinite(glossed, &mut unit);
    }
    units.push(unit);
    next
}

/// "ستدخل" is the future of "تدخل", in one word.
fn future(glossed: &Glossed, unit: &mut Unit<'_>) {
    let present = unit.key.strip_prefix('س').filter(|rest| rest.starts_with(['ي', 'ت', 'ن', 'ا'])).map(str::to_owned);
    let verb = |key: &String| {
        let verb = |entry: &Entry| entry.part == Part::Verb && entry.words() == 1;
        glossed.table.best(std::slice::from_ref(key), 0, verb).is_some()
    };
    let whole = glossed.table.holds(&unit.key);
    if let Some(present) = present.filter(|present| !whole && verb(present)) {
        unit.shown = unit.shown.trim_start_matches('س').to_owned();
        unit.key = present;
    }
}

/// Behind "لم" a verb stands in the present: "توقع" is the "يوقع" of a feminine, and no past.
fn third_person(glossed: &Glossed, unit: &mut Unit<'_>) {
    let masculine = unit.key.strip_prefix('ت').map(|rest| format!("ي{rest}"));
    let verb = |key: &String| {
        let verb = |entry: &Entry| entry.part == Part::Verb && entry.words() == 1;
        glossed.table.best(std::slice::from_ref(key), 0, verb).is_some()
    };
    if let Some(masculine) = masculine.filter(verb) {
        unit.key = masculine;
    }
}

/// "سوقا" is an indefinite "سوق".
fn indefinite(glossed: &Glossed, unit: &mut Unit<'_>) {
    let noun = |key: &str| {
        let noun = |entry: &Entry| entry.part == Part::Noun && entry.words() == 1;
        glossed.table.best(&[key.to_owned()], 0, noun).is_some()
    };
    let bare =
        unit.key.strip_suffix('ا').filter(|bare| bare.chars().count() >= 3 && !noun(&unit.key)).map(str::to_owned);
    if let Some(bare) = bare.filter(|bare| noun(bare)) {
        unit.key = bare;
    }
}

fn is_arabic_figure(letter: char) -> bool {
    matches!(letter, '\u{660}'..='\u{669}' | '\u{6F0}'..='\u{6F9}')
}

fn figures_in_ascii(word: &str) -> String {
    let ascii = |letter: char| match letter {
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(letter) - 0x660, 10).unwrap_or(letter),
        '\u{6F0}'..='\u{6F9}' => char::from_digit(u32::from(letter) - 0x6F0, 10).unwrap_or(letter),
        '٫' => '.',
        '٬' => ',',
        other => other,
    };
    word.chars().map(ascii).collect()
}

/// "2.000" is two thousand where points part groups of three.
fn plain_figures(figures: &str) -> String {
    let groups: Vec<&str> = figures.split('.').collect();
    let digits = |group: &&str| group.chars().all(|c| c.is_ascii_digit());
    let grouped = groups.len() > 1 && groups.iter().all(digits) && groups.iter().skip(1).all(|group| group.len() == 3);
    let short = groups.first().is_some_and(|first| (1..=3).contains(&first.len()));
    if grouped && short { groups.concat() } else { figures.to_owned() }
}

/// Draws the expressions of the table together.
fn expressions<'t>(glossed: &'t Glossed, units: Vec<Unit<'t>>) -> Vec<Unit<'t>> {
    let keys: Vec<String> =
        units.iter().map(|unit| if unit.name.is_some() { String::new() } else { unit.key.clone() }).collect();
    let mut drawn = Vec::with_capacity(units.len());
    let mut at = 0;
    while let Some(unit) = units.get(at) {
        let counts = |entry: &Entry| {
            let counted = units.get(at + entry.words()).is_some_and(|next| is_number(glossed, next));
            // "est entrée en vigueur" is no entry.
            let perfect = entry.part == Part::Noun
                && (is_form_of_be(glossed, &keys, at) || opens_as_participle(glossed, &keys, at, entry.words()));
            let measure = entry.part == Part::Number && !is_value(entry);
            (entry.words() > 1 || measure) && !perfect && (entry.part != Part::Number || counted || is_value(entry))
        };
        let measured = |entry: &Entry| entry.part == Part::Number && counts(entry);
        let entry = glossed.table.best(&keys, at, measured).or_else(|| glossed.table.best(&keys, at, counts));
        let count = entry.map_or(1, Entry::words);
        let last = units.get(at + count - 1).unwrap_or(unit);
        drawn.push(Unit { span: unit.span.join(last.span), last: last.key.clone(), expression: entry, ..unit.clone() });
        at += count;
    }
    drawn
}

/// "1er" and "21h45" as English writes them.
fn french_figures(word: &str) -> String {
    if word == "1er" {
        return "1".to_owned();
    }
    let digits = |part: &str| part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit());
    match word.split_once('h') {
        Some((hour, minute)) if !hour.is_empty() && digits(hour) && digits(minute) => {
            format!("{hour}:{}", if minute.is_empty() { "00" } else { minute })
        }
        _ => word.to_owned(),
    }
}

fn is_form_of_be(glossed: &Glossed, keys: &[String], at: usize) -> bool {
    let before =
        at.checked_sub(1).and_then(|before| glossed.table.best(keys, before, |entry| entry.part == Part::Verb));
    glossed.language == Language::French && before.is_some_and(|entry| entry.english == ["be"])
}

/// "Entrée en vigueur lundi, la trêve …": what opens a sentence without an article is a participle, unless it is told of what.
fn opens_as_participle(glossed: &Glossed, keys: &[String], at: usize, words: usize) -> bool {
    let participle = keys.first().is_some_and(|key| key.ends_with("ée") || key.ends_with("ées"));
    let of = keys.get(words).is_none_or(|next| matches!(next.as_str(), "de" | "d'" | "du" | "des" | ""));
    glossed.language == Language::French && at == 0 && participle && !of
}

/// Whether an entry is itself a number, and no word that goes before one.
fn is_value(entry: &Entry) -> bool {
    entry.english.last().is_some_and(|word| crate::numbers::value(word).is_some())
}

fn is_number(glossed: &Glossed, unit: &Unit<'_>) -> bool {
    let key = std::slice::from_ref(&unit.key);
    unit.is_figure() || glossed.table.best(key, 0, |entry| entry.part == Part::Number && is_value(entry)).is_some()
}
