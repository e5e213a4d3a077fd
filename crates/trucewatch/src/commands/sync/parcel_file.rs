//! A parcel as it lies on a disk, or as it comes on standard input: which can be read once, and is kept while it is looked at.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// A parcel that is read twice.
pub struct ParcelFile {
    path: PathBuf,
    /// What came on standard input; gone with the process.
    kept: Option<File>,
}

impl ParcelFile {
    /// The parcel at a path; `-` is standard input.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_path_buf(), kept: None }
    }

    /// From its beginning.
    pub fn open(&mut self) -> io::Result<Box<dyn Read>> {
        if self.path != Path::new("-") {
            return Ok(Box::new(BufReader::new(File::open(&self.path)?)));
        }
        if let Some(mut kept) = self.kept.take() {
            kept.rewind()?;
            return Ok(Box::new(BufReader::new(kept)));
        }
        let file = tempfile::tempfile()?;
        self.kept = Some(file.try_clone()?);
        Ok(Box::new(Keeping { from: io::stdin(), into: file }))
    }
}

/// Keeps what is read: no more, so that rubbish without an end fills no disk.
struct Keeping {
    from: io::Stdin,
    into: File,
}

impl Read for Keeping {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.from.read(buffer)?;
        self.into.write_all(buffer.get(..length).unwrap_or_default())?;
        Ok(length)
    }
}
