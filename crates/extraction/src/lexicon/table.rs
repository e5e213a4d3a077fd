//! Reads the lines of lexicon files. Tabs part columns, `|` parts alternatives, `#` opens a comment.

use super::{Constraint, Cue, Embedding, Frame, HarmWord, LexiconError, Part, Pattern, Trigger};
use model::{ClaimKind, Effect, Modality, Polarity, Role, Tense};
use std::collections::{BTreeMap, BTreeSet};

/// Opens a line of words that say the contrary of a kind.
const CONTRARY: &str = "not ";

type Frames = BTreeMap<ClaimKind, Frame>;

/// A line cut into its columns.
struct Row<'a> {
    file: &'a str,
    line: usize,
    cells: Vec<&'a str>,
}

impl Row<'_> {
    fn cell(&self, at: usize) -> &str {
        self.cells.get(at).map_or("", |cell| cell.trim())
    }

    fn error(&self, problem: impl Into<String>) -> LexiconError {
        LexiconError { file: self.file.to_owned(), line: self.line, problem: problem.into() }
    }

    fn kind(&self) -> Result<ClaimKind, LexiconError> {
        let name = self.cell(0);
        ClaimKind::parse(name.strip_prefix(CONTRARY).unwrap_or(name))
            .ok_or_else(|| self.error(format!("no kind is called '{}'", self.cell(0))))
    }

    fn is_contrary(&self) -> bool {
        self.cell(0).starts_with(CONTRARY)
    }

    fn pattern(&self, at: usize) -> Result<Pattern, LexiconError> {
        pattern(self.cell(at)).ok_or_else(|| {
            self.error(format!(
                "'{}' is no pattern: use v:LEMMA, n:LEMMA or a:LEMMA, then SLOT=WORD|@CLASS",
                self.cell(at)
            ))
        })
    }

    fn frame(&self, at: usize) -> Result<Frame, LexiconError> {
        self.cell(at)
            .split_whitespace()
            .map(|item| self.frame_item(item))
            .collect::<Result<Vec<_>, _>>()
            .map(|all| all.into_iter().flatten().collect())
    }

    fn frame_item(&self, item: &str) -> Result<Frame, LexiconError> {
        let wrong = || self.error(format!("'{item}' is no frame item: use SLOT=ROLE, or SLOT=- for none"));
        let (slots, role) = item.split_once('=').ok_or_else(wrong)?;
        let role = if role == "-" { None } else { Some(Role::parse(role).ok_or_else(wrong)?) };
        Ok(slots.split('|').map(|slot| (slot.replace('_', " "), role)).collect())
    }
}

fn rows<'a>(file: &'a str, text: &'a str) -> impl Iterator<Item = Row<'a>> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty())
        .map(move |(at, line)| Row { file, line: at + 1, cells: line.split('\t').collect() })
}

pub(super) fn triggers(file: &str, text: &str, out: &mut Vec<Trigger>) -> Result<(), LexiconError> {
    for row in rows(file, text) {
        let (kind, pattern, frame) = (row.kind()?, row.pattern(1)?, row.frame(2)?);
        out.push(Trigger {
            kind,
            contrary: row.is_contrary(),
            pattern,
            frame,
            name: format!("{file} {}", row.cell(1)),
        });
    }
    Ok(())
}

pub(super) fn frames(text: &str) -> Result<(Frames, Frames), LexiconError> {
    let (mut verbs, mut nouns) = (Frames::new(), Frames::new());
    for row in rows("frames", text) {
        verbs.insert(row.kind()?, row.frame(1)?);
        nouns.insert(row.kind()?, row.frame(2)?);
    }
    Ok((verbs, nouns))
}

pub(super) fn classes(text: &str) -> Result<BTreeMap<String, BTreeSet<String>>, LexiconError> {
    let mut classes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows("classes", text) {
        let words = row.cell(1);
        if words.is_empty() {
            return Err(row.error("a class needs words behind a tab"));
        }
        let words: BTreeSet<String> = words.split_whitespace().map(|word| word.replace('_', " ")).collect();
        classes.entry(row.cell(0).to_owned()).or_default().extend(words);
    }
    let whole = classes.clone();
    for words in classes.values_mut() {
        let inner: Vec<String> = words.iter().filter_map(|word| word.strip_prefix('@')).map(str::to_owned).collect();
        words.extend(inner.iter().filter_map(|class| whole.get(class)).flatten().cloned());
    }
    Ok(classes)
}

