//! How many reports a second one core reads: `cargo run --release -p text --example speed FILE…`
#![expect(clippy::disallowed_methods, reason = "an example reads its arguments and files, and the clock")]

use model::{MediaType, Published, Report, ReportId};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut reports = Vec::new();
    for path in std::env::args().skip(1) {
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        reports.push(Report {
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
        });
    }
    let (begun, mut read, mut tokens) = (std::time::Instant::now(), 0_u32, 0_usize);
    while begun.elapsed().as_secs() < 3 {
        for report in &reports {
            let (document, _) = text::document(report);
            tokens += document.sentences().map(|sentence| sentence.tokens.len()).sum::<usize>();
            read += 1;
        }
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!("{:.0} reports/s, {:.0} tokens/s", f64::from(read) / seconds, tokens as f64 / seconds);
    Ok(())
}
