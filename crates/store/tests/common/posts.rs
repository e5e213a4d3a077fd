//! Posts that exchange, for the tests: each with a record of its own, all of them peers of each other.

use super::{AT, reason};
use model::exchange::given_by;
use model::{Conflict, Peer};
use std::path::PathBuf;
use store::{Accepted, Accepting, Access, Change, ExchangeError, Holds, SqliteStore, Store, verify};

/// A post.
pub(crate) struct Post {
    pub(crate) store: SqliteStore,
    pub(crate) record: PathBuf,
    pub(crate) log: String,
    folder: tempfile::TempDir,
}

impl Post {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("record");
        let store = SqliteStore::open(&record, Access::Write).unwrap();
        let log = store.checkpoint().unwrap().unwrap().origin;
        Self { store, record, log, folder }
    }

    pub(crate) fn key(&self) -> String {
        std::fs::read_to_string(self.record.join("ledger/log.vkey")).unwrap().trim().to_owned()
    }

    pub(crate) fn tell(&mut self, changes: &[Change]) {
        self.store.append(AT, &reason(), changes).unwrap();
    }

    pub(crate) fn knows(&mut self, name: &str, other: (String, String)) {
        let (log, key) = other;
        self.tell(&[Change::PeerEntered(Peer { name: name.into(), log, key })]);
    }

    pub(crate) fn offer(&self, to: &Post) -> Vec<u8> {
        self.offer_what(to, None)
    }

    pub(crate) fn offer_what(&self, to: &Post, said: Option<&Holds>) -> Vec<u8> {
        let mut parcel = Vec::new();
        self.store.offer(&to.log, said, &mut parcel).unwrap();
        parcel
    }

    pub(crate) fn accept(&mut self, parcel: &[u8]) -> Result<Accepted, ExchangeError> {
        self.accept_as(parcel, false)
    }

    pub(crate) fn accept_as(&mut self, parcel: &[u8], partial: bool) -> Result<Accepted, ExchangeError> {
        let reason = reason();
        self.store.accept(&Accepting { at: AT, reason: &reason, partial }, &mut || Ok(parcel))
    }

    /// A copy of the record as it stands, as somebody would have it who restored a backup.
    pub(crate) fn copied(&mut self) -> Post {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("record");
        // Closed, so that the database is whole in its file.
        self.store = SqliteStore::open(&self.folder.path().join("meanwhile"), Access::Write).unwrap();
        copy(&self.record, &record);
        self.store = SqliteStore::open(&self.record, Access::WriteExisting).unwrap();
        let store = SqliteStore::open(&record, Access::WriteExisting).unwrap();
        Post { store, record, log: self.log.clone(), folder }
    }

    /// From outside: every byte, every mirror, every table made anew.
    pub(crate) fn assert_sound(&self) -> (u64, u64) {
        let verified = verify(&self.record, None, true, &mut |_| ()).unwrap();
        verified.database.unwrap().mirrored
    }

    /// An id as every post calls it: with the log that gave it.
    fn abroad(&self, id: &str) -> String {
        match given_by(id) {
            Some(_) => id.to_owned(),
            None => format!("{id}@{}", self.log.trim_start_matches("trucewatch/")),
        }
    }

    /// What the record says, as far as posts with the same logs have to say the same.
    pub(crate) fn says(&self) -> Vec<String> {
        let store = &self.store;
        let mut says = Vec::new();
        for report in store.reports().unwrap() {
            says.push(format!("{:?}", store.report(&report.id).unwrap().unwrap()));
            says.push(format!("{:?}", store.reading(&report.id).unwrap()));
        }
        says.extend(store.sources().unwrap().iter().map(|one| format!("{one:?}")));
        says.extend(store.agreements().unwrap().iter().map(|one| format!("{one:?}")));
        says.extend(store.rules().unwrap().iter().map(|one| format!("{one:?}")));
        for finding in store.findings().unwrap() {
            let over = finding.supersedes.as_ref().map(|id| self.abroad(id.as_str()));
            says.push(format!("finding {} over {over:?} {:?}", self.abroad(finding.id.as_str()), finding.reply));
        }
        for (_, decision) in store.decisions().unwrap() {
            let revoked: Vec<String> =
                model::decision::revoked_by(&decision).iter().map(|id| self.abroad(id.as_str())).collect();
            says.push(format!("decision {} revokes {revoked:?}", self.abroad(decision.id.as_str())));
        }
        let steps = store.case_steps().unwrap();
        for (place, (_, step)) in steps.iter().enumerate() {
            let before = steps.iter().take(place).filter(|(_, one)| one.case == step.case).count();
            says.push(format!("step {before} of {}: {}", self.abroad(step.case.as_str()), step.act.as_str()));
        }
        for (_, track) in store.tracks().unwrap() {
            says.push(format!("{track:?}"));
        }
        for one in store.fieldwork().unwrap().observations {
            let over = one.corrects.as_ref().map(|id| self.abroad(id.as_str()));
            says.push(format!("{} over {over:?}: {:?}", self.abroad(one.id.as_str()), one.noticed));
        }
        says.sort();
        says.extend(self.conflicts().iter().map(|one| format!("{one:?}")));
        says
    }

    pub(crate) fn conflicts(&self) -> Vec<Conflict> {
        self.store.conflicts().unwrap()
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            std::fs::copy(entry.path(), place).unwrap();
        }
    }
}

/// So many posts, each of which knows the others.
pub(crate) fn posts(count: usize) -> Vec<Post> {
    let mut posts: Vec<Post> = (0..count).map(|_| Post::new()).collect();
    let known: Vec<(String, String)> = posts.iter().map(|post| (post.log.clone(), post.key())).collect();
    for (own, post) in posts.iter_mut().enumerate() {
        for (place, other) in known.iter().enumerate().filter(|(place, _)| *place != own) {
            post.knows(&format!("post-{place}"), other.clone());
        }
    }
    posts
}

/// A parcel goes from one post to another.
pub(crate) fn carry(posts: &mut [Post], from: usize, to: usize) -> Accepted {
    let parcel = posts[from].offer(&posts[to]);
    posts[to].accept(&parcel).unwrap()
}
