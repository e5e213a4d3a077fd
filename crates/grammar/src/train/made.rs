//! Sentences made by a small grammar of the ways in which reports of war and talks are written, each with its tree. Open
//! treebanks hold hardly any of them: nobody is shot dead there, no truce lapses. What is learned beside them are shapes and
//! word classes; the names are drawn at random.
//!
//! A line of the grammar is `NAME = alternative | alternative`, or `NAME.TAG :: form form` for a class of words of one tag. An
//! alternative is a row of items, one of which is the head: `form/TAG` or `$NAME` alone. `TAG^UPOS` says the part of speech where the tag
//! and the relation leave it open. The others hang on the head:
//! `form/TAG:relation`, `$NAME:relation`, `[relation item item]`. A `?` before an item leaves it out half of the time.
//!
//! Sentences that are written out stand in files of their own, one a line: an alternative without rules.

use super::conllu::{Sentence, Token};
use super::learner::Dice;
use crate::lemma::{Lemmas, Lemmatizer};
use crate::{Relation, Tag, Upos};
use std::collections::BTreeMap;

/// How deep rules may nest: a rule that needs itself is a mistake of the grammar.
const DEPTH: usize = 24;

/// What is wrong with a grammar: the line, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1; 0 where a rule is wrong only in use.
    pub line: usize,
    /// Why.
    pub reason: String,
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.reason)
    }
}

impl std::error::Error for Mistake {}

/// One item of an alternative.
#[derive(Debug, Clone)]
struct Item {
    optional: bool,
    /// How it hangs on the head; `None` for the head.
    relation: Option<Relation>,
    what: What,
}

#[derive(Debug, Clone)]
enum What {
    Word(String, Kind),
    Rule(String),
    Group(Vec<Item>),
}

/// A fine tag, and the part of speech where it is told.
type Kind = (Tag, Option<Upos>);

/// A grammar of sentences.
pub struct MadeSentences {
    rules: BTreeMap<String, Vec<Vec<Item>>>,
}

impl MadeSentences {
    /// Reads a grammar.
    pub fn read(text: &str) -> Result<Self, Mistake> {
        let mut rules: BTreeMap<String, Vec<Vec<Item>>> = BTreeMap::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, alternatives) = rule(line).map_err(|reason| Mistake { line: number + 1, reason })?;
            rules.entry(name).or_default().extend(alternatives);
        }
        Ok(Self { rules })
    }

    /// Makes `count` sentences from the rule `S`, every alternative equally often; the same for the same count.
    pub fn make(&self, count: usize, lemmas: Lemmas) -> Result<Vec<Sentence>, Mistake> {
        let shapes = self.rules.get("S").ok_or_else(|| unknown("S"))?;
        let mut dice = Dice(0x5eed);
        let lemmas = Lemmatizer::of(lemmas);
        let mut sentences = Vec::new();
        for number in 0..count {
            let Some(shape) = shapes.get(number % shapes.len()) else { break };
            let mut tokens = Vec::new();
            self.expand(shape, Relation::Root, (&mut dice, DEPTH), &mut tokens)?;
            sentences.push(Sentence { tokens: finished(tokens, &lemmas), number });
        }
        Ok(sentences)
    }

    /// Writes the words of an alternative; returns where its head stands.
    fn expand(
        &self,
        items: &[Item],
        relation: Relation,
        (dice, depth): (&mut Dice, usize),
        tokens: &mut Vec<Token>,
    ) -> Result<usize, Mistake> {
        let (mut head, mut waiting) = (None, Vec::new());
        for item in items {
            if item.optional && below(dice, 2) == 0 {
                continue;
            }
            let own = item.relation.unwrap_or(relation);
            let at = match &item.what {
                What::Word(form, kind) => {
                    tokens.push(token(form, *kind, own));
                    tokens.len() - 1
                }
                What::Group(inside) => self.expand(inside, own, (dice, depth), tokens)?,
                What::Rule(name) => {
                    let depth = depth.checked_sub(1).ok_or_else(|| wrong(format!("${name} needs itself")))?;
                    let all = self.rules.get(name).ok_or_else(|| unknown(name))?;
                    let chosen = all.get(below(dice, all.len())).ok_or_else(|| unknown(name))?;
                    self.expand(chosen, own, (dice, depth), tokens)?
                }
            };
            match item.relation {
                None => head = Some(at),
                Some(_) => waiting.push(at),
            }
        }
        let head = head.ok_or_else(|| wrong("an alternative without a head".to_owned()))?;
        for at in waiting {
            if let Some(token) = tokens.get_mut(at) {
                token.head = Some(head);
            }
        }
        Ok(head)
    }
}

