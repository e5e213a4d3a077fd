//! Reads the GeoNames extract and our own lists as entries.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use resolution::gazetteer::{PlaceKind, key};
use serde_json::Value;

use super::names::{Limits, clean};
use super::{Entry, EntryId};

/// Which places of the source are kept, and how many of their names.
#[derive(Debug)]
pub(crate) struct Selection {
    population: u32,
    everything: BTreeSet<String>,
    latin_large: usize,
    latin_small: usize,
    arabic: usize,
    cyrillic: usize,
    /// Countries in whose names an Arabic article is usual.
    pub(crate) article: BTreeSet<String>,
}

impl Selection {
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let table = toml_table(path)?;
        let number = |table: &toml::Table, field: &str| -> Result<usize> {
            let value = table.get(field).and_then(toml::Value::as_integer);
            value.and_then(|value| value.try_into().ok()).with_context(|| format!("{field} must be a count"))
        };
        let aliases = table.get("aliases").and_then(toml::Value::as_table).context("[aliases] is missing")?;
        for field in ["everything", "article"] {
            ensure!(!strings(&table, field).is_empty(), "{field} must be a list of countries, before [aliases]");
        }
        Ok(Self {
            population: number(&table, "population")?.try_into()?,
            everything: strings(&table, "everything").into_iter().collect(),
            latin_large: number(aliases, "latin_large")?,
            latin_small: number(aliases, "latin_small")?,
            arabic: number(aliases, "arabic")?,
            cyrillic: number(aliases, "cyrillic")?,
            article: strings(&table, "article").into_iter().collect(),
        })
    }

    fn keeps(&self, country: &str, population: u32) -> bool {
        population >= self.population || self.everything.contains(country)
    }

    fn limits(&self, country: &str, population: u32) -> Limits {
        let large = population >= 100_000 || self.everything.contains(country);
        let latin = if large { self.latin_large } else { self.latin_small };
        Limits { latin, arabic: self.arabic, cyrillic: self.cyrillic }
    }
}

/// Countries, each with its capital's name in `admin1` until [`cities`] has used it.
pub(crate) fn countries(path: &Path) -> Result<Vec<Entry>> {
    rows(path)?
        .iter()
        .map(|row| country(row).with_context(|| format!("{}: {}", path.display(), row.join("\t"))))
        .collect()
}

fn country(row: &[String]) -> Result<Entry> {
    let [iso2, _, number, name, capital, aliases, latitude, longitude, radius, population, ..] = row else {
        bail!("a country needs ten columns");
    };
    Ok(Entry {
        id: EntryId::GeoNames(number.parse()?),
        name: name.clone(),
        aliases: listed(aliases),
        kind: PlaceKind::Country,
        country: iso2.clone(),
        admin1: capital.clone(),
        latitude: latitude.parse()?,
        longitude: longitude.parse()?,
        population: population.parse()?,
        radius_km: radius.parse()?,
    })
}

/// The selected cities; those that `countries` name as capitals are marked so.
pub(crate) fn cities(path: &Path, selection: &Selection, countries: &[Entry]) -> Result<Vec<Entry>> {
    let capitals: BTreeSet<(&str, String)> =
        countries.iter().map(|entry| (entry.country.as_str(), key(&entry.admin1))).collect();
    let source: Value = serde_json::from_slice(&read(path)?).with_context(|| path.display().to_string())?;
    let cities = source.as_object().context("the source is an object by id")?;
    let mut entries: Vec<Entry> = cities.values().filter_map(|city| city_entry(city, selection, &capitals)).collect();
    entries.sort_by(|one, other| other.population.cmp(&one.population).then_with(|| one.id.cmp(&other.id)));
    one_capital_each(&mut entries);
    Ok(entries)
}

fn city_entry(city: &Value, selection: &Selection, capitals: &BTreeSet<(&str, String)>) -> Option<Entry> {
    let text = |field: &str| city.get(field).and_then(Value::as_str);
    let (name, country) = (text("name")?, text("countrycode")?);
    let population = u32::try_from(city.get("population")?.as_u64()?).ok()?;
    let is_capital = capitals.contains(&(country, key(name)));
    if !(is_capital || selection.keeps(country, population)) {
        return None;
    }
    let names: Vec<&str> = city.get("alternatenames")?.as_array()?.iter().filter_map(Value::as_str).collect();
    Some(Entry {
        id: EntryId::GeoNames(u32::try_from(city.get("geonameid")?.as_u64()?).ok()?),
        name: name.to_owned(),
        aliases: clean(name, &names, country, selection.limits(country, population)),
        kind: if is_capital { PlaceKind::Capital } else { PlaceKind::Populated },
        country: country.to_owned(),
        admin1: text("admin1code").unwrap_or_default().to_owned(),
        latitude: city.get("latitude")?.as_f64()?,
        longitude: city.get("longitude")?.as_f64()?,
        population,
        radius_km: 0,
    })
}

