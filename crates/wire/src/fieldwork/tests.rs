//! The three forms of what patrols enter say the same, and what is wrong is told with its place.

use super::*;
use model::{
    ActorKind, ActorRef, Description, Direction, Distance, Effort, EffortId, Interval, Means, Noticed, Observation,
    ObservationId, OutOfReach, Patrol, PatrolId, Place, PlaceId, PlacePrecision, Position, Precision, Restriction,
    RestrictionId, RestrictionKind, Toll, Where,
};
use proptest::prelude::*;

fn rows<L: Tabular>(lines: &[L]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(L::COLUMNS.split_whitespace()).unwrap();
    for line in lines {
        // As the export guards what a spreadsheet would run.
        let guard = |cell: String| if cell.starts_with(['=', '-', '\'']) { format!("'{cell}") } else { cell };
        writer.write_record(line.to_cells().into_iter().map(guard)).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

fn words() -> impl Strategy<Value = String> {
    "[a-zé=',\"-][a-zé ,\"\n:-]{0,8}[a-z]"
}

fn name() -> impl Strategy<Value = String> {
    "[a-zé'=-][a-zé, ]{0,6}[a-z]"
}

fn id() -> impl Strategy<Value = String> {
    "[a-z0-9=-]{1,6}"
}

fn interval() -> impl Strategy<Value = Interval> {
    (0_i64..5_000_000, 1_i64..5_000, 0..Precision::ALL.len()).prop_map(|(from, length, precision)| {
        let start = jiff::civil::date(2031, 1, 1).at(0, 0, 0, 0);
        let from = start.checked_add(jiff::Span::new().minutes(from)).unwrap();
        let to = from.checked_add(jiff::Span::new().minutes(length)).unwrap();
        Interval::new(from, to, Precision::ALL[precision]).unwrap()
    })
}

fn place() -> impl Strategy<Value = Where> {
    let at = (name(), -90.0..90.0_f64, -180.0..180.0_f64, 0.0..90.0_f64, 0..PlacePrecision::ALL.len()).prop_map(
        |(name, north, east, radius_km, precision)| {
            Where::At(Place {
                id: PlaceId::new("tw:ridge").unwrap(),
                name,
                position: Position::new(north, east).unwrap(),
                radius_km,
                country: model::CountryCode::new("XX"),
                precision: PlacePrecision::ALL[precision],
            })
        },
    );
    prop_oneof![Just(Where::Unknown), name().prop_map(Where::Named), at]
}

fn patrol() -> impl Strategy<Value = Patrol> {
    (name(), proptest::collection::vec(name(), 0..3), proptest::option::of(id())).prop_map(|(team, observers, id)| {
        let mirrors = id.as_ref().map(|id| PatrolId::new(format!("{id}m")).unwrap());
        Patrol { team, observers, id: id.map(|id| PatrolId::new(id).unwrap()), mirrors }
    })
}

fn noticed() -> impl Strategy<Value = Noticed> {
    let direction = || {
        proptest::option::of(prop_oneof![
            (0_u16..360).prop_map(|degrees| Direction::parse(&degrees.to_string()).unwrap()),
            Just(Direction::parse("SSW").unwrap()),
        ])
    };
    let told = (name(), proptest::option::of(1_u64..50), proptest::option::of(0..Description::ALL.len()));
    let weapon = (proptest::option::of(name()), proptest::option::of(1_u16..400), place(), any::<bool>());
    (told, weapon, direction(), direction(), proptest::option::of((0.0..9.0_f64, 9.0..99.0_f64))).prop_map(
        |((what, count, description), (weapon, calibre_mm, place, exercise), direction, toward, distance)| Noticed {
            what,
            count: count.map(|count| Toll::new(count, None, Some(count + 3), true).unwrap()),
            description: description.map(|at| Description::ALL[at]),
            weapon,
            calibre_mm,
            place,
            direction,
            distance_km: distance.map(|(low, high)| Distance::new(low, high).unwrap()),
            toward,
            exercise,
        },
    )
}

fn observation() -> impl Strategy<Value = Observation> {
    let about = (id(), proptest::option::of(id()), patrol(), proptest::option::of(name()), place());
    (about, proptest::option::of(noticed()), interval(), proptest::option::of(words()), 1..Means::ALL.len()).prop_map(
        |((id, corrects, patrol, area, position), noticed, when, words, means)| Observation {
            id: ObservationId::new(id).unwrap(),
            corrects: corrects.map(|id| ObservationId::new(id).unwrap()),
            patrol,
            area,
            position,
            means: Means::ALL.iter().take(means).copied().collect(),
            noticed,
            when,
            time_zone: Some("Europe/Kyiv".to_owned()),
            words,
        },
    )
}

fn restriction() -> impl Strategy<Value = Restriction> {
    let by = prop_oneof![
        Just(None),
        name().prop_map(|name| Some(ActorRef::Listed { id: model::ActorId::new("xx-north").unwrap(), name })),
        name().prop_map(|name| Some(ActorRef::Unlisted { name, kind: ActorKind::ArmedGroup })),
        name().prop_map(|name| Some(ActorRef::Described { description: name, kind: ActorKind::Population, of: None })),
    ];
    (id(), patrol(), 0..RestrictionKind::ALL.len(), by, place(), interval(), proptest::option::of(words())).prop_map(
        |(id, patrol, kind, by, place, when, reason)| Restriction {
            id: RestrictionId::new(id).unwrap(),
            corrects: None,
            patrol,
            area: None,
            kind: RestrictionKind::ALL[kind],
            by,
            place,
            when,
            time_zone: None,
            minutes: Some(90),
            reason,
            words: None,
        },
    )
}

fn effort() -> impl Strategy<Value = Effort> {
    let names = || proptest::collection::vec(name(), 0..4);
    (id(), name(), interval(), 0.0..500.0_f64, names(), names(), words()).prop_map(
        |(id, area, when, hours, planned, out, words)| Effort {
            id: EffortId::new(id).unwrap(),
            corrects: None,
            area,
            when,
            time_zone: None,
            teams: Some(4),
            hours: Some(hours),
            reached: planned.clone(),
            planned,
            out_of_reach: out.into_iter().map(|place| OutOfReach { place, why: "mines".to_owned() }).collect(),
            cameras_working: Some(3),
            cameras: Some(5),
            words: Some(words),
        },
    )
}

proptest! {
    #[test]
    fn observations_read_back_from_lines_and_tables(all in proptest::collection::vec(observation(), 1..4)) {
        let lines: Vec<ObservationLine> = all.iter().map(ObservationLine::new).collect();
        let table = read_table::<ObservationLine>(&rows(&lines)).unwrap();
        let json: Vec<String> = lines.iter().map(|line| serde_json::to_string(line).unwrap()).collect();
        let json = read_lines::<ObservationLine>(&json.join("\n")).unwrap();
        for read in [table, json] {
            let read: Vec<Observation> = read.iter().map(|(_, line)| line.to_observation().unwrap()).collect();
            prop_assert_eq!(&read, &all);
        }
    }

    #[test]
    fn restrictions_and_effort_read_back(restriction in restriction(), effort in effort()) {
        let (written, told) = (RestrictionLine::new(&restriction), EffortLine::new(&effort));
        let read = read_table::<RestrictionLine>(&rows(std::slice::from_ref(&written))).unwrap().remove(0).1;
        prop_assert_eq!(read.to_restriction().unwrap(), restriction.clone());
        let read = read_table::<EffortLine>(&rows(std::slice::from_ref(&told))).unwrap().remove(0).1;
        prop_assert_eq!(read.to_effort().unwrap(), effort.clone());
        let file = FieldworkFile { observations: Vec::new(), restrictions: vec![written], efforts: vec![told] };
        let read = FieldworkFile::parse(&toml::to_string(&file).unwrap()).unwrap();
        prop_assert_eq!(read.restrictions[0].to_restriction().unwrap(), restriction);
        prop_assert_eq!(read.efforts[0].to_effort().unwrap(), effort);
    }
}

/// The error of the only row under these columns.
fn fault(columns: &str, row: &str) -> String {
    let found = read_table::<ObservationLine>(&format!("{columns}\n{row}\n"));
    match found {
        Err(faults) => faults.join(" | "),
        Ok(rows) => rows[0].1.to_observation().unwrap_err().to_string(),
    }
}

#[test]
fn what_is_wrong_is_told_with_line_and_column() {
    for (columns, row, says) in [
        ("id,smell", "o1,bad", "line 1: 'smell' is no column of this table"),
        ("id,id", "o1,o1", "line 1: the column 'id' stands there twice"),
        (
            "id,means,what,from",
            "o1,heard,,2031-05-03",
            "line 2: field 'what' holds ''; expected what was noticed, or the word",
        ),
        (
            "id,means,what,count,from",
            "o1,heard,nothing,3,2031-05-03",
            "line 2: field 'what' holds 'nothing'; expected no count",
        ),
        ("id,means,what,from", "o1,smelt,shot,2031-05-03", "field 'means' holds 'smelt'; expected one of: heard seen"),
        ("id,means,what,from", "o1,heard,shot,yesterday", "field 'from' holds 'yesterday'"),
        ("id,means,what,from,direction", "o1,heard,shot,2031-05-03,left", "field 'direction' holds 'left'"),
        ("id,means,what,from,distance_km", "o1,heard,shot,2031-05-03,9-7", "field 'distance_km' holds '9-7'"),
        ("id,means,what,from,time_zone", "o1,heard,shot,2031-05-03,Hilltown", "field 'time_zone' holds 'Hilltown'"),
        (
            "id,means,what,from,position_latitude",
            "o1,heard,shot,2031-05-03,91",
            "line 2: field 'position_latitude' holds '91'; expected both",
        ),
        ("id,means,what,from", "o1,heard", "line: 2"),
        ("id,means,what,from", "two words,heard,shot,2031-05-03", "field 'id' holds 'two words'"),
    ] {
        let found = fault(columns, row);
        assert!(found.contains(says), "{row}: {found}");
    }
    let broken = read_lines::<ObservationLine>("\n{\"id\":1}\n").unwrap_err();
    assert!(broken[0].starts_with("line 2, column 7: invalid type"), "{broken:?}");
    let misspelt =
        FieldworkFile::parse("[[effort]]\narea = \"Ridge\"\nwhen = \"2031-05-03\"\nhuors = 3\n").unwrap_err();
    assert!(misspelt.to_string().contains("line 4, column 1"), "{misspelt}");
}
