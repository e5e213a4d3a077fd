//! Names: persons, organisations and places by exact and overlapping spans.
//!
//! The corpora differ in what belongs to a name. UNER marks the name alone ("Obama"), re3d the phrase ("the Kurdish YPG",
//! "President Obama") and phrases without a name too ("rebels"). A mention of ours holds both: `head` is the name without
//! titles, `span` the phrase. Each corpus is held against the form that its annotators were told to mark; what the
//! published `start` and `end` alone would reach stands beside it.

use crate::bench::{Bench, Input, Read};
use crate::corpora::{re3d as re3d_corpus, uner as uner_corpus};
use crate::counts::Counts;
use crate::scorers::spans::{Labelled, exact, overlap};
use crate::tasks::fillers::is_pronoun;
use crate::tasks::{Case, Figure, Outcome};
use anyhow::Result;
use model::{ActorId, ActorKind, ActorRef, Claim, MediaType, Mention, MentionKind, MentionRef, Referent, Role, Span};
use std::path::Path;

/// What the annotators were told to mark.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The name without titles.
    Name,
    /// The phrase round a name.
    Phrase,
    /// The phrase, with or without a name in it.
    AnyPhrase,
}

const LABELS: [&str; 3] = ["person", "organisation", "place"];

/// Measures UNER's sentences, each as a text of its own, as its publishers give them.
pub fn uner(bench: &Bench, file: &Path) -> Result<Outcome> {
    let sentences = uner_corpus::read(file)?;
    let reads = read(bench, &sentences, "en")?;
    let texts = texts(&sentences, &reads, false);
    let mut outcome = measure(&texts, Form::Name, PUBLISHED);
    beside(bench, &texts, &mut outcome);
    Ok(outcome)
}

/// Measures the documents of UNER's Russian part whose numbers are even; from the others the tagger of names learned.
pub fn uner_russian(bench: &Bench, file: &Path) -> Result<Outcome> {
    let mut sentences = uner_corpus::read(file)?;
    let document = |id: &str| id.split('-').next().and_then(|document| document.chars().next_back()?.to_digit(10));
    sentences.retain(|one| document(&one.id).is_some_and(|digit| digit % 2 == 0));
    let reads = read(bench, &sentences, "ru")?;
    Ok(measure(&texts(&sentences, &reads, false), Form::Name, PUBLISHED))
}

/// Measures Wojood's sentences. Its tokens hold the prepositions that Arabic writes onto names.
pub fn wojood(bench: &Bench, file: &Path) -> Result<Outcome> {
    let sentences = uner_corpus::read_tokens(file)?;
    let reads = read(bench, &sentences, "ar")?;
    Ok(measure(&texts(&sentences, &reads, true), Form::Name, PUBLISHED))
}

/// Measures where a treebank has proper nouns, whatever they name.
pub fn proper_nouns(bench: &Bench, file: &Path) -> Result<Outcome> {
    let sentences = uner_corpus::read_proper_nouns(file)?;
    let reads = read(bench, &sentences, "fr")?;
    let sum = |score: fn(&[Labelled], &[Labelled]) -> Counts| {
        let found = |read| found(read, Form::Name).into_iter().map(|one| Labelled { label: "name", ..one }).collect();
        sentences.iter().zip(&reads).fold(Counts::default(), |mut sum, (one, read)| {
            let found: Vec<Labelled> = found(read);
            sum += score(&one.names, &found);
            sum
        })
    };
    let figures =
        vec![Figure::f1("any kind", "exact F1", sum(exact)), Figure::f1("any kind", "overlap F1", sum(overlap))];
    Ok(Outcome { figures, cases: Vec::new() })
}

const PUBLISHED: (&str, Form) = ("span as published", Form::Phrase);

fn read(bench: &Bench, sentences: &[uner_corpus::Sentence], language: &'static str) -> Result<Vec<Read>> {
    let input = |one: &uner_corpus::Sentence| Input {
        media: MediaType::Text,
        language: Some(language),
        text: one.text.clone(),
        published: None,
    };
    bench.read("names", &sentences.iter().map(input).collect::<Vec<_>>())
}

fn texts<'a>(sentences: &'a [uner_corpus::Sentence], reads: &'a [Read], whole_words: bool) -> Vec<Text<'a>> {
    let text = |(one, read): (&'a uner_corpus::Sentence, &'a Read)| Text {
        id: &one.id,
        text: &one.text,
        gold: &one.names,
        read,
        whole_words,
    };
    sentences.iter().zip(reads).map(text).collect()
}