/// Namesakes of a capital in its own country are ordinary places. Entries come most populous first.
fn one_capital_each(entries: &mut [Entry]) {
    let mut seen = BTreeSet::new();
    for entry in entries.iter_mut().filter(|entry| entry.kind == PlaceKind::Capital) {
        if !seen.insert((entry.country.clone(), key(&entry.name))) {
            entry.kind = PlaceKind::Populated;
        }
    }
}

/// Adds the supplement's places, and its aliases to places that are already there.
pub(crate) fn supplement(path: &Path, entries: &mut Vec<Entry>) -> Result<()> {
    let table = toml_table(path)?;
    let places = table.get("place").and_then(toml::Value::as_array).context("no [[place]]")?;
    for place in places.iter().filter_map(toml::Value::as_table) {
        add(place, entries).with_context(|| format!("{}: {place}", path.display()))?;
    }
    Ok(())
}

fn add(place: &toml::Table, entries: &mut Vec<Entry>) -> Result<()> {
    let aliases = strings(place, "aliases");
    if let Some(number) = place.get("geonames").and_then(toml::Value::as_integer) {
        let wanted = EntryId::GeoNames(number.try_into()?);
        let known = entries.iter_mut().find(|entry| entry.id == wanted).context("no such GeoNames place is kept")?;
        known.aliases.extend(aliases);
        return Ok(());
    }
    let text = |field: &str| place.get(field).and_then(toml::Value::as_str).unwrap_or_default();
    let number = |field: &str| {
        place.get(field).and_then(|value| value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64)))
    };
    let word = text("kind");
    let kind =
        PlaceKind::ALL.iter().find(|(_, _, known)| *known == word).with_context(|| format!("unknown kind {word}"))?.0;
    let (latitude, longitude) =
        number("latitude").zip(number("longitude")).context("a place needs latitude and longitude")?;
    ensure!((-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude), "off the globe");
    ensure!(!text("source").is_empty(), "a place needs a source");
    let (country, precision) = (text("country"), number("precision_km").unwrap_or_default());
    entries.push(Entry {
        id: EntryId::Slug(text("slug").to_owned()),
        name: text("name").to_owned(),
        aliases,
        kind,
        country: country.to_owned(),
        admin1: nearest_admin1(entries, country, (latitude, longitude)),
        latitude,
        longitude,
        population: number("population").map_or(0, |count| count as u32),
        radius_km: rounded(number("radius_km").unwrap_or_default().max(precision)),
    });
    Ok(())
}

/// A point without a code takes that of the nearest coded place within 60 km.
fn nearest_admin1(entries: &[Entry], country: &str, point: (f64, f64)) -> String {
    let coded = entries
        .iter()
        .filter(|entry| entry.country == country && matches!(entry.kind, PlaceKind::Populated | PlaceKind::Capital));
    let away = coded.map(|entry| (kilometres(point, (entry.latitude, entry.longitude)), entry));
    let nearest = away.filter(|(away, _)| *away < 60.0).min_by(|one, other| one.0.total_cmp(&other.0));
    nearest.map(|(_, entry)| entry.admin1.clone()).unwrap_or_default()
}

pub(super) fn rounded(kilometres: f64) -> u16 {
    kilometres.round().clamp(0.0, f64::from(u16::MAX)) as u16
}

/// Great-circle distance on a sphere of 6371 km.
pub(super) fn kilometres(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (north, east) = ((other.0 - one.0).to_radians() / 2.0, (other.1 - one.1).to_radians() / 2.0);
    let half = north.sin().powi(2) + one.0.to_radians().cos() * other.0.to_radians().cos() * east.sin().powi(2);
    2.0 * 6371.0 * half.sqrt().min(1.0).asin()
}

pub(super) fn rows(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = String::from_utf8(read(path)?)?;
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    Ok(lines.map(|line| line.split('\t').map(|cell| cell.trim().to_owned()).collect()).collect())
}

pub(super) fn listed(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn strings(table: &toml::Table, field: &str) -> Vec<String> {
    let list = table.get(field).and_then(toml::Value::as_array);
    list.into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned).collect()
}

fn toml_table(path: &Path) -> Result<toml::Table> {
    let text = String::from_utf8(read(path)?)?;
    text.parse().with_context(|| path.display().to_string())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
