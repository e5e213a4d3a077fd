//! Dates and days that stand in a sentence without a preposition: "lundi", "12 января", "يوم السبت". They are kept out of
//! the parse and hang on the verb beside them. Which day they mean is for `resolution`.

use super::Glossed;
use super::table::{Entry, Part};
use super::units::Unit;
use grammar::{Relation, Tag, Upos, Word};
use model::Language;
use std::ops::Range;

/// What a word does in a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// A weekday, "yesterday": enough by itself.
    Day,
    /// A month: with a number before it.
    Month,
    Number,
    /// "evening", "day", "year": goes along.
    Along,
    /// "start", "middle", "end": of a month or another unit.
    Stretch,
    /// An article or preposition that may open a date.
    Opens,
    Other,
}

/// The runs of words that are bare dates.
pub(super) fn runs(glossed: &Glossed, units: &[Unit<'_>]) -> Vec<Range<usize>> {
    let pieces: Vec<Piece> = units.iter().map(|unit| piece(glossed, unit)).collect();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match run(glossed, units, &pieces, at) {
            Some(run) => {
                at = run.end;
                runs.push(run);
            }
            None => at += 1,
        }
    }
    runs
}

fn run(glossed: &Glossed, units: &[Unit<'_>], pieces: &[Piece], first: usize) -> Option<Range<usize>> {
    let at = |place: usize| pieces.get(place).copied().unwrap_or(Piece::Other);
    let core = if at(first) == Piece::Opens { first + 1 } else { first };
    // "منتصف الشهر الماضي", "مطلع مارس": which part of it.
    let arabic = glossed.language == Language::Arabic;
    let part = arabic && at(core) == Piece::Stretch && matches!(at(core + 1), Piece::Month | Piece::Along);
    let mut end = core + usize::from(part);
    while matches!(at(end), Piece::Day | Piece::Month | Piece::Number | Piece::Along) {
        end += 1;
    }
    let has = |wanted: Piece| (core..end).any(|place| at(place) == wanted);
    let dated = (core..end).any(|place| at(place) == Piece::Number && at(place + 1) == Piece::Month);
    // "عام 2019"
    let year = |place: usize| units.get(place).is_some_and(|unit| unit.is_figure() && unit.shown.len() == 4);
    let dated = dated || arabic && (core..end).any(|place| at(place) == Piece::Along && year(place + 1));
    // "الخميس المقبل", "le mois dernier".
    let follows = matches!(glossed.language, Language::Arabic | Language::French);
    let which = follows && end > core && units.get(end).is_some_and(|unit| tells_which(glossed, unit));
    let term = which && arabic && at(end - 1) != Piece::Number;
    if !(has(Piece::Day) || dated || term || part) || end <= core {
        return None;
    }
    if which {
        end += 1;
    }
    // A number behind a day that no month follows counts something else.
    while at(end - 1) == Piece::Number && !year(end - 1) && !(core..end - 1).any(|place| at(place) == Piece::Month) {
        end -= 1;
    }
    let before = first.checked_sub(1).and_then(|before| units.get(before));
    let governed = before.is_some_and(|before| is_preposition(glossed, before));
    (!governed && end > core).then_some(first..end)
}

/// "next", "last" behind a day.
fn tells_which(glossed: &Glossed, unit: &Unit<'_>) -> bool {
    let adjective = |entry: &Entry| entry.part == Part::Adjective && entry.words() == 1;
    let entry = glossed.table.best(std::slice::from_ref(&unit.key), 0, adjective);
    let word = entry.and_then(|entry| entry.english.last());
    unit.name.is_none()
        && word.is_some_and(|word| matches!(word.as_str(), "next" | "last" | "past" | "coming" | "current"))
}

fn is_preposition(glossed: &Glossed, unit: &Unit<'_>) -> bool {
    let key = std::slice::from_ref(&unit.key);
    unit.name.is_none()
        && (unit.expression.is_some_and(|entry| entry.part == Part::Preposition)
            || glossed.table.best(key, 0, |entry| entry.part == Part::Preposition && entry.words() == 1).is_some())
}

fn piece(glossed: &Glossed, unit: &Unit<'_>) -> Piece {
    if unit.name.is_some() {
        return Piece::Other;
    }
    if unit.is_figure() {
        return if unit.shown.len() <= 4 { Piece::Number } else { Piece::Other };
    }
    let opens: &[&str] = match glossed.language {
        Language::French => &["le", "ce"],
        Language::Russian => &["в", "во"],
        _ => &[],
    };
    if opens.contains(&unit.key.as_str()) {
        return Piece::Opens;
    }
    // With the article they are days, without it numbers.
    if glossed.language == Language::Arabic && matches!(unit.key.as_str(), "الاحد" | "الاثنين") {
        return Piece::Day;
    }
    let key = std::slice::from_ref(&unit.key);
    let timely = |entry: &Entry| {
        matches!(entry.part, Part::Noun | Part::Adverb | Part::Preposition | Part::Number) && entry.words() == 1
    };
    let entry = unit.expression.or_else(|| glossed.table.best(key, 0, timely));
    match entry.and_then(|entry| entry.english.last()).map(|word| word.to_lowercase()).as_deref() {
        Some("yesterday" | "today" | "tomorrow" | "ago") => Piece::Day,
        Some(day) if day.ends_with("day") && day.len() > 5 => Piece::Day,
        // "ont défilé" is a march, and not the month, which the French table writes large.
        Some("march") if glossed.language == Language::French && !is_large(entry) => Piece::Other,
        Some(month) if crate::calendar::is_month(month) => Piece::Month,
        Some("start" | "beginning" | "middle" | "end") => Piece::Stretch,
        Some("dawn" | "morning" | "evening" | "afternoon" | "night" | "day" | "week" | "month" | "year") => {
            Piece::Along
        }
        Some(number) if crate::numbers::value(number).is_some() => Piece::Number,
        _ => Piece::Other,
    }
}

/// Whether the table writes the last English word of an entry large.
fn is_large(entry: Option<&Entry>) -> bool {
    let last = entry.and_then(|entry| entry.english.last());
    last.is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// Hangs a run on the nearest verb: the one before it in its clause, else the next.
pub(super) fn hang(words: &mut [Word], run: Range<usize>) {
    let verb = |word: &Word| (word.tag.is_verb() || word.tag == Tag::VbFuture) && word.upos == Upos::Verb;
    let mark = |word: &Word| word.upos == Upos::Punct;
    let before = words.get(..run.start).unwrap_or_default();
    let near = before.iter().rposition(|word| verb(word) || mark(word)).filter(|at| before.get(*at).is_some_and(verb));
    let behind = words.get(run.end..).unwrap_or_default();
    let after = behind.iter().position(verb).map(|at| at + run.end);
    // "اندلاع اشتباكات يوم الاثنين، قتل فيها جنود": a day at the end of what a mark closes is not of the verb behind.
    let open = behind.iter().position(mark).is_none_or(|end| after.is_some_and(|verb| verb < end + run.end));
    let root = words.iter().position(|word| word.relation == Relation::Root && word.head.is_none());
    let joined = |root: usize| !words.get(root..run.start).unwrap_or_default().iter().any(mark);
    let closed = root.filter(|root| !open && *root < run.start && joined(*root));
    let head = near.or(closed).or(after).or_else(|| before.iter().rposition(verb)).or(root);
    for at in run.clone() {
        let (head, relation) = if at == run.start { (head, Relation::Obl) } else { (Some(run.start), Relation::Flat) };
        if let Some(word) = words.get_mut(at) {
            (word.head, word.relation) = (head.filter(|head| *head != at), relation);
            // "فجر الثلاثاء": what goes along with a day is no verb.
            if verb(word) {
                (word.upos, word.tag) = (Upos::Noun, Tag::Nn);
            }
        }
    }
}
