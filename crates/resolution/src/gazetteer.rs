//! The gazetteer: a compiled table of places, searched by name without parsing it first.
//!
//! It knows names and positions only. Which of several candidates a text means is decided elsewhere; nothing here may
//! drop a candidate. The layout is described in `data/gazetteer/README.md`.

use std::fmt;

mod spelling;

pub use spelling::{key, without_article};

const MAGIC: &[u8; 8] = b"TWGAZ\0\0\x01";
const HEADER: usize = 40;
const PLACE: usize = 32;
const ADMIN1: usize = 16;
const SLUG: usize = 8;
/// Ids from here on number a slug of ours; below they are GeoNames ids.
const FIRST_SLUG: u32 = 1 << 31;

/// Why bytes are not a gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GazetteerError {
    /// The file does not begin as a gazetteer of this version does.
    NotAGazetteer,
    /// A section reaches past the end of the file.
    Truncated,
}

impl fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAGazetteer => "not a gazetteer of this version; rebuild it with `cargo xtask gazetteer`",
            Self::Truncated => "the gazetteer is cut short; rebuild it with `cargo xtask gazetteer`",
        })
    }
}

impl std::error::Error for GazetteerError {}

/// A gazetteer over borrowed bytes. Opening it copies nothing.
#[derive(Debug, Clone, Copy)]
pub struct Gazetteer<'a> {
    places: &'a [u8],
    admin1: &'a [u8],
    slugs: &'a [u8],
    blocks: &'a [u8],
    names: &'a [u8],
    keys: &'a [u8],
    key_count: u32,
}

/// What sort of thing a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A city, town or village.
    Populated,
    /// The capital of a country.
    Capital,
    /// A first-level region: governorate, oblast, state.
    Region,
    /// Any other area used in news: "Donbas", "Sahel".
    Area,
    /// A country.
    Country,
    /// A quarter or suburb.
    Neighbourhood,
    /// An airport or air base.
    Airport,
    /// A barracks or a camp.
    Camp,
    /// A road, bridge or crossing.
    Road,
    /// A port, terminal, hospital, prison or other works.
    Facility,
    /// A river, mountain, valley, sea or island.
    Natural,
}

impl PlaceKind {
    /// Every kind with the code that stands for it in the file and the word that stands for it in the supplement.
    pub const ALL: [(Self, u8, &'static str); 11] = [
        (Self::Populated, 0, "place"),
        (Self::Capital, 1, "capital"),
        (Self::Region, 2, "region"),
        (Self::Area, 3, "area"),
        (Self::Country, 4, "country"),
        (Self::Neighbourhood, 5, "neighbourhood"),
        (Self::Airport, 6, "airport"),
        (Self::Camp, 7, "camp"),
        (Self::Road, 8, "road"),
        (Self::Facility, 9, "facility"),
        (Self::Natural, 10, "natural"),
    ];

    /// An unknown code reads as a populated place, the commonest kind, so that a newer file still opens.
    fn of_code(code: u8) -> Self {
        let found = Self::ALL.iter().find(|(_, known, _)| *known == code);
        found.map_or(Self::Populated, |(kind, _, _)| *kind)
    }
}

/// The lasting identity of a place. Prints as `gn:2210247` or `tw:ly-ain-zara`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceId<'a> {
    /// A place of GeoNames.
    GeoNames(u32),
    /// A place of our supplement, by its slug.
    Supplement(&'a str),
}

impl fmt::Display for PlaceId<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GeoNames(number) => write!(f, "gn:{number}"),
            Self::Supplement(slug) => write!(f, "tw:{slug}"),
        }
    }
}

/// A first-level region as the source codes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admin1<'a> {
    /// The code, unique within the country.
    pub code: &'a str,
    /// The name; empty where it is not known.
    pub name: &'a str,
}

