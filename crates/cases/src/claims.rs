//! Expected claims against those that were read.

use crate::case::{Case, Folder, Line};
use crate::query::{Query, actor_is, place_is, same, time_is, toll_is};
use model::{Claim, ClaimKind, Effect, Filler, MentionRef, Reading, Referent, Role, Span};
use pipeline::{Stages, read_report};
use std::collections::BTreeMap;

/// Says of each line whether it holds. Positive lines are matched to different claims, as many as can be.
pub fn judge(stages: &Stages, case: &Case, lines: &[Line]) -> Vec<bool> {
    let readings: Vec<Reading> = case.reports.iter().map(|one| read_report(stages, &[], &one.report)).collect();
    let claims: Vec<(&Reading, &Claim)> =
        readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| (reading, claim))).collect();
    let queries: Vec<Query> = lines.iter().map(|line| Query::parse(&line.text)).collect();
    let candidates: Vec<Vec<usize>> = queries.iter().map(|query| candidates(query, &claims)).collect();
    let mut taken: Vec<Option<usize>> = vec![None; claims.len()];
    // Unmarked lines choose first, so that a marked one holds only where it takes nothing from them.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|place| lines[*place].fixme);
    let mut outcome = vec![false; lines.len()];
    for place in order {
        outcome[place] = match queries[place].words[0].as_str() {
            "no" => candidates[place].is_empty(),
            _ => assign(place, &candidates, &mut taken, &mut vec![false; claims.len()]),
        };
    }
    outcome
}

/// Kuhn's augmenting path: gives the line a claim, moving others where they have another choice.
fn assign(line: usize, candidates: &[Vec<usize>], taken: &mut [Option<usize>], seen: &mut Vec<bool>) -> bool {
    for &claim in &candidates[line] {
        if std::mem::replace(&mut seen[claim], true) {
            continue;
        }
        if taken[claim].is_none_or(|other| assign(other, candidates, taken, seen)) {
            taken[claim] = Some(line);
            return true;
        }
    }
    false
}

/// How many of the expected lines of a folder hold, and of how many, by the language of the case.
pub fn count(stages: &Stages, folder: &Folder) -> BTreeMap<String, (usize, usize)> {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in folder.cases() {
        let language = case.reports.first().and_then(|one| one.report.language.clone());
        let (held, all) = counts.entry(language.unwrap_or_else(|| "en".to_owned())).or_default();
        *all += case.expected.len();
        *held += judge(stages, &case, &case.expected).into_iter().filter(|holds| *holds).count();
    }
    counts
}

/// What the lines that do not hold fail on, by the language of the case: `kind` where no claim is of their kind, a key where
/// all else holds, `several`, or `no` where a claim was told that must not be. Of the lines nothing is told but their number.
pub fn failing(stages: &Stages, folder: &Folder) -> BTreeMap<(String, String), usize> {
    let mut counts = BTreeMap::new();
    for case in folder.cases() {
        let language = case.reports.first().and_then(|one| one.report.language.clone());
        let language = language.unwrap_or_else(|| "en".to_owned());
        let readings: Vec<Reading> = case.reports.iter().map(|one| read_report(stages, &[], &one.report)).collect();
        let claims: Vec<(&Reading, &Claim)> =
            readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| (reading, claim))).collect();
        let judged = judge(stages, &case, &case.expected);
        for (line, _) in case.expected.iter().zip(judged).filter(|(_, holds)| !holds) {
            let part = part_failing(&Query::parse(&line.text), &claims);
            *counts.entry((language.clone(), part)).or_default() += 1;
        }
    }
    counts
}

fn part_failing(query: &Query, claims: &[(&Reading, &Claim)]) -> String {
    let found =
        |pairs: Vec<(String, String)>| !candidates(&Query { words: query.words.clone(), pairs }, claims).is_empty();
    if query.words.first().is_some_and(|word| word == "no") {
        return "no".to_owned();
    }
    if !found(Vec::new()) {
        return "kind".to_owned();
    }
    let without = |key: &str| query.pairs.iter().filter(|(other, _)| other != key).cloned().collect();
    let one = query.pairs.iter().find(|(key, _)| found(without(key)));
    one.map_or_else(|| "several".to_owned(), |(key, _)| key.clone())
}

