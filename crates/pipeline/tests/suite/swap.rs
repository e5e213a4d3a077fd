//! The swap test: exchange two parties everywhere in the input, and every output is the same with the parties exchanged.
//!
//! Both versions of a report are first brought to one form, in which each party is always called by its usual name; then the
//! two names are exchanged. Reports that name an official of either are left out: who holds an office is a fact, not a reading.

use crate::STAGES;
use cases::{Case, CaseReport, Folder};
use model::{ActorId, ActorKind, ActorRef, Filler, Reading, Referent, Report};
use pipeline::read_report;
use std::collections::BTreeMap;

#[test]
fn claims_are_the_same_with_the_parties_exchanged() {
    let mut exchanged = 0;
    let mut wrong = Vec::new();
    for case in Folder::open("extraction").cases().into_iter().chain(Folder::open("fusion").cases()) {
        for CaseReport { report, .. } in &case.reports {
            let reading = read_report(&STAGES, &[], report);
            if let Some((a, b)) = two_actors(&reading).filter(|pair| !speaks_of_officials(&reading, pair)) {
                exchanged += 1;
                let (one, other) = (told(report, [&a, &b], [&a, &b]), told(report, [&a, &b], [&b, &a]));
                let turned: Vec<String> = other.iter().map(|claim| exchange(claim, &a, &b)).collect();
                if one != turned {
                    wrong.push(difference(&case, &one, &turned));
                }
            }
        }
    }
    assert!(exchanged >= 40, "only {exchanged} reports name an actor with a counterpart");
    assert!(wrong.is_empty(), "{} of {exchanged} reports read differently:\n{}", wrong.len(), wrong.join("\n"));
}

/// The first two listed actors of one kind that the report names, forces and governments being one kind.
fn two_actors(reading: &Reading) -> Option<(ActorId, ActorId)> {
    let mut seen: BTreeMap<u8, Vec<ActorId>> = BTreeMap::new();
    for referent in &reading.referents {
        let Referent::Actor(ActorRef::Listed { id, .. }) = referent else { continue };
        let Some(actor) = STAGES.resolver().register().get(id) else { continue };
        let class = match actor.kind {
            ActorKind::ArmedForce | ActorKind::ArmedGroup | ActorKind::Government => 0,
            ActorKind::State => 1,
            _ => continue,
        };
        let class = seen.entry(class).or_default();
        if !class.contains(id) {
            class.push(id.clone());
        }
    }
    let pair = |ids: &Vec<ActorId>| match ids.as_slice() {
        [a, b, ..] => Some((a.clone(), b.clone())),
        _ => None,
    };
    seen.values().find_map(pair).or_else(|| seen.values().flatten().find_map(counterpart))
}

/// Another actor of the same kind and country, for reports that name only one.
fn counterpart(id: &ActorId) -> Option<(ActorId, ActorId)> {
    let register = STAGES.resolver().register();
    let one = register.get(id)?;
    let alike = |other: &&model::Actor| other.id != one.id && other.kind == one.kind && other.country == one.country;
    let other = register.actors().iter().filter(|_| one.kind != ActorKind::State).find(alike)?;
    Some((one.id.clone(), other.id.clone()))
}

/// What is read when the actors `from` are called by the usual names of `to`.
fn told(report: &Report, from: [&ActorId; 2], to: [&ActorId; 2]) -> Vec<String> {
    let reading = read_report(&STAGES, &[], report);
    let mut text: Vec<char> = reading.text.chars().collect();
    let mut heads: Vec<(usize, usize, String)> = Vec::new();
    for (mention, referent) in reading.mentions.iter().zip(&reading.referents) {
        let Some(ActorRef::Listed { id, .. }) = referent.actor() else { continue };
        let Some(place) = from.iter().position(|one| *one == id) else { continue };
        if mention.antecedent.is_none() {
            let name = STAGES.resolver().register().get(to[place]).unwrap().name.clone();
            heads.push((mention.head.start(), mention.head.end(), name));
        }
    }
    heads.sort();
    heads.dedup();
    for (start, end, name) in heads.into_iter().rev() {
        if end <= text.len() {
            text.splice(start..end, name.chars());
        }
    }
    let exchanged = Report { text: text.into_iter().collect(), title: None, ..report.clone() };
    let reading = read_report(&STAGES, &[], &exchanged);
    reading.claims.iter().map(|claim| line(&reading, claim)).collect()
}

