//! Incidents on a map, as SVG: each with its precision as a circle, over coasts and borders.
//!
//! Nothing is dropped without a number: what has no position is counted in the result. Borders are Natural Earth's and take
//! no position on any territory; a page that shows a map says so.

mod clip;
mod ground;
mod projection;
mod shapes;

pub use crate::basemap::{BasemapError, Ring};

use crate::svg::{document, escaped, length};
use ground::ground;
use model::{Family, Place, Position, Where};
use projection::{Extent, Projection};
use std::fmt::Write;

/// The world that is built in.
const WORLD: &[u8] = include_bytes!("../../../data/basemap/world.bin");

/// Coasts and borders, decoded.
#[derive(Debug, Clone, PartialEq)]
pub struct Basemap(Vec<Ring>);

impl Basemap {
    /// The world that is built in. Decoding takes a moment: keep it.
    pub fn embedded() -> Result<Self, BasemapError> {
        crate::basemap::rings(WORLD).map(Self)
    }
}

/// Something to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where, as far as it is known.
    pub place: Where,
    /// Its family: decides the shape.
    pub family: Family,
    /// The number or letters beside it.
    pub number: String,
    /// What a reader hears or sees on pointing at it.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

/// A line or a zone of an agreement, drawn under the marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlay {
    /// Its points; those of a zone close by themselves.
    pub points: Vec<Position>,
    /// Whether it is a zone's ring.
    pub closed: bool,
    /// What a reader hears or sees on pointing at it.
    pub label: String,
}

/// A map, and what is not on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Map {
    /// The drawing.
    pub svg: String,
    /// How many marks are drawn.
    pub placed: usize,
    /// How many have no position: nobody said where, or the name is in no gazetteer.
    pub unplaced: usize,
    /// How many of those drawn stand at the likeliest of several possible places, dashed.
    pub ambiguous: usize,
}

/// Colours come from the page where it sets these properties, and have defaults that print.
const STYLE: &str = ".map{font:11px system-ui,sans-serif;background:var(--map-sea,#eef2f5)}\
    .map .sea{fill:var(--map-sea,#eef2f5)}\
    .map .land{fill:var(--map-land,#fbfaf7);stroke:var(--map-coast,#8a8f94);stroke-width:.6}\
    .map .water{fill:var(--map-sea,#eef2f5);stroke:var(--map-coast,#8a8f94);stroke-width:.4}\
    .map .overlay{fill:none;stroke:var(--map-line,#9c2f00);stroke-width:2}\
    .map .overlay.zone{fill:var(--map-line,#9c2f00);fill-opacity:.08;stroke-width:1.2}\
    .map .border{fill:none;stroke:var(--map-border,#a9a29a);stroke-width:.7;stroke-dasharray:4 2}\
    .map .graticule{fill:none;stroke:var(--map-grid,#d5dade);stroke-width:.4}\
    .map .degree{fill:var(--map-faint,#5f6468);font-size:9px}\
    .map .reach{fill:var(--map-reach,#0b4f8a);fill-opacity:.07;stroke:var(--map-reach,#0b4f8a);stroke-width:.8}\
    .map .open{stroke-dasharray:3 3}\
    .map .shape{fill:var(--map-mark,#1a1a1a);stroke:var(--map-land,#fbfaf7);stroke-width:1}\
    .map .open .shape{fill:var(--map-land,#fbfaf7);stroke:var(--map-mark,#1a1a1a);stroke-dasharray:2 1}\
    .map text{fill:var(--map-mark,#1a1a1a);paint-order:stroke;stroke:var(--map-land,#fbfaf7);stroke-width:2.5px;stroke-linejoin:round}\
    .map .degree,.map .key text{stroke:none}\
    .map a:focus .shape,.map a:hover .shape{stroke:var(--map-reach,#0b4f8a);stroke-width:2}\
    .map .plate{fill:var(--map-land,#fbfaf7);fill-opacity:.85}\
    .map .scale{fill:none;stroke:var(--map-faint,#5f6468);stroke-width:1}\
    .map .frame{fill:none;stroke:var(--map-coast,#8a8f94);stroke-width:1}";

