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
mod parsers;
mod rubbish;
mod texts;

use model::{MediaType, Published, Report, ReportId};
use parsers::PARSERS;
use pipeline::Stages;
use proptest::prelude::{ProptestConfig, proptest};
use rubbish::RUBBISH;
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

/// The inputs that a fuzz target begins with or has found: name and bytes.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
        .iter()
        .map(|file| (file.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(file).unwrap()))
        .collect()
}

/// Inputs, and what parses them.
type Corpus = (Vec<Vec<u8>>, fn(&[u8]));

/// The inputs of each parser.
static CORPORA: LazyLock<Vec<Corpus>> = LazyLock::new(|| {
    let files = |target| corpus(target).into_iter().map(|(_, bytes)| bytes).collect();
    PARSERS.iter().map(|(target, parse)| (files(target), *parse)).collect()
});

#[test]
fn what_the_fuzzer_was_given_is_read() {
    let files = corpus("extract");
    assert!(files.len() >= 10, "{} inputs", files.len());
    for (name, bytes) in files {
        println!("{name}");
        checks::read(&STAGES, &name, &bytes);
    }
}

#[test]
fn what_the_fuzzer_was_given_is_parsed() {
    for (target, parse) in PARSERS {
        let files = corpus(target);
        assert!(!files.is_empty(), "{target} has no inputs");
        for (name, bytes) in files {
            println!("{target}/{name}");
            parse(&bytes);
            // Cut short and lengthened, as a line that breaks and a disk that does not end a file would have it.
            parse(&bytes[..bytes.len() / 2]);
            parse(&[&bytes[..], &bytes[..]].concat());
        }
    }
}

#[test]
fn four_times_the_rubbish_takes_about_four_times_the_work_and_ten_megabytes_are_borne() {
    for (target, parse) in PARSERS {
        for (name, piece) in RUBBISH {
            let work = |length: usize| {
                let rubbish = rubbish::of(piece, length);
                let before = busy()?;
                parse(&rubbish);
                Some(busy()?.saturating_sub(before))
            };
            let (Some(less), Some(more)) = (work(250_000), work(1_000_000)) else {
                return parse(&rubbish::of(piece, 10_000_000));
            };
            assert!(more < less * 25 / 4 + Duration::from_millis(100), "{target}, {name}: {less:?}, then {more:?}");
            let most = work(10_000_000).unwrap();
            println!("{target}, {name}: {less:?}, {more:?}, {most:?}");
            assert!(most < more * 25 + Duration::from_secs(1), "{target}, {name}: {more:?}, then {most:?}");
        }
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

/// An edit: where, of which kind, and with what.
type Edit = (usize, u8, u8);

/// What becomes of bytes by edits: one is another, gone, there twice, or a stretch is moved.
fn edited(mut bytes: Vec<u8>, edits: &[Edit]) -> Vec<u8> {
    for (at, kind, with) in edits {
        let at = at % (bytes.len() + 1);
        let end = bytes.len().min(at + usize::from(*with));
        match kind % 7 {
            0 if at < bytes.len() => bytes[at] = *with,
            1 if at < bytes.len() => bytes[at] ^= 1 << (with % 8),
            2 => bytes.insert(at, *with),
            3 => drop(bytes.drain(at..end)),
            4 => bytes.extend_from_within(at..end),
            5 => bytes.rotate_left(at),
            _ => {
                let stretch = bytes[at..end].to_vec();
                bytes.splice(at..at, stretch);
            }
        }
    }
    bytes
}

proptest! {
    // `PROPTEST_CASES=100000` tries more.
    #![proptest_config(ProptestConfig {
        cases: 4 * ProptestConfig::default().cases, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn what_chance_makes_of_the_corpus_is_parsed(
        which: usize, file: usize, edits in proptest::collection::vec((0..5_000_usize, 0..=255_u8, 0..=255_u8), 1..6)
    ) {
        let (files, parse) = &CORPORA[which % CORPORA.len()];
        parse(&edited(files[file % files.len()].clone(), &edits));
    }
}

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
