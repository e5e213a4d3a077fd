//! Prints how a file is read: its title, credits, paragraphs, sentences and tokens. `cargo run -p text --example read FILE…`
#![expect(clippy::disallowed_methods, reason = "an example reads its arguments and files")]

use model::{MediaType, Published, Report, ReportId};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let media = if path.ends_with(".html") { MediaType::Html } else { MediaType::Text };
        let report = Report {
            id: ReportId::new("r-example")?,
            content: String::new(),
            media,
            encoding: "utf-8".to_owned(),
            text,
            source: None,
            external_id: None,
            found_at: path,
            url: None,
            title: None,
            language: None,
            published: Published::Unknown,
        };
        print(&report);
    }
    Ok(())
}

fn print(report: &Report) {
    let (document, notes) = text::document(report);
    println!("== {} [{}] {:?}", report.found_at, document.language.code(), document.published.interval());
    notes.iter().for_each(|note| println!("note   {note}"));
    println!("title  {:?}", document.title);
    document.credits.iter().for_each(|credit| println!("credit {credit}"));
    let chars: Vec<char> = document.text.chars().collect();
    for paragraph in &document.paragraphs {
        println!();
        for sentence in &paragraph.sentences {
            let words = sentence.tokens.iter().filter_map(|token| chars.get(token.span.start()..token.span.end()));
            let words: Vec<String> = words.map(|word| word.iter().collect()).collect();
            println!("{} {}", if sentence.headline { '#' } else { '-' }, words.join(" "));
        }
    }
}