/// Reads sentences that are written out with their trees, one a line.
pub fn written_sentences(text: &str, lemmas: Lemmas) -> Result<Vec<Sentence>, Mistake> {
    let (no_rules, lemmas) = (MadeSentences { rules: BTreeMap::new() }, Lemmatizer::of(lemmas));
    let mut sentences = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let here = |reason: String| Mistake { line: at + 1, reason };
        let mut tokens = Vec::new();
        let tree = alternative(line).map_err(here)?;
        no_rules
            .expand(&tree, Relation::Root, (&mut Dice(0), 0), &mut tokens)
            .map_err(|mistake| here(mistake.reason))?;
        sentences.push(Sentence { tokens: finished(tokens, &lemmas), number: sentences.len() });
    }
    Ok(sentences)
}

fn wrong(reason: String) -> Mistake {
    Mistake { line: 0, reason }
}

fn unknown(name: &str) -> Mistake {
    wrong(format!("there is no rule {name}"))
}

fn token(form: &str, (tag, told): Kind, relation: Relation) -> Token {
    let upos = told.unwrap_or_else(|| upos(tag, relation));
    Token { form: form.to_owned(), lemma: String::new(), upos, tag, head: None, relation, spaced: true }
}

/// The first word of a sentence begins with a capital; what stands before a comma or a stop has no space behind it.
fn finished(mut tokens: Vec<Token>, lemmas: &Lemmatizer) -> Vec<Token> {
    if let Some(first) = tokens.first_mut() {
        let mut letters = first.form.chars();
        if let Some(initial) = letters.next() {
            first.form = initial.to_uppercase().chain(letters).collect();
        }
    }
    for at in 0..tokens.len() {
        let closes =
            |token: &Token| matches!(token.tag, Tag::Comma | Tag::Stop | Tag::Pos | Tag::Colon | Tag::CloseQuote);
        let spaced = !tokens.get(at + 1).is_some_and(closes);
        if let Some(token) = tokens.get_mut(at) {
            token.spaced = spaced && token.tag != Tag::OpenQuote;
            token.lemma = lemmas.lemma(&token.form, token.upos, token.tag);
        }
    }
    tokens
}

/// The part of speech that a fine tag has under a relation.
fn upos(tag: Tag, relation: Relation) -> Upos {
    match tag {
        Tag::Md => Upos::Aux,
        _ if tag.is_verb() && matches!(relation, Relation::Aux | Relation::AuxPass | Relation::Cop) => Upos::Aux,
        _ if tag.is_verb() => Upos::Verb,
        Tag::Nn | Tag::Nns => Upos::Noun,
        Tag::Nnp | Tag::Nnps => Upos::Propn,
        Tag::Jj | Tag::Jjr | Tag::Jjs => Upos::Adj,
        Tag::In if relation == Relation::Mark => Upos::Sconj,
        Tag::In | Tag::Rp => Upos::Adp,
        Tag::To | Tag::Pos => Upos::Part,
        Tag::Dt | Tag::Pdt => Upos::Det,
        Tag::Cd => Upos::Num,
        Tag::Cc => Upos::Cconj,
        Tag::Prp | Tag::PrpS | Tag::Wp | Tag::WpS | Tag::Wdt | Tag::Ex => Upos::Pron,
        Tag::Rb | Tag::Rbr | Tag::Rbs | Tag::Wrb => Upos::Adv,
        Tag::VbFuture | Tag::VbConditional => Upos::Verb,
        _ if tag.case().is_some() && relation == Relation::Amod => Upos::Adj,
        _ if tag.case().is_some() => Upos::Noun,
        _ => Upos::Punct,
    }
}

fn rule(line: &str) -> Result<(String, Vec<Vec<Item>>), String> {
    if let Some((head, forms)) = line.split_once(" :: ") {
        let kind = kind(head.rsplit_once('.').ok_or("a class is NAME.TAG")?.1)?;
        let word = |form: &str| vec![Item { optional: false, relation: None, what: What::Word(form.to_owned(), kind) }];
        let name = head.split('^').next().unwrap_or(head).to_owned();
        return Ok((name, forms.split_whitespace().map(word).collect()));
    }
    let (name, alternatives) = line.split_once(" = ").ok_or("neither ' = ' nor ' :: '")?;
    Ok((name.trim().to_owned(), alternatives.split(" | ").map(alternative).collect::<Result<_, String>>()?))
}

fn alternative(told: &str) -> Result<Vec<Item>, String> {
    let spaced = told.replace(']', " ] ");
    let mut words = spaced.split_whitespace();
    headed(items(&mut words, false)?).ok_or_else(|| format!("'{}' has not one head", told.trim()))
}

fn headed(items: Vec<Item>) -> Option<Vec<Item>> {
    (items.iter().filter(|item| item.relation.is_none()).count() == 1).then_some(items)
}