/// Measures the held-out documents of re3d; the figure for all of them stands beside it.
pub fn re3d(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let documents = re3d_corpus::read(folder)?;
    let reads = phrases(bench, &documents)?;
    let all = documents.iter().zip(&reads);
    let held: Vec<Text<'_>> = all.clone().filter(|(one, _)| one.held_out()).map(phrased).collect();
    let all: Vec<Text<'_>> = all.map(phrased).collect();
    let mut outcome = measure(&held, Form::AnyPhrase, ("named mentions only", Form::Phrase));
    beside(bench, &held, &mut outcome);
    outcome.figures.push(Figure::f1("all 90 documents", "exact F1", total(&all, Form::AnyPhrase, exact)));
    Ok(outcome)
}

/// Measures the documents of re3d that may be learned from.
pub fn re3d_development(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let mut documents = re3d_corpus::read(folder)?;
    documents.retain(|document| !document.held_out());
    let reads = phrases(bench, &documents)?;
    let texts: Vec<Text<'_>> = documents.iter().zip(&reads).map(phrased).collect();
    Ok(measure(&texts, Form::AnyPhrase, ("named mentions only", Form::Phrase)))
}

fn phrases(bench: &Bench, documents: &[re3d_corpus::Document]) -> Result<Vec<Read>> {
    bench.read("names", &documents.iter().map(|one| Input::english(&one.text)).collect::<Vec<_>>())
}

fn phrased<'a>((document, read): (&'a re3d_corpus::Document, &'a Read)) -> Text<'a> {
    Text { id: &document.id, text: &document.text, gold: &document.names, read, whole_words: false }
}

/// Sets spaCy's figures beside ours, where it is to be measured. Where it fails, that is said, and ours stand.
fn beside(bench: &Bench, texts: &[Text<'_>], outcome: &mut Outcome) {
    let Some(spacy) = &bench.spacy else { return };
    let answers = match spacy.names(&texts.iter().map(|text| text.text).collect::<Vec<_>>()) {
        Ok(answers) => answers,
        Err(error) => return eprintln!("measuring: {error:#}"),
    };
    let sum = |score: fn(&[Labelled], &[Labelled]) -> Counts| {
        texts.iter().zip(&answers).fold(Counts::default(), |mut sum, (text, names)| {
            sum += score(text.gold, names);
            sum
        })
    };
    for figure in outcome.figures.iter_mut().filter(|figure| figure.category == "all") {
        let counts = if figure.measure == "exact F1" { sum(exact) } else { sum(overlap) };
        figure.beside.push(("spaCy", 100.0 * counts.f1()));
    }
}

struct Text<'a> {
    id: &'a str,
    text: &'a str,
    gold: &'a [Labelled],
    read: &'a Read,
    /// Whether the annotators marked words with all that is written onto them.
    whole_words: bool,
}

impl Text<'_> {
    /// Our mentions in the corpus's characters.
    fn found(&self, form: Form) -> Vec<Labelled> {
        let found = found(self.read, form);
        if self.whole_words { found.into_iter().map(|one| self.widened(one)).collect() } else { found }
    }

    /// A mention with all letters that are written onto its words.
    fn widened(&self, one: Labelled) -> Labelled {
        let letters: Vec<char> = self.text.chars().collect();
        let (before, behind) = letters.split_at(one.span.end().min(letters.len()));
        let blank = |letter: &&char| letter.is_whitespace();
        let end = one.span.end() + behind.iter().take_while(|letter| !blank(letter)).count();
        let before = before.iter().take(one.span.start()).rev();
        let start = one.span.start() - before.take_while(|letter| !blank(letter)).count();
        Labelled { span: Span::new(start, end).unwrap_or(one.span), ..one }
    }
}

