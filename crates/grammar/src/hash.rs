//! Feature keys: a template's number and up to three values, mixed into 32 bits. Two features in a model of a million
//! share a key about once in four thousand, so keys stand for features. Must stay as it is: models are stored by key.

const K1: u64 = 0x9E37_79B9_7F4A_7C15;
const K2: u64 = 0xD6E8_FEB8_6659_FD93;
const K3: u64 = 0xC2B2_AE3D_27D4_EB4F;

/// Mixes a template's number and three values.
#[inline]
pub(crate) fn key(template: u64, a: u64, b: u64, c: u64) -> u32 {
    let first = (a ^ template.wrapping_mul(K3)).wrapping_mul(K1).rotate_left(31) ^ b;
    let second = first.wrapping_mul(K2).rotate_left(29) ^ c;
    let third = (second ^ (second >> 32)).wrapping_mul(K1);
    u32::try_from(third >> 32).unwrap_or_default()
}

/// The value of a run of characters (FNV-1a over scalar values, then mixed).
#[inline]
pub(crate) fn characters(run: impl Iterator<Item = char>) -> u64 {
    run.fold(Run::default(), Run::then).value()
}

/// A run of characters under way: its beginnings have values on the way to its own.
#[derive(Clone, Copy)]
pub(crate) struct Run(u64);

impl Default for Run {
    fn default() -> Self {
        Run(0xCBF2_9CE4_8422_2325)
    }
}

impl Run {
    #[inline]
    pub(crate) fn then(self, character: char) -> Run {
        Run((self.0 ^ u64::from(u32::from(character))).wrapping_mul(0x0000_0100_0000_01B3))
    }

    /// The value of the run so far.
    #[inline]
    pub(crate) fn value(self) -> u64 {
        (self.0 ^ (self.0 >> 29)).wrapping_mul(K2)
    }
}

/// A list of keys being filled; numbers its templates in the order in which they are written.
#[derive(Default)]
pub(crate) struct Keys {
    keys: Vec<u32>,
    template: u64,
}

impl Keys {
    pub(crate) fn restart(&mut self) {
        self.keys.clear();
        self.template = 0;
    }

    /// Numbers the templates that follow from here on.
    pub(crate) fn start_from(&mut self, template: u64) {
        self.template = template;
    }

    pub(crate) fn as_slice(&self) -> &[u32] {
        &self.keys
    }

    #[inline]
    pub(crate) fn one(&mut self, a: u64) {
        self.three(a, 0, 0);
    }

    #[inline]
    pub(crate) fn two(&mut self, a: u64, b: u64) {
        self.three(a, b, 0);
    }

    #[inline]
    pub(crate) fn three(&mut self, a: u64, b: u64, c: u64) {
        self.template += 1;
        self.keys.push(key(self.template, a, b, c));
    }
}
