//! What may lie on a disk when the power is cut: all that was flushed, and of the rest any part, in any order, torn between
//! sectors. It must not keep more than a disk has to, nor less.

use crate::chance::Chance;
use crate::trace::Step;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A disk writes a sector whole or not at all.
const SECTOR: usize = 512;

/// A disk with what is on it for good, and what is on its way there.
#[derive(Default)]
pub struct Platter {
    files: Vec<FileOnDisk>,
    /// The names as programs see them.
    seen: BTreeMap<PathBuf, Target>,
    /// The names that are on the disk.
    durable: BTreeMap<PathBuf, Target>,
    /// What is to become of names, in order.
    names: Vec<NameChange>,
}

#[derive(Clone, Copy, PartialEq)]
enum Target {
    Folder,
    /// A file by its number: what it holds does not depend on its name.
    File(usize),
}

#[derive(Default)]
struct FileOnDisk {
    durable: Vec<u8>,
    pending: Vec<Change>,
}

enum Change {
    Write(usize, Vec<u8>),
    SetLength(usize),
}

enum NameChange {
    Link(PathBuf, Target),
    Rename(PathBuf, PathBuf, Target),
    Unlink(PathBuf),
}

/// What a disk makes of what was not flushed.
#[derive(Clone, Copy)]
enum Fate {
    Nothing,
    Everything,
    /// In order, up to a place.
    Beginning,
    /// Each sector or name by itself.
    AnyPart,
    /// The same, and where nothing was before lies what lay on the disk once.
    AnyPartAndJunk,
}

const FATES: [Fate; 5] = [Fate::Nothing, Fate::Everything, Fate::Beginning, Fate::AnyPart, Fate::AnyPartAndJunk];

impl Platter {
    /// A disk on which a folder lies as it is.
    pub fn holding(root: &Path) -> Self {
        let mut platter = Self::default();
        platter.lay(root, root);
        platter.seen.clone_from(&platter.durable);
        platter
    }

    fn lay(&mut self, root: &Path, folder: &Path) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let below = entry.path().strip_prefix(root).unwrap().to_path_buf();
            if entry.path().is_dir() {
                self.durable.insert(below, Target::Folder);
                self.lay(root, &entry.path());
            } else {
                self.files.push(FileOnDisk { durable: fs::read(entry.path()).unwrap(), pending: Vec::new() });
                self.durable.insert(below, Target::File(self.files.len() - 1));
            }
        }
    }

    pub fn take(&mut self, step: &Step) {
        match step {
            Step::Create(path) => {
                self.files.push(FileOnDisk::default());
                self.link(path, Target::File(self.files.len() - 1));
            }
            Step::CreateFolder(path) => self.link(path, Target::Folder),
            Step::Write(path, offset, bytes) => {
                let change = Change::Write(usize::try_from(*offset).unwrap(), bytes.clone());
                self.file(path).pending.push(change);
            }
            Step::SetLength(path, length) => {
                self.file(path).pending.push(Change::SetLength(usize::try_from(*length).unwrap()));
            }
            Step::Sync(path) => self.file(path).flush(),
            Step::Rename(from, to) => {
                let target = self.seen.remove(from).unwrap();
                self.seen.insert(to.clone(), target);
                self.names.push(NameChange::Rename(from.clone(), to.clone(), target));
            }
            Step::Remove(path) => {
                self.seen.remove(path).unwrap();
                self.names.push(NameChange::Unlink(path.clone()));
            }
            Step::SyncFolder(folder) => self.flush_names(folder),
            Step::Acknowledged(_) => {}
        }
    }

    fn link(&mut self, path: &Path, target: Target) {
        self.seen.insert(path.to_path_buf(), target);
        self.names.push(NameChange::Link(path.to_path_buf(), target));
    }

    fn file(&mut self, path: &Path) -> &mut FileOnDisk {
        match self.seen.get(path) {
            Some(Target::File(number)) => &mut self.files[*number],
            _ => panic!("{} is no file", path.display()),
        }
    }

    fn flush_names(&mut self, folder: &Path) {
        for change in std::mem::take(&mut self.names) {
            if change.folder() == Some(folder) { change.apply(&mut self.durable) } else { self.names.push(change) }
        }
    }

    /// Writes into an empty folder what the disk holds after a cut.
    pub fn cut(&self, into: &Path, chance: &mut Chance) {
        let mut names = self.durable.clone();
        let fate = chance.of(&FATES);
        let kept = chance.below(self.names.len() + 1);
        for (number, change) in self.names.iter().enumerate() {
            if fate.keeps(number < kept, chance) {
                change.apply(&mut names);
            }
        }
        // In the order of paths a folder comes before what is in it; what is in a folder that is lost is lost.
        for (path, target) in names {
            match target {
                Target::Folder => drop(fs::create_dir(into.join(path))),
                Target::File(number) => drop(write_private(&into.join(path), &self.files[number].after(chance))),
            }
        }
    }
}

