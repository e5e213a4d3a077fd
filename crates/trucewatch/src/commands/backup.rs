//! `backup`: a whole, verified copy of the record, made while it may be in use.

use crate::arguments::Backup;
use crate::{keys, progress};
use anyhow::Result;
use indicatif::ProgressBar;
use std::path::Path;
use std::process::ExitCode;
use store::backup::{self, Progress};

/// Makes the copy and says what it holds.
pub fn run(record: &Path, options: &Backup) -> Result<ExitCode> {
    let keys = keys::given(options.key.as_deref(), None)?;
    let bar = progress::bar(Some(0), false);
    let verified = backup::copy(record, &options.to, &keys, &mut |step| tell(&bar, step))?;
    bar.finish_and_clear();
    println!("{verified}");
    println!("Backed up: {} to {}", record.display(), options.to.display());
    if options.to.join("key").exists() {
        println!("  It holds the ledger's private key, by which entries are signed: keep it as safe as the record");
    }
    Ok(ExitCode::SUCCESS)
}

/// Moves the bar; its length is that of the step under way.
pub fn tell(bar: &ProgressBar, step: Progress) {
    let (done, all, what) = match step {
        Progress::Ledger(done, all) => (done, Some(all), "files of the ledger"),
        Progress::Database(done, all) => (done, Some(all), "pages of the database"),
        Progress::Verifying(done) => (done, None, "entries verified"),
    };
    if let Some(all) = all {
        bar.set_length(all);
    }
    bar.set_message(what);
    bar.set_position(done);
}
