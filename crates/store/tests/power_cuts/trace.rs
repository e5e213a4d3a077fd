//! What a run asked of the disk, step by step. It must not judge what a disk may make of it.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// A step. Paths are below the record's folder.
#[derive(Debug, Clone)]
pub enum Step {
    /// A name for a new, empty file.
    Create(PathBuf),
    /// Bytes from a place on.
    Write(PathBuf, u64, Vec<u8>),
    /// The file ends there.
    SetLength(PathBuf, u64),
    /// What was written to the file so far is on the disk.
    Sync(PathBuf),
    Rename(PathBuf, PathBuf),
    Remove(PathBuf),
    CreateFolder(PathBuf),
    /// What became of names in the folder so far is on the disk.
    SyncFolder(PathBuf),
    /// The writer was told that so many entries are durable.
    Acknowledged(u64),
}

/// The folder that is watched, what was asked so far, and how many writes to its files go well before the disk is full.
struct Watched {
    root: PathBuf,
    steps: Vec<Step>,
    room: Option<u64>,
}

static WATCHED: Mutex<Option<Watched>> = Mutex::new(None);

fn with<T>(act: impl FnOnce(&mut Option<Watched>) -> T) -> T {
    act(&mut WATCHED.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Begins to write down what is asked of a folder.
pub fn watch(root: &Path, room: Option<u64>) {
    with(|watched| *watched = Some(Watched { root: root.to_path_buf(), steps: Vec::new(), room }));
}

/// Ends that, and gives what was asked.
pub fn ended() -> Vec<Step> {
    with(|watched| watched.take().map(|watched| watched.steps).unwrap_or_default())
}

/// Writes a step down, where its path is watched.
pub fn note(path: &Path, step: impl FnOnce(PathBuf) -> Step) {
    with(|watched| {
        if let Some(watched) = watched
            && let Ok(below) = path.strip_prefix(&watched.root)
        {
            watched.steps.push(step(below.to_path_buf()));
        }
    });
}

/// Writes down that something was acknowledged.
pub fn acknowledged(size: u64) {
    with(|watched| watched.as_mut().unwrap().steps.push(Step::Acknowledged(size)));
}

/// Whether there is room for one write more to a file.
pub fn has_room(path: &Path) -> bool {
    with(|watched| match watched {
        Some(Watched { root, room: Some(room), .. }) if path.starts_with(&*root) => {
            let left = *room > 0;
            *room = room.saturating_sub(1);
            left
        }
        _ => true,
    })
}
