//! Lays entries out as the table that `resolution::gazetteer` reads. The layout is told in `data/gazetteer/README.md`.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use resolution::gazetteer::{PlaceKind, Quality, key, without_article};

use super::{Entry, EntryId};

const BLOCK: usize = 16;
const NO_ADMIN1: u16 = u16::MAX;

/// The table's bytes. Sorts the entries into their final order: countries, then by population, then by id.
/// `admin1` names regions by country and code; `article` lists countries whose names are also indexed without article.
pub(crate) fn encode(
    entries: &mut [Entry],
    admin1: &BTreeMap<(String, String), String>,
    article: &BTreeSet<String>,
) -> Result<Vec<u8>> {
    entries.sort_by(|one, other| rank(one).cmp(&rank(other)));
    let mut names = Names::default();
    let codes: BTreeSet<(&str, &str)> = entries
        .iter()
        .filter(|entry| has_admin1(entry))
        .map(|entry| (entry.country.as_str(), entry.admin1.as_str()))
        .collect();
    let slugs: BTreeSet<&str> = entries.iter().filter_map(|entry| slug(entry)).collect();
    let number_of_code = numbered(codes.iter());
    let number_of_slug = numbered(slugs.iter());

    let mut places = Vec::new();
    for entry in entries.iter() {
        let admin1 = number_of_code.get(&(entry.country.as_str(), entry.admin1.as_str())).filter(|_| has_admin1(entry));
        let admin1 = admin1.map_or(Ok(NO_ADMIN1), |number| u16::try_from(*number))?;
        let id = match &entry.id {
            EntryId::GeoNames(number) => *number,
            EntryId::Slug(slug) => {
                number_of_slug.get(slug.as_str()).map(|number| (1 << 31) + number).context("each slug is numbered")?
            }
        };
        place(&mut places, entry, id, admin1, &mut names)?;
    }
    let mut regions = Vec::new();
    for (country, code) in &codes {
        let name = admin1.get(&((*country).to_owned(), (*code).to_owned())).map_or("", String::as_str);
        region(&mut regions, country, code, names.put(name)?);
    }
    let mut slug_records = Vec::new();
    for slug in &slugs {
        let (offset, length) = names.put(slug)?;
        slug_records.extend(offset.to_le_bytes());
        slug_records.extend(u32::from(length).to_le_bytes());
    }
    let keys = keys_of(entries, article)?;
    let (blocks, bytes) = key_blocks(&keys)?;

    let counts = [
        entries.len(),
        keys.len().div_ceil(BLOCK),
        keys.len(),
        codes.len(),
        names.bytes.len(),
        bytes.len(),
        slugs.len(),
        BLOCK,
    ];
    let mut table = b"TWGAZ\0\0\x01".to_vec();
    for count in counts {
        table.extend(u32::try_from(count)?.to_le_bytes());
    }
    for section in [&places, &regions, &slug_records, &blocks, &names.bytes, &bytes] {
        table.extend_from_slice(section);
    }
    Ok(table)
}

fn rank(entry: &Entry) -> (bool, u32, &EntryId) {
    (entry.kind != PlaceKind::Country, u32::MAX - entry.population, &entry.id)
}

fn has_admin1(entry: &Entry) -> bool {
    entry.kind != PlaceKind::Country && !entry.admin1.is_empty()
}

fn slug(entry: &Entry) -> Option<&str> {
    match &entry.id {
        EntryId::Slug(slug) => Some(slug),
        EntryId::GeoNames(_) => None,
    }
}

fn numbered<'a, T: Ord + Copy + 'a>(items: impl Iterator<Item = &'a T>) -> BTreeMap<T, u32> {
    items.copied().zip(0..).collect()
}

fn place(places: &mut Vec<u8>, entry: &Entry, id: u32, admin1: u16, names: &mut Names) -> Result<()> {
    let (offset, length) = names.put(&entry.name)?;
    let code = PlaceKind::ALL.iter().find(|(kind, _, _)| *kind == entry.kind).map(|(_, code, _)| *code);
    places.extend(id.to_le_bytes());
    places.extend(((entry.latitude * 1e5).round() as i32).to_le_bytes());
    places.extend(((entry.longitude * 1e5).round() as i32).to_le_bytes());
    places.extend(entry.population.to_le_bytes());
    places.extend(offset.to_le_bytes());
    places.extend(length.to_le_bytes());
    places.extend([code.context("each kind has a code")?, 0]);
    places.extend(padded::<2>(&entry.country));
    places.extend(admin1.to_le_bytes());
    places.extend(entry.radius_km.to_le_bytes());
    places.extend([0, 0]);
    Ok(())
}

fn region(regions: &mut Vec<u8>, country: &str, code: &str, (offset, length): (u32, u16)) {
    regions.extend(offset.to_le_bytes());
    regions.extend(length.to_le_bytes());
    regions.extend(padded::<2>(country));
    regions.extend(padded::<8>(code));
}

