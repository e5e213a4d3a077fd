//! Every parser of bytes that come from outside, and what must hold of whatever it accepts: written again and read again it is
//! the same. Shared with the fuzzer. Nothing here may panic.

use ledger::checkpoint::{Checkpoint, SignedCheckpoint, SigningKey, VerifierKey};
use ledger::entry::{Entry, Kind, Numbered, Who};
use ledger::fork::Fork;
use ledger::policy::Policy;
use ledger::proof::{InclusionBundle, Travels};
use ledger::redaction::Opening;
use ledger::tiles::{Edge, push_entry, split_entry, tile_at, tile_path};
use ledger::verify::{Blobs, CHECKPOINT_PATH, Check, KEY_PATH, ReadError, Source, Trust};
use ledger::witness::Request;
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use wire::{AgreementFile, CaseStepLine, Drawings, FindingLine, IncidentLine, ReadingLine, RulesFile, SourceLine};

/// A parser by the name of its fuzz target and of its corpus.
pub type Parser = (&'static str, fn(&[u8]));

/// All of them.
pub const PARSERS: [Parser; 16] = [
    ("checkpoint", checkpoint),
    ("key", key),
    ("entry", entry),
    ("bundle", bundle),
    ("log", log),
    ("proof", proof),
    ("fork", fork),
    ("policy", policy),
    ("request", request),
    ("opening", opening),
    ("agreement", agreement),
    ("rules", rules),
    ("case", case),
    ("drawing", drawing),
    ("lines", lines),
    ("intake", intake),
];

fn text(bytes: &[u8]) -> &str {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    std::str::from_utf8(&bytes[..valid]).unwrap_or_default()
}

pub fn checkpoint(bytes: &[u8]) {
    if let Ok(signed) = SignedCheckpoint::parse(bytes) {
        assert_eq!(signed.to_bytes(), bytes);
        assert_eq!(Checkpoint::parse(&signed.checkpoint().text()).as_ref(), Ok(signed.checkpoint()));
    }
    if let Ok(checkpoint) = Checkpoint::parse(text(bytes)) {
        assert_eq!(checkpoint.text(), text(bytes));
    }
}

pub fn key(bytes: &[u8]) {
    if let Ok(key) = VerifierKey::parse(text(bytes)) {
        assert_eq!(VerifierKey::parse(&key.to_string()).as_ref(), Ok(&key));
    }
    if let Ok(key) = SigningKey::parse(text(bytes)) {
        assert!(SigningKey::parse(&key.to_secret_text()).is_ok_and(|again| again.verifier() == key.verifier()));
    }
}

pub fn entry(bytes: &[u8]) {
    if let Ok(numbered) = Numbered::from_bytes(bytes) {
        assert_eq!(numbered.entry.to_bytes(numbered.seq).as_deref(), Ok(bytes));
    }
    if let Ok(value) = ledger::canonical::parse(bytes) {
        let written = ledger::canonical::to_bytes(&value).expect("what was read can be written");
        // 0.0 is another value than 0 to the library, and the same bytes.
        let again = ledger::canonical::parse(&written).expect("what was written can be read");
        assert_eq!(ledger::canonical::to_bytes(&again).as_deref(), Ok(&written[..]));
    }
}

pub fn bundle(bytes: &[u8]) {
    let (mut rest, mut again) = (bytes, Vec::new());
    while let Some((entry, after)) = split_entry(rest) {
        push_entry(&mut again, entry).expect("an entry that was read fits");
        rest = after;
    }
    assert_eq!([&again, rest].concat(), bytes);
    if let Some((row, index, width)) = tile_at(text(bytes)) {
        assert_eq!(tile_path(row, index, width), text(bytes));
    }
}

/// A small log; the first byte says which of its files is exchanged for the rest.
struct Log {
    key: VerifierKey,
    files: BTreeMap<String, Vec<u8>>,
}

static LOG: LazyLock<Log> = LazyLock::new(|| {
    let signer = SigningKey::from_seed("log.example/fuzz", &[7; 32]).expect("a good name");
    let mut edge = Edge::new();
    for seq in 0..5 {
        let entry = Entry {
            at: "2031-05-01T06:00:00Z".to_owned(),
            who: Who { name: "Desk 2".to_owned(), role: None, signature: None },
            what: Kind::new("source.entered").expect("a good kind"),
            why: "an exercise".to_owned(),
            body: json!({ "number": seq }),
            blobs: Vec::new(),
        };
        edge.append(&entry.to_bytes(seq).expect("canonical")).expect("it fits");
    }
    let checkpoint = Checkpoint::new(signer.verifier().name(), edge.head());
    let signed = SignedCheckpoint::sign(&checkpoint, &signer).expect("its own key");
    let mut files: BTreeMap<String, Vec<u8>> =
        edge.flush().write.into_iter().map(|tile| (tile.path, tile.bytes)).collect();
    files.insert(CHECKPOINT_PATH.to_owned(), signed.to_bytes());
    files.insert(KEY_PATH.to_owned(), format!("{}\n", signer.verifier()).into_bytes());
    Log { key: signer.verifier().clone(), files }
});

struct Exchanged<'a> {
    path: &'a str,
    bytes: &'a [u8],
}

impl Source for Exchanged<'_> {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, ReadError> {
        Ok(if path == self.path { Some(self.bytes.to_vec()) } else { LOG.files.get(path).cloned() })
    }
}

