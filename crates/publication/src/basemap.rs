//! The basemap: coasts and borders as plain rings and lines for the maps that we draw.
//!
//! It decodes and nothing more: no projection, no colour, no label. The layout is told in `data/basemap/README.md`.

use std::fmt;

const MAGIC: &[u8; 8] = b"TWMAP\0\0\x01";
const HEADER: usize = 16;
/// Units of the file in one degree.
const PER_DEGREE: f32 = 500.0;

/// Why bytes are not a basemap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BasemapError {
    /// The file does not begin as a basemap of this version does.
    NotABasemap,
    /// The file ends inside a path, or a number in it is malformed.
    Damaged,
}

impl fmt::Display for BasemapError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotABasemap => "not a basemap of this version; rebuild it with `cargo xtask basemap`",
            Self::Damaged => "the basemap is damaged; rebuild it with `cargo xtask basemap`",
        })
    }
}

impl std::error::Error for BasemapError {}

/// What a path bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RingKind {
    /// A coast; land is inside.
    Land,
    /// A sea or lake inside land.
    Water,
    /// A border between countries as the source draws it; open.
    Border,
}

/// How fine a path is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// 1:110 million: the world on one page.
    World,
    /// 1:50 million: a country or a region.
    Region,
}

/// A closed ring or an open line.
#[derive(Debug, Clone, PartialEq)]
pub struct Ring {
    /// What it bounds.
    pub kind: RingKind,
    /// How fine it is.
    pub scale: Scale,
    /// Degrees east and north, in drawing order.
    pub points: Vec<(f32, f32)>,
}

impl Ring {
    /// West, south, east and north bounds in degrees; `None` without points.
    pub fn bounds(&self) -> Option<(f32, f32, f32, f32)> {
        let (longitude, latitude) = *self.points.first()?;
        let start = (longitude, latitude, longitude, latitude);
        let grow = |(west, south, east, north): (f32, f32, f32, f32), (x, y): &(f32, f32)| {
            (west.min(*x), south.min(*y), east.max(*x), north.max(*y))
        };
        Some(self.points.iter().fold(start, grow))
    }
}

/// Every path of a basemap, by scale, kind and extent, largest first.
pub fn rings(bytes: &[u8]) -> Result<Vec<Ring>, BasemapError> {
    if !bytes.starts_with(MAGIC) {
        return Err(BasemapError::NotABasemap);
    }
    let count =
        bytes.get(8..12).and_then(|four| four.try_into().ok()).map(u32::from_le_bytes).ok_or(BasemapError::Damaged)?;
    let mut body = Body(bytes.get(HEADER..).ok_or(BasemapError::Damaged)?);
    (0..count).map(|_| body.ring().ok_or(BasemapError::Damaged)).collect()
}

struct Body<'a>(&'a [u8]);

impl Body<'_> {
    fn ring(&mut self) -> Option<Ring> {
        let kind = match self.byte()? {
            0 => RingKind::Land,
            1 => RingKind::Water,
            2 => RingKind::Border,
            _ => return None,
        };
        let scale = match self.byte()? {
            0 => Scale::World,
            1 => Scale::Region,
            _ => return None,
        };
        let count = self.number()?;
        let (mut longitude, mut latitude) = (0_i32, 0_i32);
        // Not reserved ahead: a damaged count must not ask for memory.
        let mut points = Vec::new();
        for _ in 0..count {
            longitude = longitude.checked_add(self.difference()?)?;
            latitude = latitude.checked_add(self.difference()?)?;
            points.push((longitude as f32 / PER_DEGREE, latitude as f32 / PER_DEGREE));
        }
        Some(Ring { kind, scale, points })
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    fn number(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for position in 0..5 {
            let byte = self.byte()?;
            value |= u32::from(byte & 0x7f) << (7 * position);
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn difference(&mut self) -> Option<i32> {
        let number = self.number()?;
        Some((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORLD: &[u8] = include_bytes!("../../../data/basemap/world.bin");

    #[test]
    fn the_world_has_land_water_and_borders_at_both_scales() {
        let rings = rings(WORLD).expect("the built basemap opens");
        for scale in [Scale::World, Scale::Region] {
            for kind in [RingKind::Land, RingKind::Water, RingKind::Border] {
                assert!(rings.iter().any(|ring| ring.kind == kind && ring.scale == scale), "{kind:?} {scale:?}");
            }
        }
        for ring in &rings {
            let (west, south, east, north) = ring.bounds().expect("no path is empty");
            assert!(west >= -180.1 && east <= 180.1 && south >= -90.1 && north <= 90.1);
            assert!(ring.points.len() > 1);
            // A border may be closed too: a country inside another.
            assert!(ring.kind == RingKind::Border || ring.points.first() == ring.points.last());
        }
    }

    #[test]
    fn tripoli_is_on_land_and_the_gulf_of_sidra_is_not() {
        let rings = rings(WORLD).expect("the built basemap opens");
        let on_land = |longitude: f32, latitude: f32| {
            let land = rings.iter().filter(|ring| ring.scale == Scale::Region && ring.kind != RingKind::Border);
            land.map(|ring| crossings(ring, longitude, latitude)).sum::<usize>() % 2 == 1
        };
        assert!(on_land(13.19, 32.70));
        assert!(!on_land(18.0, 32.5));
        assert!(!on_land(51.0, 41.0), "the Caspian is water inside land");
    }

    fn crossings(ring: &Ring, longitude: f32, latitude: f32) -> usize {
        let pairs = ring.points.iter().zip(ring.points.iter().skip(1));
        pairs
            .filter(|((_, south), (_, north))| (*south > latitude) != (*north > latitude))
            .filter(|((x, y), (other_x, other_y))| longitude < (other_x - x) * (latitude - y) / (other_y - y) + x)
            .count()
    }

    #[test]
    fn damage_is_an_error() {
        assert_eq!(rings(b"TWMAP").err(), Some(BasemapError::NotABasemap));
        assert_eq!(rings(WORLD.get(..WORLD.len() - 1).unwrap_or_default()).err(), Some(BasemapError::Damaged));
        let mut damaged = WORLD.to_vec();
        damaged.iter_mut().skip(HEADER).for_each(|byte| *byte = 0xff);
        assert_eq!(rings(&damaged).err(), Some(BasemapError::Damaged));
    }
}