fn padded<const N: usize>(text: &str) -> [u8; N] {
    let mut bytes = [0; N];
    bytes.iter_mut().zip(text.bytes()).for_each(|(slot, byte)| *slot = byte);
    bytes
}

/// Each key with its postings, best quality kept where one place has it twice.
fn keys_of(entries: &[Entry], article: &BTreeSet<String>) -> Result<BTreeMap<String, BTreeMap<u32, Quality>>> {
    let mut keys: BTreeMap<String, BTreeMap<u32, Quality>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let index = u32::try_from(index)?;
        // No name of a country is second to the same name of a village.
        let other = if entry.kind == PlaceKind::Country { Quality::Name } else { Quality::Alias };
        let aliases = entry.aliases.iter().map(|alias| (alias, other));
        for (name, quality) in [(&entry.name, Quality::Name)].into_iter().chain(aliases) {
            let spelling = key(name);
            let bare = without_article(&spelling)
                .filter(|_| article.contains(&entry.country))
                .map(|bare| (bare.to_owned(), Quality::Article));
            for (spelling, quality) in [(spelling, quality)].into_iter().chain(bare) {
                if spelling.is_empty() || spelling.len() > 255 {
                    continue;
                }
                let known = keys.entry(spelling).or_default().entry(index).or_insert(quality);
                *known = quality.min(*known);
            }
        }
    }
    Ok(keys)
}

fn key_blocks(keys: &BTreeMap<String, BTreeMap<u32, Quality>>) -> Result<(Vec<u8>, Vec<u8>)> {
    let (mut offsets, mut bytes) = (Vec::new(), Vec::new());
    let mut before: &[u8] = &[];
    for (number, (key, postings)) in keys.iter().enumerate() {
        if number % BLOCK == 0 {
            offsets.extend(u32::try_from(bytes.len())?.to_le_bytes());
            before = &[];
        }
        let shared = key.bytes().zip(before).take_while(|(one, other)| one == *other).count();
        let suffix = key.as_bytes().get(shared..).unwrap_or_default();
        bytes.extend([u8::try_from(shared)?, u8::try_from(suffix.len())?]);
        bytes.extend_from_slice(suffix);
        leb128(&mut bytes, u32::try_from(postings.len())?);
        for (index, quality) in postings {
            leb128(&mut bytes, index << 2 | *quality as u32);
        }
        before = key.as_bytes();
    }
    offsets.extend(u32::try_from(bytes.len())?.to_le_bytes());
    Ok((offsets, bytes))
}

fn leb128(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Names, each text kept once.
#[derive(Default)]
struct Names {
    bytes: Vec<u8>,
    known: BTreeMap<String, (u32, u16)>,
}

impl Names {
    fn put(&mut self, name: &str) -> Result<(u32, u16)> {
        if let Some(known) = self.known.get(name) {
            return Ok(*known);
        }
        let at = (u32::try_from(self.bytes.len())?, u16::try_from(name.len())?);
        self.bytes.extend_from_slice(name.as_bytes());
        self.known.insert(name.to_owned(), at);
        Ok(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resolution::gazetteer::Gazetteer;

    fn entry(id: EntryId, name: &str, country: &str, population: u32) -> Entry {
        Entry {
            id,
            name: name.to_owned(),
            aliases: vec![format!("{name}ville"), "الساحل".to_owned()],
            kind: PlaceKind::Populated,
            country: country.to_owned(),
            admin1: "07".to_owned(),
            latitude: -12.345_67,
            longitude: 98.765_43,
            population,
            radius_km: 4,
        }
    }

    #[test]
    fn what_goes_in_comes_out() {
        let mut entries: Vec<Entry> = (0..40)
            .map(|number| entry(EntryId::GeoNames(number), &format!("Al Hamra{number}"), "SY", number))
            .collect();
        entries.push(entry(EntryId::Slug("sy-front".to_owned()), "Front", "SY", 9));
        let regions = BTreeMap::from([(("SY".to_owned(), "07".to_owned()), "Idlib".to_owned())]);
        let bytes = encode(&mut entries, &regions, &BTreeSet::from(["SY".to_owned()])).expect("small counts fit");
        let gazetteer = Gazetteer::open(&bytes).expect("what was encoded opens");
        assert_eq!(gazetteer.len(), 41);
        let front = gazetteer.lookup("FRONT");
        let place = front.first().expect("the slug is found").place;
        assert_eq!((place.id.to_string().as_str(), place.country, place.radius_km), ("tw:sy-front", "SY", 4));
        assert_eq!(place.admin1.map(|region| (region.code, region.name)), Some(("07", "Idlib")));
        assert!((place.latitude + 12.345_67).abs() < 1e-9 && (place.longitude - 98.765_43).abs() < 1e-9);
        assert_eq!(
            gazetteer.lookup("hamra39").first().map(|found| (found.place.population, found.quality)),
            Some((39, Quality::Article))
        );
        assert_eq!(gazetteer.lookup("ساحل").len(), 41);
        assert!(gazetteer.lookup("nowhere").is_empty());
    }
}
