//! Published totals. They belong to no incident, and no two of them are ever added.

use crate::corpus::{Corpus, Minutes, Told, Total, minutes_of};
use crate::origins::Provenance;
use model::{Effect, Figure, Interval, Precision, Where};
use std::collections::BTreeMap;

/// What figures must share to replace each other: the origin, the effect, of whom, and where.
type Scope = (usize, Effect, String, String);

struct Stated {
    founding: usize,
    scope: Scope,
    since: Option<Minutes>,
    as_of: Option<Minutes>,
    figure: Figure,
}

/// The figures, by the order of their first claims.
pub(crate) fn figures(corpus: &Corpus, provenance: &Provenance) -> Vec<Figure> {
    let mut told: Vec<Stated> = Vec::new();
    let mut known: BTreeMap<(Scope, model::Toll, Option<Minutes>), usize> = BTreeMap::new();
    for number in 0..corpus.claims().len() {
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

/// The totals that a claim states.
fn of_claim(corpus: &Corpus, provenance: &Provenance, number: usize) -> Vec<Stated> {
    let claim = corpus.claim(number);
    corpus.totals(claim).iter().map(|total| stated(corpus, provenance, number, claim, total)).collect()
}

fn stated(corpus: &Corpus, provenance: &Provenance, number: usize, claim: &Told, total: &Total) -> Stated {
    let founding = provenance.root.get(number).map_or(number, |root| *root as usize);
    let place = corpus.place(claim);
    let as_of = corpus.report_of(founding).published;
    let figure = Figure {
        effect: total.effect,
        who: total.who.clone(),
        toll: total.toll,
        period: period(corpus, claim, total.since, as_of),
        as_of,
        place: place.clone(),
        attributed_to: corpus.voices(claim).next().cloned(),
        origin: provenance.id(number).clone(),
        claims: vec![corpus.id(number)],
        superseded_by: None,
    };
    let scope = (provenance.place(number), total.effect, total.who.clone(), place_key(place));
    Stated { founding, scope, since: total.since.map(minutes_of), as_of: as_of.map(minutes_of), figure }
}

/// From "since" to the day of telling; else the time that the claim itself tells.
fn period(corpus: &Corpus, claim: &Told, since: Option<Interval>, as_of: Option<Interval>) -> model::When {
    let told = since.zip(as_of).and_then(|(since, as_of)| Interval::new(since.from(), as_of.to(), Precision::Span));
    told.map_or_else(|| corpus.when(claim).clone(), model::When::Known)
}

fn place_key(place: &Where) -> String {
    match place {
        Where::Unknown => String::new(),
        Where::Named(name) => name.to_lowercase(),
        Where::At(_) | Where::Ambiguous(_) => place.likeliest().map(|place| place.id.to_string()).unwrap_or_default(),
    }
}

/// A figure gives way to the next later one of its scope that counts from the same time, as far as both say.
fn supersede(told: &mut [Stated]) {
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

fn same_start(a: &Stated, b: &Stated) -> bool {
    a.since.zip(b.since).is_none_or(|(a, b)| a.0 < b.1 && b.0 < a.1)
}
