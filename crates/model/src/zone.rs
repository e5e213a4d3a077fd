//! Lines and zones with dates: where a clause holds. Each is drawn anew in versions, is valid for a time, and may be some
//! metres off. Whether a ring crosses itself is not known here: the crate `geodesy` tells.

use crate::id::{ActorId, PlaceId, ShapeId};
use crate::place::Position;
use crate::when::Interval;
use std::collections::BTreeSet;

/// What a line and a zone have in common: what it is, since when it is drawn so, and how far it may be off.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Its id within the agreement, the same in all versions.
    pub id: ShapeId,
    /// Which version this is: "1", "protocol of May".
    pub version: String,
    /// Its name.
    pub name: String,
    /// From when it is valid.
    pub from: Interval,
    /// Until when; `None` where no end is told.
    pub until: Option<Interval>,
    /// How far off it may be drawn, in metres.
    pub uncertainty_m: f64,
    /// Who drew it, or where it is taken from.
    pub drawn_by: Option<String>,
}

impl Drawing {
    /// Whether the end follows the beginning and the uncertainty is a length.
    fn holds(&self) -> bool {
        let off = self.uncertainty_m;
        off.is_finite() && off >= 0.0 && self.until.is_none_or(|until| self.from.from() < until.from())
    }
}

/// One side of a line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flank {
    /// What the side is called: "north". Empty where it has no name.
    pub name: String,
    /// The parties whose side it is.
    pub held_by: Vec<ActorId>,
}

/// A line: a front, a line of division, a withdrawal line. At least two points.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    drawing: Drawing,
    points: Vec<Position>,
    left: Flank,
    right: Flank,
}

impl Line {
    /// Left and right are seen along the points. `None` with fewer than two points, an uncertainty that is no length, or an
    /// end before the beginning.
    pub fn new(drawing: Drawing, points: Vec<Position>, left: Flank, right: Flank) -> Option<Self> {
        (points.len() >= 2 && drawing.holds()).then_some(Self { drawing, points, left, right })
    }

    /// What it is and since when.
    pub fn drawing(&self) -> &Drawing {
        &self.drawing
    }

    /// Its points in order.
    pub fn points(&self) -> &[Position] {
        &self.points
    }

    /// The side to the left.
    pub fn left(&self) -> &Flank {
        &self.left
    }

    /// The side to the right.
    pub fn right(&self) -> &Flank {
        &self.right
    }
}

/// An area inside a ring, without the areas inside its holes. A ring closes by itself: its first point is not said twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Polygon {
    outer: Vec<Position>,
    holes: Vec<Vec<Position>>,
}

impl Polygon {
    /// `None` where a ring has fewer than three points.
    pub fn new(outer: Vec<Position>, holes: Vec<Vec<Position>>) -> Option<Self> {
        let enough = |ring: &Vec<Position>| ring.len() >= 3;
        (enough(&outer) && holes.iter().all(enough)).then_some(Self { outer, holes })
    }

    /// The ring around it.
    pub fn outer(&self) -> &[Position] {
        &self.outer
    }

    /// The rings around what does not belong to it.
    pub fn holes(&self) -> impl Iterator<Item = &[Position]> {
        self.holes.iter().map(Vec::as_slice)
    }
}

/// A zone: one or more areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    drawing: Drawing,
    polygons: Vec<Polygon>,
    places: BTreeSet<PlaceId>,
}

impl Zone {
    /// `None` without an area, with an uncertainty that is no length, or an end before the beginning.
    pub fn new(drawing: Drawing, polygons: Vec<Polygon>) -> Option<Self> {
        (!polygons.is_empty() && drawing.holds()).then_some(Self { drawing, polygons, places: BTreeSet::new() })
    }

    /// The same zone, where these places of the gazetteer lie inside by their name: a city that the text names is inside
    /// even where its radius reaches beyond the rim as it is drawn.
    pub fn with_places(self, places: BTreeSet<PlaceId>) -> Self {
        Self { places, ..self }
    }

    /// The places that lie inside by their name.
    pub fn places(&self) -> &BTreeSet<PlaceId> {
        &self.places
    }

    /// What it is and since when.
    pub fn drawing(&self) -> &Drawing {
        &self.drawing
    }

    /// Its areas.
    pub fn polygons(&self) -> &[Polygon] {
        &self.polygons
    }

    /// One of its areas without its holes, as a zone of its own.
    pub fn outline(&self, polygon: &Polygon) -> Zone {
        let outline = Polygon { outer: polygon.outer.clone(), holes: Vec::new() };
        Zone { drawing: self.drawing.clone(), polygons: vec![outline], places: BTreeSet::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawing(uncertainty_m: f64) -> Drawing {
        Drawing {
            id: ShapeId::new("front").unwrap(),
            version: "1".to_owned(),
            name: "the front".to_owned(),
            from: Interval::day(jiff::civil::date(2031, 5, 1)).unwrap(),
            until: None,
            uncertainty_m,
            drawn_by: None,
        }
    }

    #[test]
    fn a_line_has_two_points_and_an_uncertainty_that_is_a_length() {
        let at = |longitude| Position::new(10.0, longitude).unwrap();
        let line = |points: Vec<Position>, off| Line::new(drawing(off), points, Flank::default(), Flank::default());
        assert!(line(vec![at(1.0), at(2.0)], 50.0).is_some());
        assert!(line(vec![at(1.0)], 50.0).is_none());
        assert!(line(vec![at(1.0), at(2.0)], -1.0).is_none());
        assert!(line(vec![at(1.0), at(2.0)], f64::NAN).is_none());
        let ended = Drawing { until: Some(drawing(0.0).from), ..drawing(0.0) };
        assert!(Zone::new(ended, vec![Polygon::new(vec![at(1.0), at(2.0), at(3.0)], vec![]).unwrap()]).is_none());
        assert!(Polygon::new(vec![at(1.0), at(2.0)], vec![]).is_none());
    }
}
