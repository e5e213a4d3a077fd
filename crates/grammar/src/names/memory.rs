//! What a document's sentences have told about its words: where "Duffy" was seen to be a person once, it is likely to be one
//! elsewhere. Filled from a first look at all sentences.

use std::collections::BTreeMap;

use super::{Name, NameKind, Sight};
use crate::hash::Keys;

/// How often a word stood outside of names with a capital, and in names of each kind, in the place of [`Memory::PLACES`].
type Votes = [u16; 1 + NameKind::ALL.len()];

/// The words of a document that were seen with a capital.
#[derive(Default)]
pub(crate) struct Memory {
    votes: BTreeMap<u64, Votes>,
}

/// What a word stands in: 0 outside, then the kinds.
fn place(names: &[Name], at: usize) -> usize {
    let around = names.iter().find(|name| (name.first..=name.last).contains(&at));
    around.map_or(0, |name| 1 + name.kind as usize)
}

impl Memory {
    /// Takes in a sentence with the names that were found in it.
    pub(crate) fn enter(&mut self, sights: &[Sight], names: &[Name]) {
        for (at, sight) in sights.iter().enumerate().filter(|(_, sight)| sight.is_memorable()) {
            if let Some(count) = self.votes.entry(sight.word()).or_default().get_mut(place(names, at)) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// Adds what the rest of the document says of a word; nothing where it says nothing.
    pub(crate) fn features(&self, keys: &mut Keys, sights: &[Sight], names: &[Name], at: usize) {
        let Some(sight) = sights.get(at).filter(|sight| sight.is_memorable()) else { return };
        let Some(votes) = self.votes.get(&sight.word()) else { return };
        let mut votes = *votes;
        if let Some(own) = votes.get_mut(place(names, at)) {
            *own = own.saturating_sub(1);
        }
        let total: u16 = votes.iter().sum();
        if total == 0 {
            return;
        }
        let most = (0_u64..).zip(votes).max_by_key(|(place, count)| (*count, *place)).map_or(0, |(place, _)| place);
        let agreed = u64::from(votes.iter().max() == Some(&total));
        let often = u64::from(total.min(4));
        let own = place(names, at) as u64;
        keys.start_from(100);
        keys.two(most + 1, agreed);
        keys.three(most + 1, agreed, often);
        keys.three(most + 1, own, agreed);
        keys.three(most + 1, sight.writing(), agreed);
        keys.three(most + 1, sight.coarse(), agreed);
        keys.three(most + 1, sight.traits(), agreed);
    }
}
