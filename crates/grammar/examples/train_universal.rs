//! Learns the models of other languages from Universal Dependencies treebanks, and measures them on what was held out.
//!
//! `train_universal develop LANGUAGE UD` learns without the held-out part and prints its scores;
//! `train_universal ship LANGUAGE UD OUT` learns from everything and writes the model.
//! Both learn, beside the treebank, from what stands in `data/treebank`: sentences made by the grammar (`--made=N` says how many),
//! those written with their trees (`--written=N` how often each is learned from) and, in
//! Russian, those whose trees another parser made (`--news=0` leaves them out). Words beside the treebanks come from
//! the model that ships, in Arabic from the lexicon of glosses (`--words=glosses`), or from a file of words (`--words=FILE`,
//! `--words=none`; `data/models/README.md` tells of its lines).
//! `--check=FILE` measures on more sentences, `--networks=N`, `--epochs=N`, `--tagger-cells=N` and `--seed=N` change the recipe.
//! LANGUAGE is french, russian or arabic; UD the folder of the `*.conllu` files.
#![expect(clippy::disallowed_methods, reason = "a tool that reads treebanks and writes a model; no stage")]

use std::error::Error;
use std::fs::{read, read_to_string};
use std::path::Path;

use grammar::train::{KnownWords, MadeSentences, Recipe, Sentence, evaluate, learn, read_universal, written_sentences};
use grammar::{Analyzer, Lemmas, WordClasses};

fn main() -> Result<(), Box<dyn Error>> {
    let (options, paths): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|argument| argument.starts_with("--"));
    let options = Options(options);
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    match paths.as_slice() {
        ["develop", language, folder] => develop(language, Path::new(folder), &options),
        ["ship", language, folder, out] => {
            let (kept, held) = treebank(Path::new(folder), language)?;
            let bytes = learned(language, [kept, held].concat(), written(language)?, &options)?;
            println!("{language}: model of {} bytes", bytes.len());
            Ok(std::fs::write(out, &bytes)?)
        }
        _ => Err("usage: train_universal develop LANGUAGE UD | ship LANGUAGE UD OUT".into()),
    }
}

fn develop(language: &str, folder: &Path, options: &Options) -> Result<(), Box<dyn Error>> {
    let (kept, held) = treebank(folder, language)?;
    let count = kept.len();
    let (reports, held_reports) = every_tenth(written(language)?);
    let bytes = learned(language, kept, reports, options)?;
    println!("{language}: {count} sentences, model of {} bytes", bytes.len());
    let analyzer = Analyzer::load_with(&bytes, Lemmas::Stems)?;
    println!("{} held out: {}", held.len(), evaluate(&analyzer, &held, |_, _, _| {}));
    println!("{} reports held out: {}", held_reports.len(), evaluate(&analyzer, &held_reports, |_, _, _| {}));
    if let Some(check) = options.value("--check=") {
        let check = read_universal(&read_to_string(check)?);
        println!("{} to check: {}", check.len(), evaluate(&analyzer, &check, |_, _, _| {}));
    }
    Ok(())
}

/// A model learned from sentences of the treebank, written ones, and others beside them.
fn learned(
    language: &str,
    treebank: Vec<Sentence>,
    written: Vec<Sentence>,
    options: &Options,
) -> Result<Vec<u8>, Box<dyn Error>> {
    let recipe = Recipe {
        parser_epochs: options.number("--epochs=", 9),
        tagger_cells: options.number("--tagger-cells=", 200_000),
        lemmas: Lemmas::Stems,
        seed: u64::try_from(options.number("--seed=", 1))?,
        networks: u64::try_from(options.number("--networks=", 2))?,
        ..Recipe::default()
    };
    let made = options.number("--made=", SENTENCES_MADE);
    let made = MadeSentences::read(grammar_of(language))?.make(made, Lemmas::Stems)?;
    let news = read_universal(if options.number("--news=", 1) == 0 { "" } else { news_of(language) });
    let written = vec![written; options.number("--written=", 1)].concat();
    let known = known_words(language, options)?;
    Ok(learn(&[treebank, made, news, written].concat(), known, recipe, &|line| eprintln!("{line}")))
}

