//! Our claims in MUC-4's terms, after the task's documents: incidents are acts against persons or property that are told as
//! done and specific (whom or what they struck, or with what); attacks of armed sides on each other are none unless civilians
//! or things suffer. An agent with a proper name that is not a person's is a perpetrating organisation, as are an army, a
//! government and the like, whatever their name, and the one that individuals are told to belong to or were named by before;
//! persons are victims, things and places physical targets.

mod armed;
mod phrases;
mod recent;

use crate::bench::Read;
use crate::tasks::fillers::{Part, is_told, mentioned, part};
use model::{ActorRef, Claim, ClaimKind, Effect, Filler, MentionKind, MentionRef, Role, Tense};
use phrases::{fullest, phrase, whole, without_body};
use recent::{is_recent, is_single};
use std::collections::{BTreeMap, BTreeSet};

/// The fillers of a role by key.
type Fillers = BTreeMap<&'static str, BTreeMap<String, BTreeSet<String>>>;

/// The claims that are incidents in MUC-4's sense, and their type.
pub fn incidents(read: &Read) -> impl Iterator<Item = (&'static str, &Claim)> {
    let told = read.reading.claims.iter().filter(|claim| is_told(claim) && claim.tense != Tense::Ongoing);
    let news = |claim: &&Claim| is_specific(claim) && is_single(claim) && is_recent(read, claim);
    told.filter(news).filter_map(|claim| Some((incident_type(read, claim)?, claim)))
}

/// Whether it is told whom or what an act struck, or with what.
fn is_specific(claim: &Claim) -> bool {
    let roles = [Role::Target, Role::Victim, Role::Instrument];
    roles.iter().any(|role| claim.roles.contains_key(role)) || claim.harm.iter().any(|harm| harm.who.is_some())
}

fn incident_type(read: &Read, claim: &Claim) -> Option<&'static str> {
    let suffered = |effects: &[Effect]| claim.harm.iter().any(|harm| effects.contains(&harm.effect));
    let hurts = suffered(&[Effect::Killed, Effect::Injured]);
    let aimed = || !armed::aims(read, claim).is_empty();
    let civil = || !armed::only(read, claim);
    match claim.kind {
        ClaimKind::Arson if civil() => Some("ARSON"),
        ClaimKind::ExplosiveDevice | ClaimKind::SuicideAttack if civil() => Some("BOMBING"),
        ClaimKind::Abduction => Some("KIDNAPPING"),
        ClaimKind::RobberyOrLooting => Some("ROBBERY"),
        ClaimKind::Assassination
        | ClaimKind::SmallArmsFire
        | ClaimKind::Sniping
        | ClaimKind::AttackOnCivilians
        | ClaimKind::SexualViolence
        | ClaimKind::Destruction
            if civil() =>
        {
            Some("ATTACK")
        }
        ClaimKind::Shelling if (hurts || aimed()) && civil() => Some("ATTACK"),
        ClaimKind::AirStrike | ClaimKind::DroneStrike if hurts && civil() => Some("ATTACK"),
        ClaimKind::ArmedClash if is_attack(read, claim) && aimed() && civil() => Some("ATTACK"),
        ClaimKind::Harm if (hurts || suffered(&[Effect::Damaged])) && civil() => Some("ATTACK"),
        _ => None,
    }
}

/// One side attacks; in a clash two fight.
fn is_attack(read: &Read, claim: &Claim) -> bool {
    let trigger = read.words(claim.trigger).to_lowercase();
    ["attack", "assault", "raid", "ambush", "storm"].iter().any(|word| trigger.contains(word))
}

/// Role → entities by key: an actor of the register is one entity under whatever name, its first mention stands for it.
pub fn fillers(read: &Read) -> Fillers {
    let mut all = Fillers::new();
    for (_, claim) in incidents(read) {
        let roles = claim.roles.iter().flat_map(|(role, list)| list.iter().map(move |filler| (*role, *filler)));
        for (role, filler) in roles.chain(claim.harm.iter().filter_map(harmed)) {
            let Some(part) = part(read, filler) else { continue };
            let words = phrase(read, &part, claim.trigger);
            let bodies: Vec<Part<'_>> = bodies(read, &part).filter(|_| role == Role::Agent).collect();
            if let Some(slot) = slot(claim.kind, role, &part, &words) {
                let own = if bodies.is_empty() { &words } else { without_body(&words) };
                add(&mut all, slot, &part, if slot == "physical target" { whole(own) } else { own.to_owned() });
            }
            for body in bodies {
                add(&mut all, ORGANISATION, &body, phrase(read, &body, claim.trigger));
            }
            if let Some(body) = served(&words).filter(|_| role == Role::Agent) {
                add(&mut all, ORGANISATION, &part, body.to_owned());
            }
        }
    }
    if let Some(victims) = all.get_mut("victim") {
        fullest(victims);
    }
    all
}

