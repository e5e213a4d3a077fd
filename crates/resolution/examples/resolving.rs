//! How fast texts are spotted and resolved on one core: `cargo run --release -p resolution --example resolving -- FILE…`.
//!
//! Every name that is spotted and every weekday serves as a mention, so that the figure holds without a reader.
#![expect(clippy::disallowed_methods, reason = "a measurement reads files and the clock; no stage does")]

use model::{Document, Language, Mention, MentionKind, Span};
use resolution::{Gazetteer, Register, Resolver, infer_published};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let begun = Instant::now();
    let register = Register::embedded();
    println!("register of {} actors loaded in {:.1} ms", register.actors().len(), begun.elapsed().as_secs_f64() * 1e3);
    let resolver = Resolver::new(register, Gazetteer::embedded());
    println!("everything embedded loaded in {:.1} ms", begun.elapsed().as_secs_f64() * 1e3);
    let texts = std::env::args().skip(1).map(std::fs::read_to_string).collect::<Result<Vec<String>, _>>()?;
    let documents: Vec<Document> = texts.iter().map(|text| document(text)).collect();
    let words: usize = texts.iter().map(|text| text.split_whitespace().count()).sum();
    for (text, document) in texts.iter().zip(&documents) {
        let searched = resolver.search(document);
        let names = resolver.spot(document, &searched);
        let mentions = mentions(text, &resolver, document);
        let (referents, notes) = resolver.resolve(document, &searched, &mentions, &[]);
        println!(
            "{:?}; {} names, {} referents, {} notes",
            infer_published(text),
            names.len(),
            referents.len(),
            notes.len()
        );
        if std::env::var("SHOW").is_ok() {
            mentions
                .iter()
                .zip(&referents)
                .for_each(|(mention, found)| println!("  {:?} {}: {found:?}", mention.kind, mention.text));
        }
    }
    let rounds = 200;
    let all: Vec<Vec<Mention>> =
        texts.iter().zip(&documents).map(|(text, document)| mentions(text, &resolver, document)).collect();
    let begun = Instant::now();
    let mut counted = 0;
    for _ in 0..rounds {
        for (document, mentions) in documents.iter().zip(&all) {
            let searched = resolver.search(document);
            counted += resolver.spot(document, &searched).len();
            counted += resolver.resolve(document, &searched, mentions, &[]).0.len();
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    let total = f64::from(rounds) * words as f64;
    println!("{:.0} words/s; {:.0} documents of 500 words/s ({counted})", total / seconds, total / seconds / 500.0);
    Ok(())
}

fn document(text: &str) -> Document {
    Document {
        title: None,
        text: text.to_owned(),
        language: Language::English,
        published: infer_published(text),
        paragraphs: Vec::new(),
        pieces: Vec::new(),
        credits: Vec::new(),
    }
}

fn mentions(text: &str, resolver: &Resolver, document: &Document) -> Vec<Mention> {
    let mention =
        |span: Span, kind| Mention { span, head: span, kind, text: span.slice(text).to_owned(), antecedent: None };
    let mut mentions: Vec<Mention> =
        resolver.spot(document, &resolver.search(document)).iter().map(|name| mention(name.span, name.kind)).collect();
    for day in ["Monday", "Tuesday", "Sunday", "Saturday", "January", "last week"] {
        for (at, _) in text.match_indices(day) {
            let start = text.get(..at).map_or(0, |before| before.chars().count());
            mentions.extend(Span::new(start, start + day.len()).map(|span| mention(span, MentionKind::Time)));
        }
    }
    mentions.sort_by_key(|mention| mention.span);
    mentions
}
