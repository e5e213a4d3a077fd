//! Numbers that look drawn by chance and are the same on every machine, for tests and measurements. No stage may use them.

/// SplitMix64 (Steele, Lea and Flood 2014), by its state.
#[derive(Debug, Clone)]
pub struct Dice(pub u64);

impl Dice {
    /// The next number, below one that is at least one.
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((value ^ (value >> 31)) % below.max(1) as u64) as usize
    }

    /// Puts values into another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for place in (1..all.len()).rev() {
            all.swap(place, self.roll(place + 1));
        }
    }
}
