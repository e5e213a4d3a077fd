//! `verify`: proves offline that a record or a published bundle is whole and unaltered, and says what that rests on.

use crate::progress;
use anyhow::Result;
use std::process::ExitCode;

/// Recomputes everything; the first wrong byte is told with its file and place.
pub fn run(options: &crate::arguments::Verify) -> Result<ExitCode> {
    let bar = progress::bar(None, false);
    let verified =
        store::verify(&options.path, options.key.as_deref(), options.deep, &mut |done| bar.set_position(done))?;
    bar.finish_and_clear();
    println!("{verified}");
    Ok(ExitCode::SUCCESS)
}
