//! What a line tells of: an incident, or one claim (with its copies) that belongs to none. Both are worded alike.

use super::evidence::EvidenceRef;
use super::index::{Index, Told};
use super::line::Line;
use crate::wording;
use model::{ClaimId, ClaimKind, Contested, Field, Incident, Interval, Precision, Role, When, Where};

/// An incident, or a claim that belongs to none.
pub(super) struct Event<'a> {
    pub kind: ClaimKind,
    pub incident: Option<&'a Incident>,
    /// The claims that tell it, without those that deny it.
    pub tellings: Vec<Told<'a>>,
    /// When it lies, as the earliest of what is told.
    pub when: Option<Interval>,
}

/// The incidents of these kinds in the period, by time, and the claims of these kinds that belong to no incident.
pub(super) fn events<'a>(index: &Index<'a>, wanted: impl Fn(ClaimKind) -> bool) -> Vec<Event<'a>> {
    let mut events = of_incidents(index, &wanted);
    events.extend(of_claims(index, &wanted));
    // Stable: what has one time keeps the order of the record.
    events.sort_by_key(|event| (event.when.is_none(), event.when.map(|when| (when.from(), when.to()))));
    events
}

fn of_incidents<'a>(index: &Index<'a>, wanted: &impl Fn(ClaimKind) -> bool) -> Vec<Event<'a>> {
    let incidents = index.record.fused.incidents.iter().filter(|incident| wanted(incident.kind));
    let events = incidents.map(|incident| Event {
        kind: incident.kind,
        incident: Some(incident),
        tellings: affirming(incident).filter_map(|claim| index.told(claim)).collect(),
        when: hulls(incident).min(),
    });
    events.filter(|event| event.is_in_period(index)).collect()
}

/// One event for each set of claims that say the same in the same words: copies are no further tellings.
fn of_claims<'a>(index: &Index<'a>, wanted: &impl Fn(ClaimKind) -> bool) -> Vec<Event<'a>> {
    let in_incidents: std::collections::BTreeSet<&ClaimId> = index
        .record
        .fused
        .incidents
        .iter()
        .flat_map(|incident| incident.members.iter().chain(&incident.denials))
        .collect();
    let mut places = std::collections::BTreeMap::new();
    let mut events: Vec<Event<'a>> = Vec::new();
    let loose = index.all_told().into_iter().filter(|told| wanted(told.claim.kind));
    for told in loose.filter(|told| !in_incidents.contains(&told.claim.id) && index.is_in_period(*told)) {
        let claim = told.claim;
        let words = wording::one_line(claim.evidence.slice(&told.reading.text));
        let key = (
            claim.kind,
            claim.modality,
            claim.polarity,
            claim.trigger.start() - claim.evidence.start().min(claim.trigger.start()),
            words,
        );
        match places.get(&key).and_then(|place: &usize| events.get_mut(*place)) {
            Some(event) => event.tellings.push(told),
            None => {
                places.insert(key, events.len());
                events.push(Event { kind: claim.kind, incident: None, tellings: vec![told], when: told.time().hull() });
            }
        }
    }
    events
}

/// The members that do not deny it.
pub(super) fn affirming(incident: &Incident) -> impl Iterator<Item = &ClaimId> {
    incident.members.iter().filter(|claim| !incident.denials.contains(claim))
}

fn hulls(incident: &Incident) -> impl Iterator<Item = Interval> {
    incident.time.versions().iter().filter_map(|version| version.value.hull())
}

