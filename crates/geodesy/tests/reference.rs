//! Distances and sides held against PROJ, whose geodesics are those of GeographicLib.
//!
//! The figures were made with `pyproj.Geod(ellps="WGS84")` of pyproj 3.7.2 (PROJ 9.5.1): the edge from `a` by `inv` and `fwd`,
//! the distance to its points by `inv`, the least one by thirds of the interval:
//!
//! ```text
//! az, _, length = geod.inv(a_lon, a_lat, b_lon, b_lat)
//! distance = lambda s: geod.inv(*geod.fwd(a_lon, a_lat, az, s)[:2], p_lon, p_lat)[2]      # least over 0 <= s <= length
//! ```
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use geodesy::{Side, Spot, Trace, Within, between, line_fault, nearest_on_edge, straightness_m, zone_fault};
use jiff::civil::date;
use model::{Drawing, Flank, Interval, Line, Polygon, Position, ShapeId, Zone};

type Degrees = (f64, f64);

fn at((latitude, longitude): Degrees) -> Position {
    Position::new(latitude, longitude).unwrap()
}

fn drawing() -> Drawing {
    Drawing {
        id: ShapeId::new("shape").unwrap(),
        version: "1".to_owned(),
        name: "a shape".to_owned(),
        from: Interval::day(date(2031, 5, 1)).unwrap(),
        until: None,
        uncertainty_m: 0.0,
        drawn_by: None,
    }
}

fn line(points: &[Degrees]) -> Line {
    Line::new(drawing(), points.iter().copied().map(at).collect(), Flank::default(), Flank::default()).unwrap()
}

fn zone(polygons: &[&[&[Degrees]]]) -> Zone {
    let ring = |ring: &&[Degrees]| ring.iter().copied().map(at).collect::<Vec<_>>();
    let polygon = |rings: &&[&[Degrees]]| Polygon::new(ring(&rings[0]), rings[1..].iter().map(ring).collect()).unwrap();
    Zone::new(drawing(), polygons.iter().map(polygon).collect()).unwrap()
}

#[test]
fn a_geodesic_has_the_length_and_azimuth_that_proj_gives() {
    let way = between(at((32.887, 13.191)), at((32.117, 20.069)));
    assert!((way.metres - 651_851.921_476).abs() < 1e-5, "{way:?}");
    assert!((way.azimuth - 95.667_179_423_063).abs() < 1e-9, "{way:?}");
}

#[test]
fn the_distance_to_an_edge_is_that_of_proj_to_the_millimetre() {
    let figures: [(Degrees, Degrees, Degrees, f64, f64); 6] = [
        ((32.0, 13.0), (33.0, 14.0), (32.9, 13.1), 57004.0489, 82463.4354),
        ((48.0, 37.5), (48.2, 39.5), (48.6, 38.4), 55583.0346, 76290.5339),
        ((60.0, 10.0), (60.0, 30.0), (61.0, 20.0), 69196.8556, 555871.2723),
        ((-0.2, 179.5), (0.3, -179.6), (0.4, 179.9), 36572.9272, 71040.6859),
        ((48.0, 37.5), (48.2, 39.5), (47.5, 36.9), 71517.0012, 0.0),
        ((15.0, 42.8), (14.6, 43.1), (14.8, 42.95), 15.2505, 27390.0957),
    ];
    for (a, b, p, metres, from_start) in figures {
        let foot = nearest_on_edge(at(a), at(b), at(p));
        assert!((foot.metres - metres).abs() < 1e-3, "{a:?} {b:?} {p:?}: {foot:?}, not {metres}");
        // The distance is flat around its least value, so the figure's own place is good to centimetres only.
        assert!((foot.from_start - from_start).abs() < 0.05, "{a:?} {b:?} {p:?}: {foot:?}, not {from_start}");
    }
}

const ZIGZAG: [Degrees; 11] = [
    (47.10, 37.60),
    (47.55, 37.55),
    (48.00, 37.60),
    (48.15, 37.75),
    (48.12, 38.05),
    (48.40, 38.25),
    (48.42, 38.45),
    (48.63, 38.36),
    (48.72, 38.70),
    (48.75, 39.25),
    (48.66, 39.45),
];

