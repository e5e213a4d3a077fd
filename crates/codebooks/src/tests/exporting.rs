//! Our own incidents as rows and back: a fact comes back as it was, or the loss report names it. There is no third thing.

use super::register;
use crate::{Book, Losses, Row, Told, event, export, read};
use jiff::civil::date;
use model::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn said<T>(value: T) -> Contested<T> {
    Contested::from_versions(vec![Version { value, by: vec![ClaimId::new("r-1.c1").unwrap()] }])
}

fn time() -> impl Strategy<Value = Contested<When>> {
    let days = (1_i8..13, 1_i8..29, 1_i64..60, prop::sample::select(Precision::ALL.to_vec()));
    let known = days.prop_map(|(month, day, length, precision)| {
        let from = date(2031, month, day);
        let to =
            from.checked_add(jiff::Span::new().days(if precision == Precision::Day { 1 } else { length })).unwrap();
        When::Known(Interval::new(from.into(), to.into(), precision).unwrap())
    });
    let minute = Just(When::Known(
        Interval::new(date(2031, 5, 1).at(7, 0, 0, 0), date(2031, 5, 1).at(7, 1, 0, 0), Precision::Minute).unwrap(),
    ));
    prop_oneof![6 => known.prop_map(said), 1 => minute.prop_map(said), 1 => Just(said(When::Unknown)), 1 => Just(Contested::Unsaid)]
}

fn place() -> impl Strategy<Value = Contested<Where>> {
    let point = (prop::sample::select(PlacePrecision::ALL.to_vec()), prop::sample::select(vec![5.0, 7.5, 25.0, 150.0]));
    let at = point.prop_map(|(precision, radius_km)| {
        Where::At(Place {
            id: PlaceId::new("gn:12").unwrap(),
            name: "Reed town".to_owned(),
            position: Position::new(32.5, 13.25).unwrap(),
            radius_km,
            country: CountryCode::new("LY"),
            precision,
        })
    });
    prop_oneof![6 => at.prop_map(said), 1 => Just(said(Where::Named("the mill".to_owned()))), 1 => Just(Contested::Unsaid)]
}

fn who() -> impl Strategy<Value = ActorRef> {
    let listed = |id: &str, name: &str| ActorRef::Listed { id: ActorId::new(id).unwrap(), name: name.to_owned() };
    let described = |words: &str, kind| ActorRef::Described { description: words.to_owned(), kind, of: None };
    prop::sample::select(vec![
        listed("north", "North Command"),
        listed("south", "South Council"),
        listed("state", "Landstate"),
        ActorRef::Unlisted { name: "Reed Guard".to_owned(), kind: ActorKind::ArmedGroup },
        described("civilians", ActorKind::Population),
        described("gunmen", ActorKind::ArmedGroup),
    ])
}

fn harm() -> impl Strategy<Value = Vec<IncidentHarm>> {
    let toll = (0_u64..120, 0_u64..9, 0_u64..9, any::<bool>(), any::<bool>(), any::<bool>());
    let toll = toll.prop_map(|(low, more, most, best, high, rough)| {
        let best = best.then_some(low + more);
        Toll::new(low, best, high.then_some(low + more + most), rough).unwrap()
    });
    let one = |effect: Effect| move |toll: Toll| IncidentHarm { effect, toll, by: Vec::new() };
    (toll.clone(), toll, 0_usize..4).prop_map(move |(killed, injured, which)| match which {
        0 => Vec::new(),
        1 => vec![one(Effect::Injured)(injured)],
        2 => vec![one(Effect::Killed)(killed)],
        _ => vec![one(Effect::Killed)(killed), one(Effect::Injured)(injured)],
    })
}

fn incident() -> impl Strategy<Value = Incident> {
    let roles = prop::collection::btree_map(
        prop::sample::select(vec![Role::Agent, Role::Target, Role::Victim, Role::Counterpart, Role::Mediator]),
        who().prop_map(said),
        0..4,
    );
    (prop::sample::select(ClaimKind::ALL.to_vec()), time(), place(), roles, harm()).prop_map(
        |(kind, time, place, actors, harm)| Incident {
            id: IncidentId::new("i-0123456789ab").unwrap(),
            kind,
            members: vec![ClaimId::new("r-1.c1").unwrap()],
            documents: vec![ReportId::new("r-1").unwrap()],
            time,
            place,
            actors,
            harm,
            origins: vec![OriginId::new("o-1").unwrap()],
            contested: BTreeSet::new(),
            denials: Vec::new(),
            why: Vec::new(),
            method: Method::new("fusion-weights", 1),
        },
    )
}

