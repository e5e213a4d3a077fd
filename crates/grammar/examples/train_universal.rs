//! Learns the models of other languages from Universal Dependencies treebanks, and measures them on what was held out.
//!
//! `train_universal develop LANGUAGE UD` learns without the held-out part and prints its scores;
//! `train_universal ship LANGUAGE UD OUT` learns from everything and writes the model.
//! Both learn, beside the treebank, from sentences made by the grammar in `data/treebank` (`--made=N` says how many).
//! LANGUAGE is french, russian or arabic; UD the folder of the `*.conllu` files.
#![expect(clippy::disallowed_methods, reason = "a tool that reads treebanks and writes a model; no stage")]

use std::error::Error;
use std::path::Path;

use grammar::train::{KnownWords, MadeSentences, Recipe, Sentence, evaluate, learn_with, read_universal};
use grammar::{Analyzer, Lemmas, WordClasses};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, usual: usize| {
        arguments.iter().find_map(|argument| argument.strip_prefix(name)?.parse().ok()).unwrap_or(usual)
    };
    let recipe = Recipe {
        parser_epochs: number("--epochs=", 9),
        tagger_cells: number("--tagger-cells=", 200_000),
        lemmas: Lemmas::Stems,
        seed: number("--seed=", 1) as u64,
        ..Recipe::default()
    };
    let paths: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|argument| !argument.starts_with("--")).collect();
    let ud = |folder: &str, language: &str| treebank(Path::new(folder), language);
    let text = |name: &str| -> std::io::Result<Option<String>> {
        arguments.iter().find_map(|argument| argument.strip_prefix(name)).map(std::fs::read_to_string).transpose()
    };
    let known = text("--words=")?.map_or_else(
        || KnownWords::of(WordClasses::none()),
        |text| KnownWords::read(&text, number("--most=", usize::MAX)),
    );
    let silver = text("--silver=")?.map_or_else(Vec::new, |text| read_universal(&text));
    let count = number("--made=", SENTENCES_MADE);
    let made = |language: &str| MadeSentences::read(grammar_of(language))?.make(count, Lemmas::Stems);
    match paths.as_slice() {
        ["develop", language, folder] => {
            let (kept, held) = ud(folder, language)?;
            let bytes = learn_with(&[kept.clone(), made(language)?, silver].concat(), known, recipe, &|line| eprintln!("{line}"));
            println!("{language}: {} sentences, model of {} bytes", kept.len(), bytes.len());
            let analyzer = Analyzer::load_with(&bytes, Lemmas::Stems)?;
            println!("{} held out: {}", held.len(), evaluate(&analyzer, &held, |_, _, _| {}));
            if let Some(check) = text("--check=")?.map(|text| read_universal(&text)) {
                println!("{} to check: {}", check.len(), evaluate(&analyzer, &check, |_, _, _| {}));
            }
        }
        ["ship", language, folder, out] => {
            let (kept, held) = ud(folder, language)?;
            let bytes = learn_with(&[kept, held, made(language)?, silver].concat(), known, recipe, &|line| eprintln!("{line}"));
            println!("{language}: model of {} bytes", bytes.len());
            std::fs::write(out, &bytes)?;
        }
        _ => return Err("usage: train_universal develop LANGUAGE UD | ship LANGUAGE UD OUT".into()),
    }
    Ok(())
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
