//! Reading holds whatever arrives: nothing panics, every span says what stands in the text, and twice the text takes
//! about twice the work.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test"
)]
#![allow(missing_docs, unreachable_pub, reason = "a test has no public interface")]

mod checks;
mod texts;

use model::{MediaType, Published, Report, ReportId};
use pipeline::Stages;
use proptest::prelude::{ProptestConfig, proptest};
use std::path::Path;
use std::sync::LazyLock;
use std::time::Duration;
use texts::MAKERS;

static STAGES: LazyLock<Stages> = LazyLock::new(Stages::embedded);

fn report(text: String) -> Report {
    Report {
        id: ReportId::new("hostile").unwrap(),
        content: String::new(),
        media: MediaType::Text,
        encoding: "utf-8".to_owned(),
        text,
        source: None,
        external_id: None,
        found_at: "test".to_owned(),
        url: None,
        title: None,
        language: Some("en".to_owned()),
        published: Published::Unknown,
    }
}

#[test]
fn every_kind_of_text_is_read_and_its_spans_hold() {
    for (name, make) in MAKERS {
        for length in [0, 1, 2, 3, 7, 50, 333, 2500] {
            println!("{name}, {length}");
            checks::read_report(&STAGES, &report(make(length)));
        }
    }
}

#[test]
fn no_sentence_and_no_word_is_longer_than_later_steps_can_bear() {
    for (name, make) in MAKERS {
        let (document, _) = text::document(&report(make(20_000)));
        for sentence in document.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences) {
            assert!(sentence.tokens.len() <= 300, "{name}: a sentence of {} tokens", sentence.tokens.len());
            assert!(sentence.tokens.iter().all(|token| token.span.len() <= 250), "{name}: an endless word");
        }
    }
}

/// Processor time of this thread; the clock would count what else the machine does. `None` where the system does not tell.
fn busy() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn work(text: String) -> Option<Duration> {
    let report = report(text);
    let before = busy()?;
    pipeline::read_report(&STAGES, &[], &report);
    Some(busy()?.saturating_sub(before))
}

#[test]
fn four_times_the_text_takes_about_four_times_the_work() {
    for (name, make) in MAKERS {
        work(make(2_000));
        let (Some(less), Some(more)) = (work(make(10_000)), work(make(40_000))) else { return };
        println!("{name}: {less:?} {more:?}");
        // Two and a half times for each doubling, and a few milliseconds for what no work explains.
        assert!(more < less * 25 / 4 + Duration::from_millis(20), "{name}: {less:?}, then {more:?}");
    }
}

#[test]
fn ten_million_characters_are_read() {
    let started = busy();
    let reading = checks::read_report(&STAGES, &report("a".repeat(10_000_000)));
    assert_eq!(reading.text.len(), 10_000_000);
    if let (Some(before), Some(after)) = (started, busy()) {
        assert!(after.saturating_sub(before) < Duration::from_secs(60));
    }
}

#[test]
fn what_the_fuzzer_was_given_is_read() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus/extract");
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 10, "{} inputs", files.len());
    for file in files {
        println!("{}", file.display());
        checks::read(&STAGES, &file.file_name().unwrap().to_string_lossy(), &std::fs::read(&file).unwrap());
    }
}

/// Pieces of which texts are made by chance.
const PIECES: [&str; 28] = [
    "The army",
    "rebels",
    "said",
    "killed",
    "12",
    "people",
    "in",
    "Tripoli",
    "on Monday",
    ",",
    ".",
    "\"",
    "“",
    "”",
    "'s",
    "\n",
    "\n\n",
    " ",
    "-",
    "(GNA)",
    "\u{200F}",
    "\u{301}",
    "ÉVÊQUE",
    "İstanbul",
    "ﬁ",
    "المدينة",
    "𝕿",
    "not",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn chance_texts_hold(pieces in proptest::collection::vec((0..PIECES.len(), 0..3_usize), 0..60)) {
        let text: String = pieces.iter().map(|(piece, blank)| PIECES[*piece].to_owned() + ["", " ", "  "][*blank]).collect();
        checks::read_report(&STAGES, &report(text));
    }

    #[test]
    fn chance_bytes_hold(bytes in proptest::collection::vec(0..=255_u8, 0..400), name in 0..4_usize) {
        checks::read(&STAGES, ["a.txt", "a.html", "a.jsonl", "a.csv"][name], &bytes);
    }
}
