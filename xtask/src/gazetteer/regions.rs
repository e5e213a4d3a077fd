//! Reads our lists of regions as entries. Where a row gives no centre, the places that carry its code give it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail};
use resolution::gazetteer::PlaceKind;

use super::sources::{kilometres, listed, rounded, rows};
use super::{Entry, EntryId};

/// No region reaches less far.
const LEAST_RADIUS_KM: f64 = 15.0;
/// Places in one cell of so many to a degree count once, so that a dense valley does not pull a wide region to itself.
const CELLS_PER_DEGREE: f64 = 2.0;

type Members<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a Entry>>;

/// First-level regions; their extent is that of the places which carry their code.
pub(crate) fn regions(path: &Path, entries: &[Entry]) -> Result<Vec<Entry>> {
    let mut members: Members<'_> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.kind != PlaceKind::Country) {
        members.entry((&entry.country, &entry.admin1)).or_default().push(entry);
    }
    let mut seen = BTreeMap::new();
    let mut regions = Vec::new();
    for row in rows(path)? {
        let region = region(&row, &members).with_context(|| format!("{}: {}", path.display(), row.join("\t")))?;
        let code = (region.country.clone(), region.admin1.clone());
        if let Some(other) = seen.insert(code, region.name.clone()) {
            bail!("{} and {other} have one code", region.name);
        }
        regions.push(region);
    }
    Ok(regions)
}

/// Regions whose centre, radius and population stand in the row; several may carry one code.
pub(crate) fn measured(path: &Path) -> Result<Vec<Entry>> {
    rows(path)?
        .iter()
        .map(|row| whole(row).with_context(|| format!("{}: {}", path.display(), row.join("\t"))))
        .collect()
}

fn whole(row: &[String]) -> Result<Entry> {
    let [_, _, _, _, _, _, latitude, longitude, radius, population] = row else { bail!("a region needs ten columns") };
    let extent = Extent {
        centre: (latitude.parse()?, longitude.parse()?),
        radius_km: radius.parse()?,
        population: population.parse()?,
    };
    named(row, &extent)
}

fn region(row: &[String], members: &Members<'_>) -> Result<Entry> {
    let [_, country, _, _, code, ..] = row else { bail!("a region needs five columns") };
    let places = members.get(&(country.as_str(), code.as_str())).context("no place carries this code")?;
    let centre = centre(places);
    let mut away: Vec<f64> = places.iter().map(|place| kilometres(centre, (place.latitude, place.longitude))).collect();
    away.sort_by(f64::total_cmp);
    let radius_km = away.get(away.len() * 9 / 10).or(away.last()).copied().unwrap_or_default().max(LEAST_RADIUS_KM);
    let population = places.iter().map(|place| place.population).fold(0, u32::saturating_add);
    named(row, &Extent { centre, radius_km, population })
}

/// Where a region lies and how many live there.
struct Extent {
    centre: (f64, f64),
    radius_km: f64,
    population: u32,
}

fn named(row: &[String], extent: &Extent) -> Result<Entry> {
    let [slug, country, name, word, code, rest @ ..] = row else { bail!("a region needs five columns") };
    let mut aliases: Vec<String> = rest.first().map(|list| listed(list)).unwrap_or_default();
    // The bare name is an alias only, so that a seat of the same name comes first.
    let shown = if word.is_empty() { name.clone() } else { format!("{name} {word}") };
    if !word.is_empty() {
        aliases.extend([name.clone(), format!("{word} of {name}")]);
    }
    Ok(Entry {
        id: EntryId::Slug(slug.clone()),
        name: shown,
        aliases,
        kind: PlaceKind::Region,
        country: country.clone(),
        admin1: code.clone(),
        latitude: extent.centre.0,
        longitude: extent.centre.1,
        population: extent.population,
        radius_km: rounded(extent.radius_km),
    })
}

/// The mean of the cells in which the places lie.
fn centre(places: &[&Entry]) -> (f64, f64) {
    let cell = |degrees: f64| (degrees * CELLS_PER_DEGREE).round();
    let cells: BTreeSet<(i64, i64)> =
        places.iter().map(|place| (cell(place.latitude) as i64, cell(place.longitude) as i64)).collect();
    let mean = |sum: i64| sum as f64 / cells.len().max(1) as f64 / CELLS_PER_DEGREE;
    if let [only] = places {
        (only.latitude, only.longitude)
    } else {
        (mean(cells.iter().map(|cell| cell.0).sum()), mean(cells.iter().map(|cell| cell.1).sum()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn town(latitude: f64, longitude: f64) -> Entry {
        Entry {
            id: EntryId::GeoNames(1),
            name: "Town".to_owned(),
            aliases: Vec::new(),
            kind: PlaceKind::Populated,
            country: "XX".to_owned(),
            admin1: "01".to_owned(),
            latitude,
            longitude,
            population: 10,
            radius_km: 0,
        }
    }

    #[test]
    fn a_dense_corner_does_not_pull_the_centre() {
        let mut towns: Vec<Entry> = (0..50).map(|number| town(10.0 + f64::from(number) * 0.001, 20.0)).collect();
        towns.push(town(14.0, 20.0));
        let towns: Vec<&Entry> = towns.iter().collect();
        assert_eq!(centre(&towns), (12.0, 20.0));
    }

    #[test]
    fn a_row_that_is_measured_stands_as_it_is() {
        let row: Vec<String> =
            "xx-east\tXX\tEast\tProvince\t01\tE.\t1.5\t2.5\t70\t900".split('\t').map(str::to_owned).collect();
        let region = whole(&row).expect("the row has ten columns");
        assert_eq!((region.latitude, region.longitude, region.radius_km, region.population), (1.5, 2.5, 70, 900));
        assert_eq!(
            (region.name.as_str(), region.aliases.as_slice()),
            ("East Province", ["E.", "East", "Province of East"].map(str::to_owned).as_slice())
        );
        assert!(whole(row.get(..6).unwrap_or_default()).is_err());
    }
}