/// A claim without its offsets.
fn line(reading: &Reading, claim: &model::Claim) -> String {
    let mention = |place: model::MentionRef| match reading.referent(place) {
        Referent::Actor(actor) | Referent::Metonym(actor, _) => actor.key(),
        Referent::Place(place) => place.to_string(),
        Referent::Time(when) => when.to_string(),
        Referent::Unresolved => reading.mentions[place.0].kind.as_str().to_owned(),
    };
    let roles: Vec<String> = claim
        .roles
        .iter()
        .map(|(role, fillers)| {
            let fillers = fillers.iter().map(|filler| match filler {
                Filler::Mention(place) => mention(*place),
                Filler::Words(_) => "words".to_owned(),
            });
            format!("{}={}", role.as_str(), fillers.collect::<Vec<String>>().join("+"))
        })
        .collect();
    let harm: Vec<String> = claim.harm.iter().map(|harm| format!("{}:{}", harm.effect.as_str(), harm.toll)).collect();
    let speaker = claim.attribution.speaker.map(mention).unwrap_or_default();
    format!(
        "{} {} {} {} [{}] [{}] by {speaker} at {} in {}",
        claim.kind.as_str(),
        claim.modality.as_str(),
        claim.polarity.as_str(),
        claim.tense.as_str(),
        roles.join(" "),
        harm.join(" "),
        reading.time(claim),
        reading.place(claim),
    )
}

/// Exchanges two actors in a line: their ids, and their names where a place or somebody whom no register lists is called after
/// them ("name:counterpart egypt").
fn exchange(line: &str, a: &ActorId, b: &ActorId) -> String {
    let name = |id: &ActorId| STAGES.resolver().register().get(id).unwrap().name.clone();
    let exchanged = turn(line, a.as_str(), b.as_str());
    let exchanged = turn(&exchanged, &name(a), &name(b));
    let (small_a, small_b) = (name(a).to_lowercase(), name(b).to_lowercase());
    let ids = [a.as_str(), b.as_str()];
    // An id may hold the small name: then it was exchanged already.
    if [&small_a, &small_b].iter().any(|small| ids.iter().any(|id| id.contains(small.as_str()))) {
        return exchanged;
    }
    turn(&exchanged, &small_a, &small_b)
}

fn turn(line: &str, a: &str, b: &str) -> String {
    line.replace(a, "\u{1}").replace(b, a).replace('\u{1}', b)
}

/// Whether somebody who leads or speaks for one of the two, or for another body of their countries, is named: who holds an
/// office is a fact of that party, which exchanging names in the text does not exchange.
fn speaks_of_officials(reading: &Reading, pair: &(ActorId, ActorId)) -> bool {
    let country = |id: &ActorId| STAGES.resolver().register().get(id).and_then(|actor| actor.country);
    let countries = [country(&pair.0), country(&pair.1)];
    let of_party =
        |id: &ActorId| *id == pair.0 || *id == pair.1 || country(id).is_some() && countries.contains(&country(id));
    let of = |ids: &[ActorId]| ids.iter().any(of_party);
    reading.referents.iter().any(|referent| {
        let actor = referent.actor().and_then(ActorRef::id).and_then(|id| STAGES.resolver().register().get(id));
        actor.is_some_and(|actor| of(&actor.leads) || of(&actor.speaks_for))
    })
}

fn difference(case: &Case, one: &[String], turned: &[String]) -> String {
    let lines = |all: &[String], other: &[String]| {
        all.iter().filter(|line| !other.contains(line)).cloned().collect::<Vec<_>>().join("\n      ")
    };
    format!(
        "  {}\n    as it stands:\n      {}\n    exchanged:\n      {}",
        case.name,
        lines(one, turned),
        lines(turned, one)
    )
}