/// The facts of the claim that a row makes, by the names under which losses are told.
fn told_back(row: &Row) -> Option<BTreeMap<String, String>> {
    let reading = read(row, ReportId::of_row("b", "1", "0").unwrap(), &register());
    let claim = reading.claims.first()?;
    let mut facts = BTreeMap::from([("kind".to_owned(), claim.kind.as_str().to_owned())]);
    facts.insert("time".to_owned(), format!("{:?}", reading.time(claim).hull()));
    facts.extend(of_place(&reading.place(claim)));
    for role in Role::ALL {
        let who: BTreeSet<&ActorRef> = reading.actors(claim, role).collect();
        facts.insert(role.as_str().to_owned(), format!("{who:?}"));
    }
    // The first toll is the whole; the others are its parts.
    facts.extend(claim.harm.first().into_iter().flat_map(|harm| of_toll(harm.effect, harm.toll)));
    Some(facts)
}

fn of_incident(incident: &Incident) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::from([("kind".to_owned(), incident.kind.as_str().to_owned())]);
    let time = incident.time.versions().first().and_then(|version| version.value.hull());
    facts.insert("time".to_owned(), format!("{time:?}"));
    let unknown = Where::Unknown;
    facts.extend(of_place(incident.place.versions().first().map_or(&unknown, |version| &version.value)));
    for role in Role::ALL {
        let versions = incident.actors.get(&role).map(Contested::versions).unwrap_or_default();
        let who: BTreeSet<&ActorRef> = versions.iter().map(|version| &version.value).collect();
        facts.insert(role.as_str().to_owned(), format!("{who:?}"));
    }
    facts.extend(incident.harm.iter().flat_map(|harm| of_toll(harm.effect, harm.toll)));
    facts
}

fn of_place(place: &Where) -> Vec<(String, String)> {
    match place {
        Where::At(place) => vec![
            ("place".to_owned(), format!("{} {:?} {:?}", place.name, place.position, place.country)),
            ("place.precision".to_owned(), format!("{:?}", place.precision)),
            ("place.radius_km".to_owned(), place.radius_km.to_string()),
        ],
        other => vec![("place".to_owned(), format!("{other:?}"))],
    }
}

fn of_toll(effect: Effect, toll: Toll) -> Vec<(String, String)> {
    let name = effect.as_str().to_owned();
    let rough = (format!("{name}.approximate"), toll.approximate().to_string());
    vec![(name, format!("{} {:?} {:?}", toll.low(), toll.best(), toll.high())), rough]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_fact_is_in_the_row_or_among_the_losses(
        incident in incident(),
        book in prop::sample::select(vec![Book::Ucdp, Book::Acled]),
    ) {
        let origins = ["Coast Wire".to_owned()];
        let told = Told { incident: &incident, origins: &origins };
        let mut losses = Losses::default();
        let head = export::head(book, &[]);
        match event(&told, book, &head, &register()) {
            Err(_) => prop_assert_eq!(book, Book::Ucdp, "only UCDP asks for dead"),
            Ok(row) => {
                losses.note_event(&told, &row, &register());
                let lost: BTreeSet<&str> = losses.lost.keys().map(String::as_str).collect();
                let before = of_incident(&incident);
                let back = told_back(&row);
                if let Some(back) = &back {
                    for (field, value) in &before {
                        let whole_lost = field.split('.').next().is_some_and(|whole| whole != field && lost.contains(whole));
                        let is_kept = back.get(field) == Some(value);
                        prop_assert!(is_kept || whole_lost || lost.contains(field.as_str()), "{} of {:?} in {:?}", field, incident, row.cells);
                        prop_assert!(!(is_kept && lost.contains(field.as_str())), "{} is told as lost and is not", field);
                    }
                } else {
                    prop_assert!(lost.contains("kind"), "a row without a claim has lost at least its kind");
                }
                for field in ["members", "documents", "method"] {
                    prop_assert!(lost.contains(field));
                }
                prop_assert!(!lost.contains("origins"));
            }
        }
    }
}

#[test]
fn the_report_counts_and_names_examples() {
    let mut losses = Losses::default();
    losses.leave_out("i-1", "no dead");
    losses.lost.entry("time".to_owned()).or_default().extend(["i-2".to_owned(), "i-3".to_owned()]);
    assert_eq!(losses.report(), "what\tfield\trows\texamples\nlost\ttime\t2\ti-2 i-3\nleft out\tno dead\t1\ti-1\n");
    assert_eq!(losses.summary(), ["not held: time (2)", "left out: no dead (1)"]);
}
