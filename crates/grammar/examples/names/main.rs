//! Learns the English tagger of names, and measures it on what was held out.
//!
//! `names learn CORPORA DATA MODEL` learns, writes the model and measures it. DATA is this repository's `data`; what is known
//! of words before any sentence is read out of its `models/english.names`, so that a model is learned again from the
//! repository and the corpora alone; `--classes=FILE` takes it from elsewhere.
//! `names check CORPORA DATA MODEL` measures it again: `--apart` each sentence as a document of its own, `--wrong` showing
//! every sentence with an error.
//! `names classes VECTORS CENSUS DATA OUT` makes the table of words anew: VECTORS are word vectors, a word and its numbers a
//! line, the most frequent first; CENSUS the folder of the lists `dist.all.last`, `dist.female.first` and `dist.male.first`.
#![expect(clippy::disallowed_methods, reason = "a tool that reads corpora and writes a model; no stage")]

mod abroad;
mod corpora;
mod gum;
mod known;
mod lists;
mod parallel;
mod re3d;
mod treebank;

use std::error::Error;
use std::fs::{read, read_to_string, write};
use std::path::Path;

use abroad::Language;
use grammar::train::{
    NameRecipe, NamedSentence, Vectors, evaluate_names, learn_names, with_lists, word_classes, word_classes_from_bytes,
    word_classes_to_bytes,
};
use grammar::{Name, NameTagger};

/// So many of the most frequent words get a class.
const WORDS: usize = 150_000;
/// So many of other languages, of their inflected forms each.
const WORDS_ABROAD: usize = 120_000;
const FINE: usize = 1024;
const FINE_ABROAD: usize = 512;
/// Weights that are kept: of fewer sentences fewer are worth it.
const CELLS_ABROAD: usize = 400_000;
const COARSE: usize = 96;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| arguments.iter().find_map(|argument| argument.strip_prefix(name));
    let usual = NameRecipe::default();
    let recipe = NameRecipe {
        epochs: option("--epochs=").map_or(Ok(usual.epochs), str::parse)?,
        hidden: option("--hidden=").map_or(Ok(usual.hidden), str::parse)?,
        least: option("--least=").map_or(Ok(usual.least), str::parse)?,
        models: option("--models=").map_or(Ok(usual.models), str::parse)?,
        ..usual
    };
    let shown = Shown { apart: option("--apart").is_some(), wrong: option("--wrong").is_some() };
    let paths: Vec<&Path> =
        arguments.iter().filter(|argument| !argument.starts_with("--")).map(|path| Path::new(path.as_str())).collect();
    match paths.as_slice() {
        [command, vectors, census, data, out] if *command == Path::new("classes") => {
            let vectors = Vectors::read(&read_to_string(vectors)?, WORDS);
            let classes = word_classes(&vectors, &lists::all(census, data)?, FINE, COARSE);
            Ok(write(out, word_classes_to_bytes(&classes))?)
        }
        [command, folder, data, out] if *command == Path::new("learn") => {
            let classes = match option("--classes=") {
                Some(file) => word_classes_from_bytes(&read(file)?)?,
                None => NameTagger::load(&read(data.join("models/english.names"))?)?.words(),
            };
            let classes = with_lists(&classes, &known::words(data)?);
            let sentences = corpora::training(folder, &lists::titles(data)?)?;
            let bytes = learn_names(&sentences, &classes, recipe, &|line| eprintln!("{line}"));
            write(out, &bytes)?;
            check(folder, data, &bytes, shown)
        }
        [command, folder, data, model] if *command == Path::new("check") => check(folder, data, &read(model)?, shown),
        [command, language, rest @ ..] if *command == Path::new("abroad") => {
            let recipe = NameRecipe { cells: option("--cells=").map_or(Ok(CELLS_ABROAD), str::parse)?, ..recipe };
            let language = language.to_str().and_then(Language::from_name).ok_or("there is no such language")?;
            abroad(language, rest, recipe, (option("--vectors="), shown))
        }
        _ => Err("usage: names learn CORPORA DATA MODEL | names abroad LANGUAGE CORPORA DATA MODEL [--vectors=FILE] | names check CORPORA DATA MODEL [--apart] [--wrong] | names classes VECTORS CENSUS DATA OUT".into()),
    }
}

/// Learns the names of another language, or measures them where `check` stands before the folders.
fn abroad(
    language: Language,
    paths: &[&Path],
    recipe: NameRecipe,
    (vectors, shown): (Option<&str>, Shown),
) -> Result<(), Box<dyn Error>> {
    match paths {
        [command, folder, model] if *command == Path::new("check") => {
            measure(&read(model)?, language.held_out(folder)?, shown)
        }
        [folder, data, out] => {
            let classes = match vectors {
                Some(file) => {
                    word_classes(&Vectors::read(&read_to_string(file)?, WORDS_ABROAD), &[], FINE_ABROAD, COARSE)
                }
                None => language.classes(data)?,
            };
            let classes = language.words(&classes, data)?;
            let sentences = language.training(folder, data)?;
            let bytes = learn_names(&sentences, &classes, recipe, &|line| eprintln!("{line}"));
            write(out, &bytes)?;
            measure(&bytes, language.held_out(folder)?, shown)
        }
        _ => Err("usage: names abroad LANGUAGE CORPORA DATA MODEL | names abroad LANGUAGE check CORPORA MODEL".into()),
    }
}

/// How a model is measured, and what is shown.
#[derive(Clone, Copy)]
struct Shown {
    apart: bool,
    wrong: bool,
}

fn check(folder: &Path, data: &Path, bytes: &[u8], shown: Shown) -> Result<(), Box<dyn Error>> {
    measure(bytes, corpora::held_out(folder, &lists::titles(data)?)?, shown)
}

fn measure(bytes: &[u8], sets: corpora::Sets, shown: Shown) -> Result<(), Box<dyn Error>> {
    println!("model of {} bytes", bytes.len());
    let tagger = NameTagger::load(bytes)?;
    for (name, mut sentences) in sets {
        if shown.apart {
            sentences.iter_mut().enumerate().for_each(|(number, sentence)| sentence.document = number);
        }
        let scores = evaluate_names(&tagger, &sentences, |sentence, found| {
            if shown.wrong {
                println!(
                    "{}\n  gold  {}\n  found {}",
                    sentence.tokens.join(" "),
                    told(sentence, &sentence.names),
                    told(sentence, found)
                );
            }
        });
        println!("{name}: {scores}");
    }
    Ok(())
}

fn told(sentence: &NamedSentence, names: &[Name]) -> String {
    let words = |name: &Name| sentence.tokens.get(name.first..=name.last).unwrap_or_default().join(" ");
    let names: Vec<String> = names.iter().map(|name| format!("{:?} {}", name.kind, words(name))).collect();
    names.join(" | ")
}
