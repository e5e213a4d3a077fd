//! Whether rules of procedure can be followed by those whom they name. It must not ask more of one party than of another.

use super::{Duty, InvalidRules, Level, Side, WrittenRules, plain_name};
use crate::id::ActorId;
use std::collections::BTreeSet;

/// The first field that makes it impossible.
pub(super) fn check(rules: &WrittenRules) -> Result<(), InvalidRules> {
    parties(rules)?;
    persons(rules)?;
    quorums(rules)?;
    team(rules)?;
    proof(rules)?;
    publication(rules)
}

pub(super) fn need(
    holds: bool,
    field: &'static str,
    value: impl ToString,
    expected: &'static str,
) -> Result<(), InvalidRules> {
    if holds { Ok(()) } else { Err(InvalidRules { field, value: value.to_string(), expected }) }
}

fn parties(rules: &WrittenRules) -> Result<(), InvalidRules> {
    let distinct: BTreeSet<&ActorId> = rules.parties.iter().collect();
    let listed = rules.parties.iter().map(ActorId::as_str).collect::<Vec<_>>().join(", ");
    need(
        distinct.len() == rules.parties.len() && distinct.len() >= 2,
        "parties",
        listed,
        "two parties or more, each once",
    )?;
    need(!rules.version.trim().is_empty(), "version", &rules.version, "a name for this version")?;
    need(!rules.body.trim().is_empty(), "body", &rules.body, "the name of the body that finds")
}

fn persons(rules: &WrittenRules) -> Result<(), InvalidRules> {
    let mut seen = BTreeSet::new();
    let mut names = BTreeSet::new();
    for person in &rules.persons {
        need(seen.insert(&person.id), "person.id", &person.id, "an id that no other person has")?;
        let name = plain_name(&person.name);
        need(!name.is_empty(), "person.name", &person.name, "a name")?;
        need(names.insert(name), "person.name", &person.name, "a name that no other person has")?;
        let known = person.side.party().is_none_or(|id| rules.parties.contains(id));
        need(known, "person.side", &person.side, "\"neutral\", or an id listed under 'parties'")?;
        need(!person.duties.is_empty(), "person.duties", &person.id, Duty::EXPECTED)?;
    }
    let secretary = rules.persons.iter().any(|person| person.duties.contains(&Duty::Secretary));
    need(secretary, "person.duties", "", "a secretary among the persons, who logs what arrives")
}

/// How many of the persons with a duty sit for a side.
fn seats(rules: &WrittenRules, duty: Duty, side: &Side) -> usize {
    rules.persons.iter().filter(|person| person.side == *side && person.duties.contains(&duty)).count()
}

fn quorums(rules: &WrittenRules) -> Result<(), InvalidRules> {
    let quorum = rules.quorum;
    need(
        quorum.each_party >= 1,
        "quorum.each_party",
        quorum.each_party,
        "1 or more: no party is decided on in its absence",
    )?;
    let fewest = rules.parties.iter().map(|id| seats(rules, Duty::Member, &Side::Party(id.clone()))).min();
    let enough = |asked: u16, there: usize| usize::from(asked) <= there;
    let unfilled = "no more than the members that each party has";
    need(enough(quorum.each_party, fewest.unwrap_or(0)), "quorum.each_party", quorum.each_party, unfilled)?;
    let neutral = seats(rules, Duty::Member, &Side::Neutral);
    need(enough(quorum.neutral, neutral), "quorum.neutral", quorum.neutral, "no more than there are neutral members")?;
    let Some(emergency) = rules.emergency_quorum else { return Ok(()) };
    let least = usize::from(emergency.each_party) * rules.parties.len() + usize::from(emergency.neutral);
    need(least >= 2, "emergency_quorum", least, "two persons or more")?;
    let no_greater = emergency.each_party <= quorum.each_party && emergency.neutral <= quorum.neutral;
    need(no_greater, "emergency_quorum", emergency.each_party, "no number greater than in 'quorum'")
}

fn team(rules: &WrittenRules) -> Result<(), InvalidRules> {
    let team = rules.team;
    need(team.at_least >= 2, "team.at_least", team.at_least, "2 or more: nobody verifies alone")?;
    let monitors = rules.persons.iter().filter(|person| person.duties.contains(&Duty::Monitor)).count();
    let enough = usize::from(team.at_least) <= monitors;
    need(enough, "team.at_least", team.at_least, "no more than there are monitors among the persons")?;
    let each = rules.parties.iter().all(|id| seats(rules, Duty::Monitor, &Side::Party(id.clone())) > 0);
    need(!team.joint || each, "team.joint", team.joint, "false, or a monitor of each party among the persons")
}

/// What rests on the occurrence is held to no stronger standard than it, or nothing could ever be established.
fn proof(rules: &WrittenRules) -> Result<(), InvalidRules> {
    let proof = rules.proof;
    let expected = "a standard no stronger than that of 'proof.occurred'";
    need(proof.attribution <= proof.occurred, "proof.attribution", proof.attribution.as_str(), expected)?;
    need(proof.intent <= proof.occurred, "proof.intent", proof.intent.as_str(), expected)?;
    need(proof.breach <= proof.occurred, "proof.breach", proof.breach.as_str(), expected)
}

fn publication(rules: &WrittenRules) -> Result<(), InvalidRules> {
    let rule = &rules.publication;
    need(
        rule.levels.contains(&Level::Parties),
        "publication.levels",
        "",
        "a list with \"parties\": they are always told",
    )?;
    let blank = rules.conflicts.iter().any(|conflict| conflict.trim().is_empty());
    need(!blank, "conflicts", "", "words for each conflict")
}