fn measure(texts: &[Text<'_>], form: Form, other: (&str, Form)) -> Outcome {
    let mut figures = vec![
        Figure::f1("all", "exact F1", total(texts, form, exact)),
        Figure::f1("all", "overlap F1", total(texts, form, overlap)),
    ];
    for label in LABELS {
        figures.push(Figure::f1(
            label,
            "exact F1",
            total(texts, form, |gold, found| exact(&only(gold, label), &only(found, label))),
        ));
    }
    figures.push(Figure::f1(other.0, "exact F1", total(texts, other.1, exact)));
    Outcome { figures, cases: texts.iter().filter_map(|text| case(text, form)).collect() }
}

fn total(texts: &[Text<'_>], form: Form, score: impl Fn(&[Labelled], &[Labelled]) -> Counts) -> Counts {
    texts.iter().fold(Counts::default(), |mut sum, text| {
        sum += score(text.gold, &text.found(form));
        sum
    })
}

fn only(all: &[Labelled], label: &str) -> Vec<Labelled> {
    all.iter().filter(|one| one.label == label).copied().collect()
}

/// Our mentions in the corpus's characters.
fn found(read: &Read, form: Form) -> Vec<Labelled> {
    let mentions = read.reading.mentions.iter().enumerate();
    let mut all: Vec<Labelled> = mentions
        .filter_map(|(place, mention)| {
            let label = label(mention, read.reading.referent(MentionRef(place)), form)?;
            // A state that does something is a body to those who mark phrases.
            let acting = label == "place" && form == Form::AnyPhrase && acts(read, MentionRef(place));
            let label = if acting { "organisation" } else { label };
            let span = read.original(if form == Form::Name { mention.head } else { mention.span })?;
            Some(Labelled { span, label })
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

fn label(mention: &Mention, referent: &Referent, form: Form) -> Option<&'static str> {
    match mention.kind {
        MentionKind::Person => Some("person"),
        MentionKind::Organisation => Some("organisation"),
        MentionKind::Place => Some("place"),
        MentionKind::Actor if form == Form::AnyPhrase && is_pronoun(&mention.text) => pronoun(&mention.text),
        MentionKind::Actor if form == Form::AnyPhrase && is_nationality(mention, referent) => None,
        MentionKind::Actor if form == Form::AnyPhrase => Some(described(mention, referent)),
        _ => None,
    }
}

/// Whether a mention does or says what a claim tells.
fn acts(read: &Read, mention: MentionRef) -> bool {
    let acting = |claim: &Claim| claim.mentions(Role::Agent).any(|agent| agent == mention);
    read.reading.claims.iter().any(|claim| acting(claim) || claim.attribution.speaker == Some(mention))
}

/// Pronouns that stand for somebody alone are marked; possessive ones are parts of phrases.
fn pronoun(text: &str) -> Option<&'static str> {
    match text.to_lowercase().as_str() {
        "i" | "he" | "she" | "him" | "me" => Some("person"),
        "we" | "they" | "us" | "them" => Some("organisation"),
        _ => None,
    }
}

/// "Iraqi" of "Iraqi officials" is a nationality to re3d, a type of its own that is not measured.
fn is_nationality(mention: &Mention, referent: &Referent) -> bool {
    let adjective = mention.text.starts_with(char::is_uppercase) && !mention.text.contains(' ');
    let state = |id: &ActorId| id.as_str().starts_with("state-");
    adjective && matches!(referent.actor(), Some(ActorRef::Listed { id, .. }) if state(id))
}

/// Whether somebody without a name is one person or a group: a person of the register ("the Foreign Secretary"), or one by
/// the form of the noun ("a senior Iraqi general").
fn described(mention: &Mention, referent: &Referent) -> &'static str {
    const ENDINGS: [&str; 9] = ["minister", "leader", "officer", "secretary", "man", "son", "eral", "dent", "tative"];
    let noun = mention.text.split(" of ").next().unwrap_or_default();
    let one = ENDINGS.iter().any(|ending| noun.ends_with(ending));
    match referent.actor() {
        Some(
            ActorRef::Described { kind: ActorKind::Person, .. } | ActorRef::Unlisted { kind: ActorKind::Person, .. },
        ) => "person",
        Some(ActorRef::Described { kind: ActorKind::Population, .. }) if one => "person",
        Some(ActorRef::Listed { id, .. }) if id.as_str().starts_with("person-") => "person",
        _ => "organisation",
    }
}

fn case(text: &Text<'_>, form: Form) -> Option<Case> {
    let found = text.found(form);
    let missed: Vec<String> =
        text.gold.iter().filter(|one| !found.contains(one)).map(|one| show(text.text, one)).collect();
    let invented: Vec<String> =
        found.iter().filter(|one| !text.gold.contains(one)).map(|one| show(text.text, one)).collect();
    let wrong = missed.len() + invented.len();
    let told = format!("{}\n  missed:   {}\n  invented: {}", text.id, missed.join(" | "), invented.join(" | "));
    (wrong > 0).then_some(Case { wrong, told })
}

/// A span in brackets with some words on either side.
fn show(text: &str, one: &Labelled) -> String {
    let around = |from: usize, to: usize| Span::new(from, to).map_or("", |span| span.slice(text)).replace('\n', " ");
    let (start, end) = (one.span.start(), one.span.end());
    let behind = text.chars().count().min(end + 12);
    format!(
        "{}[{}]{} {}",
        around(start.saturating_sub(12), start),
        around(start, end),
        around(end.min(behind), behind),
        one.label
    )
}
