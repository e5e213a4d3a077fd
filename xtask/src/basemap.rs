//! Builds `data/basemap/world.bin` from the TopoJSON of Natural Earth.
//!
//! Coasts come from the source's land, borders from the arcs that two countries share. Nothing is added or smoothed.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use publication::basemap::rings;
use serde_json::Value;

const PER_DEGREE: f64 = 500.0;

type Point = (i32, i32);

/// A path on its way into the file; ordered as the file is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Outline {
    scale: u8,
    kind: u8,
    /// Negative extent, so that the largest comes first.
    rank: i64,
    points: Vec<Point>,
}

/// Reads the package folder `atlas` and writes `world.bin` into the folder `data`.
pub(crate) fn run(atlas: &Path, data: &Path) -> Result<()> {
    let mut paths = outlines(&atlas.join("countries-110m.json"), 0)?;
    paths.extend(outlines(&atlas.join("countries-50m.json"), 1)?);
    paths.sort();
    let bytes = encode(&paths)?;
    let decoded = rings(&bytes)?;
    ensure!(decoded.len() == paths.len(), "{} paths went in, {} came out", paths.len(), decoded.len());
    let path = data.join("world.bin");
    std::fs::write(&path, &bytes).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{}: {} paths, {} bytes", path.display(), paths.len(), bytes.len());
    Ok(())
}

fn outlines(path: &Path, scale: u8) -> Result<Vec<Outline>> {
    let text = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let topology: Value = serde_json::from_slice(&text).with_context(|| path.display().to_string())?;
    let arcs = arcs(&topology)?;
    let mut paths = Vec::new();
    for polygon in polygons(&topology, "land")? {
        for (number, ring) in polygon.iter().enumerate() {
            paths.extend(outline(scale, u8::from(number > 0), joined(ring, &arcs)));
        }
    }
    let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
    for reference in polygons(&topology, "countries")?.iter().flatten().flatten() {
        *uses.entry(arc_number(*reference)).or_default() += 1;
    }
    let shared = uses.into_iter().filter(|(_, count)| *count > 1).filter_map(|(number, _)| arcs.get(number));
    paths.extend(shared.filter_map(|arc| outline(scale, 2, arc.clone())));
    Ok(paths)
}

/// Arcs in our units. TopoJSON keeps each point as the difference from the one before.
fn arcs(topology: &Value) -> Result<Vec<Vec<Point>>> {
    let pair = |value: &Value| Some((value.get(0)?.as_f64()?, value.get(1)?.as_f64()?));
    let transform = topology.get("transform").context("no transform")?;
    let scale = transform.get("scale").and_then(pair).context("no scale")?;
    let shift = transform.get("translate").and_then(pair).context("no translate")?;
    let unit = |whole: f64, scale: f64, shift: f64| ((whole * scale + shift) * PER_DEGREE).round() as i32;
    let absolute = |arc: &Value| {
        let (mut x, mut y) = (0.0, 0.0);
        let points = arc.as_array()?.iter().map(|step| {
            let (right, up) = pair(step)?;
            (x, y) = (x + right, y + up);
            Some((unit(x, scale.0, shift.0), unit(y, scale.1, shift.1)))
        });
        points.collect::<Option<Vec<Point>>>()
    };
    let list = topology.get("arcs").and_then(Value::as_array).context("no arcs")?;
    list.iter().map(|arc| absolute(arc).context("an arc is malformed")).collect()
}

/// The polygons of one object, each a list of rings, each a list of arc references.
fn polygons(topology: &Value, object: &str) -> Result<Vec<Vec<Vec<i64>>>> {
    let object = topology.get("objects").and_then(|objects| objects.get(object)).context("the object is missing")?;
    let mut found = Vec::new();
    for geometry in object.get("geometries").and_then(Value::as_array).context("no geometries")? {
        match (geometry.get("type").and_then(Value::as_str), geometry.get("arcs")) {
            (Some("Polygon"), Some(polygon)) => found.push(references(polygon)?),
            (Some("MultiPolygon"), Some(Value::Array(list))) => {
                found.extend(list.iter().map(references).collect::<Result<Vec<_>>>()?)
            }
            _ => {}
        }
    }
    Ok(found)
}

