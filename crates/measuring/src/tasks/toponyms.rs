//! GeoVirus: which toponyms are found, and how many of those are put within 161 km of where they lie.
//!
//! The corpus marks the name alone ("China" of "northern China", "Lyon" of "20 km south of Lyon") and gives the point of what it
//! names. A place that we derive from a name keeps the id of its base, so the base's point is held against the corpus.

use crate::bench::{Bench, Input, Read};
use crate::corpora::geovirus::{Toponym, read};
use crate::counts::Counts;
use crate::scorers::distance::near;
use crate::scorers::spans::{Labelled, exact, overlap};
use crate::tasks::{Case, Figure, Outcome};
use anyhow::Result;
use model::{MentionRef, Place, Position, Referent, Span, Where};
use std::collections::BTreeMap;
use std::path::Path;

/// A place of ours in the corpus's characters, and where it was put, if anywhere.
struct Found {
    span: Span,
    position: Option<Position>,
    name: String,
}

/// Measures the articles.
pub fn run(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let articles = read(&folder.join("GeoVirus.xml"))?;
    let reads = bench.read("toponyms", &articles.iter().map(|one| Input::english(&one.text)).collect::<Vec<_>>())?;
    let bases = bases(bench);
    let (mut touching, mut same, mut outcome) = (Counts::default(), Counts::default(), Outcome::default());
    let (mut close, mut met) = (0, 0);
    for (article, read) in articles.iter().zip(&reads) {
        let places = found(read, &bases);
        let gold: Vec<Labelled> = article.places.iter().map(|one| labelled(one.span)).collect();
        let ours: Vec<Labelled> = places.iter().map(|one| labelled(one.span)).collect();
        let counts = overlap(&gold, &ours);
        touching += counts;
        same += exact(&gold, &ours);
        let (mut far, mut missed) = (Vec::new(), Vec::new());
        for toponym in &article.places {
            match places.iter().find(|one| one.span.overlaps(toponym.span)) {
                None => missed.push(toponym.name.clone()),
                Some(place) if is_near(toponym, place) => (met, close) = (met + 1, close + 1),
                Some(place) => {
                    met += 1;
                    far.push(format!("{} ({})", toponym.name, place.name));
                }
            }
        }
        let invented: Vec<&str> = places
            .iter()
            .filter(|one| !article.places.iter().any(|toponym| toponym.span.overlaps(one.span)))
            .map(|one| one.name.as_str())
            .collect();
        let told = format!(
            "{}\n  missed:   {}\n  far:      {}\n  invented: {}",
            article.id,
            missed.join(" | "),
            far.join(" | "),
            invented.join(" | ")
        );
        outcome.cases.push(Case { wrong: counts.wrong() + far.len(), told });
    }
    let all = touching.gold;
    outcome.figures.push(Figure::f1("found", "overlap F1", touching));
    outcome.figures.push(Figure::share("of those found", "within 161 km", close, met));
    outcome.figures.push(Figure::share("of all toponyms", "within 161 km", close, all));
    outcome.figures.push(Figure::f1("found", "exact F1", same));
    Ok(outcome)
}

fn is_near(toponym: &Toponym, place: &Found) -> bool {
    place.position.is_some_and(|position| near(toponym.position, position))
}

fn labelled(span: Span) -> Labelled {
    Labelled { span, label: "place" }
}

/// Every mention that means a place, also one that stands for those who rule it. The likeliest candidate counts.
fn found(read: &Read, bases: &BTreeMap<String, Position>) -> Vec<Found> {
    let mentions = read.reading.mentions.iter().enumerate();
    let mut all: Vec<Found> = mentions
        .filter_map(|(number, mention)| {
            let referent = read.reading.referent(MentionRef(number));
            let place = referent.place()?;
            let whole = matches!(referent, Referent::Place(_));
            let span = read.original(if whole { mention.span } else { mention.head })?;
            Some(Found {
                span,
                position: place.likeliest().map(|place| base(place, bases)),
                name: named(place, &mention.text),
            })
        })
        .collect();
    all.sort_by_key(|one| one.span);
    all.dedup_by_key(|one| one.span);
    all
}

/// Where each place of the gazetteer lies, by its id.
fn bases(bench: &Bench) -> BTreeMap<String, Position> {
    let places = bench.stages.resolver().gazetteer().places();
    places.filter_map(|one| Some((one.id.to_string(), Position::new(one.latitude, one.longitude)?))).collect()
}

/// Where the place lies that another is derived from; the place itself, where it is derived from none.
fn base(place: &Place, bases: &BTreeMap<String, Position>) -> Position {
    bases.get(place.id.as_str()).copied().unwrap_or(place.position)
}

fn named(place: &Where, words: &str) -> String {
    match place.likeliest() {
        Some(likeliest) => {
            let country = likeliest.country.map(|code| code.as_str().to_owned()).unwrap_or_default();
            format!("{words}: {} {country}", likeliest.name)
        }
        None => format!("{words}: not placed"),
    }
}
