//! The identity with which a person opens what is protected: from a file that only they can read. It must not be found
//! inside a record, nor be printed.

use crate::arguments::WithIdentity;
use anyhow::{Context, Result, bail};
use sealing::Identity;
use std::path::{Path, PathBuf};
use store::private_file::{open_to_others, write_new};

/// The environment's name for the file.
const VARIABLE: &str = "TRUCEWATCH_IDENTITY";

/// The identities that were given; none where nobody gave any.
pub fn given(option: &WithIdentity) -> Result<Vec<Identity>> {
    let named = option.identity.clone().or_else(|| std::env::var_os(VARIABLE).map(PathBuf::from));
    named.filter(|path| !path.as_os_str().is_empty()).map_or(Ok(Vec::new()), |path| read(&path))
}

fn read(path: &Path) -> Result<Vec<Identity>> {
    let name = path.display();
    let open = open_to_others(path).with_context(|| format!("{name} could not be read"))?;
    if let Some(mode) = open {
        bail!("{name} can be read by others (mode {mode:03o}): make it yours alone with `chmod 600 {name}`");
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("{name} could not be read"))?;
    Identity::parse_file(&text).with_context(|| format!("{name} is no file of an identity"))
}

/// Draws an identity into a new file; gives its public half.
pub fn draw(path: &Path) -> Result<sealing::Recipient> {
    let name = path.display();
    if path.parent().is_some_and(|folder| folder.join("record.sqlite").exists()) {
        bail!("{name} would lie in a record, and whoever has the record would open it: keep it elsewhere");
    }
    let identity = Identity::draw()?;
    let public = identity.recipient();
    let text = format!("# public key: {public}\n{}\n", identity.to_secret_text());
    write_new(path, text.as_bytes()).with_context(|| format!("{name} could not be made"))?;
    Ok(public)
}
