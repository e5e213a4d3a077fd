//! Where something lies that a patrol noticed in a direction and at a distance: a place as wide as both are rough. Without a
//! direction or a distance it stays unknown; nothing is filled in.

use geodesy::{along, between};
use model::{Compass, Direction, Noticed, Place, PlaceId, PlacePrecision, Position, Where};

/// Half the angle that a point of the compass stands for, in degrees: eight points part the circle, sixteen part it finer.
const EIGHTH: f64 = 22.5;
const SIXTEENTH: f64 = 11.25;
/// How far off a bearing in degrees may be read, from a hand compass.
const READING: f64 = 5.0;

/// The place told, or the one that direction and distance from the position give.
pub(super) fn place(position: &Where, noticed: &Noticed) -> Where {
    let (Where::At(from), Where::Unknown) = (position, &noticed.place) else { return noticed.place.clone() };
    let (Some(direction), Some(distance)) = (noticed.direction, noticed.distance_km) else { return Where::Unknown };
    let (azimuth, half) = angle(direction);
    let (low, high) = (distance.low() * 1000.0, distance.high() * 1000.0);
    let (centre, _) = along(from.position, azimuth, f64::midpoint(low, high));
    let corners = [low, high].into_iter().flat_map(|far| [-half, 0.0, half].map(|off| (azimuth + off, far)));
    let reach = corners.map(|(azimuth, far)| metres(centre, along(from.position, azimuth, far).0)).fold(0.0, f64::max);
    Where::At(Place {
        id: PlaceId::new("sighting").expect("the word has no spaces"),
        name: format!("{distance} km {direction} of {}", from.name),
        position: centre,
        radius_km: reach / 1000.0 + from.radius_km,
        country: None,
        precision: PlacePrecision::Near,
    })
}

fn metres(a: Position, b: Position) -> f64 {
    between(a, b).metres
}

/// The direction's azimuth, and how far off it may be to each side.
fn angle(direction: Direction) -> (f64, f64) {
    match direction {
        Direction::Bearing(bearing) => (f64::from(bearing.degrees()), READING),
        Direction::Compass(point) => {
            let place = Compass::ALL.iter().position(|one| *one == point).unwrap_or_default();
            let half = if place.is_multiple_of(2) { EIGHTH } else { SIXTEENTH };
            (f64::from(u16::try_from(place).unwrap_or_default()) * EIGHTH, half)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::observation;
    use model::Distance;

    fn seen(direction: &str, low: f64, high: f64) -> Place {
        let observation = observation("obs-1", Some("explosion"), "2031-05-03");
        let mut noticed = observation.noticed.unwrap();
        noticed.direction = Direction::parse(direction);
        noticed.distance_km = Distance::new(low, high);
        let Where::At(place) = place(&observation.position, &noticed) else { panic!("no place") };
        place
    }

    #[test]
    fn seven_to_ten_kilometres_north_west_is_as_wide_as_both_are_rough() {
        let place = seen("NW", 7.0, 10.0);
        assert_eq!(place.name, "7-10 km NW of Bridge");
        let (north, west) = (place.position.latitude() - 10.0, 10.1 - place.position.longitude());
        assert!((north - 0.0543).abs() < 0.001 && (west - 0.0548).abs() < 0.001, "{north} {west}");
        assert!((3.5..5.0).contains(&place.radius_km), "{}", place.radius_km);
        assert!(seen("315", 7.0, 10.0).radius_km < seen("NNW", 7.0, 10.0).radius_km);
        assert!(seen("NNW", 7.0, 10.0).radius_km < place.radius_km);
    }

    #[test]
    fn every_place_of_the_sector_lies_inside() {
        for (direction, azimuth) in [("N", 0.0), ("SSE", 157.5), ("200", 200.0)] {
            let place = seen(direction, 2.0, 6.0);
            let (_, half) = angle(Direction::parse(direction).unwrap());
            for off in [-half, -half / 2.0, 0.0, half] {
                for far in [2000.0, 3000.0, 6000.0] {
                    let (at, _) = along(Position::new(10.0, 10.1).unwrap(), azimuth + off, far);
                    assert!(metres(place.position, at) <= place.radius_km * 1000.0, "{direction} {off} {far}");
                }
            }
        }
    }

    #[test]
    fn a_place_that_is_told_goes_before_and_half_a_sighting_is_none() {
        let observation = observation("obs-1", Some("explosion"), "2031-05-03");
        let mut noticed = observation.noticed.unwrap();
        noticed.direction = Direction::parse("N");
        assert_eq!(place(&observation.position, &noticed), Where::Unknown);
        noticed.place = Where::Named("the ridge".to_owned());
        noticed.distance_km = Distance::new(1.0, 2.0);
        assert_eq!(place(&observation.position, &noticed), noticed.place);
    }
}
