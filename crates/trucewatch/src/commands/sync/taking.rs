//! A parcel is taken in, and incidents are made anew; the same for a file, for standard input and for what came over HTTP.

use crate::clock;
use crate::hand::Hand;
use anyhow::{Context, Result};
use model::Continuity;
use pipeline::fuse_if_due;
use resolution::Register;
use std::fmt;
use std::io::{self, Read};
use store::{Accepted, Accepting, Access, Reason, SqliteStore, Store};

/// A parcel that is to be taken in.
pub struct Taking<'a> {
    pub hand: &'a Hand<'a>,
    /// Who takes it in.
    pub by: Option<&'a str>,
    /// What the parcel is called.
    pub name: &'a str,
    /// Whether what is whole of it is taken.
    pub partial: bool,
    /// Gives it from its beginning.
    pub open: &'a mut dyn FnMut() -> io::Result<Box<dyn Read>>,
}

/// What came of it.
pub struct Taken {
    pub accepted: Accepted,
    conflicts: usize,
}

impl Taking<'_> {
    /// Takes it in.
    pub fn take_in(&mut self) -> Result<Taken> {
        let mut store = self.hand.open(Access::WriteExisting)?;
        let reason = Reason { who: self.hand.by(&store, self.by)?, why: format!("took in {}", self.name) };
        let how = Accepting { at: &clock::now(), reason: &reason, partial: self.partial };
        let accepted = store.accept(&how, self.open).with_context(|| self.name.to_owned())?;
        let (_, notes) = fuse_if_due(Register::embedded().actors(), &mut store, &clock::now())
            .context("the parcel is in the record, but incidents could not be made")?;
        for note in notes {
            eprintln!("trucewatch: {note}");
        }
        Ok(Taken { accepted, conflicts: pipeline::conflicts(&store, &told(&store)?)?.len() })
    }
}

/// What conflicts are told with.
pub fn told(store: &SqliteStore) -> Result<Continuity> {
    Ok(Continuity { lives: store.incident_lives()?, changes: Vec::new(), decisions: store.decisions()? })
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (log, from, to) in &self.accepted.logs {
            writeln!(f, "{log}: entries {from} to {} taken over", to - 1)?;
        }
        match self.accepted.protected {
            0 => {}
            1 => writeln!(f, "one protected field is among them; its value stays at the post that sealed it")?,
            count => {
                writeln!(f, "{count} protected fields are among them; their values stay at the posts that sealed them")?
            }
        }
        if self.accepted.logs.is_empty() {
            writeln!(f, "nothing new came; what is here stays as it was")?;
        }
        for log in &self.accepted.strangers {
            writeln!(f, "{log} was passed over: enter its post with `trucewatch peer add`, then exchange again")?;
        }
        match self.conflicts {
            0 => Ok(()),
            count => writeln!(f, "{count} conflicts: `trucewatch conflicts` tells them"),
        }
    }
}
