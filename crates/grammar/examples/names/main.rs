//! Learns the English tagger of names, and measures it on what was held out.
//!
//! `names classes VECTORS CENSUS DATA OUT` makes the table of what is known of words: VECTORS are word vectors, a word and
//! its numbers a line, the most frequent first; CENSUS the folder of the lists `dist.all.last`, `dist.female.first` and
//! `dist.male.first`; DATA is this repository's `data`.
//! `names learn CORPORA CLASSES MODEL` learns, writes the model and measures it.
//! `names check CORPORA MODEL` measures it again, with `--wrong` showing every sentence with an error.
#![expect(clippy::disallowed_methods, reason = "a tool that reads corpora and writes a model; no stage")]

mod corpora;
mod lists;

use std::error::Error;
use std::fs::{read, read_to_string, write};
use std::path::Path;

use grammar::train::{
    NameRecipe, NamedSentence, Vectors, evaluate_names, learn_names, word_classes, word_classes_from_bytes,
    word_classes_to_bytes,
};
use grammar::{Name, NameTagger};

/// So many of the most frequent words get a class.
const WORDS: usize = 150_000;
const FINE: usize = 1024;
const COARSE: usize = 96;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| arguments.iter().find_map(|argument| argument.strip_prefix(name));
    let usual = NameRecipe::default();
    let recipe = NameRecipe {
        epochs: option("--epochs=").map_or(Ok(usual.epochs), str::parse)?,
        hidden: option("--hidden=").map_or(Ok(usual.hidden), str::parse)?,
        least: option("--least=").map_or(Ok(usual.least), str::parse)?,
        ..usual
    };
    let show = option("--wrong").is_some();
    let paths: Vec<&Path> =
        arguments.iter().filter(|argument| !argument.starts_with("--")).map(|path| Path::new(path.as_str())).collect();
    match paths.as_slice() {
        [command, vectors, census, data, out] if *command == Path::new("classes") => {
            let vectors = Vectors::read(&read_to_string(vectors)?, WORDS);
            let classes = word_classes(&vectors, &lists::all(census, data)?, FINE, COARSE);
            Ok(write(out, word_classes_to_bytes(&classes))?)
        }
        [command, folder, classes, out] if *command == Path::new("learn") => {
            let classes = word_classes_from_bytes(&read(classes)?)?;
            let bytes = learn_names(&corpora::training(folder)?, &classes, recipe, &|line| eprintln!("{line}"));
            write(out, &bytes)?;
            check(folder, &bytes, show)
        }
        [command, folder, model] if *command == Path::new("check") => check(folder, &read(model)?, show),
        _ => Err("usage: names classes VECTORS CENSUS DATA OUT | names learn CORPORA CLASSES MODEL | names check CORPORA MODEL [--wrong]".into()),
    }
}

fn check(folder: &Path, bytes: &[u8], show: bool) -> Result<(), Box<dyn Error>> {
    println!("model of {} bytes", bytes.len());
    let tagger = NameTagger::load(bytes)?;
    for (name, sentences) in corpora::held_out(folder)? {
        let scores = evaluate_names(&tagger, &sentences, |sentence, found| {
            if show {
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