fn items<'a>(words: &mut impl Iterator<Item = &'a str>, inside: bool) -> Result<Vec<Item>, String> {
    let mut found = Vec::new();
    while let Some(word) = words.next() {
        if word == "]" {
            let group = || headed(found).ok_or("a group has not one head".to_owned());
            return if inside { group() } else { Err("']' closes nothing".to_owned()) };
        }
        let (optional, word) = word.strip_prefix('?').map_or((false, word), |rest| (true, rest));
        let item = if let Some(name) = word.strip_prefix('[') {
            Item { optional, relation: Some(relation(name)?), what: What::Group(items(words, true)?) }
        } else {
            let (word, own) = split_relation(word)?;
            let what = match word.strip_prefix('$') {
                Some(name) => What::Rule(name.to_owned()),
                None => {
                    let (form, tag) = word.rsplit_once('/').ok_or_else(|| format!("'{word}' has no tag"))?;
                    What::Word(form.to_owned(), kind(tag)?)
                }
            };
            Item { optional, relation: own, what }
        };
        found.push(item);
    }
    if inside { Err("']' is missing".to_owned()) } else { Ok(found) }
}

/// `word:relation`; a colon that is the word or its tag parts nothing.
fn split_relation(word: &str) -> Result<(&str, Option<Relation>), String> {
    let from = word.find('/').map_or(0, |slash| slash + 2);
    match word.get(from..).and_then(|rest| rest.find(':')).map(|colon| word.split_at(from + colon)) {
        Some((word, label)) => Ok((word, Some(relation(&label[1..])?))),
        None => Ok((word, None)),
    }
}

fn kind(told: &str) -> Result<Kind, String> {
    let (tag, upos) = told.split_once('^').map_or((told, None), |(tag, upos)| (tag, Some(upos)));
    let upos =
        upos.map(|upos| Upos::from_name(upos).ok_or_else(|| format!("no part of speech '{upos}'"))).transpose()?;
    Ok((Tag::from_name(tag).ok_or_else(|| format!("no tag '{tag}'"))?, upos))
}

fn relation(label: &str) -> Result<Relation, String> {
    Relation::from_name(label).ok_or_else(|| format!("no relation '{label}'"))
}

/// A number below `end`, which is never nought.
fn below(dice: &mut Dice, end: usize) -> usize {
    usize::try_from(dice.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_made_with_their_trees() {
        let grammar = MadeSentences::read(
            "place.NNP :: Tarn\nS = [nsubj gunmen/NNS] shelled/VBD $place.NNP:obj [obl on/IN:case Monday/NNP] ./.:punct",
        )
        .unwrap();
        let made = grammar.make(1, Lemmas::English).unwrap();
        assert_eq!(made[0].forms(), ["Gunmen", "shelled", "Tarn", "on", "Monday", "."]);
        let heads: Vec<Option<usize>> = made[0].tokens.iter().map(|token| token.head).collect();
        assert_eq!(heads, [Some(1), None, Some(1), Some(4), Some(1), Some(1)]);
        assert_eq!(made[0].tokens[1].lemma, "shell");
        assert!(!made[0].tokens[4].spaced, "no space stands before a stop");
    }

    #[test]
    fn sentences_that_are_written_out_are_read_as_they_stand() {
        let text = "# fine\n[nsubj Gunmen/NNS] shelled/VBD Tarn/NNP:obj ./.:punct\n";
        let written = written_sentences(text, Lemmas::English).unwrap();
        assert_eq!(written[0].forms(), ["Gunmen", "shelled", "Tarn", "."]);
        assert_eq!(written[0].tokens[0].head, Some(1));
        let wrong = written_sentences("a/DT\nfire/NN:obj", Lemmas::English).err();
        assert_eq!(wrong.map(|mistake| mistake.line), Some(2), "no head");
        assert!(written_sentences("$a", Lemmas::English).is_err(), "there are no rules");
    }

    #[test]
    fn mistakes_name_their_line() {
        let wrong = |text: &str| MadeSentences::read(text).err().map(|mistake| (mistake.line, mistake.reason));
        assert_eq!(
            wrong("# fine\nS = a/DT:det b/NN:obj"),
            Some((2, "'a/DT:det b/NN:obj' has not one head".to_owned()))
        );
        assert_eq!(wrong("S = a/DET"), Some((1, "no tag 'DET'".to_owned())));
        assert!(MadeSentences::read("S = $a").unwrap().make(1, Lemmas::English).is_err(), "a rule that is not there");
        assert!(MadeSentences::read("S = $S").unwrap().make(1, Lemmas::English).is_err(), "a rule that needs itself");
    }
}
