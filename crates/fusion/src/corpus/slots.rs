//! By which number a value is found that is kept elsewhere: open addressing. It must not know what the values are.

/// No number.
const FREE: u32 = u32::MAX;

/// The numbers from zero on, each at a place that follows from the hash of its value.
pub(super) struct Slots {
    /// A power of two of places, at most half of them taken.
    places: Vec<u32>,
    taken: u32,
}

impl Default for Slots {
    fn default() -> Self {
        Self { places: vec![FREE; 16], taken: 0 }
    }
}

impl Slots {
    /// The number of a value, by its hash and by whether a number is its.
    pub(super) fn held(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        self.places.get(self.place(hash, is_it)).copied().filter(|held| *held != FREE)
    }

    /// The same; where there is none, the next number is given to it. `hash_of` tells the hash of a number's value.
    pub(super) fn held_or_put(&mut self, hash: u64, is_it: impl Fn(u32) -> bool, hash_of: impl Fn(u32) -> u64) -> u32 {
        if self.taken as usize * 2 >= self.places.len() {
            self.grow(hash_of);
        }
        let place = self.place(hash, is_it);
        let next = self.taken;
        let slot = self.places.get_mut(place).expect("a place lies in the table");
        if *slot == FREE {
            *slot = next;
            self.taken = next.checked_add(1).expect("less than four thousand million values fit into memory");
        }
        *slot
    }

    /// The place where a value's number stands or can stand.
    fn place(&self, hash: u64, is_it: impl Fn(u32) -> bool) -> usize {
        let mask = self.places.len() - 1;
        let mut place = hash as usize & mask;
        while self.places.get(place).is_some_and(|held| *held != FREE && !is_it(*held)) {
            place = (place + 1) & mask;
        }
        place
    }

    fn grow(&mut self, hash_of: impl Fn(u32) -> u64) {
        self.places = vec![FREE; self.places.len() * 2];
        for number in 0..self.taken {
            let place = self.place(hash_of(number), |_| false);
            self.places.iter_mut().skip(place).take(1).for_each(|slot| *slot = number);
        }
    }
}
