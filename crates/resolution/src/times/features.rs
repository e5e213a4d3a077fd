//! What the atoms of one point in time say together: at most one weekday, month, day, year, clock time and so on.

use super::atom::Atom;
use super::calendar::{Part, Season, Third, Unit};
use jiff::civil::Weekday;

/// Which one: the last, this, the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    Last,
    This,
    Next,
}

/// What was said of a point in time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Features {
    pub(crate) whole_date: Option<Atom>,
    pub(crate) weekday: Option<Weekday>,
    pub(crate) month: Option<i8>,
    pub(crate) day: Option<i64>,
    pub(crate) year: Option<i64>,
    pub(crate) decade: Option<i64>,
    pub(crate) clock: Option<(i8, i8)>,
    pub(crate) part: Option<Part>,
    pub(crate) season: Option<Season>,
    pub(crate) third: Option<Third>,
    pub(crate) which: Option<Which>,
    pub(crate) unit: Option<Unit>,
    /// How many of the unit; `few` where that is vague.
    pub(crate) count: Option<i64>,
    pub(crate) few: bool,
    /// Whether a number of hours may be one of the clock.
    pub(crate) hours: bool,
    pub(crate) offset: Option<i64>,
    pub(crate) midnight: bool,
    pub(crate) weekend: bool,
    pub(crate) overnight: bool,
    pub(crate) ago: bool,
    pub(crate) later: bool,
    pub(crate) earlier: bool,
    pub(crate) inside: bool,
    pub(crate) past: bool,
    pub(crate) coming: bool,
}

impl Features {
    pub(crate) fn of(atoms: &[Atom]) -> Self {
        let mut features = Self::default();
        for (place, atom) in atoms.iter().enumerate() {
            let before = place.checked_sub(1).and_then(|place| atoms.get(place));
            features.take(*atom, before, atoms.get(place + 1));
        }
        features.tell_hours();
        features.tell_parts_of_days()
    }

    fn take(&mut self, atom: Atom, before: Option<&Atom>, after: Option<&Atom>) {
        match atom {
            Atom::Number { .. } => self.number(atom, before, after),
            Atom::Few => self.few = true,
            Atom::Clock(hour, minute) => self.clock = Some((hour, minute)),
            Atom::Iso(..) | Atom::Slashed(..) => self.whole_date = Some(atom),
            Atom::Decade(year) => self.decade = Some(year),
            Atom::Weekday(weekday) => self.weekday = self.weekday.or(Some(weekday)),
            Atom::Month(month) => self.month = self.month.or(Some(month)),
            Atom::Unit(unit) => self.unit = self.unit.or(Some(unit)),
            Atom::Part(part) => self.part = Some(part),
            Atom::Season(season) => self.season = Some(season),
            Atom::Day(offset) => self.offset = Some(offset),
            Atom::Noon => self.clock = Some((12, 0)),
            Atom::Early | Atom::Start => self.third = Some(Third::First),
            Atom::Mid | Atom::Middle => self.third = Some(Third::Middle),
            Atom::Late | Atom::End => self.third = Some(Third::Last),
            Atom::Last => self.which = Some(Which::Last),
            Atom::This => self.which = Some(Which::This),
            Atom::Next => self.which = Some(Which::Next),
            Atom::Am | Atom::Pm => self.half_of_day(atom == Atom::Pm),
            other => self.mark(other),
        }
    }

    fn mark(&mut self, atom: Atom) {
        match atom {
            Atom::Plural => self.few |= self.count.is_none(),
            Atom::Hours => self.hours = true,
            Atom::Midnight => self.midnight = true,
            Atom::Weekend => self.weekend = true,
            Atom::Overnight => self.overnight = true,
            Atom::Ago => self.ago = true,
            Atom::Later => self.later = true,
            Atom::Earlier => self.earlier = true,
            Atom::In | Atom::Within => self.inside = true,
            Atom::Past => self.past = true,
            Atom::Coming => self.coming = true,
            _ => {}
        }
    }

    /// A number is a year, a day beside a month, a count before a unit, an hour before "am"; else it says nothing.
    fn number(&mut self, atom: Atom, before: Option<&Atom>, after: Option<&Atom>) {
        let Atom::Number { value, digits, ordinal } = atom else { return };
        let near_month = |near: Option<&Atom>| matches!(near, Some(Atom::Month(_)));
        if matches!(after, Some(Atom::Am | Atom::Pm)) {
            self.clock = i8::try_from(value).ok().filter(|hour| (0..=12).contains(hour)).map(|hour| (hour, 0));
        } else if digits == 4 {
            self.year = Some(value);
        } else if digits > 0 && (near_month(after) || near_month(before)) && self.day.is_none() {
            self.day = Some(value);
        } else if ordinal {
            self.day = self.day.or(Some(value));
        } else if matches!(after, Some(Atom::Unit(_))) {
            self.count = Some(value);
        }
    }

    /// "lundi à 4 heures du matin": of a day, so many hours are one of the clock.
    fn tell_hours(&mut self) {
        let of_day = self.weekday.is_some() || self.day.is_some() || self.offset.is_some();
        let counted = self.ago || self.later || self.earlier || self.inside || self.past || self.coming;
        let hour = self.count.and_then(|count| i8::try_from(count).ok()).filter(|hour| (0..24).contains(hour));
        let Some(hour) = hour.filter(|_| self.hours && of_day && !counted && self.unit == Some(Unit::Hour)) else {
            return;
        };
        (self.clock, self.unit, self.count) = (Some((hour, 0)), None, None);
        if matches!(self.part, Some(Part::Afternoon | Part::Evening)) {
            self.half_of_day(true);
        }
    }

    fn half_of_day(&mut self, afternoon: bool) {
        self.clock = self.clock.map(|(hour, minute)| match (hour, afternoon) {
            (12, false) => (0, minute),
            (1..=11, true) => (hour + 12, minute),
            _ => (hour, minute),
        });
    }

    /// "early Tuesday" and "late on 3 May" are parts of a day, "early May" is a part of a month.
    fn tell_parts_of_days(mut self) -> Self {
        let of_day = self.weekday.is_some() || self.day.is_some() || self.offset.is_some();
        let whole = self.unit.is_some() || self.weekend;
        if of_day && !whole {
            self.part = match self.third.take() {
                Some(Third::First) => self.part.or(Some(Part::Early)),
                Some(Third::Last) => self.part.or(Some(Part::Late)),
                Some(Third::Middle) | None => self.part,
            };
        }
        self
    }
}
