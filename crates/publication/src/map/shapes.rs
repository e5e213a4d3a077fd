//! A shape for each family of kinds, told apart without colour. None stands for a party.

use crate::svg::length;
use model::Family;

/// The outline of a family's shape around a point, about ten pixels wide.
pub(super) fn path(family: Family, at: (f64, f64)) -> String {
    let corners: &[(f64, f64)] = match family {
        Family::HostileAct => &[(0.0, -6.0), (5.5, 4.5), (-5.5, 4.5)],
        Family::MilitaryPosture => &[(-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)],
        Family::Agreement => &[(0.0, -6.0), (6.0, 0.0), (0.0, 6.0), (-6.0, 0.0)],
        Family::Talks => {
            &[(-2.2, -5.2), (2.2, -5.2), (5.2, -2.2), (5.2, 2.2), (2.2, 5.2), (-2.2, 5.2), (-5.2, 2.2), (-5.2, -2.2)]
        }
        Family::ConfidenceAndCompliance => &[
            (-1.8, -5.5),
            (1.8, -5.5),
            (1.8, -1.8),
            (5.5, -1.8),
            (5.5, 1.8),
            (1.8, 1.8),
            (1.8, 5.5),
            (-1.8, 5.5),
            (-1.8, 1.8),
            (-5.5, 1.8),
            (-5.5, -1.8),
            (-1.8, -1.8),
        ],
        Family::Harm => &[(0.0, 6.0), (5.5, -4.5), (-5.5, -4.5)],
        Family::Civil => &[(0.0, -5.5), (5.2, -1.7), (3.2, 4.4), (-3.2, 4.4), (-5.2, -1.7)],
        Family::Politics => &[(-5.5, -3.0), (5.5, -3.0), (5.5, 3.0), (-5.5, 3.0)],
    };
    let points: Vec<String> =
        corners.iter().map(|(x, y)| format!("{} {}", length(at.0 + x), length(at.1 + y))).collect();
    format!("M{}Z", points.join("L"))
}

/// What the shape stands for.
pub(super) fn name(family: Family) -> &'static str {
    match family {
        Family::HostileAct => "act of force, as claimed",
        Family::MilitaryPosture => "military posture",
        Family::Agreement => "agreement",
        Family::Talks => "talks",
        Family::ConfidenceAndCompliance => "confidence and compliance",
        Family::Harm => "harm, no act told",
        Family::Civil => "civil event",
        Family::Politics => "political act",
    }
}
