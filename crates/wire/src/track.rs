//! Negotiation tracks as the file in which people write them, and as the lines of the ledger.

use crate::error::{WireError, known_version, named, read_id};
use crate::time::{TimeLine, instant_or_day};
use model::track::{Attendance, Presence, Round, RoundState};
use model::{Interval, Precision, Track};
use serde::{Deserialize, Serialize};

/// A track.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrackFile {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The agreements on which it works.
    #[serde(default)]
    pub agreements: Vec<String>,
    /// Who brings the others together.
    #[serde(default)]
    pub mediators: Vec<String>,
    /// Where these facts were published.
    pub facts_from: String,
    /// Its rounds.
    #[serde(rename = "round")]
    pub rounds: Vec<RoundLine>,
    /// The version of the format.
    #[serde(default = "crate::first_version", rename = "v")]
    pub version: u32,
}

/// A round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundLine {
    /// What it is called.
    pub name: String,
    /// When.
    pub when: RoundTime,
    /// Where, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// planned, held, broken_off or not_held.
    pub state: String,
    /// Who hosted or brought them together, beyond the track's mediators.
    #[serde(default)]
    pub mediators: Vec<String>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// When they were to meet next, as it was said then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<RoundTime>,
    /// Who was to take part.
    #[serde(default)]
    pub present: Vec<AttendanceLine>,
}

/// Somebody who was to take part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttendanceLine {
    /// The actor's id.
    pub who: String,
    /// present, indirect, absent, walked_out or not_invited.
    pub how: String,
    /// On what level, or why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// What a short time may be.
const DAY: &str = "a day such as 2020-01-19, a minute, or from, to and precision";

/// A day or a minute as people write it; else an interval with its precision, such as a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum RoundTime {
    /// `2020-01-19`.
    Short(String),
    /// From, to, precision.
    Long(TimeLine),
}

impl RoundTime {
    fn new(when: Interval) -> Self {
        match when.precision() {
            Precision::Day => Self::Short(when.from().date().to_string()),
            _ => Self::Long(TimeLine::interval(when)),
        }
    }

    fn to_interval(&self) -> Result<Interval, WireError> {
        match self {
            Self::Short(text) => instant_or_day(text).map_err(|_| WireError::field("round.when", text, DAY)),
            Self::Long(line) => line.to_interval(),
        }
    }
}

impl TrackFile {
    /// Reads TOML, as people write it. The error gives line and column.
    pub fn parse(text: &str) -> Result<Self, WireError> {
        toml::from_str(text).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Reads a line of JSON.
    pub fn parse_line(line: &str) -> Result<Self, WireError> {
        serde_json::from_str(line).map_err(|error| WireError::Shape(error.to_string()))
    }

    /// Checks what it says: rounds stand in the order of time, and nobody takes part twice in one.
    pub fn to_track(&self) -> Result<Track, WireError> {
        known_version(self.version)?;
        let rounds: Vec<Round> = self.rounds.iter().map(RoundLine::to_round).collect::<Result<_, _>>()?;
        let mut both = rounds.iter().zip(rounds.iter().skip(1));
        if let Some((_, later)) = both.find(|(earlier, later)| later.when.from() < earlier.when.from()) {
            return Err(WireError::field("round", &later.name, "rounds in the order of time"));
        }
        if rounds.is_empty() {
            return Err(WireError::field("round", "", "at least one round"));
        }
        let agreements = self.agreements.iter().map(|id| read_id!("agreements", id, AgreementId));
        Ok(Track {
            id: read_id!("id", &self.id, TrackId)?,
            title: self.title.clone(),
            agreements: agreements.collect::<Result<_, _>>()?,
            mediators: actors("mediators", &self.mediators)?,
            rounds,
            facts_from: self.facts_from.clone(),
        })
    }

    /// Writes a track.
    pub fn new(track: &Track) -> Self {
        Self {
            id: track.id.to_string(),
            title: track.title.clone(),
            agreements: track.agreements.iter().map(ToString::to_string).collect(),
            mediators: track.mediators.iter().map(ToString::to_string).collect(),
            facts_from: track.facts_from.clone(),
            rounds: track.rounds.iter().map(RoundLine::new).collect(),
            version: crate::VERSION,
        }
    }
}

fn actors(field: &'static str, ids: &[String]) -> Result<Vec<model::ActorId>, WireError> {
    let read =
        |id: &String| model::ActorId::new(id).map_err(|error| WireError::field(field, error.text, "ids of actors"));
    ids.iter().map(read).collect()
}

impl RoundLine {
    fn to_round(&self) -> Result<Round, WireError> {
        let present: Vec<Attendance> =
            self.present.iter().map(AttendanceLine::to_attendance).collect::<Result<_, _>>()?;
        let twice = present
            .iter()
            .enumerate()
            .find(|(place, one)| present.iter().skip(place + 1).any(|other| other.who == one.who));
        if let Some((_, one)) = twice {
            return Err(WireError::field("present.who", &one.who, "everybody once in a round"));
        }
        Ok(Round {
            name: self.name.clone(),
            when: self.when.to_interval()?,
            place: self.place.clone(),
            state: named("state", &self.state, RoundState::parse, RoundState::EXPECTED)?,
            present,
            mediators: actors("round.mediators", &self.mediators)?,
            outcome: self.outcome.clone(),
            next: self.next.as_ref().map(RoundTime::to_interval).transpose()?,
        })
    }

