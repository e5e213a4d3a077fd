//! Prints the trees that the rules of reading see, for whoever asks why a sentence was read so: number, lemma, tag, head and
//! relation of each word. `cargo run --release -p pipeline --example trees FILE…`
#![expect(clippy::disallowed_methods, reason = "an example reads its arguments and files")]

use extraction::{EnglishReader, GlossReader};
use model::{Language, MediaType, Published, Report, ReportId};
use resolution::Resolver;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (reader, resolver) = (EnglishReader::english(), Resolver::embedded());
    for path in std::env::args().skip(1) {
        let (document, _) = text::document(&report(std::fs::read_to_string(&path)?, path)?);
        let names = resolver.spot(&document, &resolver.search(&document));
        let sentences = match document.language {
            Language::English | Language::Other => reader.words(&document, &names),
            other => GlossReader::new(other, reader.lexicon()).ok_or("no reader")?.words(&document, &names),
        };
        for words in sentences {
            for (at, word) in words.iter().enumerate() {
                let head = word.head.map_or_else(|| "-".to_owned(), |head| head.to_string());
                println!("{at:3} {:18} {:6?} {head:>3} {:?}", word.lemma, word.tag, word.relation);
            }
            println!();
        }
    }
    Ok(())
}

fn report(text: String, path: String) -> Result<Report, Box<dyn std::error::Error>> {
    Ok(Report {
        id: ReportId::new("r-example")?,
        content: String::new(),
        media: MediaType::Text,
        encoding: "utf-8".to_owned(),
        text,
        source: None,
        external_id: None,
        found_at: path,
        url: None,
        title: None,
        language: None,
        published: Published::Unknown,
    })
}
