//! The words that the reader knows, read from `data/lexicon`: triggers with their frames, classes of nouns, words that
//! change how a statement is meant, words of harm. Data only: nothing here looks at a tree.

mod error;
mod table;
mod words;

use model::{ClaimKind, Effect, Modality, Polarity, Role, Tense};
use std::collections::{BTreeMap, BTreeSet};
pub(crate) use words::WordTable;

pub use error::LexiconError;

/// The texts of a lexicon's files.
#[derive(Debug, Clone, Copy)]
pub struct LexiconFiles<'a> {
    /// Files of triggers: `kind TAB pattern [TAB frame]`; `not kind` for words that say the contrary of the kind.
    pub triggers: &'a [(&'a str, &'a str)],
    /// `kind TAB frame of verbs TAB frame of nouns`.
    pub frames: &'a str,
    /// `class TAB words`.
    pub classes: &'a str,
    /// `pattern TAB ways TAB modality TAB polarity TAB tense`.
    pub embeddings: &'a str,
    /// `pattern TAB effect TAB slot`.
    pub harms: &'a str,
    /// `pattern TAB ways TAB source`.
    pub cues: &'a str,
}

const ENGLISH: LexiconFiles<'static> = LexiconFiles {
    triggers: &[
        ("hostile", include_str!("../../../data/lexicon/triggers/hostile.tsv")),
        ("posture", include_str!("../../../data/lexicon/triggers/posture.tsv")),
        ("agreement", include_str!("../../../data/lexicon/triggers/agreement.tsv")),
        ("talks", include_str!("../../../data/lexicon/triggers/talks.tsv")),
        ("compliance", include_str!("../../../data/lexicon/triggers/compliance.tsv")),
        ("civil", include_str!("../../../data/lexicon/triggers/civil.tsv")),
        ("politics", include_str!("../../../data/lexicon/triggers/politics.tsv")),
    ],
    frames: include_str!("../../../data/lexicon/frames.tsv"),
    classes: include_str!("../../../data/lexicon/classes.tsv"),
    embeddings: include_str!("../../../data/lexicon/embeddings.tsv"),
    harms: include_str!("../../../data/lexicon/harms.tsv"),
    cues: include_str!("../../../data/lexicon/cues.tsv"),
};

/// The part of speech that a pattern asks of its head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// A verb or participle.
    Verb,
    /// A noun, or a gerund used as one.
    Noun,
    /// An adjective, adverb or noun as a predicate.
    Adjective,
}

/// Whether a slot must be filled, and with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Constraint {
    /// The slots, any of which may be filled so: `subj`, `obj`, `prt`, `mod`, or prepositions.
    pub(crate) slots: Vec<String>,
    /// Words or `@classes`, one of which must head the slot; empty where it is enough that the slot is filled.
    pub(crate) words: Vec<String>,
    /// The slot must not be filled so.
    pub(crate) negated: bool,
    /// The word that fills it belongs to the trigger.
    pub(crate) included: bool,
}

/// A pattern: a head with constraints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// Its part of speech.
    pub(crate) part: Part,
    /// Lemmas, any of which may stand as head.
    pub(crate) lemmas: Vec<String>,
    /// All must hold.
    pub(crate) constraints: Vec<Constraint>,
}

impl Pattern {
    /// How much it asks for: of two patterns that fit, the more demanding one tells more.
    pub(crate) fn weight(&self) -> usize {
        self.constraints.iter().filter(|constraint| !constraint.negated).count()
    }
}

/// Which slot fills which role; the first that fits wins where a slot stands twice.
pub(crate) type Frame = Vec<(String, Option<Role>)>;

/// A trigger: what it looks like, what it means, who plays what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Trigger {
    /// What kind of claim.
    pub(crate) kind: ClaimKind,
    /// Whether it says that the thing was not: who respects a truce does not violate it.
    pub(crate) contrary: bool,
    /// What it looks like.
    pub(crate) pattern: Pattern,
    /// What the line adds to the kind's own frame, or takes from it.
    pub(crate) frame: Frame,
    /// The line, for whoever asks why: `hostile v:shell`.
    pub(crate) name: String,
}

/// A word that changes how what it governs is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Embedding {
    /// What it looks like.
    pub(crate) pattern: Pattern,
    /// The ways by which the governed word hangs on it: `clause`, `object`, `subject`, or prepositions.
    pub(crate) ways: Vec<String>,
    /// How the governed statement is meant.
    pub(crate) modality: Option<Modality>,
    /// Whether it is said to be.
    pub(crate) polarity: Option<Polarity>,
    /// When.
    pub(crate) tense: Option<Tense>,
}

/// A word of harm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HarmWord {
    /// What it looks like.
    pub(crate) pattern: Pattern,
    /// What is suffered.
    pub(crate) effect: Effect,
    /// The slot of those who suffer it.
    pub(crate) slot: String,
}

