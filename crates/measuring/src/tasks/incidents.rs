//! MUC-4: role fillers by CEAF-REE, and the types of incident in a report.
//!
//! What counts as an incident follows the task's documents: acts against persons or property that are told as done, and no
//! clashes between armed sides. An agent with a proper name that is not a person's is a perpetrating organisation, any
//! other an individual one; persons are victims, things and places physical targets.

use crate::bench::{Bench, Input, Read};
use crate::corpora::muc4::{ROLES, Report, read};
use crate::counts::Counts;
use crate::scorers::entities::{ceaf_ree, normalised};
use crate::scorers::labels;
use crate::tasks::fillers::{Part, is_told, part};
use crate::tasks::{Case, Figure, Outcome};
use anyhow::Result;
use model::{ActorRef, Claim, ClaimKind, Effect, Filler, MentionKind, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Role fillers of each report.
pub fn roles(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let (reports, reads) = both(bench, folder)?;
    let mut sums: BTreeMap<&str, Counts> = BTreeMap::new();
    let mut outcome = Outcome::default();
    for (report, read) in reports.iter().zip(&reads) {
        let found = fillers(read);
        let (mut wrong, mut told) = (0, report.id.clone());
        for (role, _) in ROLES {
            let gold = report.fillers.get(role).cloned().unwrap_or_default();
            let ours: Vec<BTreeSet<String>> = found.get(role).cloned().unwrap_or_default().into_values().collect();
            let counts = ceaf_ree(&gold, &ours);
            *sums.entry(role).or_default() += counts;
            wrong += counts.wrong();
            if counts.wrong() > 0 {
                let wanted: Vec<String> = gold.iter().map(|one| show(&one.mentions, one.optional)).collect();
                let given: Vec<String> = ours.iter().map(|one| show(one, false)).collect();
                told.push_str(&format!(
                    "\n  {role}\n    gold:  {}\n    found: {}",
                    wanted.join(" | "),
                    given.join(" | ")
                ));
            }
        }
        outcome.cases.extend((wrong > 0).then_some(Case { wrong, told }));
    }
    let all = sums.values().fold(Counts::default(), |mut sum, one| {
        sum += *one;
        sum
    });
    outcome.figures.push(Figure::f1("all roles", "CEAF-REE F1", all));
    outcome.figures.extend(
        ROLES.iter().map(|(role, _)| Figure::f1(*role, "CEAF-REE F1", sums.get(role).copied().unwrap_or_default())),
    );
    Ok(outcome)
}

/// Incident types of each report.
pub fn types(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let (reports, reads) = both(bench, folder)?;
    let (mut sum, mut relevance, mut outcome) = (Counts::default(), Counts::default(), Outcome::default());
    let mut by_type: BTreeMap<&str, Counts> = BTreeMap::new();
    for (report, read) in reports.iter().zip(&reads) {
        let found: BTreeSet<&str> = incidents(read).map(|(kind, _)| kind).collect();
        let gold: BTreeSet<&str> =
            report.types.iter().chain(report.optional_types.intersection(&found)).copied().collect();
        let counts = labels::shared(&gold, &found);
        sum += counts;
        for kind in gold.union(&found) {
            *by_type.entry(kind).or_default() += labels::shared(
                &gold.iter().filter(|one| *one == kind).copied().collect(),
                &found.iter().filter(|one| *one == kind).copied().collect(),
            );
        }
        let relevant = |set: &BTreeSet<&'static str>| usize::from(!set.is_empty());
        let (wanted, given) = (relevant(&report.types), usize::from(!found.is_empty()));
        let open = wanted == 0 && relevant(&report.optional_types) == 1;
        relevance += Counts { gold: wanted, found: if open { 0 } else { given }, right: wanted.min(given) };
        let told = format!("{}\n  gold:  {gold:?}\n  found: {found:?}\n{}", report.id, triggers(read));
        outcome.cases.extend((counts.wrong() > 0).then(|| Case { wrong: counts.wrong(), told }));
    }
    outcome.figures.push(Figure::f1("all types", "F1", sum));
    outcome.figures.push(Figure::f1("any incident at all", "F1", relevance));
    outcome.figures.extend(by_type.into_iter().map(|(kind, counts)| Figure::f1(kind.to_lowercase(), "F1", counts)));
    Ok(outcome)
}

fn both(bench: &Bench, folder: &Path) -> Result<(Vec<Report>, Vec<Read>)> {
    let mut reports = read(&folder.join("tst1/tst1-muc3"), &folder.join("tst1/key-tst1.v7"))?;
    reports.extend(read(&folder.join("tst2/tst2-muc4"), &folder.join("tst2/key-tst2.v4"))?);
    let reads = bench.read("incidents", &reports.iter().map(|one| Input::english(&one.text)).collect::<Vec<_>>())?;
    Ok((reports, reads))
}

/// The claims that are incidents in MUC-4's sense, and their type.
fn incidents(read: &Read) -> impl Iterator<Item = (&'static str, &Claim)> {
    read.reading.claims.iter().filter(|claim| is_told(claim)).filter_map(|claim| Some((incident_type(claim)?, claim)))
}

fn incident_type(claim: &Claim) -> Option<&'static str> {
    let hurts = claim.harm.iter().any(|harm| matches!(harm.effect, Effect::Killed | Effect::Injured));
    match claim.kind {
        ClaimKind::Arson => Some("ARSON"),
        ClaimKind::ExplosiveDevice | ClaimKind::SuicideAttack => Some("BOMBING"),
        ClaimKind::Abduction => Some("KIDNAPPING"),
        ClaimKind::RobberyOrLooting => Some("ROBBERY"),
        ClaimKind::SmallArmsFire
        | ClaimKind::Shelling
        | ClaimKind::AirStrike
        | ClaimKind::DroneStrike
        | ClaimKind::Sniping
        | ClaimKind::AttackOnCivilians
        | ClaimKind::Assassination
        | ClaimKind::SexualViolence
        | ClaimKind::Destruction => Some("ATTACK"),
        ClaimKind::Harm if hurts => Some("ATTACK"),
        _ => None,
    }
}