    fn new(round: &Round) -> Self {
        Self {
            name: round.name.clone(),
            when: RoundTime::new(round.when),
            place: round.place.clone(),
            state: round.state.to_string(),
            mediators: round.mediators.iter().map(ToString::to_string).collect(),
            outcome: round.outcome.clone(),
            next: round.next.map(RoundTime::new),
            present: round.present.iter().map(AttendanceLine::new).collect(),
        }
    }
}

impl AttendanceLine {
    fn to_attendance(&self) -> Result<Attendance, WireError> {
        Ok(Attendance {
            who: read_id!("present.who", &self.who, ActorId)?,
            how: named("present.how", &self.how, Presence::parse, Presence::EXPECTED)?,
            remark: self.remark.clone(),
        })
    }

    fn new(attendance: &Attendance) -> Self {
        Self { who: attendance.who.to_string(), how: attendance.how.to_string(), remark: attendance.remark.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "id = \"t\"\ntitle = \"T\"\nfacts_from = \"F\"\n[[round]]\nname = \"One\"\nwhen = \"2020-01-13\"\nstate = \"held\"\n\
        present = [{ who = \"a\", how = \"walked_out\" }]\n[[round]]\nname = \"Two\"\n\
        when = { from = \"2020-02-01\", to = \"2020-03-01\", precision = \"month\" }\nstate = \"planned\"\nnext = \"2020-03-05\"\n";

    #[test]
    fn a_track_reads_back_as_it_was_written() {
        let track = TrackFile::parse(FILE).unwrap().to_track().unwrap();
        let line = serde_json::to_string(&TrackFile::new(&track)).unwrap();
        assert_eq!(TrackFile::parse_line(&line).unwrap().to_track().unwrap(), track);
    }

    #[test]
    fn what_cannot_be_is_refused_by_its_field() {
        for (from, to, field) in [
            ("2020-01-13", "2021-01-13", "rounds in the order of time"),
            ("\"held\"", "\"lost\"", "'state'"),
            ("walked_out", "danced", "'present.how'"),
            ("[{ who = \"a\",", "[{ who = \"a\", how = \"absent\" }, { who = \"a\",", "everybody once"),
            ("\"2020-01-13\"", "\"Sunday\"", "'round.when'"),
        ] {
            let read = TrackFile::parse(&FILE.replace(from, to)).and_then(|file| file.to_track());
            let error = read.unwrap_err().to_string();
            assert!(error.contains(field), "{error}");
        }
    }
}
