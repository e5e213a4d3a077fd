//! What fusion made, as JSON lines in several blobs. It must not leave anything out, nor change an order.
//!
//! The lines are cut where their own hashes say so. A later snapshot in which few lines changed is cut at mostly the same
//! places, so most of its blobs are already there: the ledger grows by what changed, not by the whole each time.

use ledger::Hash;
use model::{ClaimId, Fused, OriginId};
use serde_json::{Value, json};
use wire::{CopyLine, FigureLine, IncidentLine, OriginLine};

/// The least mean length of a piece.
const MEAN: usize = 64 * 1024;

/// How many pieces an entry's list of blobs may have; the mean length grows with the whole to stay well below.
const PIECES: usize = 256;

/// One line of a snapshot.
pub(crate) enum Line {
    Incident(Box<IncidentLine>),
    Origin(Box<OriginLine>),
    Copy(Box<CopyLine>),
    Figure(Box<FigureLine>),
    ClaimOrigin(String, String),
}

/// The snapshot's pieces in order. Every line is read back first: one that could not be read would bar the record.
pub(crate) fn write(fused: &Fused) -> Result<Vec<Vec<u8>>, String> {
    let incidents = fused.incidents.iter().map(|incident| {
        let line = IncidentLine::new(incident);
        line.to_incident().map_err(|error| format!("incident {}: {error}", incident.id))?;
        written("incident", serde_json::to_value(&line))
    });
    let origins = fused.origins.iter().map(|origin| {
        let line = OriginLine::new(origin);
        line.to_origin().map_err(|error| format!("origin {}: {error}", origin.id))?;
        written("origin", serde_json::to_value(&line))
    });
    let copies = fused.copies.iter().map(|copy| {
        let line = CopyLine::new(copy);
        line.to_copy().map_err(|error| format!("copy {}: {error}", copy.report))?;
        written("copy", serde_json::to_value(&line))
    });
    let figures = fused.figures.iter().map(|figure| {
        let line = FigureLine::new(figure);
        line.to_figure().map_err(|error| format!("figure of {}: {error}", figure.origin))?;
        written("figure", serde_json::to_value(&line))
    });
    let claims = fused
        .claim_origins
        .iter()
        .map(|(claim, origin)| written("claim_origin", Ok(json!([claim.as_str(), origin.as_str()]))));
    let lines: Vec<Vec<u8>> =
        incidents.chain(origins).chain(copies).chain(figures).chain(claims).collect::<Result<_, String>>()?;
    Ok(cut(&lines))
}

fn written(name: &str, value: serde_json::Result<Value>) -> Result<Vec<u8>, String> {
    let value = value.map_err(|error| error.to_string())?;
    let mut line = serde_json::to_vec(&json!({ name: value })).map_err(|error| error.to_string())?;
    line.push(b'\n');
    Ok(line)
}

fn cut(lines: &[Vec<u8>]) -> Vec<Vec<u8>> {
    let whole: usize = lines.iter().map(Vec::len).sum();
    let mean = (whole / PIECES).next_power_of_two().max(MEAN);
    let mut pieces: Vec<Vec<u8>> = Vec::new();
    let mut ended = true;
    for line in lines {
        if ended {
            pieces.push(Vec::new());
        }
        if let Some(piece) = pieces.last_mut() {
            piece.extend(line);
        }
        ended = ends_piece(line, mean);
    }
    pieces
}

/// Whether a piece ends behind this line: as likely as the line is long, so that pieces have the mean length.
fn ends_piece(line: &[u8], mean: usize) -> bool {
    let [a, b, c, d, ..] = Hash::of(line).0;
    let drawn = usize::try_from(u32::from_be_bytes([a, b, c, d])).unwrap_or_default();
    drawn % mean < line.len()
}

/// The lines of a piece; the error names the line.
pub(crate) fn read(piece: &[u8]) -> Result<Vec<Line>, String> {
    let lines = piece.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines
        .zip(1_u64..)
        .map(|(line, number)| read_line(line).map_err(|error| format!("line {number}: {error}")))
        .collect()
}

fn read_line(line: &[u8]) -> Result<Line, String> {
    let value: Value = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let Value::Object(fields) = value else { return Err("no object".to_owned()) };
    let (name, value) = fields.into_iter().next().ok_or("an empty object")?;
    let shape = |error: serde_json::Error| error.to_string();
    Ok(match name.as_str() {
        "incident" => Line::Incident(serde_json::from_value(value).map_err(shape)?),
        "origin" => Line::Origin(serde_json::from_value(value).map_err(shape)?),
        "copy" => Line::Copy(serde_json::from_value(value).map_err(shape)?),
        "figure" => Line::Figure(serde_json::from_value(value).map_err(shape)?),
        "claim_origin" => {
            let (claim, origin): (String, String) = serde_json::from_value(value).map_err(shape)?;
            ClaimId::new(claim.as_str()).map_err(|error| error.to_string())?;
            OriginId::new(origin.as_str()).map_err(|error| error.to_string())?;
            Line::ClaimOrigin(claim, origin)
        }
        other => return Err(format!("'{other}' is unknown to this version: use a newer one")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn fused(claims: impl Iterator<Item = usize>) -> Fused {
        let origin = |n: usize| OriginId::new(format!("o-{}", n % 7)).unwrap();
        let claim_origins = claims.map(|n| (ClaimId::new(format!("r-{n:016x}.c1")).unwrap(), origin(n)));
        Fused { claim_origins: claim_origins.collect(), ..Fused::default() }
    }

    #[test]
    fn a_change_in_the_middle_leaves_most_pieces_as_they_were() {
        let before = write(&fused(0..20_000)).unwrap();
        let after = write(&fused((0..20_000).filter(|n| *n != 9_999))).unwrap();
        let known: BTreeSet<&Vec<u8>> = before.iter().collect();
        let new = after.iter().filter(|piece| !known.contains(piece)).count();
        assert!(before.len() > 8 && new <= 2, "{} pieces, {new} of them new", before.len());
        let lines: usize = after.iter().map(|piece| read(piece).unwrap().len()).sum();
        assert_eq!(lines, 19_999);
    }

    #[test]
    fn unknown_lines_are_named() {
        assert!(read(b"{\"omen\":1}\n").err().unwrap().contains("line 1: 'omen'"));
    }
}
