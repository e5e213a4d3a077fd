//! Observations of patrols and sensors, screened like incidents. A patrol rarely names who fired, and an explosion may be many
//! things: what the table leaves open stays open.

mod sighting;

use crate::propose;
use crate::screen::Screen;
use crate::screen::arms::{self, Weapon};
use crate::screen::subject::Subject;
use model::{
    Actor, Agreement, ClaimKind, Contested, Incident, IncidentId, Method, Noticed, Observation, Proposal,
    ProposalSubject, Version, WeaponClass, When,
};
use std::collections::BTreeSet;

const TABLE: &str = include_str!("../../../data/weapons/observed.tsv");

/// Proposals on observations, in their order. What is no act, or was nothing, gives none.
pub fn propose_on_observations(agreement: &Agreement, actors: &[Actor], observations: &[Observation]) -> Vec<Proposal> {
    let screen = Screen::new(agreement, actors);
    observations.iter().flat_map(|observation| on(&screen, observation)).collect()
}

/// Whether the table knows a word for what was noticed; another is kept, and screened under nothing.
pub fn is_known(what: &str) -> bool {
    rows(&what.trim().to_lowercase()).next().is_some()
}

fn on(screen: &Screen<'_>, observation: &Observation) -> Vec<Proposal> {
    let Some(noticed) = &observation.noticed else { return Vec::new() };
    let weapons = weapons(noticed);
    let kinds = kinds(noticed, &weapons);
    let Some((first, incident)) = kinds.first().zip(internal_id(observation)) else { return Vec::new() };
    let incident = as_incident(incident, *first, observation, noticed);
    let about = ProposalSubject::Observation(observation.id.clone());
    propose::on(screen, &Subject::of_observation(&incident, about, kinds, weapons))
}

/// Ids of both kinds have the same form; this one never leaves the screening.
fn internal_id(observation: &Observation) -> Option<IncidentId> {
    IncidentId::new(observation.id.as_str()).ok()
}

fn weapons(noticed: &Noticed) -> Vec<Weapon> {
    let calibre = noticed.calibre_mm.map(|calibre| format!("{calibre} mm"));
    let told: Vec<&str> = calibre.as_deref().into_iter().chain(noticed.weapon.as_deref()).collect();
    arms::told_in(&told.join(" "))
}

fn rows(what: &str) -> impl Iterator<Item = &'static str> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    rows.filter(move |(word, _)| *word == what).map(|(_, kinds)| kinds)
}

/// What it may have been. A live-fire exercise is told as one, whatever was heard of it.
fn kinds(noticed: &Noticed, weapons: &[Weapon]) -> Vec<ClaimKind> {
    let what = noticed.what.trim().to_lowercase();
    let named = rows(&what).flat_map(str::split_whitespace);
    let kinds: BTreeSet<ClaimKind> = named.filter_map(ClaimKind::parse).collect();
    if noticed.exercise && !kinds.is_empty() {
        return vec![ClaimKind::Exercise];
    }
    let by_weapon: BTreeSet<ClaimKind> = weapons.iter().map(|one| fired(one.class)).collect();
    let settled: Vec<ClaimKind> = kinds.intersection(&by_weapon).copied().collect();
    if settled.is_empty() { kinds.into_iter().collect() } else { settled }
}

/// What fire with such a weapon is.
fn fired(class: WeaponClass) -> ClaimKind {
    match class {
        WeaponClass::SmallArms => ClaimKind::SmallArmsFire,
        WeaponClass::Aircraft => ClaimKind::AirStrike,
        WeaponClass::Drone => ClaimKind::DroneStrike,
        WeaponClass::Explosive => ClaimKind::ExplosiveDevice,
        WeaponClass::GrenadeLauncher
        | WeaponClass::AntiTank
        | WeaponClass::Mortar
        | WeaponClass::Artillery
        | WeaponClass::RocketLauncher
        | WeaponClass::Missile
        | WeaponClass::Tank
        | WeaponClass::ArmouredVehicle
        | WeaponClass::AirDefence => ClaimKind::Shelling,
    }
}

/// The observation as an incident that nobody claims and nobody is named in.
fn as_incident(id: IncidentId, kind: ClaimKind, observation: &Observation, noticed: &Noticed) -> Incident {
    fn agreed<T>(value: T) -> Contested<T> {
        Contested::Agreed(Version { value, by: Vec::new() })
    }
    Incident {
        id,
        kind,
        members: Vec::new(),
        documents: Vec::new(),
        time: agreed(When::Known(observation.when)),
        place: agreed(sighting::place(&observation.position, noticed)),
        actors: std::collections::BTreeMap::new(),
        harm: Vec::new(),
        origins: Vec::new(),
        contested: BTreeSet::new(),
        denials: Vec::new(),
        why: Vec::new(),
        method: Method::new("observation", 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{actors, observation, place, truce};
    use model::ProposedAnswer;

    fn observed(what: &str, weapon: Option<&str>, exercise: bool) -> Vec<Proposal> {
        let mut observation = observation("obs-1", Some(what), "2031-05-03");
        let noticed = observation.noticed.as_mut().unwrap();
        (noticed.weapon, noticed.exercise) = (weapon.map(str::to_owned), exercise);
        noticed.place = place("Hilltown", "XX");
        propose_on_observations(&truce("north", "south"), &actors("north", "south"), &[observation])
    }

    fn answer(what: &str, weapon: Option<&str>) -> String {
        let all = observed(what, weapon, false);
        assert_eq!(all.len(), 1, "{all:?}");
        match &all[0].answer {
            ProposedAnswer::CannotTell(missing) => missing.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn an_explosion_leaves_open_what_it_was_unless_the_weapon_is_told() {
        assert_eq!(answer("explosion", None), "what it was, who did it");
        assert_eq!(answer("explosion", Some("mortar")), "who did it");
    }

    #[test]
    fn nothing_heard_is_no_act_and_a_shot_is_one_that_no_provision_names() {
        let nothing = observation("obs-1", None, "2031-05-03");
        assert!(propose_on_observations(&truce("north", "south"), &actors("north", "south"), &[nothing]).is_empty());
        assert!(observed("flare", None, false).is_empty() && observed("zeppelin", None, false).is_empty());
        assert!(is_known("Flare") && !is_known("zeppelin"));
        assert_eq!(answer("shots", None), "OutsideScope(\"kind\")");
    }

    #[test]
    fn a_live_fire_exercise_is_screened_as_one() {
        let all = observed("explosions", Some("mortar"), true);
        assert_eq!(all[0].because, ["No provision names exercise."]);
        assert_eq!(all[0].subject.observation().unwrap().as_str(), "obs-1");
    }

    #[test]
    fn every_kind_of_the_table_is_one() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        let unknown: Vec<&str> = rows
            .flat_map(|(_, kinds)| kinds.split_whitespace())
            .filter(|kind| *kind != "-" && ClaimKind::parse(kind).is_none())
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
