//! What a mission's own people noticed, met and did: all entries, those that were put right among them.

use crate::effort::Effort;
use crate::id::{EffortId, ObservationId, RestrictionId};
use crate::observation::Observation;
use crate::restriction::Restriction;
use crate::when::Interval;
use std::collections::BTreeMap;

/// What patrols and sensors entered, in the order of entry.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Fieldwork {
    /// What was noticed.
    pub observations: Vec<Observation>,
    /// Where movement was restricted.
    pub restrictions: Vec<Restriction>,
    /// How much was watched.
    pub efforts: Vec<Effort>,
}

/// What a patrol enters: it has an id, may put an earlier entry right, and belongs to a time and an area.
pub trait FieldEntry: PartialEq {
    /// Its kind of id.
    type Id: Ord + Clone + std::fmt::Display;

    /// What it is called in a sentence.
    const NOUN: &'static str;

    /// Its id.
    fn id(&self) -> &Self::Id;

    /// The entry that it puts right.
    fn corrects(&self) -> Option<&Self::Id>;

    /// When.
    fn when(&self) -> Interval;

    /// In which area it is counted.
    fn area(&self) -> Option<&str>;
}

macro_rules! field_entry {
    ($entry:ident, $id:ident, $noun:literal, $area:expr) => {
        impl FieldEntry for $entry {
            type Id = $id;
            const NOUN: &'static str = $noun;

            fn id(&self) -> &$id {
                &self.id
            }

            fn corrects(&self) -> Option<&$id> {
                self.corrects.as_ref()
            }

            fn when(&self) -> Interval {
                self.when
            }

            fn area(&self) -> Option<&str> {
                let area: fn(&$entry) -> Option<&str> = $area;
                area(self)
            }
        }
    };
}

field_entry!(Observation, ObservationId, "observation", |one| one.area.as_deref());
field_entry!(Restriction, RestrictionId, "restriction", |one| one.area.as_deref());
field_entry!(Effort, EffortId, "effort", |one| Some(&one.area));

/// Which entry put which right: from the earlier to the later.
pub fn corrected<E: FieldEntry>(all: &[E]) -> BTreeMap<&E::Id, &E> {
    all.iter().filter_map(|one| Some((one.corrects()?, one))).collect()
}

/// The entries that no other one put right, in their order. Where two posts put one right and neither knew of the other, both
/// stand, until somebody puts one of the two right: then the longer line of corrections stands alone.
pub fn standing<E: FieldEntry>(all: &[E]) -> impl Iterator<Item = &E> {
    let corrected = corrected(all);
    let by_id: BTreeMap<&E::Id, &E> = all.iter().map(|one| (one.id(), one)).collect();
    let lines: Vec<(&E::Id, usize)> = all.iter().map(|one| line(one, &by_id)).collect();
    let mut longest: BTreeMap<&E::Id, usize> = BTreeMap::new();
    for (first, length) in &lines {
        let known = longest.entry(first).or_default();
        *known = (*known).max(*length);
    }
    let stands = move |one: &E, (first, length): (&E::Id, usize)| {
        !corrected.contains_key(one.id()) && longest.get(first) == Some(&length)
    };
    all.iter().zip(lines).filter(move |(one, line)| stands(one, *line)).map(|(one, _)| one)
}

/// The first entry of the line of corrections that leads to this one, and the line's length.
fn line<'e, E: FieldEntry>(one: &'e E, by_id: &BTreeMap<&'e E::Id, &'e E>) -> (&'e E::Id, usize) {
    let (mut first, mut length) = (one, 0);
    // Another post's log may hold entries that correct each other in a circle.
    while let Some(earlier) = first.corrects().and_then(|id| by_id.get(id)).filter(|_| length < by_id.len()) {
        (first, length) = (earlier, length + 1);
    }
    (first.id(), length)
}