pub(super) fn embeddings(text: &str) -> Result<Vec<Embedding>, LexiconError> {
    rows("embeddings", text)
        .map(|row| {
            Ok(Embedding {
                pattern: row.pattern(0)?,
                ways: row.cell(1).split_whitespace().map(str::to_owned).collect(),
                modality: optional(&row, 2, Modality::parse)?,
                polarity: optional(&row, 3, Polarity::parse)?,
                tense: optional(&row, 4, Tense::parse)?,
            })
        })
        .collect()
}

fn optional<T>(row: &Row<'_>, at: usize, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, LexiconError> {
    match row.cell(at) {
        "" | "-" => Ok(None),
        text => parse(text).map(Some).ok_or_else(|| row.error(format!("'{text}' is unknown here"))),
    }
}

pub(super) fn harms(text: &str) -> Result<Vec<HarmWord>, LexiconError> {
    rows("harms", text)
        .map(|row| {
            let effect = Effect::parse(row.cell(1));
            Ok(HarmWord {
                pattern: row.pattern(0)?,
                effect: effect.ok_or_else(|| row.error(format!("no effect is called '{}'", row.cell(1))))?,
                slot: row.cell(2).to_owned(),
            })
        })
        .collect()
}

pub(super) fn cues(text: &str) -> Result<Vec<Cue>, LexiconError> {
    rows("cues", text)
        .map(|row| {
            let of_somebody = match row.cell(2) {
                "who" => true,
                "any" => false,
                other => return Err(row.error(format!("the source of a cue is 'who' or 'any', not '{other}'"))),
            };
            let ways = row.cell(1).split_whitespace().map(str::to_owned).collect();
            Ok(Cue { pattern: row.pattern(0)?, ways, of_somebody })
        })
        .collect()
}

fn pattern(text: &str) -> Option<Pattern> {
    let mut items = text.split_whitespace();
    let (part, lemmas) = items.next()?.split_once(':')?;
    let part = match part {
        "v" => Part::Verb,
        "n" => Part::Noun,
        "a" => Part::Adjective,
        _ => return None,
    };
    let lemmas: Vec<String> = lemmas.split('|').filter(|lemma| !lemma.is_empty()).map(str::to_owned).collect();
    let constraints: Option<Vec<Constraint>> = items.map(constraint).collect();
    (!lemmas.is_empty()).then_some(Pattern { part, lemmas, constraints: constraints? })
}

fn constraint(item: &str) -> Option<Constraint> {
    let (negated, item) = item.strip_prefix('!').map_or((false, item), |rest| (true, rest));
    let (plus, item) = item.strip_prefix('+').map_or((false, item), |rest| (true, rest));
    let (slot, words) = item.split_once('=').unwrap_or((item, ""));
    let words: Vec<String> = words.split('|').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let literal = !words.is_empty() && words.iter().all(|word| !word.starts_with('@'));
    (!slot.is_empty()).then(|| Constraint {
        slots: slot.split('|').map(|slot| slot.replace('_', " ")).collect(),
        words,
        negated,
        included: plus || (literal && !negated),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_read_with_its_constraints() {
        let pattern = pattern("v:open|reopen obj=fire !on=@goal +subj=@weapon").unwrap();
        assert_eq!((pattern.part, pattern.lemmas.len(), pattern.weight()), (Part::Verb, 2, 2));
        let included: Vec<bool> = pattern.constraints.iter().map(|it| it.included).collect();
        assert_eq!(included, [true, false, true]);
    }

    #[test]
    fn a_bad_line_is_named() {
        let mut out = Vec::new();
        let error = triggers("talks", "# head\nmeting\tv:meet\n", &mut out).unwrap_err();
        assert_eq!(error.to_string(), "lexicon talks, line 2: no kind is called 'meting'");
        assert!(triggers("talks", "meeting\tmeet\n", &mut out).is_err());
        assert!(triggers("talks", "meeting\tv:meet\tsubj=hero\n", &mut out).is_err());
    }

    #[test]
    fn a_class_may_hold_a_class() {
        let classes = classes("gun\tmortar\nweapon\t@gun bomb\n").unwrap();
        assert!(classes.get("weapon").is_some_and(|words| words.contains("mortar")));
    }
}