/// One place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<'a> {
    /// The number in this file; changes when the file is rebuilt.
    pub index: u32,
    /// The lasting id.
    pub id: PlaceId<'a>,
    /// The name to show.
    pub name: &'a str,
    /// What sort of thing it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2; empty for what lies in no one country.
    pub country: &'a str,
    /// The first-level region, where known.
    pub admin1: Option<Admin1<'a>>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Inhabitants; 0 where not known.
    pub population: u32,
    /// How far from the centre the area reaches; 0 for a point.
    pub radius_km: u16,
}

/// How a name led to a place, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// By its principal name.
    Name,
    /// By another of its names.
    Alias,
    /// By a name of it with the article added or left out.
    Article,
}

/// A place that a name may mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<'a> {
    /// The place.
    pub place: Place<'a>,
    /// How the name led to it.
    pub quality: Quality,
}

impl<'a> Gazetteer<'a> {
    /// Checks the header and that every section lies within `bytes`.
    pub fn open(bytes: &'a [u8]) -> Result<Self, GazetteerError> {
        if !bytes.starts_with(MAGIC) {
            return Err(GazetteerError::NotAGazetteer);
        }
        let count = |position: usize| u32_at(bytes, 8 + 4 * position).ok_or(GazetteerError::Truncated);
        let mut rest = Cursor { bytes, at: HEADER };
        let places = rest.take(count(0)?, PLACE)?;
        let admin1 = rest.take(count(3)?, ADMIN1)?;
        let slugs = rest.take(count(6)?, SLUG)?;
        let blocks = rest.take(count(1)?.saturating_add(1), 4)?;
        let names = rest.take(count(4)?, 1)?;
        let keys = rest.take(count(5)?, 1)?;
        Ok(Self { places, admin1, slugs, blocks, names, keys, key_count: count(2)? })
    }

    /// Number of places.
    pub fn len(&self) -> usize {
        self.places.len() / PLACE
    }

    /// Whether it holds no place.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Number of distinct keys.
    pub fn key_count(&self) -> usize {
        self.key_count as usize
    }

