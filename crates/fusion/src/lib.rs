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
#[cfg(test)]
mod disorder;
mod figures;
mod incidents;
mod kin;
mod origins;
#[cfg(test)]
mod properties;
mod rulings;
#[cfg(test)]
mod sample;
pub mod senses;
mod stable;
pub mod stories;

pub use continuity::{Before, carry};
pub use rulings::{contested, contradiction};

use corpus::Corpus;
use kin::Kin;
use model::{Actor, Decision, Fused, Method, Note, Reading, Source};
use origins::credits::{Credit, credits};
use origins::names::Names;
use origins::phrases::Phrases;
use rulings::Rulings;

/// What makes incidents; raised with every change of a rule or weight.
pub const METHOD: Method = Method::new("fusion-weights", 3);

/// Finds copies, origins, incidents and figures. `sources` and the media among `actors` say by which names publishers are
/// known; the other `actors` say who leads, speaks for or is a part of whom.
pub fn fuse(readings: &[Reading], sources: &[Source], actors: &[Actor]) -> (Fused, Vec<Note>) {
    fuse_decided(readings, sources, actors, &[])
}

/// As [`fuse`], bound by what people decided: `decisions` are all of a record, in their order; those in force go before every
/// score. An incident's id is that of its founding claim here; [`carry`] gives it the one that it had.
pub fn fuse_decided(
    readings: &[Reading],
    sources: &[Source],
    actors: &[Actor],
    decisions: &[Decision],
) -> (Fused, Vec<Note>) {
    let (corpus, mut notes) = Corpus::new(readings);
    let (rulings, contradictions) = Rulings::new(decisions);
    notes.extend(contradictions);
    let phrases = Phrases::load();
    let names = Names::new(&corpus, sources, actors);
    let publishers = origins::publishers(&corpus, &names);
    let credits = credits_by_report(&corpus, &publishers, &names, &phrases);
    let keys: Vec<Vec<String>> =
        credits.iter().map(|all| all.iter().map(|credit| credit.key.clone()).collect()).collect();
    let copies = copies::copies(&corpus, &publishers, &keys);
    let known = origins::Known { names: &names, actors, rulings: &rulings };
    let provenance = origins::origins(&corpus, &known, &copies, &publishers, &credits);
    let (incidents, questions) =
        incidents::incidents(&corpus, &provenance, &copies.order, &phrases.part, &Kin::new(actors), &rulings);
    notes.extend(questions);
    let fused = Fused {
        copies: copies.to_record(&corpus),
        claim_origins: provenance.to_record(&corpus),
        incidents,
        figures: figures::figures(&corpus, &provenance),
        origins: provenance.origins,
    };
    (fused, notes)
}

fn credits_by_report(corpus: &Corpus<'_>, publishers: &[String], names: &Names, phrases: &Phrases) -> Vec<Vec<Credit>> {
    let each = corpus.readings.iter().zip(publishers);
    each.map(|(reading, publisher)| credits(reading, publisher, names, phrases)).collect()
}
