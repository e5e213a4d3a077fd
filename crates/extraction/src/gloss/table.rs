//! The table of glosses: `word TAB part TAB English`, one a line. A word is a lower-case form, or a stem with `*` for any
//! ending; several words are joined by `_`. Of the entries of the right part the one that matches most letters wins.

use super::inflections;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The part of speech under which an entry holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    Verb,
    Noun,
    Adjective,
    Adverb,
    Preposition,
    Conjunction,
    Determiner,
    Pronoun,
    Number,
}

impl Part {
    /// Whether words of this part take endings.
    fn is_inflected(self) -> bool {
        matches!(self, Part::Verb | Part::Noun | Part::Adjective)
    }

    fn parse(letter: &str) -> Option<Part> {
        Some(match letter {
            "V" => Part::Verb,
            "N" => Part::Noun,
            "A" => Part::Adjective,
            "R" => Part::Adverb,
            "P" => Part::Preposition,
            "C" => Part::Conjunction,
            "D" => Part::Determiner,
            "O" => Part::Pronoun,
            "M" => Part::Number,
            _ => return None,
        })
    }
}

/// One word of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    letters: String,
    open: bool,
}

impl Piece {
    fn fits(&self, word: &str) -> bool {
        let fits = |word: &str| if self.open { word.starts_with(&self.letters) } else { word == self.letters };
        fits(word) || without_article(word).is_some_and(fits) || self.is_elided(word)
    }
}

impl Piece {
    /// "une trentaine d'otages": "de" loses its vowel before another, as "que" does.
    fn is_elided(&self, word: &str) -> bool {
        matches!((self.letters.as_str(), word), ("de", "d'") | ("que", "qu'"))
    }
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pieces: Vec<Piece>,
    /// Under which part of speech it holds.
    pub(crate) part: Part,
    /// The English words; none for a word that English does without.
    pub(crate) english: Vec<String>,
}

impl Entry {
    /// How many words it takes.
    pub(crate) fn words(&self) -> usize {
        self.pieces.len()
    }

    /// How much of the text it explains; a whole word more than its stem.
    pub(crate) fn weight(&self) -> usize {
        self.pieces.iter().map(|piece| piece.letters.chars().count() * 2 + usize::from(!piece.open)).sum()
    }
}

/// The glosses of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Table {
    entries: Vec<Entry>,
    whole: BTreeMap<String, Vec<usize>>,
    stems: BTreeMap<String, Vec<usize>>,
}

impl Table {
    /// Reads a table; the number of the first line that is none.
    pub(crate) fn parse(text: &str) -> Result<Table, usize> {
        let mut table = Table::default();
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            table.add(line).ok_or(number + 1)?;
        }
        Ok(table)
    }

    fn add(&mut self, line: &str) -> Option<()> {
        let mut fields = line.split('\t');
        let (word, part, english) = (fields.next()?, Part::parse(fields.next()?.trim())?, fields.next()?.trim());
        let pieces: Vec<Piece> = word.trim().split('_').map(piece).collect();
        let english = if english == "-" { Vec::new() } else { english.split('_').map(str::to_owned).collect() };
        let first = pieces.first().filter(|first| !first.letters.is_empty())?;
        let index = if first.open { &mut self.stems } else { &mut self.whole };
        index.entry(first.letters.clone()).or_default().push(self.entries.len());
        self.entries.push(Entry { pieces, part, english });
        Some(())
    }

    /// The best entry for the words from `at` on, of those that `accepts` lets pass. Words are levelled (see [`level`]).
    pub(crate) fn best(&self, words: &[String], at: usize, accepts: impl Fn(&Entry) -> bool) -> Option<&Entry> {
        let mut best: Option<&Entry> = None;
        let first = self.listed_form(words.get(at)?);
        for entry in self.candidates(&first).filter(|entry| accepts(entry)) {
            let fits = entry.pieces.iter().enumerate().all(|(place, piece)| {
                if place == 0 { piece.fits(&first) } else { words.get(at + place).is_some_and(|word| piece.fits(word)) }
            });
            if fits && best.is_none_or(|best| entry.weight() > best.weight()) {
                best = Some(entry);
            }
        }
        best
    }

    /// Whether any entry begins with the word.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.candidates(&self.listed_form(word)).any(|entry| entry.words() == 1)
    }

    /// The form of a word under which the table has it: "أديا" stands under "أدى", "قائدا" under "قائد".
    fn listed_form<'w>(&self, word: &'w str) -> Cow<'w, str> {
        if self.candidates(word).next().is_some() {
            return Cow::Borrowed(word);
        }
        let listed = |form: &String| self.candidates(form).any(|entry| entry.words() == 1 && entry.part.is_inflected());
        inflections::bare(word).into_iter().find(listed).map_or(Cow::Borrowed(word), Cow::Owned)
    }

    /// The English month that a word names, as a dateline writes it.
    pub(crate) fn month(&self, word: &str) -> Option<&'static str> {
        const MONTHS: [(&str, &str); 12] = [
            ("january", "Jan"),
            ("february", "Feb"),
            ("march", "Mar"),
            ("april", "Apr"),
            ("may", "May"),
            ("june", "Jun"),
            ("july", "Jul"),
            ("august", "Aug"),
            ("september", "Sep"),
            ("october", "Oct"),
            ("november", "Nov"),
            ("december", "Dec"),
        ];
        let key = [level(word)];
        let entry = self.best(&key, 0, |entry| entry.part == Part::Noun && entry.words() == 1)?;
        let english = entry.english.first()?.to_lowercase();
        MONTHS.iter().find(|(month, _)| *month == english).map(|(_, short)| *short)
    }

    fn candidates<'t>(&'t self, word: &str) -> impl Iterator<Item = &'t Entry> + use<'t> {
        let mut places: Vec<usize> = Vec::new();
        for word in [Some(word), without_article(word)].into_iter().flatten() {
            let ends = word.char_indices().skip(1).map(|(end, _)| end).chain([word.len()]);
            places.extend(ends.filter_map(|end| self.stems.get(word.get(..end)?)).flatten());
            places.extend(self.whole.get(word).into_iter().flatten());
        }
        places.into_iter().filter_map(|place| self.entries.get(place))
    }
}