    /// The place of that number.
    pub fn place(&self, index: u32) -> Option<Place<'a>> {
        let at = (index as usize).checked_mul(PLACE)?;
        let record = self.places.get(at..at.checked_add(PLACE)?)?;
        let name = self.name(u32_at(record, 16)?, u16_at(record, 20)?.into());
        Some(Place {
            index,
            id: self.id(u32_at(record, 0)?),
            name,
            kind: PlaceKind::of_code(*record.get(22)?),
            country: ascii(record.get(24..26)?),
            admin1: self.admin1(u16_at(record, 26)?),
            latitude: f64::from(u32_at(record, 4)?.cast_signed()) / 1e5,
            longitude: f64::from(u32_at(record, 8)?.cast_signed()) / 1e5,
            population: u32_at(record, 12)?,
            radius_km: u16_at(record, 28)?,
        })
    }

    /// All places, most important first.
    pub fn places(&self) -> impl Iterator<Item = Place<'a>> + '_ {
        (0..).map_while(|index| self.place(index))
    }

    /// Every place that bears this name, in any spelling that [`key`] makes equal, with or without its article:
    /// best quality first, then most important first.
    pub fn lookup(&self, name: &str) -> Vec<Candidate<'a>> {
        self.lookup_key(&key(name))
    }

    /// As [`Gazetteer::lookup`], for a key made before.
    pub fn lookup_key(&self, key: &str) -> Vec<Candidate<'a>> {
        let mut found = self.postings(key);
        if let Some(bare) = without_article(key) {
            found.extend(self.postings(bare).into_iter().map(|(index, _)| (index, Quality::Article)));
        }
        found.sort_by_key(|(index, quality)| (*index, *quality));
        found.dedup_by_key(|(index, _)| *index);
        found.sort_by_key(|(index, quality)| (*quality, *index));
        let candidate = |(index, quality)| Some(Candidate { place: self.place(index)?, quality });
        found.into_iter().filter_map(candidate).collect()
    }

    /// Every key with its places, in byte order of the keys; for building an automaton over the text.
    pub fn keys(&self) -> impl Iterator<Item = (String, Vec<(u32, Quality)>)> + '_ {
        let numbers = 0..self.blocks.len() / 4;
        numbers.flat_map(|number| self.block(number).map(|(key, postings)| (lossy(&key), postings)))
    }

    fn postings(&self, key: &str) -> Vec<(u32, Quality)> {
        let wanted = key.as_bytes();
        let Some(number) = self.block_of(wanted) else { return Vec::new() };
        let mut entries = self.block(number);
        entries.find(|(key, _)| key == wanted).map_or_else(Vec::new, |(_, postings)| postings)
    }

    /// The last block whose first key is not after `wanted`.
    fn block_of(&self, wanted: &[u8]) -> Option<usize> {
        let (mut low, mut high) = (0, (self.blocks.len() / 4).checked_sub(1)?);
        while low < high {
            let middle = low.midpoint(high);
            if self.first_key(middle)? <= wanted { low = middle + 1 } else { high = middle }
        }
        low.checked_sub(1)
    }

    fn first_key(&self, number: usize) -> Option<&'a [u8]> {
        let at = u32_at(self.blocks, number.checked_mul(4)?)? as usize;
        let length = usize::from(*self.keys.get(at.checked_add(1)?)?);
        self.keys.get(at.checked_add(2)?..)?.get(..length)
    }

    fn block(&self, number: usize) -> Block<'a> {
        let bound = |number: usize| u32_at(self.blocks, number.checked_mul(4)?).map(|at| at as usize);
        let range = bound(number).zip(bound(number + 1));
        let bytes = range.and_then(|(from, to)| self.keys.get(from..to)).unwrap_or_default();
        Block { bytes, key: Vec::new() }
    }

    fn id(&self, number: u32) -> PlaceId<'a> {
        let Some(slug) = number.checked_sub(FIRST_SLUG) else { return PlaceId::GeoNames(number) };
        let at = (slug as usize).saturating_mul(SLUG);
        let range = u32_at(self.slugs, at).zip(u32_at(self.slugs, at.saturating_add(4)));
        PlaceId::Supplement(range.map_or("", |(offset, length)| self.name(offset, length as usize)))
    }

    fn admin1(&self, number: u16) -> Option<Admin1<'a>> {
        let at = usize::from(number) * ADMIN1;
        let record = self.admin1.get(at..at + ADMIN1)?;
        let name = self.name(u32_at(record, 0)?, u16_at(record, 4)?.into());
        Some(Admin1 { code: ascii(record.get(8..16)?), name })
    }

    fn name(&self, offset: u32, length: usize) -> &'a str {
        let bytes = self.names.get(offset as usize..).and_then(|rest| rest.get(..length));
        std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    }
}

struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn take(&mut self, count: u32, size: usize) -> Result<&'a [u8], GazetteerError> {
        let length = (count as usize).checked_mul(size).ok_or(GazetteerError::Truncated)?;
        let end = self.at.checked_add(length).ok_or(GazetteerError::Truncated)?;
        let section = self.bytes.get(self.at..end).ok_or(GazetteerError::Truncated)?;
        self.at = end;
        Ok(section)
    }
}

/// Walks the keys of one block; a malformed entry ends the walk.
struct Block<'a> {
    bytes: &'a [u8],
    key: Vec<u8>,
}

impl Iterator for Block<'_> {
    type Item = (Vec<u8>, Vec<(u32, Quality)>);

    fn next(&mut self) -> Option<Self::Item> {
        let [shared, length, rest @ ..] = self.bytes else { return None };
        let (suffix, rest) = rest.split_at_checked(usize::from(*length))?;
        self.key.truncate(usize::from(*shared));
        self.key.extend_from_slice(suffix);
        let (count, mut rest) = leb128(rest)?;
        let mut postings = Vec::new();
        for _ in 0..count {
            let (posting, after) = leb128(rest)?;
            rest = after;
            postings.push((posting >> 2, quality(posting)));
        }
        self.bytes = rest;
        Some((self.key.clone(), postings))
    }
}

