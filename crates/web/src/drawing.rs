//! Maps and timelines as publication draws them, made fit for a page: their style moves to the style file, since the pages'
//! policy allows no style inside.

use publication::map::{Basemap, Map, Mark, Overlay};
use publication::timeline::{self, Bar, Timeline};
use publication::{Period, map};

/// A map without its style.
pub(crate) fn map(basemap: &Basemap, marks: &[Mark], size: (u32, u32), title: &str) -> Map {
    let mut map = map::svg(basemap, marks, size, title);
    map.svg = split(&map.svg).1;
    map
}

/// A map of lines and zones alone, without its style.
pub(crate) fn lines(basemap: &Basemap, overlays: &[Overlay], size: (u32, u32), title: &str) -> String {
    split(&map::svg_over(basemap, overlays, &[], size, title).svg).1
}

/// A timeline without its style.
pub(crate) fn timeline(bars: &[Bar], period: &Period, width: u32, title: &str) -> Timeline {
    let mut timeline = timeline::svg(bars, period, width, title);
    timeline.svg = split(&timeline.svg).1;
    timeline
}

/// The styles of both.
pub(crate) fn styles() -> String {
    let line = timeline::svg(&[], &Period::default(), 400, "");
    let ground = Basemap::embedded().map(|basemap| map::svg(&basemap, &[], (200, 150), "").svg).unwrap_or_default();
    format!("{}\n{}", split(&ground).0, split(&line.svg).0)
}

/// A drawing's style, and the drawing without it.
fn split(svg: &str) -> (String, String) {
    let parts = svg.split_once("<style>").and_then(|(before, rest)| Some((before, rest.split_once("</style>")?)));
    match parts {
        Some((before, (style, after))) => (style.to_owned(), format!("{before}{after}")),
        None => (String::new(), svg.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_moves_out_of_the_drawing() {
        let bar = Bar { when: model::When::Unknown, label: "<style>".into(), href: "/".into() };
        let timeline = timeline(&[bar], &Period::default(), 400, "a </style> title");
        assert!(!timeline.svg.contains("<style>"));
        assert!(styles().contains(".timeline") && styles().contains(".map"));
    }
}