/// Whether a line asks for something that can be asked for; panics where not.
pub fn check(line: &Line) {
    let query = Query::parse(&line.text);
    let kind = query.words.iter().find(|word| *word != "no").expect("a line names a kind");
    assert!(ClaimKind::parse(kind).is_some(), "'{kind}' is no kind of claim");
    for (key, _) in &query.pairs {
        let known = Role::parse(key).is_some() || Effect::parse(key).is_some() || KEYS.contains(&key.as_str());
        assert!(known, "'{key}' is no key of a claim");
    }
}

const KEYS: [&str; 11] =
    ["trigger", "speaker", "relayed", "modality", "polarity", "tense", "time", "place", "country", "who", "cumulative"];

fn candidates(query: &Query, claims: &[(&Reading, &Claim)]) -> Vec<usize> {
    let name = query.words.iter().find(|word| *word != "no").expect("a line names a kind");
    let kind = ClaimKind::parse(name).unwrap_or_else(|| panic!("'{name}' is no kind of claim"));
    let fits = |(_, (reading, claim)): &(usize, &(&Reading, &Claim))| {
        claim.kind == kind && query.pairs.iter().all(|(key, value)| holds(reading, claim, query, key, value))
    };
    claims.iter().enumerate().filter(fits).map(|(place, _)| place).collect()
}

fn holds(reading: &Reading, claim: &Claim, query: &Query, key: &str, value: &str) -> bool {
    if let Some(role) = Role::parse(key) {
        return claim.roles.get(&role).into_iter().flatten().any(|filler| filler_is(reading, *filler, value));
    }
    if let Some(effect) = Effect::parse(key) {
        return claim.harm.iter().any(|harm| {
            let who = query.get("who").is_none_or(|who| harm.who.is_some_and(|filler| filler_is(reading, filler, who)));
            let cumulative = query.get("cumulative").is_none_or(|wanted| harm.cumulative == (wanted == "yes"));
            harm.effect == effect && toll_is(harm.toll, value) && who && cumulative
        });
    }
    match key {
        "trigger" => contains(reading, claim.trigger, value),
        "speaker" if value == "-" => claim.attribution.speaker.is_none(),
        "speaker" => claim.attribution.speaker.is_some_and(|speaker| mention_is(reading, speaker, value)),
        "relayed" => claim.attribution.relayed_by.iter().any(|relay| mention_is(reading, *relay, value)),
        "modality" => claim.modality.as_str() == value,
        "polarity" => claim.polarity.as_str() == value,
        "tense" => claim.tense.as_str() == value,
        "time" => time_is(&reading.time(claim), value),
        "place" => {
            place_is(&reading.place(claim), value) || claim.place.is_some_and(|place| mention_is(reading, place, value))
        }
        "country" => {
            reading.place(claim).likeliest().and_then(|place| place.country).is_some_and(|code| code.as_str() == value)
        }
        "who" => claim.harm.iter().any(|harm| harm.who.is_some_and(|filler| filler_is(reading, filler, value))),
        "cumulative" => claim.harm.iter().any(|harm| harm.cumulative == (value == "yes")),
        other => panic!("'{other}' is no key of a claim"),
    }
}

fn filler_is(reading: &Reading, filler: Filler, value: &str) -> bool {
    match filler {
        Filler::Mention(mention) => mention_is(reading, mention, value),
        Filler::Words(span) => contains(reading, span, value),
    }
}

/// The words contain the value, or what they mean is the value; a pronoun is looked through.
fn mention_is(reading: &Reading, place: MentionRef, value: &str) -> bool {
    let Some(mention) = reading.mentions.get(place.0) else { return false };
    if mention.text.to_lowercase().contains(&value.to_lowercase()) {
        return true;
    }
    let means = match reading.referent(place) {
        Referent::Actor(actor) => actor_is(actor, value),
        Referent::Metonym(actor, at) => actor_is(actor, value) || place_is(at, value),
        Referent::Place(at) => place_is(at, value),
        Referent::Time(_) | Referent::Unresolved => false,
    };
    means || mention.antecedent.is_some_and(|earlier| earlier < place && mention_is(reading, earlier, value))
}

fn contains(reading: &Reading, span: Span, value: &str) -> bool {
    let words = span.slice(&reading.text);
    same(words, value) || words.to_lowercase().contains(&value.to_lowercase())
}