impl<'a> Event<'a> {
    pub(super) fn claims(&self) -> impl Iterator<Item = &'a ClaimId> + Clone {
        self.tellings.iter().map(|told| &told.claim.id)
    }

    fn is_in_period(&self, index: &Index<'_>) -> bool {
        let Some(incident) = self.incident else { return true };
        let told = || self.tellings.iter().any(|told| told.is_ahead() && index.is_in_period(*told));
        match self.when {
            Some(_) => hulls(incident).any(|when| index.period.touches(when)) || told(),
            None => index.first_published(&incident.members).interval().is_none_or(|when| index.period.touches(when)),
        }
    }

    /// The day or days under which it stands.
    pub(super) fn day(&self) -> String {
        match self.when {
            None => "Time unknown; in the order of the reports".to_owned(),
            Some(when) if when.from().date() == when.last_day() => when.from().date().to_string(),
            Some(when) => format!("{} to {}", when.from().date(), when.last_day()),
        }
    }

    /// What each role is filled with, each filler once, in the order of roles and of tellings.
    pub(super) fn role(&self, role: Role) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for told in &self.tellings {
            for filler in told.claim.roles.get(&role).into_iter().flatten() {
                let name = wording::filler(told.reading, *filler);
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        names
    }

    /// The line that names it: kind, how told, who, when and where, and how many say so.
    pub(super) fn line(&self, index: &Index<'_>, depth: u8) -> Line {
        let mut line = Line::item(depth).key(wording::capital(&self.kind.words()));
        if let Some(incident) = self.incident {
            line = line.about(&incident.id);
        }
        if let Some(manner) = self.manner() {
            line = line.plain(format!(" ({manner})"));
        }
        let facts: Vec<String> =
            [self.told_when(index), self.told_where()].into_iter().chain(self.told_who()).collect();
        line.plain(format!(": {}. {}", facts.join("; "), self.told_by(index))).evidence(index.evidence(self.claims()))
    }

    /// How it is told, where nobody tells it simply as a fact.
    pub(super) fn manner(&self) -> Option<&'static str> {
        let mut manners = self.tellings.iter().map(|told| wording::manner(told.claim));
        let first = manners.next()??;
        manners.all(|manner| manner.is_some()).then_some(first)
    }

    fn told_when(&self, index: &Index<'_>) -> String {
        let contested = self.incident.map(|incident| &incident.time);
        match contested {
            Some(Contested::Agreed(version)) => wording::when(&version.value),
            Some(Contested::Contested(_)) => "time contested, see below".to_owned(),
            Some(Contested::Unsaid) => self.unknown_time(index),
            None => match self.tellings.first().map(|told| told.time()) {
                None | Some(When::Unknown) => self.unknown_time(index),
                Some(when) => wording::when(&when),
            },
        }
    }

    fn unknown_time(&self, index: &Index<'_>) -> String {
        index.unknown_time(self.claims())
    }

    fn told_where(&self) -> String {
        match self.incident.map(|incident| &incident.place) {
            Some(Contested::Agreed(version)) => wording::place(&version.value),
            Some(Contested::Contested(_)) => "place contested, see below".to_owned(),
            Some(Contested::Unsaid) => wording::place(&Where::Unknown),
            None => {
                let place = self.tellings.first().map(|told| told.reading.place(told.claim));
                wording::place(&place.unwrap_or_default())
            }
        }
    }

    fn told_who(&self) -> Vec<String> {
        let is_contested =
            |role: &Role| self.incident.is_some_and(|incident| incident.contested.contains(&Field::Actor(*role)));
        let roles = Role::ALL.into_iter().map(|role| match self.role(role) {
            _ if is_contested(&role) => Some(format!("{} contested, see below", role.as_str())),
            names if names.is_empty() => None,
            names => Some(format!("{} {}", wording::role(role), names.join(", "))),
        });
        roles.flatten().collect()
    }

    fn told_by(&self, index: &Index<'_>) -> String {
        let origins = index.origin_count(self.claims());
        let named = format!("According to {}", index.according_to(self.claims()));
        match origins {
            0 | 1 => format!("{named}."),
            more => format!("{named} ({} independent origins).", wording::grouped(more as u64)),
        }
    }

    /// Whether all that is told of it is still to come.
    pub(super) fn is_ahead(&self) -> bool {
        !self.tellings.is_empty() && self.tellings.iter().all(|told| told.is_ahead())
    }

    /// The words of the first telling of each origin: side by side, copies left out.
    pub(super) fn voices(&self, index: &Index<'_>) -> Vec<EvidenceRef> {
        let mut seen = std::collections::BTreeSet::new();
        let firsts = self
            .tellings
            .iter()
            .filter(|told| seen.insert((index.according_to([&told.claim.id]), wording::manner(told.claim))));
        firsts.map(|told| EvidenceRef::new(*told)).collect()
    }
}

/// Whether an interval is told to the hour or finer, so that its clock time says something.
pub(super) fn has_hour(interval: Interval) -> bool {
    matches!(interval.precision(), Precision::Minute | Precision::Hour | Precision::PartOfDay)
}
