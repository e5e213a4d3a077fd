//! Accuracy within 161 km (100 miles): the share of toponyms placed no farther than that from where the annotators place
//! them; Leidner 2007, and Gritta, Pilehvar and Collier 2020, "A pragmatic guide to geoparsing evaluation".

use model::Position;

/// One hundred miles.
const NEAR_KM: f64 = 161.0;

/// Whether a place was put near enough.
pub fn near(gold: Position, found: Position) -> bool {
    gold.distance_km(found) <= NEAR_KM
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_worked_example() {
        let at = |latitude, longitude| Position::new(latitude, longitude).unwrap();
        let tripoli = at(32.887, 13.191);
        assert!(near(tripoli, at(32.44, 13.63)), "Tarhuna lies some 65 km off");
        assert!(!near(tripoli, at(31.21, 16.59)), "Sirte lies some 370 km off");
        assert!(!near(tripoli, at(34.43, 35.84)), "the Tripoli of Lebanon");
    }
}
