//! `line import`: lines and zones of GeoJSON or KML, checked.

use crate::arguments::LineAct;
use anyhow::{Context, Result, bail};
use publication::wording::count;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use wire::Drawings;

/// Writes the GeoJSON to standard output and what it holds to standard error.
pub fn run(options: &crate::arguments::Line) -> Result<ExitCode> {
    let LineAct::Import { file } = &options.act;
    let drawings = read(file)?;
    let (lines, zones) = (count(drawings.lines.len(), "line", "lines"), count(drawings.zones.len(), "zone", "zones"));
    eprintln!("{}: {lines}, {zones}", file.display());
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &drawings.to_geojson())?;
    writeln!(out)?;
    Ok(ExitCode::SUCCESS)
}

/// Reads and checks a file of lines and zones, by the ending of its name.
pub fn read(file: &Path) -> Result<Drawings> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let parse = match ending.as_str() {
        "geojson" | "json" => Drawings::from_geojson,
        "kml" => Drawings::from_kml,
        _ => bail!("{}: its name ends neither in .geojson, .json nor .kml", file.display()),
    };
    let text = std::fs::read_to_string(file).with_context(|| format!("{} could not be read", file.display()))?;
    parse(&text).with_context(|| format!("{} holds no valid lines and zones", file.display()))
}
