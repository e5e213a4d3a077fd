//! The parts of a rules file, read and written. A mistake is told with the field, what stood there and what may stand there.

use super::*;

const STANDARDS: &str = "suspicion, reasonable_grounds, balance_of_probabilities or clear_and_convincing";

/// A local time that the clocks of the zone show exactly once.
pub(super) fn from(text: &str, calendar: &Calendar) -> Result<jiff::Timestamp, WireError> {
    const EXPECTED: &str = "a local time that the clocks of the zone show once, such as 2031-05-01T06:00";
    let refused = || WireError::field("from", text, EXPECTED);
    let local: DateTime = text.parse().map_err(|_| refused())?;
    calendar.zone().to_ambiguous_timestamp(local).unambiguous().map_err(|_| refused())
}

/// The days of the week, as they are written.
const DAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

impl CalendarLine {
    pub(super) fn to_calendar(&self) -> Result<Calendar, WireError> {
        const ZONE: &str = "a time zone of the IANA database, such as Africa/Tripoli";
        let zone: Option<TimeZone> = TimeZoneDatabase::bundled().get(&self.zone).ok();
        let zone = zone.ok_or_else(|| WireError::field("calendar.zone", &self.zone, ZONE))?;
        let day = |text: &str| DAYS.iter().find(|(name, _)| *name == text).map(|(_, day)| *day);
        let rest = self.rest.iter().map(|text| named("calendar.rest", text, day, "days such as friday"));
        let rest: Vec<Weekday> = rest.collect::<Result<_, _>>()?;
        let date = |text: &str| text.parse::<Date>().ok();
        let holidays =
            self.holidays.iter().map(|text| named("calendar.holidays", text, date, "dates such as 2031-05-09"));
        let calendar = Calendar::new(zone, rest, holidays.collect::<Result<_, _>>()?);
        let all = || WireError::field("calendar.rest", self.rest.join(", "), "fewer than all seven days");
        calendar.ok_or_else(all)
    }

    pub(super) fn new(calendar: &Calendar) -> Self {
        let name = |day: &Weekday| DAYS.iter().find(|(_, other)| other == day).map_or("", |(name, _)| *name);
        Self {
            zone: calendar.zone_name().to_owned(),
            rest: calendar.rest().iter().map(|day| name(day).to_owned()).collect(),
            holidays: calendar.holidays().iter().map(ToString::to_string).collect(),
        }
    }
}

impl PersonLine {
    pub(super) fn to_person(&self) -> Result<Person, WireError> {
        let side = match self.side.as_str() {
            "neutral" => Side::Neutral,
            party => Side::Party(read_id!("person.side", party, ActorId)?),
        };
        let duties = self.duties.iter().map(|duty| named("person.duties", duty, Duty::parse, Duty::EXPECTED));
        Ok(Person {
            id: read_id!("person.id", &self.id, PersonId)?,
            name: self.name.clone(),
            side,
            duties: duties.collect::<Result<_, _>>()?,
        })
    }

    pub(super) fn new(person: &Person) -> Self {
        Self {
            id: person.id.to_string(),
            name: person.name.clone(),
            side: person.side.to_string(),
            duties: person.duties.iter().map(|duty| duty.to_string()).collect(),
        }
    }
}

impl QuorumLine {
    pub(super) fn to_quorum(self) -> Quorum {
        Quorum { each_party: self.each_party, neutral: self.neutral }
    }

    pub(super) fn new(quorum: Quorum) -> Self {
        Self { each_party: quorum.each_party, neutral: quorum.neutral }
    }
}

impl ProofLine {
    pub(super) fn to_proof(&self) -> Result<Proof, WireError> {
        Ok(Proof {
            occurred: named("proof.occurred", &self.occurred, StandardOfProof::parse, STANDARDS)?,
            attribution: named("proof.attribution", &self.attribution, StandardOfProof::parse, STANDARDS)?,
            intent: named("proof.intent", &self.intent, StandardOfProof::parse, STANDARDS)?,
            breach: named("proof.breach", &self.breach, StandardOfProof::parse, STANDARDS)?,
        })
    }

    pub(super) fn new(proof: Proof) -> Self {
        let name = |standard: StandardOfProof| standard.as_str().to_owned();
        Self {
            occurred: name(proof.occurred),
            attribution: name(proof.attribution),
            intent: name(proof.intent),
            breach: name(proof.breach),
        }
    }
}

impl TermLine {
    pub(super) fn to_term(self, field: &'static str) -> Result<Term, WireError> {
        const EXPECTED: &str =
            "one term of 1 or more, such as { hours = 48 }, { days = 7 }, { working_days = 5 } or { months = 1 }";
        let given = [
            (self.hours, TermUnit::Hours),
            (self.days, TermUnit::Days),
            (self.working_days, TermUnit::WorkingDays),
            (self.months, TermUnit::Months),
        ];
        let terms: Vec<(u16, TermUnit)> = given.into_iter().filter_map(|(count, unit)| Some((count?, unit))).collect();
        let one = match terms.as_slice() {
            [(count, unit)] => Term::new(*count, *unit),
            _ => None,
        };
        let written = || terms.iter().map(|(count, unit)| format!("{count} {unit}")).collect::<Vec<_>>().join(", ");
        one.ok_or_else(|| WireError::field(field, written(), EXPECTED))
    }

    pub(super) fn new(term: Term) -> Self {
        let count = Some(term.count.get());
        match term.unit {
            TermUnit::Hours => Self { hours: count, ..Self::default() },
            TermUnit::Days => Self { days: count, ..Self::default() },
            TermUnit::WorkingDays => Self { working_days: count, ..Self::default() },
            TermUnit::Months => Self { months: count, ..Self::default() },
        }
    }
}

impl LimitsLine {
    pub(super) fn to_limits(self) -> Result<Limits, WireError> {
        Ok(Limits {
            log: self.log.to_term("limits.log")?,
            verify: self.verify.to_term("limits.verify")?,
            reply: self.reply.to_term("limits.reply")?,
            more_time: self.more_time.map(|term| term.to_term("limits.more_time")).transpose()?,
        })
    }

    pub(super) fn new(limits: Limits) -> Self {
        Self {
            log: TermLine::new(limits.log),
            verify: TermLine::new(limits.verify),
            reply: TermLine::new(limits.reply),
            more_time: limits.more_time.map(TermLine::new),
        }
    }
}

impl PublicationLine {
    pub(super) fn to_rule(&self) -> Result<PublicationRule, WireError> {
        let levels = self.levels.iter().map(|level| named("publication.levels", level, Level::parse, Level::EXPECTED));
        let majority = |text: &String| named("publication.public_needs", text, Majority::parse, Majority::EXPECTED);
        Ok(PublicationRule {
            levels: levels.collect::<Result<_, _>>()?,
            public_needs: self.public_needs.as_ref().map(majority).transpose()?,
            embargo: self.embargo.map(|term| term.to_term("publication.embargo")).transpose()?,
        })
    }

    pub(super) fn new(rule: &PublicationRule) -> Self {
        Self {
            levels: rule.levels.iter().map(|level| level.to_string()).collect(),
            public_needs: rule.public_needs.map(|majority| majority.to_string()),
            embargo: rule.embargo.map(TermLine::new),
        }
    }
}
