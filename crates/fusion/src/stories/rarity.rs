//! How rare stems are among reports. What is counted grows with every report, so rarity goes by steps: a number of reports
//! counts as the half power of two that it has reached. Then a report more changes the weight of a few stems, not of all.

use crate::corpus::pool::Pool;

/// The stems that reports hold, and how many hold each.
#[derive(Default)]
pub(crate) struct Rarity {
    stems: Pool<u32>,
    holders: Holders,
}

/// In how many reports each stem stands, by its number.
#[derive(Debug, Clone, Default)]
pub(crate) struct Holders {
    of: Vec<u32>,
    reports: u32,
}

/// What of rarity weights depend on, at one time: how many steps the reports have reached, and those of each stem.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Steps {
    /// Those of all reports; none where there is no report.
    pub(crate) reports: Option<u8>,
    /// By the number of the stem; none where no report holds it.
    pub(crate) stems: Vec<Option<u8>>,
}

impl Steps {
    /// Those of a stem, by its number.
    pub(crate) fn of(&self, number: u32) -> Option<u8> {
        self.stems.get(number as usize).copied().flatten()
    }

    /// How much a stem tells; nothing where no other report holds it.
    pub(crate) fn weight(&self, number: u32) -> Option<f32> {
        weight(self.reports?, self.of(number).filter(|step| *step > 0)?)
    }
}

impl Rarity {
    /// The number of a stem, by its hash.
    pub(crate) fn number(&mut self, stem: u32) -> u32 {
        let number = self.stems.put(stem);
        if self.holders.of.len() == number as usize {
            self.holders.of.push(0);
        }
        number
    }

    /// Its hash, by its number.
    pub(crate) fn stem(&self, number: u32) -> u32 {
        *self.stems.get(number)
    }

    /// Counts a report with these stems, in whatever order.
    pub(crate) fn take(&mut self, stems: &[u32]) {
        self.holders.take(stems);
    }

    /// Counts it no longer.
    pub(crate) fn leave(&mut self, stems: &[u32]) {
        self.holders.leave(stems);
    }

    /// How many reports hold each stem, whoever wrote it first.
    pub(crate) fn holders(&self) -> &Holders {
        &self.holders
    }
}

impl Holders {
    /// Counts a report with these stems, in whatever order.
    pub(crate) fn take(&mut self, stems: &[u32]) {
        self.reports += 1;
        self.each(stems, |holders| *holders += 1);
    }

    /// Counts it no longer.
    pub(crate) fn leave(&mut self, stems: &[u32]) {
        self.reports = self.reports.saturating_sub(1);
        self.each(stems, |holders| *holders = holders.saturating_sub(1));
    }

    fn each(&mut self, stems: &[u32], mut count: impl FnMut(&mut u32)) {
        for stem in each_once(stems.to_vec()) {
            self.of.get_mut(stem as usize).into_iter().for_each(&mut count);
        }
    }

    /// How the weights stand now.
    pub(crate) fn steps(&self) -> Steps {
        Steps { reports: step(self.reports), stems: self.of.iter().map(|holders| step(*holders)).collect() }
    }

    /// How much a stem tells; nothing where no other report holds it.
    pub(crate) fn weight(&self, number: u32) -> Option<f32> {
        let holders = self.of.get(number as usize).copied().filter(|holders| *holders > 1)?;
        weight(step(self.reports)?, step(holders)?)
    }
}

/// The logarithm of how many times as many reports there are as hold something, from the steps of both.
fn weight(reports: u8, holders: u8) -> Option<f32> {
    Some(f32::from(reports.checked_sub(holders)?) * std::f32::consts::LN_2 / 2.0)
}

/// How many half powers of two a number has reached.
fn step(number: u32) -> Option<u8> {
    let whole = number.checked_ilog2()?;
    let half = u64::from(number).pow(2) >= 2 << (2 * whole);
    Some((2 * whole + u32::from(half)) as u8)
}

/// Numbers in order, each once.
fn each_once(mut numbers: Vec<u32>) -> Vec<u32> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_that_stands_in_twice_as_many_reports_tells_two_steps_less() {
        assert_eq!(
            [1, 2, 3, 4, 5, 6, 8, 11, 12, 16].map(|number| step(number).unwrap()),
            [0, 2, 3, 4, 4, 5, 6, 6, 7, 8]
        );
        assert_eq!((step(0), step(u32::MAX)), (None, Some(63)));
        let mut rarity = Rarity::default();
        let [common, rare, single] = [7, 8, 9].map(|stem| rarity.number(stem));
        rarity.take(&[common, rare, rare, single]);
        rarity.take(&[rare, common]);
        (0..6).for_each(|_| rarity.take(&[common]));
        let mut holders = rarity.holders().clone();
        assert_eq!(holders.weight(common), Some(0.0));
        assert_eq!(holders.weight(rare), Some(2.0 * std::f32::consts::LN_2));
        assert_eq!((holders.weight(single), rarity.stem(single)), (None, 9));
        let before = holders.steps();
        holders.take(&[common]);
        assert_eq!(holders.steps(), before, "eight to eleven reports are one step");
        holders.leave(&[rare]);
        assert_eq!((holders.weight(rare), holders.steps() == before), (None, false));
    }
}