/// The slot of organisations that did it.
const ORGANISATION: &str = "perpetrator, organisation";

fn harmed(harm: &model::Harm) -> Option<(Role, Filler)> {
    let role = if harm.effect == Effect::Damaged { Role::Target } else { Role::Victim };
    harm.who.map(|who| (role, who))
}

fn add(all: &mut Fillers, slot: &'static str, part: &Part<'_>, words: String) {
    if !words.is_empty() {
        let key = part.actor.and_then(ActorRef::id).map_or_else(|| words.clone(), ToString::to_string);
        all.entry(slot).or_default().entry(key).or_insert_with(|| BTreeSet::from([words]));
    }
}

/// The organisations named inside the phrase of individuals, or of which they are told again: "guerrillas of the Front".
fn bodies<'a>(read: &'a Read, part: &Part<'a>) -> impl Iterator<Item = Part<'a>> {
    let (span, own) = (part.span, part.kind != Some(MentionKind::Organisation) && part.mention.is_some());
    let inside = move |(_, mention): &(usize, &model::Mention)| {
        own && mention.kind == MentionKind::Organisation && span.contains(mention.span) && span != mention.span
    };
    let found = read.reading.mentions.iter().enumerate().filter(inside).map(|(number, _)| MentionRef(number));
    let body = |mention: &MentionRef| {
        read.reading.mentions.get(mention.0).is_some_and(|mention| mention.kind == MentionKind::Organisation)
    };
    let again = part.mention.and_then(|mention| read.reading.mentions.get(mention.0)?.antecedent).filter(body);
    found.chain(again).filter_map(|mention| mentioned(read, mention))
}

/// The body of a state that individuals serve: "members of the armed forces", "army officers".
fn served(words: &str) -> Option<&'static str> {
    let of_body = |body: &&&str| {
        words != **body
            && (words.starts_with(&format!("{body} "))
                || words.ends_with(&format!(" of {body}"))
                || words.ends_with(&format!(" of the {body}")))
    };
    BODIES.iter().find(of_body).copied()
}

/// The slot that a role is in MUC-4's terms. A bare number names nobody, nor do words that only stand for a group named
/// elsewhere; a town or a street is no target, and what was stolen is none either; shots are no weapon. Kidnappings have no
/// physical target and no weapon, arson has no weapon.
fn slot(kind: ClaimKind, role: Role, part: &Part<'_>, words: &str) -> Option<&'static str> {
    let last = words.rsplit(' ').next().unwrap_or_default();
    let person = matches!(part.kind, Some(MentionKind::Person | MentionKind::Actor));
    let thing = matches!(kind, ClaimKind::Destruction | ClaimKind::Arson) || BUILDINGS.contains(&last);
    match role {
        Role::Agent if ANYBODY.contains(&words) => None,
        Role::Agent if part.kind == Some(MentionKind::Organisation) || is_body(words) => Some(ORGANISATION),
        Role::Agent if person => Some("perpetrator, individual"),
        Role::Victim if person => Some("victim"),
        Role::Target if person && !thing => Some("victim"),
        Role::Target if matches!(kind, ClaimKind::RobberyOrLooting | ClaimKind::Abduction) => None,
        Role::Target if part.kind == Some(MentionKind::Place) => None,
        Role::Target => Some("physical target"),
        Role::Instrument if matches!(kind, ClaimKind::Abduction | ClaimKind::Arson) => None,
        Role::Instrument if !SHOTS.contains(&last) => Some("weapon"),
        _ => None,
    }
}

fn is_body(words: &str) -> bool {
    BODIES.iter().any(|body| {
        words == *body
            || words.strip_suffix(body).is_some_and(|before| before.ends_with(' ') && !before.contains(" of "))
    })
}

/// Bodies of a state that act as one.
const BODIES: &[&str] =
    &["armed forces", "army", "air force", "navy", "military", "government", "security forces", "national guard"];

/// Words that stand for those who work in a house, and for the house where it is attacked.
const BUILDINGS: &[&str] = &[
    "embassy",
    "office",
    "offices",
    "consulate",
    "ministry",
    "station",
    "company",
    "bank",
    "newspaper",
    "headquarters",
    "camp",
];

/// What weapons send.
const SHOTS: &[&str] = &["shot", "shots", "bullet", "bullets", "fire", "gunfire", "round", "rounds"];

/// Words that stand for a group told elsewhere, or for anybody.
const ANYBODY: &[&str] = &[
    "group",
    "groups",
    "organization",
    "organizations",
    "organisation",
    "organisations",
    "movement",
    "person",
    "persons",
    "people",
];
