//! Copies and origins; claims to incidents, figures and contested facts. Pure: readings in, `Fused` out.
//!
//! The result is the same for every order of the readings, and no rule looks at a name except as an opaque key.
//! It must not know how readings were made, nor what an agreement forbids. The rules are told in docs/fusion.md.

pub mod asked;
#[cfg(test)]
mod batches;
#[cfg(test)]
mod cases;
#[cfg(test)]
mod chronicle;
mod continuity;
mod copies;
pub mod coreference;
mod corpus;
pub mod dice;
#[cfg(test)]
mod disorder;
mod figures;
pub mod following;
mod incidents;
mod kin;
mod ongoing;
mod origins;
#[cfg(test)]
mod properties;
mod rulings;
#[cfg(test)]
mod sample;
pub mod senses;
#[cfg(test)]
mod short_news;
mod stable;
pub mod stories;
mod words;

pub use continuity::{Before, carry};
pub use corpus::Corpus;
pub use ongoing::Ongoing;
pub use rulings::{contested, contradiction};

use copies::Copies;
use copies::alignments::Alignments;
use incidents::Known;
use kin::Kin;
use model::{Actor, Decision, Fused, Incident, Method, Note, Reading, Source};
use origins::Provenance;
use origins::credits::{Credit, credits};
use origins::names::Names;
use origins::phrases::Phrases;
use rulings::Rulings;

/// What makes incidents; raised with every change of a rule or weight.
pub const METHOD: Method = Method::new("fusion-weights", 8);

/// What readings are fused with.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The sources: they say by which names publishers are known.
    pub sources: &'a [Source],
    /// The register: its media say so too; the others say who leads, speaks for or is a part of whom.
    pub actors: &'a [Actor],
    /// All decisions of a record, in their order; those in force go before every score.
    pub decisions: &'a [Decision],
}

/// Finds copies, origins, incidents and figures.
pub fn fuse(readings: &[Reading], sources: &[Source], actors: &[Actor]) -> (Fused, Vec<Note>) {
    fuse_decided(readings, sources, actors, &[])
}

/// As [`fuse`], bound by what people decided. An incident's id is that of its founding claim here; [`carry`] gives it the
/// one that it had.
pub fn fuse_decided(
    readings: &[Reading],
    sources: &[Source],
    actors: &[Actor],
    decisions: &[Decision],
) -> (Fused, Vec<Note>) {
    fuse_corpus(&mut Corpus::of(readings), &Context { sources, actors, decisions })
}

/// As [`fuse_decided`], of what a corpus kept of readings.
pub fn fuse_corpus(corpus: &mut Corpus, context: &Context<'_>) -> (Fused, Vec<Note>) {
    let mut incidents = Vec::new();
    let (traced, notes) = fuse_into(corpus, context, &mut |incident| incidents.push(incident));
    (traced.fused(corpus, incidents), notes)
}

/// The incidents of a corpus alone, one after the other in their order: nobody need hold all of them.
pub fn each_incident(corpus: &mut Corpus, context: &Context<'_>, give: &mut dyn FnMut(Incident)) -> Vec<Note> {
    fuse_into(corpus, context, give).1
}

fn fuse_into(corpus: &mut Corpus, context: &Context<'_>, give: &mut dyn FnMut(Incident)) -> (Traced, Vec<Note>) {
    let mut notes = corpus.settle();
    let (rulings, contradictions) = Rulings::new(context.decisions);
    notes.extend(contradictions);
    let traced = Traced::new(corpus, context, &rulings, &mut Alignments::default());
    let kin = Kin::new(context.actors);
    notes.extend(incidents::incidents(&traced.known(corpus, &kin), &rulings, give));
    (traced, notes)
}

/// Where everything comes from.
struct Traced {
    copies: Copies,
    provenance: Provenance,
}

impl Traced {
    /// Of a corpus in its order.
    fn new(corpus: &Corpus, context: &Context<'_>, rulings: &Rulings<'_>, alignments: &mut Alignments) -> Self {
        let names = Names::new(corpus, context.sources, context.actors);
        let publishers = origins::publishers(corpus, &names);
        let credits = credits_by_report(corpus, &publishers, &names);
        let copies = copies::copies(corpus, &publishers, &credits, alignments);
        let known = origins::Known { names: &names, actors: context.actors, rulings };
        let provenance = origins::origins(corpus, &known, &copies, &publishers, &credits);
        Self { copies, provenance }
    }

    fn known<'a>(&'a self, corpus: &'a Corpus, kin: &'a Kin) -> Known<'a> {
        Known { corpus, provenance: &self.provenance, copies: &self.copies, kin }
    }

    fn fused(self, corpus: &Corpus, incidents: Vec<Incident>) -> Fused {
        Fused {
            copies: self.copies.to_record(corpus),
            claim_origins: self.provenance.to_record(corpus),
            incidents,
            figures: figures::figures(corpus, &self.provenance),
            origins: self.provenance.origins,
        }
    }
}

fn credits_by_report(corpus: &Corpus, publishers: &[String], names: &Names) -> Vec<Vec<Credit>> {
    let phrases = Phrases::load();
    let each = corpus.reports().iter().zip(publishers);
    each.map(|(report, publisher)| credits(corpus, report, publisher, names, &phrases)).collect()
}
