//! Fusion that goes on: reports come in, people decide, and each time only what that can touch is made anew. The result is that
//! of fusing all anew, byte for byte; what is remembered between two times only saves work. docs/fusion.md tells how.

use crate::copies::alignments::Alignments;
use crate::corpus::Corpus;
use crate::incidents::remembered::{Changed, Memory, again};
use crate::kin::Kin;
use crate::rulings::Rulings;
use crate::{Context, Traced};
use model::{Fused, Incident, IncidentId, Note, Reading};

/// A corpus, and what was made of it the last time.
pub struct Ongoing {
    corpus: Corpus,
    alignments: Alignments,
    memory: Memory,
}

/// What a step changed.
#[derive(Debug, PartialEq)]
pub struct Step<'a> {
    /// The incidents that are new or tell something else now, in their order.
    pub incidents: Vec<&'a Incident>,
    /// The ids that no incident bears any more, in order.
    pub gone: Vec<IncidentId>,
    /// What there is to say.
    pub notes: Vec<Note>,
}

impl Default for Ongoing {
    fn default() -> Self {
        Self::of(Corpus::default())
    }
}

impl Ongoing {
    /// Going on from a corpus.
    pub fn of(corpus: Corpus) -> Self {
        Self { corpus, alignments: Alignments::remembered(), memory: Memory::default() }
    }

    /// Keeps what fusion needs of a reading.
    pub fn take(&mut self, reading: &Reading) {
        self.corpus.take(reading);
    }

    /// What is kept of the readings.
    pub fn corpus(&self) -> &Corpus {
        &self.corpus
    }

    /// What the readings taken since, and other decisions, change in the incidents.
    pub fn step(&mut self, context: &Context<'_>) -> Step<'_> {
        let (_, Changed { incidents, gone, notes }) = self.go_on(context);
        let all: Vec<&Incident> = self.memory.incidents().collect();
        let incidents = incidents.into_iter().filter_map(|place| all.get(place).copied()).collect();
        Step { incidents, gone, notes }
    }

    /// All that [`crate::fuse_corpus`] makes of the same corpus.
    pub fn fuse(&mut self, context: &Context<'_>) -> (Fused, Vec<Note>) {
        let (traced, changed) = self.go_on(context);
        let incidents = self.memory.incidents().cloned().collect();
        (traced.fused(&self.corpus, incidents), changed.notes)
    }

    fn go_on(&mut self, context: &Context<'_>) -> (Traced, Changed) {
        let mut notes = self.corpus.settle();
        let (rulings, contradictions) = Rulings::new(context.decisions);
        notes.extend(contradictions);
        let traced = Traced::new(&self.corpus, context, &rulings, &mut self.alignments);
        let kin = Kin::new(context.actors);
        let mut changed = again(&traced.known(&self.corpus, &kin), &rulings, &mut self.memory);
        changed.notes.splice(0..0, notes);
        (traced, changed)
    }
}

#[cfg(test)]
mod tests;