#[test]
fn distance_and_side_of_a_line_with_bends_are_those_of_proj() {
    let figures: [(Degrees, f64, Option<Side>); 12] = [
        ((47.751, 37.222), 26192.320, Some(Side::Left)),
        ((48.307, 37.003), 55884.690, Some(Side::Left)),
        ((48.111, 37.824), 3483.998, Some(Side::Right)),
        ((47.299, 38.221), 48507.442, Some(Side::Right)),
        ((47.264, 38.014), 32617.266, Some(Side::Right)),
        ((47.319, 37.054), 39324.889, Some(Side::Left)),
        ((47.922, 39.115), 74247.516, Some(Side::Right)), // nearest is a bend
        ((47.41, 37.425), 10583.987, Some(Side::Left)),
        ((48.267, 39.454), 43702.338, None), // nearest is the end: there are no sides
        ((48.181, 37.911), 5168.430, Some(Side::Left)),
        ((48.86, 36.93), 99522.391, Some(Side::Left)), // nearest is a bend
        ((48.659, 37.611), 55288.564, Some(Side::Left)),
    ];
    let trace = Trace::of_line(&line(&ZIGZAG));
    for (p, metres, side) in figures {
        let spot = Spot::new(at(p));
        let exact = trace.metres(&spot).unwrap();
        assert!((exact - metres).abs() < 2e-3, "{p:?}: {exact}, not {metres}");
        let near = trace.near(&spot).unwrap();
        assert!(near.least <= metres + 1e-3 && metres - 1e-3 <= near.most, "{p:?}: {near:?} does not hold {metres}");
        assert!(near.most - near.least < 1.5, "{p:?}: {near:?} is too wide to spare the exact distance");
        assert_eq!(near.side, side, "{p:?}");
    }
}

#[test]
fn a_rough_place_or_line_has_a_range_and_perhaps_no_side() {
    let trace = Trace::of_line(&line(&ZIGZAG));
    let spot = Spot::new(at((48.111, 37.824)));
    let (least, most) = trace.range(&spot, 1_000.0).unwrap();
    assert!((least - 2483.998).abs() < 0.01 && (most - 4483.998).abs() < 0.01, "{least} {most}");
    assert_eq!(trace.side_of(&spot, 3_000.0), Some(Side::Right));
    assert_eq!(trace.side_of(&spot, 4_000.0), None);
    assert_eq!(trace.is_within(&spot, 1_000.0, 5_000.0), Some(true));
    assert_eq!(trace.is_within(&spot, 1_000.0, 2_000.0), Some(false));
    assert_eq!(trace.is_within(&spot, 1_000.0, 4_000.0), None);
    // A limit between the bounds is settled by the exact distance.
    assert_eq!(trace.is_within(&spot, 0.0, 3_484.0), Some(true));
    assert_eq!(trace.is_within(&spot, 0.0, 3_483.99), Some(false));
}

/// The geodesic between two places on the 60th parallel rises to 60.378977 degrees in the middle (`geod.npts`, 19,999 points).
#[test]
fn an_edge_is_the_geodesic_and_not_the_parallel() {
    let strip = zone(&[&[&[(59.0, 10.0), (59.0, 30.0), (60.0, 30.0), (60.0, 10.0)]]]);
    let trace = Trace::of_zone(&strip);
    let within = |p: Degrees| trace.within(&Spot::new(at(p)), 0.0);
    assert_eq!(within((60.378, 20.0)), Within::Inside);
    assert_eq!(within((60.380, 20.0)), Within::Outside);
    assert_eq!(within((59.1, 20.0)), Within::Outside, "the southern edge rises too");
    assert!(straightness_m(at((60.0, 10.0)), at((60.0, 30.0))) > 40_000.0);
    assert!(straightness_m(at((48.0, 37.5)), at((48.0, 37.6))) < 3.0);
}

