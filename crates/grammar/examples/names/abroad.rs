//! The languages other than English: what each learns from, what is held out, and what is known of its words.

use std::error::Error;
use std::fs::{read, read_to_string};
use std::path::Path;

use grammar::train::{NamedSentence, columns, with_lists, word_classes_by_gloss};
use grammar::{NameKind, NameTagger, WordClasses};

use crate::corpora::{self, Sets, uner};
use crate::known;
use crate::lists::{self, Script};
use crate::parallel::Parallel;
use crate::treebank::{self, Run};

/// What is marked by hand is seen so many times as often as what treebanks tell.
const MARKED_WEIGHT: usize = 3;

/// A language whose names are learned.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Russian,
    Arabic,
    French,
}

impl Language {
    pub(crate) fn from_name(name: &str) -> Option<Language> {
        [Language::Russian, Language::Arabic, Language::French].into_iter().find(|language| language.name() == name)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Language::Russian => "russian",
            Language::Arabic => "arabic",
            Language::French => "french",
        }
    }

    /// The classes of words, out of the models in `data`: French shares those of English, Arabic words have those of their
    /// glosses.
    pub(crate) fn classes(self, data: &Path) -> Result<WordClasses, Box<dyn Error>> {
        let stored = |name: &str| -> Result<WordClasses, Box<dyn Error>> {
            Ok(NameTagger::load(&read(data.join("models").join(name))?)?.words())
        };
        Ok(match self {
            Language::Russian => stored("russian.names")?,
            Language::French => stored("english.names")?,
            Language::Arabic => {
                let table = read_to_string(data.join("lexicon-arabic/words.tsv"))?;
                word_classes_by_gloss(&stored("english.names")?, glosses(&table))
            }
        })
    }

    fn script(self) -> Script {
        match self {
            Language::Russian => Script::Cyrillic,
            Language::Arabic => Script::Arabic,
            Language::French => Script::Latin,
        }
    }

    /// What is known of words, with this language's lists.
    pub(crate) fn words(self, known: &WordClasses, data: &Path) -> Result<WordClasses, Box<dyn Error>> {
        let own = with_lists(known, &lists::abroad(data, self.name(), self.script())?);
        let own = with_lists(&own, &known::abroad(data, self.script())?);
        // French shares its letters, and many names, with English; Russian leaves the names of companies in Latin letters.
        Ok(if self == Language::Arabic { own } else { with_lists(&own, &known::words(data)?) })
    }

    /// What is learned from.
    pub(crate) fn training(self, folder: &Path, data: &Path) -> Result<Vec<NamedSentence>, Box<dyn Error>> {
        let read = |name: &str| read_to_string(folder.join(name));
        let (marked, told) = match self {
            Language::Russian => {
                let trees = [read("ud/ru_gsd-ud-dev.conllu")?, read("ud/ru_gsd-ud-test.conllu")?];
                let trees = trees.iter().flat_map(|text| treebank::read(text, &by_life)).collect();
                (russian(folder, false)?, trees)
            }
            Language::Arabic => {
                let parallel = Parallel::new(&columns(&read("uner/en_pud-ud-test.iob2")?, 1, 2, uner));
                let known = lists::countries(data, Script::Arabic)?;
                let kinds = |run: &Run<'_>| in_parallel(run, &parallel, &known);
                let mut marked = wojood(&read("ner/wojood/train.txt")?);
                marked.extend(wojood(&read("ner/wojood/val.txt")?));
                (marked, treebank::read(&read("ud/ar_pud-ud-test.conllu")?, &kinds))
            }
            Language::French => return french(folder, data),
        };
        let mut all = corpora::Collection::default();
        (0..MARKED_WEIGHT).for_each(|_| all.add(marked.clone(), true));
        all.add(told, true);
        Ok(all.sentences)
    }

    /// What is never learned from.
    pub(crate) fn held_out(self, folder: &Path) -> Result<Sets, Box<dyn Error>> {
        let read = |name: &str| read_to_string(folder.join(name));
        Ok(match self {
            Language::Russian => vec![("UNER Russian PUD, the half held out", russian(folder, true)?)],
            Language::Arabic => vec![("Wojood sample, test", wojood(&read("ner/wojood/test.txt")?))],
            Language::French => Vec::new(),
        })
    }
}

