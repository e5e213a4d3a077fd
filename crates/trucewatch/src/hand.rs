//! The record, and the hand that writes into it: where the log's private key is looked for, and which person signs. It must
//! not say what is written.

use anyhow::Result;
use std::path::{Path, PathBuf};
use store::key_places::read_secret;
use store::{Access, KeyPlaces, SqliteStore};

/// By whom things are entered where nobody is named.
const NOBODY_NAMED: &str = "operator";

/// Where a command writes, and who signs.
pub struct Hand<'a> {
    /// The record's folder.
    pub record: &'a Path,
    /// The file with the key of the author who signs.
    pub author: Option<&'a Path>,
}

impl Hand<'_> {
    /// Opens the record to write.
    pub fn open(&self, access: Access) -> Result<SqliteStore> {
        Ok(SqliteStore::open_with(self.record, access, &self.places()?)?)
    }

    /// Where the log's key is looked for besides the record, as the environment says, and the author's key.
    pub fn places(&self) -> Result<KeyPlaces> {
        let text = |name: &str| std::env::var(name).ok().filter(|text| !text.is_empty());
        let author = self.author.map(PathBuf::from).or_else(|| text("TRUCEWATCH_AUTHOR").map(PathBuf::from));
        Ok(KeyPlaces {
            text: text("TRUCEWATCH_KEY"),
            file: text("TRUCEWATCH_KEY_FILE").map(PathBuf::from),
            agent: text("SSH_AUTH_SOCK").map(PathBuf::from),
            author: author.as_deref().map(read_secret).transpose()?,
        })
    }

    /// By whom something is entered: whoever is named, else whoever signs.
    pub fn by(&self, store: &SqliteStore, named: Option<&str>) -> Result<String> {
        Ok(match named {
            Some(name) => name.to_owned(),
            None => store.author()?.unwrap_or_else(|| NOBODY_NAMED.to_owned()),
        })
    }
}
