//! `[provision.only]` and `[permitted.only]`: where, when and with what a clause holds.

use super::{date, written};
use crate::error::{WireError, named, read_id};
use jiff::civil::Time;
use model::{Arms, ClauseScope, Hours, LineScope, ShapeId, SideOf, WeaponClass};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The farthest distance from a line that a clause may name, in kilometres: no party's territory is wider.
const FARTHEST_KM: f64 = 4_000.0;

/// `[provision.only]`
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeEntry {
    /// In any of these zones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub zones: Vec<String>,
    /// Measured from this line …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// … no farther than so many kilometres …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_km: Option<f64>,
    /// … on this side: "own", "other", or the name of a side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub side: Option<String>,
    /// From when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// At these hours of the day: "20:00-06:00".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<String>,
    /// With weapons of these classes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weapons: Vec<String>,
    /// With weapons of these names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weapon_names: Vec<String>,
    /// Of this calibre or more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibre_from_mm: Option<u16>,
    /// Of a calibre below this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibre_below_mm: Option<u16>,
}

impl ScopeEntry {
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    pub(super) fn to_scope(&self) -> Result<ClauseScope, WireError> {
        let (from, until) = (date("only.from", &self.from)?, date("only.until", &self.until)?);
        if let (Some(start), Some(end)) = (from, until)
            && end.from() <= start.from()
        {
            return Err(WireError::field("only.until", written(end), "a time after 'only.from'"));
        }
        Ok(ClauseScope {
            zones: shapes(&self.zones)?,
            line: self.line_scope()?,
            from,
            until,
            hours: self.hours.as_deref().map(hours).transpose()?,
            arms: self.arms()?,
        })
    }

    fn line_scope(&self) -> Result<Option<LineScope>, WireError> {
        let Some(line) = &self.line else {
            return match (self.within_km, &self.side) {
                (None, None) => Ok(None),
                _ => Err(WireError::field(
                    "only",
                    "'within_km' or 'side' without 'line'",
                    "the id of a line under 'line'",
                )),
            };
        };
        if self.within_km.is_none() && self.side.is_none() {
            return Err(WireError::field("only.line", line, "'within_km', 'side' or both beside it"));
        }
        let side = self.side.as_deref().map(|side| match side {
            "own" => SideOf::Own,
            "other" => SideOf::Other,
            name => SideOf::Named(name.to_owned()),
        });
        Ok(Some(LineScope {
            line: read_id!("only.line", line, ShapeId)?,
            within_m: self.within_km.map(metres).transpose()?,
            side,
        }))
    }

    fn arms(&self) -> Result<Option<Arms>, WireError> {
        let class = |name: &String| named("only.weapons", name, WeaponClass::parse, "classes of docs/agreements.md");
        let classes: Result<BTreeSet<WeaponClass>, WireError> = self.weapons.iter().map(class).collect();
        let arms = Arms {
            classes: classes?,
            names: self.weapon_names.iter().cloned().collect(),
            calibre_from_mm: self.calibre_from_mm,
            calibre_below_mm: self.calibre_below_mm,
        };
        if let (Some(from), Some(below)) = (arms.calibre_from_mm, arms.calibre_below_mm)
            && below <= from
        {
            return Err(WireError::field("only.calibre_below_mm", below, "more than 'calibre_from_mm'"));
        }
        Ok((arms != Arms::default()).then_some(arms))
    }

    pub(super) fn new(scope: &ClauseScope) -> Self {
        let line = scope.line.as_ref();
        let arms = scope.arms.clone().unwrap_or_default();
        Self {
            zones: scope.zones.iter().map(ToString::to_string).collect(),
            line: line.map(|line| line.line.to_string()),
            within_km: line.and_then(|line| line.within_m).map(|metres| f64::from(metres) / 1000.0),
            side: line.and_then(|line| line.side.as_ref()).map(|side| match side {
                SideOf::Own => "own".to_owned(),
                SideOf::Other => "other".to_owned(),
                SideOf::Named(name) => name.clone(),
            }),
            from: scope.from.map(written),
            until: scope.until.map(written),
            hours: scope.hours.map(|Hours { from, to }| {
                format!("{:02}:{:02}-{:02}:{:02}", from.hour(), from.minute(), to.hour(), to.minute())
            }),
            weapons: arms.classes.iter().map(|class| class.as_str().to_owned()).collect(),
            weapon_names: arms.names.into_iter().collect(),
            calibre_from_mm: arms.calibre_from_mm,
            calibre_below_mm: arms.calibre_below_mm,
        }
    }
}

pub(super) fn shapes(ids: &[String]) -> Result<Vec<ShapeId>, WireError> {
    ids.iter().map(|id| read_id!("zones", id, ShapeId)).collect()
}

fn metres(kilometres: f64) -> Result<u32, WireError> {
    if !(kilometres > 0.0 && kilometres <= FARTHEST_KM) {
        return Err(WireError::field("only.within_km", kilometres, "kilometres, more than 0 and at most 4000"));
    }
    Ok((kilometres * 1000.0).round() as u32)
}

fn hours(text: &str) -> Result<Hours, WireError> {
    let refused = || WireError::field("only.hours", text, "hours of the day such as 20:00-06:00");
    let (from, to) = text.split_once(['-', '–']).ok_or_else(refused)?;
    let time = |text: &str| text.trim().parse::<Time>().map_err(|_| refused());
    let hours = Hours { from: time(from)?, to: time(to)? };
    if hours.from == hours.to { Err(refused()) } else { Ok(hours) }
}