/// Words beside the treebanks.
fn known_words(language: &str, options: &Options) -> Result<KnownWords, Box<dyn Error>> {
    match options.value("--words=") {
        Some("none") => Ok(KnownWords::of(WordClasses::none())),
        Some("glosses") => glossed(language),
        Some(file) => Ok(KnownWords::read(&read_to_string(file)?)),
        None if language == "arabic" => glossed(language),
        None => Ok(KnownWords::of_model(&read(format!("data/models/{language}.grammar"))?)?),
    }
}

/// Words of the lexicon of glosses.
fn glossed(language: &str) -> Result<KnownWords, Box<dyn Error>> {
    let lexicon = read_to_string(format!("data/lexicon-{language}/words.tsv"))?;
    Ok(KnownWords::of_glosses(&lexicon, &WordClasses::english()))
}

/// What was asked for beside the paths.
struct Options(Vec<String>);

impl Options {
    fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find_map(|option| option.strip_prefix(name))
    }

    fn number(&self, name: &str, usual: usize) -> usize {
        self.value(name).and_then(|value| value.parse().ok()).unwrap_or(usual)
    }
}

/// How many made sentences are learned from.
const SENTENCES_MADE: usize = 2_000;

/// The grammar of made sentences of a language.
fn grammar_of(language: &str) -> &'static str {
    match language {
        "french" => include_str!("../../../data/treebank/french.txt"),
        "russian" => include_str!("../../../data/treebank/russian.txt"),
        "arabic" => include_str!("../../../data/treebank/arabic.txt"),
        _ => "",
    }
}

/// Sentences of reports in a language, written with their trees.
fn written(language: &str) -> Result<Vec<Sentence>, Box<dyn Error>> {
    let text = match language {
        "french" => include_str!("../../../data/treebank/french-written.txt"),
        "russian" => include_str!("../../../data/treebank/russian-written.txt"),
        "arabic" => include_str!("../../../data/treebank/arabic-written.txt"),
        _ => "",
    };
    Ok(written_sentences(text, Lemmas::Stems)?)
}

/// Sentences of reports in a language, with trees that another parser has made.
fn news_of(language: &str) -> &'static str {
    match language {
        "russian" => include_str!("../../../data/treebank/russian-news.conllu"),
        _ => "",
    }
}

/// What to learn from, and what is held out: a part of its own where the treebank has one, else every tenth sentence.
fn treebank(folder: &Path, language: &str) -> Result<(Vec<Sentence>, Vec<Sentence>), Box<dyn Error>> {
    let file = |name: &str| std::fs::read_to_string(folder.join(name)).map(|text| read_universal(&text));
    match language {
        "french" => {
            let kept = [file("fr_sequoia-ud-train.conllu")?, file("fr_sequoia-ud-dev.conllu")?].concat();
            Ok((kept, file("fr_sequoia-ud-test.conllu")?))
        }
        "russian" => {
            let all = [file("ru_gsd-ud-dev.conllu")?, file("ru_gsd-ud-test.conllu")?].concat();
            Ok(every_tenth(all))
        }
        "arabic" => Ok(every_tenth(file("ar_pud-ud-test.conllu")?)),
        _ => Err(format!("no treebank of {language}").into()),
    }
}

fn every_tenth(all: Vec<Sentence>) -> (Vec<Sentence>, Vec<Sentence>) {
    let (held, kept): (Vec<_>, Vec<_>) = all.into_iter().enumerate().partition(|(at, _)| at % 10 == 3);
    let sentences = |part: Vec<(usize, Sentence)>| part.into_iter().map(|(_, sentence)| sentence).collect();
    (sentences(kept), sentences(held))
}