/// Draws marks on a map of this size in pixels. The extent is that of the marks with a margin; without a mark, the world.
pub fn svg(basemap: &Basemap, marks: &[Mark], size: (u32, u32), title: &str) -> Map {
    svg_over(basemap, &[], marks, size, title)
}

/// The same with lines and zones under the marks; the extent takes them in.
pub fn svg_over(basemap: &Basemap, overlays: &[Overlay], marks: &[Mark], size: (u32, u32), title: &str) -> Map {
    let placed: Vec<(&Mark, &Place)> = marks.iter().filter_map(|mark| Some((mark, mark.place.likeliest()?))).collect();
    let unplaced = marks.len() - placed.len();
    let ambiguous = placed.iter().filter(|(mark, _)| matches!(mark.place, Where::Ambiguous(_))).count();
    let size = (f64::from(size.0.max(200)), f64::from(size.1.max(150)));
    let points = overlays.iter().flat_map(|overlay| overlay.points.iter().copied());
    let projection = Projection::new(Extent::around(placed.iter().map(|(_, place)| *place), points), size);
    let mut body = ground(&basemap.0, &projection);
    body.extend(overlays.iter().map(|overlay| laid_over(overlay, &projection)));
    body.push_str(&drawn(&placed, &projection));
    if !placed.is_empty() {
        body.push_str(&key(&placed, size));
    }
    if !placed.is_empty() || !overlays.is_empty() {
        body.push_str(&scale_bar(&projection));
    }
    frame(&mut body, size);
    let description = format!(
        "{} marks are drawn, {ambiguous} of them at the likeliest of several possible places; {unplaced} have no known position. \
         A circle shows how far from its centre a mark may lie.",
        placed.len()
    );
    let svg = document(size, "map", title, &description, STYLE, &body);
    Map { svg, placed: placed.len(), unplaced, ambiguous }
}

fn laid_over(overlay: &Overlay, projection: &Projection) -> String {
    let projected = overlay.points.iter().map(|point| projection.project(point.longitude(), point.latitude()));
    let words: Vec<String> = projected.map(|(x, y)| format!("{} {}", length(x), length(y))).collect();
    let (class, close) = if overlay.closed { ("overlay zone", "Z") } else { ("overlay", "") };
    let label = escaped(&overlay.label);
    format!("<path class=\"{class}\" d=\"M{}{close}\"><title>{label}</title></path>", words.join("L"))
}

fn frame(body: &mut String, size: (f64, f64)) {
    let (width, height) = (length(size.0 - 1.0), length(size.1 - 1.0));
    let frame = format!("<rect class=\"frame\" x=\"0.5\" y=\"0.5\" width=\"{width}\" height=\"{height}\"/>");
    body.push_str(&frame);
}

/// Marks at one spot stand beside each other in rows of this many, so that each can be pointed at.
const IN_A_ROW: usize = 6;
const STEP: f64 = 15.0;

/// First all circles, then all shapes, so that no circle covers a shape.
fn drawn(placed: &[(&Mark, &Place)], projection: &Projection) -> String {
    let mut circles = String::from("<g>");
    let mut shapes = String::from("<g>");
    let mut taken: std::collections::BTreeMap<(i64, i64), usize> = std::collections::BTreeMap::new();
    for (mark, place) in placed {
        let (x, y) = projection.project(place.position.longitude(), place.position.latitude());
        let spot = ((x / STEP).round() as i64, (y / STEP).round() as i64);
        let before = taken.entry(spot).or_default();
        if *before == 0 {
            circle(&mut circles, mark, place, (x, y), projection);
            name(&mut shapes, place, (x, y));
        }
        let shift = ((*before % IN_A_ROW) as f64 * STEP * 1.6, (*before / IN_A_ROW) as f64 * STEP);
        shape(&mut shapes, mark, place, (x + shift.0, y + shift.1));
        *before += 1;
    }
    format!("{circles}</g>{shapes}</g>")
}

