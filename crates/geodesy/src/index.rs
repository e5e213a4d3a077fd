//! A tree of boxes over short stretches, so that the stretch nearest to a point is found without asking them all.

use crate::space::{Vector, nearest_on_chord};

/// How many stretches a leaf holds.
const LEAF: usize = 4;
/// The stack of a search: deeper than any tree over fewer than 2^40 stretches.
const DEPTH: usize = 48;

/// A straight stretch in space.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) a: Vector,
    pub(crate) b: Vector,
}

/// A box with either two halves or a few stretches in it.
#[derive(Debug, Clone, Copy)]
struct Node {
    low: Vector,
    high: Vector,
    first: usize,
    last: usize,
    /// The place of the second half; the first half follows the node itself. `None` in a leaf.
    second: Option<usize>,
}

/// The tree. Stretches stand in the order of the line, so that halves of the list are near each other in space.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    stretches: Vec<Stretch>,
    nodes: Vec<Node>,
}

/// The stretch found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Found {
    pub(crate) stretch: usize,
    /// The share of the stretch at which the nearest point lies, from 0 to 1.
    pub(crate) share: f64,
    pub(crate) distance_squared: f64,
}

impl Index {
    pub(crate) fn new(stretches: Vec<Stretch>) -> Self {
        let mut index = Self { nodes: Vec::with_capacity(stretches.len()), stretches };
        if !index.stretches.is_empty() {
            index.build(0, index.stretches.len());
        }
        index
    }

    pub(crate) fn get(&self, stretch: usize) -> Option<&Stretch> {
        self.stretches.get(stretch)
    }

    fn build(&mut self, first: usize, last: usize) {
        let at = self.nodes.len();
        let (low, high) = bounds(self.stretches.get(first..last).unwrap_or_default());
        self.nodes.push(Node { low, high, first, last, second: None });
        if last - first > LEAF {
            let middle = first.midpoint(last);
            self.build(first, middle);
            let second = self.nodes.len();
            self.build(middle, last);
            if let Some(node) = self.nodes.get_mut(at) {
                node.second = Some(second);
            }
        }
    }

    /// The nearest stretch; `None` where there is none.
    pub(crate) fn nearest(&self, p: Vector) -> Option<Found> {
        let mut best: Option<Found> = None;
        let mut stack = [(0_usize, 0.0_f64); DEPTH];
        let mut depth = usize::from(!self.nodes.is_empty());
        while let Some((at, bound)) = depth.checked_sub(1).and_then(|top| stack.get(top).copied()) {
            depth -= 1;
            if best.is_some_and(|best| bound >= best.distance_squared) {
                continue;
            }
            let Some(node) = self.nodes.get(at) else { continue };
            match node.second {
                None => self.look(node, p, &mut best),
                Some(second) => {
                    for entry in self.farther_first(at + 1, second, p) {
                        if let Some(slot) = stack.get_mut(depth) {
                            *slot = entry;
                            depth += 1;
                        }
                    }
                }
            }
        }
        best
    }

    /// Every stretch that comes as near as `reach`.
    pub(crate) fn within(&self, p: Vector, reach: f64) -> Vec<usize> {
        let limit = reach * reach;
        let mut found = Vec::new();
        let mut open: Vec<usize> = if self.nodes.is_empty() { Vec::new() } else { vec![0] };
        while let Some(at) = open.pop() {
            let Some(node) = self.nodes.get(at).filter(|node| to_box(p, node.low, node.high) <= limit) else {
                continue;
            };
            match node.second {
                Some(second) => open.extend([at + 1, second]),
                None => found.extend((node.first..node.last).filter(|place| {
                    let near = |stretch: &Stretch| nearest_on_chord(stretch.a, stretch.b, p).1 <= limit;
                    self.stretches.get(*place).is_some_and(near)
                })),
            }
        }
        found
    }

    /// The two halves with their bounds, the nearer one last so that it is taken first.
    fn farther_first(&self, one: usize, other: usize, p: Vector) -> [(usize, f64); 2] {
        let bound = |at: usize| self.nodes.get(at).map_or(f64::INFINITY, |node| to_box(p, node.low, node.high));
        let (a, b) = ((one, bound(one)), (other, bound(other)));
        if a.1 < b.1 { [b, a] } else { [a, b] }
    }

    fn look(&self, node: &Node, p: Vector, best: &mut Option<Found>) {
        for (place, stretch) in self.stretches.get(node.first..node.last).unwrap_or_default().iter().enumerate() {
            let (share, distance_squared) = nearest_on_chord(stretch.a, stretch.b, p);
            if best.is_none_or(|best| distance_squared < best.distance_squared) {
                *best = Some(Found { stretch: node.first + place, share, distance_squared });
            }
        }
    }
}

fn bounds(stretches: &[Stretch]) -> (Vector, Vector) {
    let mut low = [f64::INFINITY; 3];
    let mut high = [f64::NEG_INFINITY; 3];
    for point in stretches.iter().flat_map(|stretch| [stretch.a, stretch.b]) {
        for ((low, high), value) in low.iter_mut().zip(&mut high).zip(point) {
            (*low, *high) = (low.min(value), high.max(value));
        }
    }
    (low, high)
}

/// The distance squared from a point to a box; 0 inside.
fn to_box([x, y, z]: Vector, [low_x, low_y, low_z]: Vector, [high_x, high_y, high_z]: Vector) -> f64 {
    let off = |value: f64, low: f64, high: f64| (low - value).max(value - high).max(0.0);
    let (dx, dy, dz) = (off(x, low_x, high_x), off(y, low_y, high_y), off(z, low_z, high_z));
    dx * dx + dy * dy + dz * dz
}
