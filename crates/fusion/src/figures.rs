//! Published totals. They belong to no incident, and no two of them are ever added.

use crate::corpus::{Corpus, Minutes, minutes_of};
use crate::origins::Provenance;
use model::{ActorRef, Claim, Effect, Figure, Filler, Harm, Interval, Precision, Reading, Where};
use std::collections::BTreeMap;

/// What figures must share to replace each other: the origin, the effect, of whom, and where.
type Scope = (usize, Effect, String, String);

struct Told {
    founding: usize,
    scope: Scope,
    since: Option<Minutes>,
    as_of: Option<Minutes>,
    figure: Figure,
}

/// The figures, by the order of their first claims.
pub(crate) fn figures(corpus: &Corpus<'_>, provenance: &Provenance) -> Vec<Figure> {
    let mut told: Vec<Told> = Vec::new();
    let mut known: BTreeMap<(Scope, model::Toll, Option<Minutes>), usize> = BTreeMap::new();
    for number in 0..corpus.claims.len() {
        for next in of_claim(corpus, provenance, number) {
            let key = (next.scope.clone(), next.figure.toll, next.since);
            match known.get(&key).and_then(|place| told.get_mut(*place)) {
                Some(same) => same.figure.claims.extend(next.figure.claims),
                None => {
                    known.insert(key, told.len());
                    told.push(next);
                }
            }
        }
    }
    for figure in &mut told {
        figure.figure.claims.sort();
        figure.figure.claims.dedup();
    }
    supersede(&mut told);
    told.into_iter().map(|told| told.figure).collect()
}

/// The totals that a claim states: its harms marked as running, all of them where the claim itself is a total.
fn of_claim(corpus: &Corpus<'_>, provenance: &Provenance, number: usize) -> Vec<Told> {
    let (reading, claim) = corpus.claim(number);
    let total = claim.kind == model::ClaimKind::CumulativeToll;
    if !claim.is_fact_told() {
        return Vec::new();
    }
    let harms = claim.harm.iter().filter(|harm| total || harm.cumulative);
    harms.map(|harm| told(corpus, provenance, number, reading, claim, harm)).collect()
}

fn told(
    corpus: &Corpus<'_>,
    provenance: &Provenance,
    number: usize,
    reading: &Reading,
    claim: &Claim,
    harm: &Harm,
) -> Told {
    let origin = provenance.of_claim.get(number).copied().unwrap_or_default();
    let founding = provenance.root.get(number).copied().unwrap_or(number);
    let place = reading.place(claim);
    let who = who(reading, harm);
    let as_of = corpus.reading(corpus.at(founding).reading).published.interval();
    let since = harm.since.and_then(|mention| reading.referent(mention).time()).and_then(model::When::hull);
    let period = period(reading, claim, since, as_of);
    let figure = Figure {
        effect: harm.effect,
        who: who.clone(),
        toll: harm.toll,
        period,
        as_of,
        place: place.clone(),
        attributed_to: attributed_to(reading, claim),
        origin: provenance.id(number).clone(),
        claims: vec![claim.id.clone()],
        superseded_by: None,
    };
    let scope = (origin, harm.effect, who, place_key(&place));
    Told { founding, scope, since: since.map(minutes_of), as_of: as_of.map(minutes_of), figure }
}

/// From "since" to the day of telling; else the time that the claim itself tells.
fn period(reading: &Reading, claim: &Claim, since: Option<Interval>, as_of: Option<Interval>) -> model::When {
    let told = since.zip(as_of).and_then(|(since, as_of)| Interval::new(since.from(), as_of.to(), Precision::Span));
    told.map_or_else(|| reading.time(claim), model::When::Known)
}

/// The head words, in lower case.
fn who(reading: &Reading, harm: &Harm) -> String {
    let words = match harm.who {
        Some(Filler::Mention(mention)) => {
            reading.mentions.get(mention.0).map(|mention| mention.head.slice(&reading.text)).unwrap_or_default()
        }
        Some(Filler::Words(span)) => span.slice(&reading.text),
        None => "",
    };
    words.trim().to_lowercase()
}

fn attributed_to(reading: &Reading, claim: &Claim) -> Option<ActorRef> {
    let speaker = reading.speaker(claim);
    let relays = claim.attribution.relayed_by.iter().rev().filter_map(|mention| reading.referent(*mention).actor());
    speaker.into_iter().chain(relays).next().cloned()
}

fn place_key(place: &Where) -> String {
    match place {
        Where::Unknown => String::new(),
        Where::Named(name) => name.to_lowercase(),
        Where::At(_) | Where::Ambiguous(_) => place.likeliest().map(|place| place.id.to_string()).unwrap_or_default(),
    }
}

/// A figure gives way to the next later one of its scope that counts from the same time, as far as both say.
fn supersede(told: &mut [Told]) {
    let mut by_scope: BTreeMap<Scope, Vec<usize>> = BTreeMap::new();
    for (place, figure) in told.iter().enumerate() {
        by_scope.entry(figure.scope.clone()).or_default().push(place);
    }
    let mut replaced: Vec<(usize, usize)> = Vec::new();
    for places in by_scope.values_mut() {
        places.sort_by_key(|place| told.get(*place).map(|figure| (figure.as_of, figure.founding)));
        for (order, place) in places.iter().enumerate() {
            let later = places.iter().skip(order + 1).find(|later| {
                let pair = told.get(*place).zip(told.get(**later));
                pair.is_some_and(|(old, new)| old.as_of < new.as_of && old.as_of.is_some() && same_start(old, new))
            });
            replaced.extend(later.map(|later| (*place, *later)));
        }
    }
    for (old, new) in replaced {
        if let Some(figure) = told.get_mut(old) {
            figure.figure.superseded_by = Some(new);
        }
    }
}

fn same_start(a: &Told, b: &Told) -> bool {
    a.since.zip(b.since).is_none_or(|(a, b)| a.0 < b.1 && b.0 < a.1)
}