#[test]
fn holes_parts_and_the_way_a_ring_is_walked() {
    let outer: Vec<Degrees> = vec![(10.0, 10.0), (10.0, 11.0), (11.0, 11.0), (11.0, 10.0)];
    let hole: Vec<Degrees> = vec![(10.4, 10.4), (10.6, 10.4), (10.6, 10.6), (10.4, 10.6)];
    let far: Vec<Degrees> = vec![(12.0, 10.0), (12.0, 11.0), (12.5, 10.5)];
    let turned: Vec<Degrees> = outer.iter().rev().copied().collect();
    for outer in [&outer, &turned] {
        let trace = Trace::of_zone(&zone(&[&[outer, &hole], &[&far]]));
        let within = |p: Degrees, reach: f64| trace.within(&Spot::new(at(p)), reach);
        assert_eq!(within((10.2, 10.2), 0.0), Within::Inside);
        assert_eq!(within((10.5, 10.5), 0.0), Within::Outside, "in the hole");
        assert_eq!(within((12.2, 10.5), 0.0), Within::Inside, "in the second part");
        assert_eq!(within((11.5, 10.5), 0.0), Within::Outside, "between the parts");
        assert_eq!(within((9.9, 9.9), 0.0), Within::Outside, "beyond a corner");
        assert_eq!(within((10.2, 10.2), 25_000.0), Within::CannotTell, "22 km from the rim, 25 km rough");
        assert_eq!(within((10.5, 10.5), 5_000.0), Within::Outside);
    }
}

/// RFC 7946 (3.1.9) has a zone across the date line cut in two; the cut is no rim.
#[test]
fn a_zone_cut_at_the_date_line_is_one_zone() {
    let west: Vec<Degrees> = vec![(10.0, 179.0), (10.0, 180.0), (11.0, 180.0), (11.0, 179.0)];
    let east: Vec<Degrees> = vec![(10.0, -180.0), (10.0, -179.0), (11.0, -179.0), (11.0, -180.0)];
    let cut = zone(&[&[&west], &[&east]]);
    assert_eq!(zone_fault(&cut), None);
    let trace = Trace::of_zone(&cut);
    for longitude in [179.999, 180.0, -180.0, -179.999, 179.5, -179.5] {
        assert_eq!(trace.within(&Spot::new(at((10.5, longitude))), 40_000.0), Within::Inside, "{longitude}");
        assert_eq!(trace.within(&Spot::new(at((12.0, longitude))), 40_000.0), Within::Outside, "{longitude}");
    }
    let uncut: Vec<Degrees> = vec![(10.0, 179.0), (10.0, -179.0), (11.0, -179.0), (11.0, 179.0)];
    let said = zone_fault(&zone(&[&[&uncut]])).unwrap().to_string();
    assert!(said.contains("date line in ring 1, between its points 1 and 2"), "{said}");
}

#[test]
fn a_line_cut_at_the_date_line_goes_on() {
    let cut = line(&[(10.0, 179.0), (10.0, 180.0), (10.0, -180.0), (10.0, -179.0)]);
    assert_eq!(line_fault(&cut), None);
    let trace = Trace::of_line(&cut);
    assert_eq!(trace.side_of(&Spot::new(at((10.5, -179.99))), 1_000.0), Some(Side::Left));
    assert_eq!(trace.side_of(&Spot::new(at((9.5, 179.99))), 1_000.0), Some(Side::Right));
}

#[test]
fn what_has_no_inside_or_no_sides_is_told_with_its_place() {
    let said = |rings: &[&[Degrees]]| zone_fault(&zone(&[rings])).map(|fault| fault.to_string()).unwrap_or_default();
    let bow: &[Degrees] = &[(10.0, 10.0), (11.0, 11.0), (11.0, 10.0), (10.0, 11.0)];
    assert!(
        said(&[bow]).contains("ring 1, between its points 1 and 2, and ring 1, between its points 3 and 4"),
        "{}",
        said(&[bow])
    );
    let flat: &[Degrees] = &[(10.0, 10.0), (10.0, 11.0), (10.0, 12.0)];
    assert!(said(&[flat]).contains("ring 1 encloses nothing"), "{}", said(&[flat]));
    let square: &[Degrees] = &[(10.0, 10.0), (10.0, 11.0), (11.0, 11.0), (11.0, 10.0)];
    let stray: &[Degrees] = &[(12.0, 12.0), (12.0, 12.5), (12.5, 12.5)];
    assert!(said(&[square, stray]).contains("ring 2 is a hole"), "{}", said(&[square, stray]));
    assert_eq!(said(&[square]), "");
    let loop_: &[Degrees] = &[(10.0, 10.0), (11.0, 11.0), (11.0, 10.0), (10.0, 11.0)];
    let said = line_fault(&line(loop_)).unwrap().to_string();
    assert!(said.contains("crosses or touches itself"), "{said}");
    let back: &[Degrees] = &[(10.0, 10.0), (11.0, 11.0), (10.0, 10.0)];
    assert!(line_fault(&line(back)).is_some(), "a line that goes back on itself");
}
