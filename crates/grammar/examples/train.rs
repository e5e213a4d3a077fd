//! Learns the English model from Universal Dependencies treebanks, and measures it on what was held out.
//!
//! `train develop UD GUM` learns without the held-out sets and prints scores for them;
//! `train ship UD GUM OUT` learns from all but the small check set and writes the model.
//! `train check UD GUM MODEL` measures a model that ships on its check set.
//! All learn, beside the treebanks, from what stands in `data/treebank`: sentences made by the grammar `english.txt` (`--made=N`
//! says how many), and those of `english-written.txt`, written with their trees (`--written=N` says how often each is learned from).
//! UD is the folder of `en_ewt-ud-*.conllu` and `en_pud-ud-test.conllu`, GUM the folder of `GUM_*.conllu`.
#![expect(clippy::disallowed_methods, reason = "a tool that reads treebanks and writes a model; no stage")]

use std::error::Error;
use std::path::Path;

use grammar::train::{KnownWords, MadeSentences, Recipe, Sentence, evaluate, learn, read, written_sentences};
use grammar::{Analyzer, Lemmas, WordClasses};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, usual: usize| {
        arguments.iter().find_map(|argument| argument.strip_prefix(name)?.parse().ok()).unwrap_or(usual)
    };
    let usual = Recipe::default();
    let recipe = Recipe {
        parser_epochs: number("--epochs=", usual.parser_epochs),
        tagger_epochs: number("--tagger-epochs=", usual.tagger_epochs),
        networks: u64::try_from(number("--networks=", 1))?,
        ..usual
    };
    let paths: Vec<&str> =
        arguments.iter().map(String::as_str).filter(|argument| !argument.starts_with("--")).collect();
    let mut made = MadeSentences::read(MADE)?.make(number("--made=", SENTENCES_MADE), Lemmas::English)?;
    made.extend(vec![written_sentences(WRITTEN, Lemmas::English)?; number("--written=", 1)].concat());
    match paths.as_slice() {
        ["develop", ud, gum] => develop(Path::new(ud), Path::new(gum), &made, recipe),
        ["ship", ud, gum, out] => ship(Path::new(ud), Path::new(gum), &made, Path::new(out), recipe),
        ["check", ud, gum, model] => {
            let bytes = std::fs::read(model)?;
            check(&bytes, treebanks(Path::new(ud), Path::new(gum))?.pud.split_at(SHIPPED_PUD).1)
        }
        _ => Err("usage: train develop UD GUM | train ship UD GUM OUT | train check UD GUM MODEL [--epochs=N --tagger-epochs=N --made=N]".into()),
    }
}

/// The grammar of made sentences, and how many of them are learned from.
const MADE: &str = include_str!("../../../data/treebank/english.txt");
const SENTENCES_MADE: usize = 6_000;
/// Sentences of reports, written with their trees.
const WRITTEN: &str = include_str!("../../../data/treebank/english-written.txt");

/// The treebanks by part; every seventh GUM document, by name, is held out.
struct Treebanks {
    ewt_dev: Vec<Sentence>,
    ewt_test: Vec<Sentence>,
    pud: Vec<Sentence>,
    gum: Vec<Sentence>,
    gum_held: Vec<Sentence>,
}

fn treebanks(ud: &Path, gum: &Path) -> Result<Treebanks, Box<dyn Error>> {
    let file = |name: &str| std::fs::read_to_string(ud.join(name)).map(|text| read(&text));
    let mut names: Vec<_> =
        std::fs::read_dir(gum)?.collect::<Result<Vec<_>, _>>()?.iter().map(|entry| entry.path()).collect();
    names.retain(|name| name.extension().is_some_and(|extension| extension == "conllu"));
    names.sort();
    let (mut kept, mut held) = (Vec::new(), Vec::new());
    for (at, name) in names.iter().enumerate() {
        let part = if at % 7 == 3 { &mut held } else { &mut kept };
        part.extend(read(&std::fs::read_to_string(name)?));
    }
    Ok(Treebanks {
        ewt_dev: file("en_ewt-ud-dev.conllu")?,
        ewt_test: file("en_ewt-ud-test.conllu")?,
        pud: file("en_pud-ud-test.conllu")?,
        gum: kept,
        gum_held: held,
    })
}

fn develop(ud: &Path, gum: &Path, made: &[Sentence], recipe: Recipe) -> Result<(), Box<dyn Error>> {
    let banks = treebanks(ud, gum)?;
    let (pud_train, pud_held) = banks.pud.split_at(800);
    let data = [banks.gum.as_slice(), &banks.ewt_test, pud_train, made].concat();
    let bytes = learn(&data, KnownWords::of(WordClasses::english()), recipe, &|line| eprintln!("{line}"));
    println!("model of {} bytes", bytes.len());
    let analyzer = Analyzer::load(&bytes)?;
    for (name, sentences) in
        [("EWT dev", banks.ewt_dev.as_slice()), ("GUM held out", &banks.gum_held), ("PUD last 200", pud_held)]
    {
        println!(
            "{name}: {}",
            evaluate(&analyzer, sentences, |form, ours, gold| eprintln!("lemma\t{form}\t{ours}\t{gold}"))
        );
    }
    Ok(())
}

/// Of PUD's thousand sentences those that the shipped model learns from.
const SHIPPED_PUD: usize = 900;

/// Ships with everything but the last hundred sentences of PUD, kept to check the file that ships.
fn ship(ud: &Path, gum: &Path, made: &[Sentence], out: &Path, recipe: Recipe) -> Result<(), Box<dyn Error>> {
    let banks = treebanks(ud, gum)?;
    let (pud_train, pud_held) = banks.pud.split_at(SHIPPED_PUD);
    let data = [banks.gum.as_slice(), &banks.gum_held, &banks.ewt_test, &banks.ewt_dev, pud_train, made].concat();
    let bytes = learn(&data, KnownWords::of(WordClasses::english()), recipe, &|line| eprintln!("{line}"));
    std::fs::write(out, &bytes)?;
    check(&bytes, pud_held)
}

fn check(bytes: &[u8], pud_held: &[Sentence]) -> Result<(), Box<dyn Error>> {
    println!("model of {} bytes", bytes.len());
    println!("PUD last 100: {}", evaluate(&Analyzer::load(bytes)?, pud_held, |_, _, _| {}));
    Ok(())
}