fn references(polygon: &Value) -> Result<Vec<Vec<i64>>> {
    let ring = |ring: &Value| ring.as_array()?.iter().map(Value::as_i64).collect::<Option<Vec<i64>>>();
    let rings = polygon.as_array().context("a polygon is a list of rings")?;
    rings.iter().map(|list| ring(list).context("a ring is a list of arcs")).collect()
}

/// A negative reference is the complement of the number and runs the arc backwards.
fn arc_number(reference: i64) -> usize {
    usize::try_from(if reference < 0 { !reference } else { reference }).unwrap_or(usize::MAX)
}

fn joined(ring: &[i64], arcs: &[Vec<Point>]) -> Vec<Point> {
    let mut points = Vec::new();
    for reference in ring {
        let arc = arcs.get(arc_number(*reference)).map(Vec::as_slice).unwrap_or_default();
        if *reference < 0 {
            points.extend(arc.iter().rev());
        } else {
            points.extend(arc);
        }
    }
    points
}

/// A path without repeated points; none if nothing is left to draw.
fn outline(scale: u8, kind: u8, mut points: Vec<Point>) -> Option<Outline> {
    points.dedup();
    let least = if kind == 2 { 2 } else { 4 };
    let extent = |values: &dyn Fn(&Point) -> i32| {
        let (low, high) = (points.iter().map(values).min()?, points.iter().map(values).max()?);
        Some(i64::from(high) - i64::from(low) + 1)
    };
    let rank = -(extent(&|point| point.0)? * extent(&|point| point.1)?);
    (points.len() >= least).then_some(Outline { scale, kind, rank, points })
}

fn encode(paths: &[Outline]) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    for path in paths {
        body.extend([path.kind, path.scale]);
        leb128(&mut body, u32::try_from(path.points.len())?);
        let mut before = (0, 0);
        for point in &path.points {
            leb128(&mut body, zigzag(point.0 - before.0));
            leb128(&mut body, zigzag(point.1 - before.1));
            before = *point;
        }
    }
    let mut bytes = b"TWMAP\0\0\x01".to_vec();
    bytes.extend(u32::try_from(paths.len())?.to_le_bytes());
    bytes.extend(u32::try_from(body.len())?.to_le_bytes());
    bytes.extend(body);
    Ok(bytes)
}

fn zigzag(difference: i32) -> u32 {
    ((difference << 1) ^ (difference >> 31)).cast_unsigned()
}

fn leb128(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use publication::basemap::{RingKind, Scale};

    #[test]
    fn what_goes_in_comes_out() {
        let square = vec![(-90_000, 45_000), (-89_500, 45_000), (-89_500, 44_000), (-90_000, 45_000)];
        let paths = [outline(0, 0, square), outline(1, 2, vec![(0, 0), (0, 0), (500, -1)])];
        let bytes = encode(&paths.into_iter().flatten().collect::<Vec<_>>()).expect("small counts fit");
        let decoded = rings(&bytes).expect("what was encoded opens");
        let shapes: Vec<_> = decoded.iter().map(|ring| (ring.kind, ring.scale, ring.points.len())).collect();
        assert_eq!(shapes, [(RingKind::Land, Scale::World, 4), (RingKind::Border, Scale::Region, 2)]);
        assert_eq!(decoded.first().and_then(|ring| ring.points.get(2).copied()), Some((-179.0, 88.0)));
        assert_eq!(decoded.last().and_then(|ring| ring.points.last().copied()), Some((1.0, -0.002)));
    }

    #[test]
    fn arcs_join_both_ways() {
        let arcs = vec![vec![(0, 0), (1, 0)], vec![(0, 0), (1, 1), (1, 0)]];
        assert_eq!(joined(&[0, !1], &arcs), [(0, 0), (1, 0), (1, 0), (1, 1), (0, 0)]);
    }
}
