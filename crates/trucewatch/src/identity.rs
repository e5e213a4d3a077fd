//! The identity with which a person opens what is protected: from a file that only they can read. It must not be found
//! inside a record, nor be printed.

use crate::arguments::WithIdentity;
use anyhow::{Context, Result, bail};
use sealing::Identity;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The environment's name for the file.
const VARIABLE: &str = "TRUCEWATCH_IDENTITY";

/// The identities that were given; none where nobody gave any.
pub fn given(option: &WithIdentity) -> Result<Vec<Identity>> {
    let named = option.identity.clone().or_else(|| std::env::var_os(VARIABLE).map(PathBuf::from));
    named.filter(|path| !path.as_os_str().is_empty()).map_or(Ok(Vec::new()), |path| read(&path))
}

fn read(path: &Path) -> Result<Vec<Identity>> {
    let name = path.display();
    for_owner_alone(path)?;
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
    let mut open = OpenOptions::new();
    open.create_new(true).write(true);
    owner_only(&mut open);
    let mut file = open.open(path).with_context(|| format!("{name} could not be made"))?;
    let text = format!("# public key: {public}\n{}\n", identity.to_secret_text());
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.with_context(|| format!("{name} could not be written"))?;
    Ok(public)
}

#[cfg(unix)]
fn owner_only(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn owner_only(_: &mut OpenOptions) {}

/// Refuses a private key that others on this computer can read.
#[cfg(unix)]
fn for_owner_alone(path: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let name = path.display();
    let mode = std::fs::metadata(path).with_context(|| format!("{name} could not be read"))?.permissions().mode();
    if mode & 0o077 != 0 {
        bail!("{name} can be read by others (mode {:03o}): make it yours alone with `chmod 600 {name}`", mode & 0o777);
    }
    Ok(())
}

#[cfg(not(unix))]
fn for_owner_alone(_: &Path) -> Result<()> {
    Ok(())
}