/// Words of one word and their English; of a stem what usually follows it.
fn glosses(table: &str) -> impl Iterator<Item = (String, &str)> {
    const ENDINGS: [&str; 9] = ["", "ة", "ات", "ين", "ون", "وا", "ت", "ا", "ي"];
    let rows = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let (word, rest) = line.split_once('\t')?;
        let english = rest.split_once('\t')?.1;
        (!word.contains('_')).then(|| (word, english.split('_').next_back().unwrap_or(english)))
    });
    rows.flat_map(|(word, english)| {
        let endings = if word.ends_with('*') { ENDINGS.as_slice() } else { &ENDINGS[..1] };
        endings.iter().map(move |ending| (format!("{}{ending}", word.trim_end_matches('*')), english))
    })
}

/// One half of the Russian names of PUD: of its documents those with even numbers are held out, the others learned from.
fn russian(folder: &Path, held: bool) -> Result<Vec<NamedSentence>, Box<dyn Error>> {
    let text = read_to_string(folder.join("uner/ru_pud-ud-test.iob2"))?;
    let even = |block: &str| {
        let id = block.lines().find_map(|line| line.strip_prefix("# sent_id = ")).unwrap_or_default();
        let document = id.split('-').next().unwrap_or_default();
        document.ends_with(['0', '2', '4', '6', '8'])
    };
    let blocks = text.split("\n\n").filter(|block| !block.trim().is_empty() && even(block) == held);
    Ok(columns(&blocks.collect::<Vec<_>>().join("\n\n"), 1, 2, uner))
}

/// A name that lives is a person's.
fn by_life(run: &Run<'_>) -> Vec<NameKind> {
    match run.lives {
        Some(true) => vec![NameKind::Person],
        Some(false) => vec![NameKind::Organisation, NameKind::Place, NameKind::Other],
        None => Vec::new(),
    }
}

/// A name is what the name in the English sentence is that is spelled alike; a country, also where it is called otherwise.
fn in_parallel(run: &Run<'_>, parallel: &Parallel, countries: &lists::Words) -> Vec<NameKind> {
    let spelled = parallel.kind(run.english, run.words);
    let country = run.words.iter().any(|word| countries.contains(word));
    let place = (country && parallel.holds(run.english, NameKind::Place)).then_some(NameKind::Place);
    spelled.or(place).into_iter().collect()
}

/// Wojood nests names: of those of our kinds the outermost counts.
fn wojood(text: &str) -> Vec<NamedSentence> {
    let line = |line: &str| {
        let mut fields = line.split_whitespace();
        let Some(form) = fields.next() else { return String::new() };
        let label = fields.find(|label| label.get(2..).and_then(of_wojood).is_some()).unwrap_or("O");
        format!("{form} {label}")
    };
    columns(&text.lines().map(line).collect::<Vec<_>>().join("\n"), 0, 1, of_wojood)
}

fn of_wojood(label: &str) -> Option<NameKind> {
    match label {
        "PERS" => Some(NameKind::Person),
        "ORG" => Some(NameKind::Organisation),
        "GPE" | "LOC" | "FAC" => Some(NameKind::Place),
        "PRODUCT" | "EVENT" | "LAW" | "WEBSITE" => Some(NameKind::Other),
        _ => None,
    }
}

/// French has no names marked by hand: it learns names from English, and its own words around them from its treebank, whose
/// licence would not go together with those of sets that are to be shared alike.
fn french(folder: &Path, data: &Path) -> Result<Vec<NamedSentence>, Box<dyn Error>> {
    let mut all = corpora::Collection::default();
    corpora::attributed(folder, &mut all, true)?;
    let cues = Cues {
        given: lists::given(data, "french")?,
        titles: lists::french_titles(data)?,
        countries: lists::countries(data, Script::Latin)?,
    };
    for part in ["train", "dev"] {
        let text = read_to_string(folder.join(format!("ud/fr_sequoia-ud-{part}.conllu")))?;
        all.add(treebank::read(&text, &|run| cues.kinds(run)), true);
    }
    Ok(all.sentences)
}

/// What tells in French of what sort a name is.
struct Cues {
    given: lists::Words,
    titles: lists::Words,
    countries: lists::Words,
}

impl Cues {
    fn kinds(&self, run: &Run<'_>) -> Vec<NameKind> {
        let Some(first) = run.words.first() else { return Vec::new() };
        let several = run.words.len() > 1;
        let letters = |word: &String| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        match () {
            () if self.titles.contains(run.before) || several && self.given.contains(first) => vec![NameKind::Person],
            () if !several && self.countries.contains(first) => vec![NameKind::Place],
            () if !several && letters(first) => vec![NameKind::Organisation, NameKind::Place, NameKind::Other],
            () => NameKind::ALL.to_vec(),
        }
    }
}