fn quality(posting: u32) -> Quality {
    match posting & 3 {
        0 => Quality::Name,
        1 => Quality::Alias,
        _ => Quality::Article,
    }
}

fn leb128(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let mut value = 0_u32;
    for (position, byte) in bytes.iter().enumerate().take(5) {
        value |= u32::from(byte & 0x7f) << (7 * position);
        if byte & 0x80 == 0 {
            return Some((value, bytes.get(position + 1..)?));
        }
    }
    None
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

/// ASCII that ends at the first zero.
fn ascii(bytes: &[u8]) -> &str {
    let text = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    std::str::from_utf8(text).unwrap_or_default()
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: &[u8] = include_bytes!("../../../data/gazetteer/places.bin");

    fn world() -> Gazetteer<'static> {
        Gazetteer::open(WORLD).expect("the built gazetteer opens")
    }

    fn first(name: &str) -> String {
        let found = world().lookup(name);
        found
            .first()
            .map(|candidate| format!("{} {}", candidate.place.name, candidate.place.country))
            .unwrap_or_default()
    }

    #[test]
    fn finds_a_place_in_four_scripts_and_spellings() {
        for name in ["Benghazi", "BENGHAZI", "Banghāzī", "بنغازي", "بنغازى", "Бенгази"] {
            assert_eq!(first(name), "Benghazi LY", "{name}");
        }
    }

    #[test]
    fn keeps_every_bearer_of_a_name_most_important_first() {
        let found = world().lookup("Tripoli");
        let countries: Vec<&str> = found.iter().map(|candidate| candidate.place.country).collect();
        assert_eq!(countries.first(), Some(&"LY"));
        assert!(countries.contains(&"LB"), "{countries:?}");
    }

    #[test]
    fn article_may_be_there_or_not() {
        for name in ["Zawiya", "Al-Zawiya", "Az Zawiyah", "الزاوية", "زاوية"] {
            assert!(world().lookup(name).iter().any(|found| found.place.country == "LY"), "{name}");
        }
    }

    #[test]
    fn supplement_and_countries_have_their_own_ids() {
        let found = world().lookup("Ain Zara");
        assert_eq!(found.first().map(|candidate| candidate.place.id.to_string()).as_deref(), Some("tw:ly-ain-zara"));
        let libya = world().lookup("ليبيا");
        assert_eq!(
            libya.first().map(|candidate| (candidate.place.kind, candidate.place.country)),
            Some((PlaceKind::Country, "LY"))
        );
    }

    #[test]
    fn keys_come_sorted_and_each_finds_its_places() {
        let world = world();
        let keys: Vec<(String, Vec<(u32, Quality)>)> = world.keys().collect();
        assert_eq!(keys.len(), world.key_count());
        assert!(keys.is_sorted_by(|one, other| one.0 < other.0));
        for (key, postings) in keys.iter().step_by(997) {
            assert_eq!(&world.postings(key), postings, "{key}");
        }
    }

    #[test]
    fn damage_is_an_error_or_an_absence_never_a_panic() {
        assert_eq!(Gazetteer::open(b"x").err(), Some(GazetteerError::NotAGazetteer));
        assert_eq!(Gazetteer::open(WORLD.get(..5000).unwrap_or_default()).err(), Some(GazetteerError::Truncated));
        let mut damaged = WORLD.to_vec();
        damaged.iter_mut().skip(HEADER).step_by(7).for_each(|byte| *byte = 0xff);
        let gazetteer = Gazetteer::open(&damaged).expect("the header is whole");
        gazetteer.lookup("Tripoli");
        assert_eq!(gazetteer.places().count(), world().len());
    }
}
