//! What a map must show, and count.

use super::*;
use model::{PlaceId, PlacePrecision, Position};

fn place(name: &str, latitude: f64, longitude: f64, radius_km: f64) -> Place {
    Place {
        id: PlaceId::new(format!("supplement:{name}")).unwrap(),
        name: name.to_owned(),
        position: Position::new(latitude, longitude).unwrap(),
        radius_km,
        country: None,
        precision: PlacePrecision::Settlement,
    }
}

fn mark(number: &str, place: Where) -> Mark {
    Mark {
        place,
        family: Family::HostileAct,
        number: number.to_owned(),
        label: format!("shelling {number}"),
        href: format!("/incidents/i-{number}?a=1&b=2"),
    }
}

#[test]
fn every_mark_is_drawn_or_counted() {
    let marks = [
        mark("1", Where::At(place("Eastport", 32.9, 13.2, 40.0))),
        mark("2", Where::At(place("Eastport", 32.9, 13.2, 40.0))),
        mark("3", Where::Ambiguous(vec![place("Mill", 32.1, 20.1, 4.0), place("Mill", 40.0, 20.0, 4.0)])),
        mark("4", Where::Named("the old <bridge>".to_owned())),
        mark("5", Where::Unknown),
    ];
    let map = svg(&Basemap::embedded().unwrap(), &marks, (800, 500), "Incidents & places");
    assert_eq!((map.placed, map.unplaced, map.ambiguous), (3, 2, 1));
    for number in 1..=3 {
        assert!(map.svg.contains(&format!("href=\"/incidents/i-{number}?a=1&amp;b=2\"")), "{number}");
    }
    assert!(!map.svg.contains("i-4") && !map.svg.contains("NaN"));
    assert!(map.svg.contains("Incidents &amp; places") && map.svg.contains("2 have no known position"));
    assert!(map.svg.contains("class=\"land\"") && map.svg.contains(">16°E<") && map.svg.contains(">32°N<"));
    assert_eq!(map.svg.matches("class=\"reach").count(), 1, "one circle a spot, none that its shape would hide");
    assert_eq!(map.svg, svg(&Basemap::embedded().unwrap(), &marks, (800, 500), "Incidents & places").svg);
}

#[test]
fn a_region_does_not_carry_the_world() {
    let marks = [mark("1", Where::At(place("Eastport", 32.9, 13.2, 10.0)))];
    let map = svg(&Basemap::embedded().unwrap(), &marks, (800, 500), "Map");
    assert!(map.svg.len() < 60_000, "{}", map.svg.len());
}

#[test]
fn without_marks_the_world_is_shown() {
    let map = svg(&Basemap::embedded().unwrap(), &[], (800, 400), "Map");
    assert!(map.svg.contains("class=\"land\"") && map.svg.contains("class=\"border\""));
    assert!(map.svg.len() < 200_000, "{}", map.svg.len());
}

#[test]
fn lines_and_zones_are_drawn_under_the_marks_and_taken_in() {
    let points = [(32.0, 13.0), (33.0, 14.0), (32.5, 15.0)].map(|(y, x)| Position::new(y, x).unwrap()).to_vec();
    let line = Overlay { points: points.clone(), closed: false, label: "the <front>".to_owned() };
    let zone = Overlay { points, closed: true, label: "the town".to_owned() };
    let marks = [mark("1", Where::At(place("Eastport", 32.9, 13.2, 4.0)))];
    let map = svg_over(&Basemap::embedded().unwrap(), &[line, zone], &marks, (800, 500), "Lines");
    assert!(map.svg.contains("<title>the &lt;front&gt;</title>") && map.svg.contains("overlay zone"));
    assert!(map.svg.find("class=\"overlay\"") < map.svg.find("href=\"/incidents/i-1"), "marks lie on top");
    let alone = svg_over(&Basemap::embedded().unwrap(), &[], &marks, (800, 500), "Lines");
    assert_ne!(alone.svg.len(), map.svg.len());
}