/// No file of a log but the lines of strangers under its checkpoint can be another.
pub fn log(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let (path, sound) = LOG.files.iter().cycle().nth(usize::from(*first)).expect("a cycle has no end");
    let check = Check { trust: Trust::Given(vec![LOG.key.clone()]), blobs: Blobs::Required, since: None };
    let verified = ledger::verify::verify(&Exchanged { path, bytes: rest }, &check, &mut |_| ());
    match path.as_str() {
        // The key that was given is looked at, not the one beside the log.
        KEY_PATH => assert!(verified.is_ok()),
        CHECKPOINT_PATH => {
            let signed = SignedCheckpoint::parse(sound).expect("its own checkpoint").checkpoint().text();
            assert!(verified.is_err() || rest.starts_with(signed.as_bytes()));
        }
        _ => assert_eq!(verified.is_ok(), rest == sound),
    }
}

pub fn proof(bytes: &[u8]) {
    if let Ok(proof) = InclusionBundle::from_tlog_proof(bytes, None) {
        assert_eq!(InclusionBundle::from_tlog_proof(&proof.to_tlog_proof(Travels::Within), None).as_ref(), Ok(&proof));
        assert!(proof.verify(std::slice::from_ref(&LOG.key)).is_err());
    }
    if let Ok(proof) = InclusionBundle::from_json(bytes) {
        let written = proof.to_json().expect("what was read can be written");
        assert_eq!(InclusionBundle::from_json(&written).as_ref(), Ok(&proof));
    }
}

pub fn fork(bytes: &[u8]) {
    if let Ok(fork) = Fork::parse(bytes) {
        assert_eq!(Fork::parse(&fork.to_bytes()).as_ref(), Ok(&fork));
        assert!(fork.verify(std::slice::from_ref(&LOG.key)).is_err());
    }
}

pub fn policy(bytes: &[u8]) {
    if let Ok(policy) = Policy::parse(text(bytes)) {
        assert!(policy.keys().len() <= policy.logs.len() + policy.witnesses.len());
    }
}

pub fn request(bytes: &[u8]) {
    if let Ok(request) = Request::parse(bytes) {
        assert!(Request::parse(&request.to_bytes()).is_ok_and(|again| again == request));
    }
}

pub fn opening(bytes: &[u8]) {
    if let Ok(opening) = Opening::parse(bytes) {
        let written = opening.to_line().expect("what was read can be written");
        assert!(Opening::parse(&written).is_ok_and(|again| again == opening));
    }
}

pub fn agreement(bytes: &[u8]) {
    if let Ok(agreement) = AgreementFile::parse(text(bytes)).and_then(|file| file.to_agreement()) {
        let again = AgreementFile::new(&agreement).to_agreement();
        assert_eq!(again.map_err(|error| error.to_string()), Ok(agreement));
    }
}

pub fn rules(bytes: &[u8]) {
    if let Ok(rules) = RulesFile::parse(text(bytes)).and_then(|file| file.to_rules()) {
        let again = RulesFile::new(&rules).to_rules();
        assert_eq!(again.map_err(|error| error.to_string()), Ok(rules));
    }
}

/// Steps of cases and findings, as files and as lines.
pub fn case(bytes: &[u8]) {
    for read in [CaseStepLine::parse_toml, CaseStepLine::parse] {
        if let Ok(step) = read(text(bytes)).and_then(|line| line.to_step()) {
            let again = CaseStepLine::new(&step).to_step();
            assert_eq!(again.map_err(|error| error.to_string()), Ok(step));
        }
    }
    for read in [FindingLine::parse_toml, FindingLine::parse] {
        if let Ok(finding) = read(text(bytes)).and_then(|line| line.to_finding()) {
            let again = FindingLine::new(&finding).to_finding();
            assert_eq!(again.map_err(|error| error.to_string()), Ok(finding));
        }
    }
}

pub fn drawing(bytes: &[u8]) {
    for read in [Drawings::from_geojson, Drawings::from_kml] {
        if let Ok(drawings) = read(text(bytes)) {
            drop(drawings.read_all());
            drop(drawings.to_geojson());
        }
    }
}

/// Readings, incidents and sources.
pub fn lines(bytes: &[u8]) {
    if let Ok(reading) = ReadingLine::parse(text(bytes)).and_then(|line| line.to_reading()) {
        let again = ReadingLine::new(&reading).to_reading();
        assert_eq!(again.map_err(|error| error.to_string()), Ok(reading));
    }
    if let Ok(incident) = IncidentLine::parse(text(bytes)).and_then(|line| line.to_incident()) {
        let again = IncidentLine::new(&incident).to_incident();
        assert_eq!(again.map_err(|error| error.to_string()), Ok(incident));
    }
    drop(SourceLine::parse_file(text(bytes)));
}

/// Whatever is taken in, under each name that it may bear.
pub fn intake(bytes: &[u8]) {
    for name in ["a.txt", "a.html", "a.jsonl", "a.csv", "a.xml", "a.json", "a"] {
        for arrival in intake::from_bytes(name, bytes, &intake::Options::default()).into_iter().flatten() {
            assert_eq!(arrival.report.content, ledger::Hash::of(&arrival.bytes).to_string());
        }
    }
}
