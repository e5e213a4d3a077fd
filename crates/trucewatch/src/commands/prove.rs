//! `prove`: a small file which shows offline that something stands in the record.

use crate::arguments::Prove;
use anyhow::{Context, Result, bail};
use ledger::Hash;
use ledger::entry::Numbered;
use ledger::proof::{InclusionBundle, Travels};
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use store::{Access, LedgerFiles, SqliteStore, StoreError};

/// How much a QR code holds, at the least correction of errors.
const QR_HOLDS: usize = 2953;

/// Writes the proof to standard output.
pub fn run(record: &Path, options: &Prove) -> Result<ExitCode> {
    let files = LedgerFiles::find(record)?;
    let signed = files.checkpoint()?;
    let size = signed.checkpoint().head.size;
    let seq = place(&files, record, &options.what, size)?;
    let entry = files.entry(seq, size)?;
    let entry = entry.with_context(|| format!("entry {seq} is not in the checkpoint of {size} entries"))?;
    let bundle =
        InclusionBundle::make(seq, &entry, &signed.to_bytes(), &files.key()?, |path| -> Result<_, StoreError> {
            files.read(path)
        })?;
    let travels = if options.entry.is_some() { Travels::Beside } else { Travels::Within };
    if let Some(path) = &options.entry {
        std::fs::write(path, &entry).with_context(|| format!("{} could not be written", path.display()))?;
    }
    if let Some(path) = &options.keys {
        let told = files.keys()?.to_bytes();
        std::fs::write(path, told).with_context(|| format!("{} could not be written", path.display()))?;
    }
    if let Some(folder) = &options.originals {
        originals(&Blobs::open(record, &files)?, folder, &Numbered::from_bytes(&entry)?)?;
    }
    let proof = bundle.to_tlog_proof(travels);
    let out = if options.qr { qr(&proof)?.into_bytes() } else { proof };
    std::io::stdout().lock().write_all(&out)?;
    Ok(ExitCode::SUCCESS)
}

/// The number of the entry that a person means: a number, or the last entry about what bears the id. A report is proved by
/// the entry with which it came in.
fn place(files: &LedgerFiles, record: &Path, what: &str, size: u64) -> Result<u64> {
    if let Ok(seq) = what.parse() {
        return Ok(seq);
    }
    let quoted = serde_json::to_string(what)?;
    let (mut arrived, mut named) = (None, None);
    files.each_entry(size, &mut |seq, bytes| {
        // The bytes are asked first: most entries need not be read.
        if !holds(bytes, quoted.as_bytes()) || !is_entry_of(bytes, what) {
            return;
        }
        if arrived.is_none() && holds(bytes, br#""what":"report.received""#) {
            arrived = Some(seq);
        }
        named = Some(seq);
    })?;
    match arrived.or(named) {
        Some(seq) => Ok(seq),
        None => snapshot(files, record, what, size),
    }
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

/// Whether an entry is about what bears the id, or is a step of that case: what only speaks of it (a finding on an incident, a
/// change in it) is about something else.
fn is_entry_of(bytes: &[u8], id: &str) -> bool {
    let body = Numbered::from_bytes(bytes).ok().map(|numbered| numbered.entry.body);
    let named = |field: &str| body.as_ref().and_then(|body| body.get(field)).and_then(|found| found.as_str());
    named("id") == Some(id) || named("case") == Some(id)
}

/// The entry with the last snapshot of incidents, where one of its pieces holds this id.
fn snapshot(files: &LedgerFiles, record: &Path, id: &str, size: u64) -> Result<u64> {
    let mut proposed = None;
    files.each_entry(size, &mut |seq, bytes| {
        if let Some(numbered) =
            Numbered::from_bytes(bytes).ok().filter(|n| n.entry.what.as_str() == "incidents.proposed")
        {
            proposed = Some((seq, numbered.entry.blobs));
        }
    })?;
    let quoted = format!("\"id\":{}", serde_json::to_string(id)?);
    if let Some((seq, pieces)) = proposed {
        let blobs = Blobs::open(record, files)?;
        for piece in pieces {
            if blobs.bytes(&piece)?.is_some_and(|bytes| holds(&bytes, quoted.as_bytes())) {
                return Ok(seq);
            }
        }
    }
    bail!(
        "{} holds nothing with the id '{id}': 'trucewatch export reports' and 'trucewatch export incidents' list ids",
        record.display()
    )
}

/// Where blobs lie: in the record's database, or as files of a bundle.
enum Blobs<'a> {
    Record(Box<SqliteStore>),
    Bundle(&'a LedgerFiles),
}

impl<'a> Blobs<'a> {
    fn open(record: &Path, files: &'a LedgerFiles) -> Result<Self> {
        if record.join("record.sqlite").is_file() {
            return Ok(Self::Record(Box::new(SqliteStore::open(record, Access::Read)?)));
        }
        Ok(Self::Bundle(files))
    }

    fn bytes(&self, blob: &Hash) -> Result<Option<Vec<u8>>> {
        Ok(match self {
            Self::Record(store) => store.blob(blob)?,
            Self::Bundle(files) => files.read(&ledger::blob_path(blob))?,
        })
    }
}

fn originals(blobs: &Blobs<'_>, folder: &Path, numbered: &Numbered) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
    for blob in &numbered.entry.blobs {
        let Some(bytes) = blobs.bytes(blob)? else {
            eprintln!("trucewatch: {} is not here: a bundle may leave originals out", blob.blob_name());
            continue;
        };
        let path = folder.join(blob.to_string());
        std::fs::write(&path, bytes).with_context(|| format!("{} could not be written", path.display()))?;
    }
    Ok(())
}

fn qr(proof: &[u8]) -> Result<String> {
    let code = qrcode::QrCode::with_error_correction_level(proof, qrcode::EcLevel::L);
    let Ok(code) = code else {
        bail!("the proof has {} bytes, a QR code holds {QR_HOLDS}: leave the entry out with --entry FILE", proof.len());
    };
    Ok(code.render::<qrcode::render::svg::Color>().module_dimensions(3, 3).build())
}