/// A word that attributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cue {
    /// What it looks like.
    pub(crate) pattern: Pattern,
    /// The ways by which what is said hangs on it: `clause`, `quote`, `infinitive`, `gerund`, `object`, `as`, or prepositions.
    pub(crate) ways: Vec<String>,
    /// Whether only somebody can be its source, and no text or thing.
    pub(crate) of_somebody: bool,
}

/// The words that the reader knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexicon {
    triggers: Vec<Trigger>,
    embeddings: Vec<Embedding>,
    harms: Vec<HarmWord>,
    cues: Vec<Cue>,
    /// The number of each class, and the numbers of the classes of each word.
    class_numbers: WordTable<u16>,
    class_words: WordTable<Vec<u16>>,
    verb_frames: BTreeMap<ClaimKind, Frame>,
    noun_frames: BTreeMap<ClaimKind, Frame>,
    trigger_index: WordTable<Vec<usize>>,
    embedding_index: WordTable<Vec<usize>>,
    harm_index: WordTable<Vec<usize>>,
    cue_index: WordTable<Vec<usize>>,
}

impl Lexicon {
    /// Reads a lexicon's files.
    ///
    /// # Errors
    /// Names the file, the line and what is wrong with it.
    pub fn parse(files: LexiconFiles<'_>) -> Result<Lexicon, LexiconError> {
        let mut triggers = Vec::new();
        for (name, text) in files.triggers {
            table::triggers(name, text, &mut triggers)?;
        }
        let embeddings = table::embeddings(files.embeddings)?;
        let harms = table::harms(files.harms)?;
        let cues = table::cues(files.cues)?;
        let (verb_frames, noun_frames) = table::frames(files.frames)?;
        let (class_numbers, class_words) = numbered(table::classes(files.classes)?);
        Ok(Lexicon {
            trigger_index: index(triggers.iter().map(|trigger| &trigger.pattern)),
            embedding_index: index(embeddings.iter().map(|embedding| &embedding.pattern)),
            harm_index: index(harms.iter().map(|harm| &harm.pattern)),
            cue_index: index(cues.iter().map(|cue| &cue.pattern)),
            class_numbers,
            class_words,
            triggers,
            embeddings,
            harms,
            cues,
            verb_frames,
            noun_frames,
        })
    }

    /// The English lexicon of `data/lexicon`.
    pub fn english() -> Lexicon {
        Lexicon::parse(ENGLISH).expect("the embedded lexicon is whole: a test reads it")
    }

    /// How many senses of triggers it holds, counted by head word.
    pub fn senses(&self) -> usize {
        self.triggers.iter().map(|trigger| trigger.pattern.lemmas.len()).sum()
    }

    /// Whether a lemma may be a trigger, a word of harm, or neither.
    pub(crate) fn knows(&self, lemma: &str) -> bool {
        self.trigger_index.contains(lemma) || self.harm_index.contains(lemma)
    }

    /// Whether a lemma can be a verb that the reader knows: an act, a harm, speech, or what carries an act's noun.
    pub(crate) fn names_verb(&self, lemma: &str) -> bool {
        self.names_act(lemma)
            || self.embeddings(lemma).any(|it| it.pattern.part == Part::Verb)
            || ["say", "impact", "aspect"].iter().any(|class| self.is(class, lemma))
    }

    /// Whether a lemma can be a noun that names an act or harm.
    pub(crate) fn names_noun(&self, lemma: &str) -> bool {
        let noun = |pattern: &Pattern| pattern.part == Part::Noun;
        self.triggers(lemma).any(|it| noun(&it.pattern))
            || self.harms(lemma).any(|it| noun(&it.pattern))
            || self.embeddings(lemma).any(|it| noun(&it.pattern))
    }

    /// Whether a noun's lemma names persons, a group or those who fight.
    pub(crate) fn names_somebody(&self, lemma: &str) -> bool {
        self.is_any(&["person", "group", "troops", "fighter"], lemma)
    }

    /// Whether a lemma is a word of harm.
    pub(crate) fn names_harm(&self, lemma: &str) -> bool {
        self.harms(lemma).next().is_some()
    }

    /// Whether a verb's lemma names an act or harm.
    pub(crate) fn names_act(&self, lemma: &str) -> bool {
        self.triggers(lemma).any(|it| it.pattern.part == Part::Verb)
            || self.harms(lemma).any(|it| it.pattern.part == Part::Verb)
    }