/// An Arabic word without its article, which the table leaves out.
fn without_article(word: &str) -> Option<&str> {
    word.strip_prefix("ال").filter(|stem| stem.chars().count() >= 2)
}

fn piece(word: &str) -> Piece {
    let open = word.ends_with('*');
    Piece { letters: level(word.trim_end_matches('*')), open }
}

/// A word as the table compares it: small, with one kind of apostrophe, Arabic without marks and with one alef, Russian
/// without dots on ё.
pub(crate) fn level(word: &str) -> String {
    let mut levelled = String::with_capacity(word.len());
    for letter in word.chars() {
        match letter {
            '’' | '‘' | 'ʼ' => levelled.push('\''),
            'أ' | 'إ' | 'آ' | 'ٱ' => levelled.push('ا'),
            'ى' => levelled.push('ي'),
            'ؤ' => levelled.push('و'),
            'ئ' => levelled.push('ي'),
            'ё' | 'Ё' => levelled.push('е'),
            '\u{64B}'..='\u{65F}' | '\u{670}' | 'ـ' | '\u{200E}' | '\u{200F}' => {}
            other => levelled.extend(other.to_lowercase()),
        }
    }
    levelled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gloss(table: &Table, text: &str, part: Part) -> Option<String> {
        let words: Vec<String> = text.split(' ').map(level).collect();
        table.best(&words, 0, |entry| entry.part == part).map(|entry| entry.english.join(" "))
    }

    #[test]
    fn the_entry_of_the_part_that_explains_most_wins() {
        let table = Table::parse(
            "# a table\nsign*\tV\tsign\nsignal*\tV\treport\nsignal\tN\tsignal\nentr*_en_vigueur\tV\ttake_effect\nne\tR\t-\n",
        )
        .unwrap();
        assert_eq!(gloss(&table, "signait", Part::Verb).as_deref(), Some("sign"));
        assert_eq!(gloss(&table, "signalé", Part::Verb).as_deref(), Some("report"));
        assert_eq!(gloss(&table, "Signal", Part::Noun).as_deref(), Some("signal"));
        assert_eq!(gloss(&table, "entrera en vigueur", Part::Verb).as_deref(), Some("take effect"));
        assert_eq!(gloss(&table, "entrera en gare", Part::Verb), None);
        assert_eq!(gloss(&table, "ne", Part::Adverb).as_deref(), Some(""));
    }

    #[test]
    fn spelling_is_levelled() {
        assert_eq!(level("أُعلِن"), "اعلن");
        assert_eq!(level("Объём"), "объем");
        assert_eq!(level("L’"), "l'");
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        assert_eq!(Table::parse("# a\nsign\tV\tsign\nsign\tZ\tsign\n"), Err(3));
    }
}