impl Fate {
    fn keeps(self, is_in_the_beginning: bool, chance: &mut Chance) -> bool {
        match self {
            Fate::Nothing => false,
            Fate::Everything => true,
            Fate::Beginning => is_in_the_beginning,
            Fate::AnyPart | Fate::AnyPartAndJunk => chance.below(2) == 0,
        }
    }
}

impl NameChange {
    fn folder(&self) -> Option<&Path> {
        let (NameChange::Link(path, _) | NameChange::Rename(_, path, _) | NameChange::Unlink(path)) = self;
        path.parent()
    }

    fn apply(&self, names: &mut BTreeMap<PathBuf, Target>) {
        match self {
            NameChange::Link(path, target) => {
                names.insert(path.clone(), *target);
            }
            NameChange::Rename(from, to, target) => {
                if names.get(from) == Some(target) {
                    names.remove(from);
                }
                names.insert(to.clone(), *target);
            }
            NameChange::Unlink(path) => {
                names.remove(path);
            }
        }
    }
}

impl FileOnDisk {
    fn flush(&mut self) {
        for change in std::mem::take(&mut self.pending) {
            change.apply(&mut self.durable);
        }
    }

    /// What the file holds after a cut.
    fn after(&self, chance: &mut Chance) -> Vec<u8> {
        let mut bytes = self.durable.clone();
        let fate = chance.of(&FATES);
        let kept = chance.below(self.pending.len() + 1);
        for (number, change) in self.pending.iter().enumerate() {
            match (fate, change) {
                (Fate::AnyPart | Fate::AnyPartAndJunk, Change::Write(offset, written)) => {
                    torn(&mut bytes, *offset, written, matches!(fate, Fate::AnyPartAndJunk), chance);
                }
                // The last that a disk began is torn too.
                (Fate::Beginning, Change::Write(offset, written)) if number == kept => {
                    let end = chance.below(written.len() + 1) / SECTOR * SECTOR;
                    Change::Write(*offset, written[..end].to_vec()).apply(&mut bytes);
                }
                _ if fate.keeps(number < kept, chance) => change.apply(&mut bytes),
                _ => {}
            }
        }
        bytes
    }
}

/// Sector by sector, each written or not.
fn torn(bytes: &mut Vec<u8>, offset: usize, written: &[u8], junk: bool, chance: &mut Chance) {
    let before = bytes.len();
    let mut at = 0;
    while at < written.len() {
        let end = written.len().min(at + SECTOR - (offset + at) % SECTOR);
        let piece = written[at..end].to_vec();
        if chance.below(2) == 0 {
            Change::Write(offset + at, piece).apply(bytes);
        } else if junk && offset + at >= before {
            let piece = piece.iter().map(|_| chance.below(256) as u8).collect();
            Change::Write(offset + at, piece).apply(bytes);
        }
        at = end;
    }
}

impl Change {
    fn apply(&self, bytes: &mut Vec<u8>) {
        match self {
            Change::SetLength(length) => bytes.resize(*length, 0),
            Change::Write(_, written) if written.is_empty() => {}
            Change::Write(offset, written) => {
                let end = offset + written.len();
                if bytes.len() < end {
                    bytes.resize(end, 0);
                }
                bytes[*offset..end].copy_from_slice(written);
            }
        }
    }
}

/// As the record's own files are made: a key that others may read is refused.
fn write_private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    let mut file = fs::File::options().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    std::io::Write::write_all(&mut file, bytes)
}