    /// Whether a pattern of the verb asks for the particle.
    pub(crate) fn takes_particle(&self, verb: &str, particle: &str) -> bool {
        let asks = |pattern: &Pattern| {
            pattern.constraints.iter().any(|it| {
                !it.negated && it.slots.iter().any(|slot| slot == "prt") && it.words.iter().any(|word| word == particle)
            })
        };
        self.triggers(verb).any(|it| asks(&it.pattern)) || self.harms(verb).any(|it| asks(&it.pattern))
    }

    /// Whether any list holds a word.
    pub(crate) fn holds(&self, word: &str) -> bool {
        self.knows(word) || self.embedding_index.contains(word) || self.class_words.contains(word)
    }

    /// Whether a word belongs to a class.
    pub(crate) fn is(&self, class: &str, word: &str) -> bool {
        let Some(classes) = self.class_words.get(word) else { return false };
        self.class_numbers.get(class).is_some_and(|number| classes.contains(number))
    }

    /// Whether a word belongs to any of some classes.
    pub(crate) fn is_any(&self, classes: &[&str], word: &str) -> bool {
        let Some(own) = self.class_words.get(word) else { return false };
        classes.iter().any(|class| self.class_numbers.get(class).is_some_and(|number| own.contains(number)))
    }

    /// The triggers that a lemma may be the head of.
    pub(crate) fn triggers(&self, lemma: &str) -> impl Iterator<Item = &Trigger> {
        self.trigger_index.get(lemma).into_iter().flatten().filter_map(|at| self.triggers.get(*at))
    }

    /// The words that change meanings with this lemma.
    pub(crate) fn embeddings(&self, lemma: &str) -> impl Iterator<Item = &Embedding> {
        self.embedding_index.get(lemma).into_iter().flatten().filter_map(|at| self.embeddings.get(*at))
    }

    /// The words of harm with this lemma.
    pub(crate) fn harms(&self, lemma: &str) -> impl Iterator<Item = &HarmWord> {
        self.harm_index.get(lemma).into_iter().flatten().filter_map(|at| self.harms.get(*at))
    }

    /// The words that attribute with this lemma.
    pub(crate) fn cues(&self, lemma: &str) -> impl Iterator<Item = &Cue> {
        self.cue_index.get(lemma).into_iter().flatten().filter_map(|at| self.cues.get(*at))
    }

    /// Who plays what with a trigger: what its line says, then what its kind says.
    pub(crate) fn frame<'a>(&'a self, trigger: &'a Trigger) -> impl Iterator<Item = (&'a str, Option<Role>)> {
        let frames = if trigger.pattern.part == Part::Noun { &self.noun_frames } else { &self.verb_frames };
        let own = trigger.frame.iter();
        own.chain(frames.get(&trigger.kind).into_iter().flatten()).map(|(slot, role)| (slot.as_str(), *role))
    }
}

/// The classes by number, and the numbers by word.
fn numbered(classes: BTreeMap<String, BTreeSet<String>>) -> (WordTable<u16>, WordTable<Vec<u16>>) {
    let mut of_words: BTreeMap<String, Vec<u16>> = BTreeMap::new();
    let mut numbers = Vec::new();
    for (number, (class, words)) in (0_u16..).zip(classes) {
        numbers.push((class, number));
        for word in words {
            of_words.entry(word).or_default().push(number);
        }
    }
    (WordTable::new(numbers), WordTable::new(of_words))
}

fn index<'a>(patterns: impl Iterator<Item = &'a Pattern>) -> WordTable<Vec<usize>> {
    let mut index: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, pattern) in patterns.enumerate() {
        for lemma in &pattern.lemmas {
            index.entry(lemma.clone()).or_default().push(at);
        }
    }
    WordTable::new(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_can_be_reached() {
        let lexicon = Lexicon::english();
        let harm = [ClaimKind::Harm, ClaimKind::CumulativeToll];
        let missing: Vec<_> = ClaimKind::ALL
            .iter()
            .filter(|kind| !harm.contains(kind) && !lexicon.triggers.iter().any(|trigger| trigger.kind == **kind))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
        assert!(lexicon.senses() >= 900, "{}", lexicon.senses());
    }

    #[test]
    fn every_class_that_a_pattern_names_is_there() {
        let lexicon = Lexicon::english();
        let patterns = (lexicon.triggers.iter().map(|it| &it.pattern))
            .chain(lexicon.embeddings.iter().map(|it| &it.pattern))
            .chain(lexicon.harms.iter().map(|it| &it.pattern))
            .chain(lexicon.cues.iter().map(|it| &it.pattern));
        for constraint in patterns.flat_map(|pattern| &pattern.constraints) {
            for class in constraint.words.iter().filter_map(|word| word.strip_prefix('@')) {
                let built_in =
                    ["actor", "name", "place", "number", "time", "event", "verb", "infinitive"].contains(&class);
                assert!(built_in || lexicon.class_numbers.contains(class), "@{class}");
            }
        }
    }
}
