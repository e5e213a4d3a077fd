//! Observations of patrols and sensors, screened like incidents. A patrol rarely names who fired, and an explosion may be many
//! things: what the table leaves open stays open.

use crate::propose;
use crate::screen::Screen;
use crate::screen::arms;
use crate::screen::subject::Subject;
use model::{
    Actor, Agreement, ClaimKind, Contested, Incident, IncidentId, Method, Observation, Proposal, Version, WeaponClass,
    Where,
};
use std::collections::BTreeSet;

const TABLE: &str = include_str!("../../../data/weapons/observed.tsv");

/// Proposals on observations, each under the id that it is kept by. What was noticed nowhere, or is no act, gives none.
pub fn propose_on_observations(
    agreement: &Agreement,
    actors: &[Actor],
    observations: &[(IncidentId, Observation)],
) -> Vec<Proposal> {
    let screen = Screen::new(agreement, actors);
    observations.iter().flat_map(|(id, observation)| on(&screen, id, observation)).collect()
}

fn on(screen: &Screen<'_>, id: &IncidentId, observation: &Observation) -> Vec<Proposal> {
    let kinds = kinds(observation);
    let Some(first) = kinds.first() else { return Vec::new() };
    let incident = incident(id, *first, observation);
    propose::on(screen, &Subject::of_observation(&incident, kinds, observation.weapon.as_deref()))
}

/// What it may have been.
fn kinds(observation: &Observation) -> Vec<ClaimKind> {
    let Some(what) = observation.what.as_deref() else { return Vec::new() };
    let what = what.trim().to_lowercase();
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
    let named = rows.filter(|(word, _)| *word == what).flat_map(|(_, kinds)| kinds.split_whitespace());
    let kinds: BTreeSet<ClaimKind> = named.filter_map(ClaimKind::parse).collect();
    let by_weapon: BTreeSet<ClaimKind> = observation
        .weapon
        .as_deref()
        .map(arms::told_in)
        .unwrap_or_default()
        .iter()
        .map(|one| fired(one.class))
        .collect();
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
fn incident(id: &IncidentId, kind: ClaimKind, observation: &Observation) -> Incident {
    fn agreed<T>(value: T) -> Contested<T> {
        Contested::Agreed(Version { value, by: Vec::new() })
    }
    Incident {
        id: id.clone(),
        kind,
        members: Vec::new(),
        documents: Vec::new(),
        time: agreed(observation.when.clone()),
        place: agreed(observation.event_place.clone().map_or(Where::Unknown, Where::At)),
        actors: std::collections::BTreeMap::new(),
        harm: Vec::new(),
        origins: Vec::new(),
        contested: BTreeSet::new(),
        denials: Vec::new(),
        why: Vec::new(),
        method: Method::new("observation", 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{actors, day, place, truce};
    use model::observation::Means;
    use model::{Position, ProposedAnswer, When};

    fn observed(what: Option<&str>, weapon: Option<&str>) -> Vec<Proposal> {
        let Where::At(at) = place("Hilltown", "XX") else { panic!("a place") };
        let observation = Observation {
            position: Position::new(10.0, 10.1).unwrap(),
            position_name: "the bridge".to_owned(),
            event_place: Some(at),
            means: Means::Heard,
            count: None,
            what: what.map(str::to_owned),
            description: None,
            weapon: weapon.map(str::to_owned),
            bearing: Some(280),
            distance_km: Some((3.0, 5.0)),
            when: When::Known(day("2031-05-03")),
        };
        let all = [(IncidentId::new("obs-1").unwrap(), observation)];
        propose_on_observations(&truce("north", "south"), &actors("north", "south"), &all)
    }

    fn answer(what: &str, weapon: Option<&str>) -> String {
        let all = observed(Some(what), weapon);
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
        assert!(observed(None, None).is_empty());
        assert!(observed(Some("flare"), None).is_empty());
        assert_eq!(answer("shots", None), "OutsideScope(\"kind\")");
    }

    #[test]
    fn every_kind_of_the_table_is_one() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        let unknown: Vec<&str> = rows
            .flat_map(|(_, kinds)| kinds.split_whitespace())
            .filter(|kind| ClaimKind::parse(kind).is_none())
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