fn circle(out: &mut String, mark: &Mark, place: &Place, at: (f64, f64), projection: &Projection) {
    let radius = place.radius_km * projection.pixels_a_km();
    let open = if matches!(mark.place, Where::Ambiguous(_)) { " open" } else { "" };
    // A circle that the shape hides says nothing.
    if radius > 4.0 {
        let (x, y, radius) = (length(at.0), length(at.1), length(radius));
        let written = write!(out, "<circle class=\"reach{open}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>");
        written.expect("writing to a string cannot fail");
    }
}

fn name(out: &mut String, place: &Place, at: (f64, f64)) {
    let (x, y) = (length(at.0), length(at.1 - 9.0));
    let written = write!(out, "<text x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{}</text>", escaped(&place.name));
    written.expect("writing to a string cannot fail");
}

fn shape(out: &mut String, mark: &Mark, place: &Place, at: (f64, f64)) {
    let open = if matches!(mark.place, Where::Ambiguous(_)) { " class=\"open\"" } else { "" };
    let label = escaped(&format!("{} — {} ({})", mark.label, place.name, place.precision.as_str()));
    let path = shapes::path(mark.family, at);
    let (x, y) = (length(at.0 + 6.5), length(at.1 + 4.0));
    let written = write!(
        out,
        "<a href=\"{}\"{open} aria-label=\"{label}\"><title>{label}</title><path class=\"shape\" d=\"{path}\"/>\
         <text x=\"{x}\" y=\"{y}\">{}</text></a>",
        escaped(&mark.href),
        escaped(&mark.number)
    );
    written.expect("writing to a string cannot fail");
}

/// What the shapes mean: those that are drawn.
fn key(placed: &[(&Mark, &Place)], size: (f64, f64)) -> String {
    let families: std::collections::BTreeSet<Family> = placed.iter().map(|(mark, _)| mark.family).collect();
    let (top, high) = (length(size.1 - 6.0 - families.len() as f64 * 15.0), length(families.len() as f64 * 15.0 + 2.0));
    let mut out =
        format!("<g class=\"key\"><rect class=\"plate\" x=\"4\" y=\"{top}\" width=\"170\" height=\"{high}\"/>");
    for (line, family) in families.iter().enumerate() {
        let y = size.1 - 12.0 - line as f64 * 15.0;
        let (path, text_y) = (shapes::path(*family, (14.0, y)), length(y + 4.0));
        let written = write!(
            out,
            "<path class=\"shape\" d=\"{path}\"/><text x=\"24\" y=\"{text_y}\">{}</text>",
            shapes::name(*family)
        );
        written.expect("writing to a string cannot fail");
    }
    out.push_str("</g>");
    out
}

/// A round number of kilometres, true at the middle of the map.
fn scale_bar(projection: &Projection) -> String {
    let fits = |km: &f64| km * projection.pixels_a_km() <= projection.size.0 / 5.0;
    let round = [2000.0, 1000.0, 500.0, 200.0, 100.0, 50.0, 20.0, 10.0, 5.0, 2.0].into_iter().find(fits).unwrap_or(1.0);
    let (right, y) = (projection.size.0 - 12.0, projection.size.1 - 12.0);
    let left = right - round * projection.pixels_a_km();
    let (from, to, at, above) = (length(left), length(right), length(y), length(y - 5.0));
    format!(
        "<path class=\"scale\" d=\"M{from} {above}V{at}H{to}V{above}\"/>\
         <text class=\"degree\" x=\"{to}\" y=\"{above}\" dy=\"-3\" text-anchor=\"end\">{round} km</text>"
    )
}

#[cfg(test)]
mod tests;
