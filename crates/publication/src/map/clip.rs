//! Rings and lines cut to the drawing, so that a map of one region does not carry the world's coast.

/// The drawing with a little around it, in pixels.
const AROUND: f64 = 4.0;

type Point = (f64, f64);

/// A ring cut to the drawing, by Sutherland and Hodgman: one side after another. Empty where it lies outside.
pub(super) fn ring(points: Vec<Point>, size: (f64, f64)) -> Vec<Point> {
    let (right, bottom) = (size.0 + AROUND, size.1 + AROUND);
    let cut = side(points, |point| point.0 + AROUND, |a, b| across(a, b, -AROUND));
    let cut = side(cut, |point| right - point.0, |a, b| across(a, b, right));
    let cut = side(cut, |point| point.1 + AROUND, |a, b| flip(across(flip(a), flip(b), -AROUND)));
    side(cut, |point| bottom - point.1, |a, b| flip(across(flip(a), flip(b), bottom)))
}

/// Keeps what lies on the inner side, where `depth` is not negative.
fn side(points: Vec<Point>, depth: impl Fn(Point) -> f64, cut: impl Fn(Point, Point) -> Point) -> Vec<Point> {
    let Some(last) = points.last().copied() else { return points };
    let mut kept = Vec::with_capacity(points.len());
    let mut before = last;
    for point in points {
        if (depth(before) >= 0.0) != (depth(point) >= 0.0) {
            kept.push(cut(before, point));
        }
        if depth(point) >= 0.0 {
            kept.push(point);
        }
        before = point;
    }
    kept
}

/// Where the line from `a` to `b` meets this x.
fn across(a: Point, b: Point, x: f64) -> Point {
    (x, a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0))
}

fn flip(point: Point) -> Point {
    (point.1, point.0)
}

/// The runs of a line whose segments may touch the drawing.
pub(super) fn line(points: &[Point], size: (f64, f64)) -> Vec<Vec<Point>> {
    let touches = |a: &Point, b: &Point| {
        a.0.max(b.0) >= -AROUND
            && a.0.min(b.0) <= size.0 + AROUND
            && a.1.max(b.1) >= -AROUND
            && a.1.min(b.1) <= size.1 + AROUND
    };
    let mut runs: Vec<Vec<Point>> = Vec::new();
    let mut joined = false;
    for (a, b) in points.iter().zip(points.iter().skip(1)) {
        match runs.last_mut() {
            _ if !touches(a, b) => joined = false,
            Some(run) if joined => run.push(*b),
            _ => {
                runs.push(vec![*a, *b]);
                joined = true;
            }
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (f64, f64) = (100.0, 100.0);

    #[test]
    fn a_ring_around_everything_becomes_the_drawing() {
        let square = vec![(-500.0, -500.0), (500.0, -500.0), (500.0, 500.0), (-500.0, 500.0)];
        let cut = ring(square, SIZE);
        assert!(cut.iter().all(|(x, y)| (-4.0..=104.0).contains(x) && (-4.0..=104.0).contains(y)));
        assert_eq!(cut.len(), 4);
        assert!(ring(vec![(200.0, 0.0), (300.0, 0.0), (300.0, 50.0)], SIZE).is_empty());
    }

    #[test]
    fn a_straight_line_through_the_drawing_is_kept() {
        assert_eq!(line(&[(-900.0, 50.0), (900.0, 60.0)], SIZE).len(), 1);
        assert_eq!(line(&[(-900.0, 50.0), (-800.0, 60.0)], SIZE).len(), 0);
        let twice = [(10.0, 10.0), (20.0, 20.0), (300.0, 300.0), (400.0, 300.0), (50.0, -2.0)];
        assert_eq!(line(&twice, SIZE).len(), 2);
    }
}
