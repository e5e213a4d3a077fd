//! Properties that hold for any line and any place: the bounds hold the exact distance, and turning a line round exchanges its sides.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test")]

use geodesy::{Side, Spot, Trace, nearest_on_edge};
use model::{Drawing, Flank, Interval, Line, Position, ShapeId};
use proptest::prelude::*;

fn line(points: Vec<Position>) -> Line {
    let drawing = Drawing {
        id: ShapeId::new("line").unwrap(),
        version: "1".to_owned(),
        name: "a line".to_owned(),
        from: Interval::day(jiff::civil::date(2031, 5, 1)).unwrap(),
        until: None,
        uncertainty_m: 0.0,
        drawn_by: None,
    };
    Line::new(drawing, points, Flank::default(), Flank::default()).unwrap()
}

/// Points that go east, each a little north or south of the last: such a line never crosses itself.
fn points() -> impl Strategy<Value = Vec<Position>> {
    let steps = prop::collection::vec((0.02..0.6_f64, -0.4..0.4_f64), 2..12);
    (-65.0..65.0_f64, -170.0..160.0_f64, steps).prop_map(|(mut latitude, mut longitude, steps)| {
        let mut all = vec![Position::new(latitude, longitude).unwrap()];
        for (east, north) in steps {
            (latitude, longitude) = (latitude + north, longitude + east);
            all.push(Position::new(latitude, longitude).unwrap());
        }
        all
    })
}

proptest! {
    #[test]
    fn the_bounds_hold_the_exact_distance(points in points(), north in -2.0..2.0_f64, east in -2.0..8.0_f64) {
        let first = points[0];
        let place = Position::new(first.latitude() + north, first.longitude() + east).unwrap();
        let (trace, spot) = (Trace::of_line(&line(points.clone())), Spot::new(place));
        let edges = points.windows(2).map(|pair| nearest_on_edge(pair[0], pair[1], place).metres);
        let exact = edges.min_by(f64::total_cmp).unwrap();
        let near = trace.near(&spot).unwrap();
        prop_assert!(near.least <= exact + 1e-4 && exact <= near.most + 1e-4, "{near:?} does not hold {exact}");
        prop_assert!((trace.metres(&spot).unwrap() - exact).abs() < 1e-3);
    }

    #[test]
    fn turning_a_line_round_exchanges_its_sides(points in points(), north in -1.0..1.0_f64, east in -1.0..4.0_f64) {
        let first = points[0];
        let spot = Spot::new(Position::new(first.latitude() + north, first.longitude() + east).unwrap());
        let turned: Vec<Position> = points.iter().rev().copied().collect();
        let one = Trace::of_line(&line(points)).side_of(&spot, 1.0);
        let other = Trace::of_line(&line(turned)).side_of(&spot, 1.0);
        let exchanged = other.map(|side| if side == Side::Left { Side::Right } else { Side::Left });
        prop_assert_eq!(one, exchanged);
    }
}