/// Role → entities by key: an actor of the register is one entity under whatever name, its first mention stands for it.
fn fillers(read: &Read) -> BTreeMap<&'static str, BTreeMap<String, BTreeSet<String>>> {
    let mut all: BTreeMap<&'static str, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    let mut add = |role: &'static str, part: &Part<'_>| {
        let words = phrase(read, part);
        if !words.is_empty() {
            let key = part.actor.and_then(ActorRef::id).map_or_else(|| words.clone(), ToString::to_string);
            all.entry(role).or_default().entry(key).or_insert_with(|| BTreeSet::from([words]));
        }
    };
    for (_, claim) in incidents(read) {
        for (role, filler) in
            claim.roles.iter().flat_map(|(role, list)| list.iter().map(move |filler| (*role, *filler)))
        {
            if let Some((part, role)) =
                part(read, filler).and_then(|part| muc_role(role, &part).map(|role| (part, role)))
            {
                add(role, &part);
            }
        }
        for harm in &claim.harm {
            let damaged = harm.effect == Effect::Damaged;
            if let Some(part) = harm.who.and_then(|who: Filler| part(read, who)) {
                add(if damaged { "physical target" } else { "victim" }, &part);
            }
        }
    }
    all
}

fn muc_role(role: Role, part: &Part<'_>) -> Option<&'static str> {
    let person = matches!(part.kind, Some(MentionKind::Person | MentionKind::Actor | MentionKind::Quantity));
    match role {
        Role::Agent if part.kind == Some(MentionKind::Organisation) => Some("perpetrator, organisation"),
        Role::Agent if person => Some("perpetrator, individual"),
        Role::Victim => Some("victim"),
        Role::Target if person => Some("victim"),
        Role::Target => Some("physical target"),
        Role::Instrument => Some("weapon"),
        _ => None,
    }
}

/// The words as MUC-4's keys have them: names without titles; other phrases without determiner and number.
fn phrase(read: &Read, part: &Part<'_>) -> String {
    let named = matches!(part.kind, Some(MentionKind::Person | MentionKind::Organisation));
    let words = normalised(read.words(if named { part.head } else { part.span }));
    let open = |word: &&str| !OPENERS.contains(word) && !word.chars().all(|c| c.is_ascii_digit());
    words.split(' ').skip_while(|word| !open(word)).collect::<Vec<_>>().join(" ")
}

/// Determiners and numbers that may open a phrase.
const OPENERS: &[&str] = &[
    "his",
    "her",
    "its",
    "their",
    "our",
    "this",
    "that",
    "these",
    "those",
    "all",
    "some",
    "several",
    "many",
    "at",
    "least",
    "about",
    "around",
    "approximately",
    "nearly",
    "more",
    "than",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "hundred",
    "dozens",
    "hundreds",
    "of",
    "other",
];

fn show(mentions: &BTreeSet<String>, optional: bool) -> String {
    let list = mentions.iter().map(String::as_str).collect::<Vec<_>>().join(" / ");
    if optional { format!("({list})") } else { list }
}

/// What was read, a line a claim: its type, its kind, its words, and who or what fills its roles.
fn triggers(read: &Read) -> String {
    let lines = incidents(read).map(|(kind, claim)| {
        let roles = claim.roles.iter().flat_map(|(role, list)| list.iter().map(move |filler| (role, *filler)));
        let fillers: String = roles
            .filter_map(|(role, filler)| {
                Some(format!(" · {}: {}", role.as_str(), read.words(part(read, filler)?.span)))
            })
            .collect();
        format!("  {kind} ({}): {}{fillers}", claim.kind.as_str(), read.words(claim.evidence)).replace('\n', " ")
    });
    lines.collect::<Vec<_>>().join("\n")
}
