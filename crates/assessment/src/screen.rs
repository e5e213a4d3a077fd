//! Screening: each incident and observation against each provision that names such an act, for each possible doer. The answer
//! is "may breach", "permitted", "outside" in which scope, or what is missing to tell.
//!
//! A verdict is small and is found without a word; the sentences for it are made by the same questions, when somebody asks.

pub(crate) mod arms;
pub(crate) mod ground;
mod hours;
pub(crate) mod reply;
pub(crate) mod standing;
pub(crate) mod subject;
mod words;

pub use reply::{Lack, Lacks};

use crate::scope::{self, Scope};
use ground::{Ground, Spoken};
use model::{
    Actor, ActorId, ActorRef, Agreement, Bound, ClaimKind, ClauseScope, CountryCode, Family, Incident, PermittedAct,
    Provision, ProvisionId, Role,
};
use reply::Reply;
use standing::{Stand, Standings};
use std::collections::{BTreeMap, BTreeSet};
use subject::{Subject, Told};

/// The answer on one provision and one possible doer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// It may breach the provision.
    MayBreach,
    /// This clause permits it.
    Permitted(&'a ProvisionId),
    /// It lies outside the provision in this scope.
    Outside(Scope),
    /// This is missing.
    CannotTell(Lacks),
}

/// A verdict, and on what.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Screened<'a, 'i> {
    /// The provision; `None` where none names such an act.
    pub clause: Option<&'a ProvisionId>,
    /// Who may have done it, as it is told; `None` where nobody is named.
    pub doer: Option<&'i ActorRef>,
    /// The answer.
    pub verdict: Verdict<'a>,
}

/// A provision or a permission, with what it refers to made ready.
pub(crate) struct Clause<'a> {
    pub(crate) id: &'a ProvisionId,
    pub(crate) text: &'a str,
    kinds: &'a BTreeSet<ClaimKind>,
    area: &'a [CountryCode],
    bound: &'a Bound,
    against: &'a [ActorId],
    scope: &'a ClauseScope,
    spoken: Spoken,
}

/// Who may have done it: as it is told, and where that stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doer<'i> {
    pub(crate) told: Option<&'i ActorRef>,
    pub(crate) stand: Stand,
}

/// The questions that a clause may ask beside its kind, in the order in which a sure "no" is told.
const ASKED: [Scope; 7] =
    [Scope::Period, Scope::Hours, Scope::Area, Scope::Actor, Scope::Weapon, Scope::Zone, Scope::Line];

/// One agreement, ready to screen by.
pub struct Screen<'a> {
    pub(crate) agreement: &'a Agreement,
    pub(crate) standings: Standings<'a>,
    ground: Ground<'a>,
    clauses: Vec<Clause<'a>>,
    permitted: Vec<Clause<'a>>,
    /// The provisions that name a kind, as places in the list.
    naming: BTreeMap<ClaimKind, Vec<usize>>,
}

impl<'a> Screen<'a> {
    /// Makes an agreement ready: its lines are cut, its clauses sorted by kind, everybody's side worked out.
    pub fn new(agreement: &'a Agreement, actors: &'a [Actor]) -> Self {
        let ground = Ground::new(agreement);
        let clauses: Vec<Clause<'a>> = agreement.provisions.iter().map(|one| provision(one, &ground)).collect();
        let permitted = agreement.permitted.iter().map(|one| permission(one, &ground)).collect();
        let mut naming: BTreeMap<ClaimKind, Vec<usize>> = BTreeMap::new();
        for (place, clause) in clauses.iter().enumerate() {
            for kind in clause.kinds {
                naming.entry(*kind).or_default().push(place);
            }
        }
        Self { agreement, standings: Standings::new(agreement, actors), ground, clauses, permitted, naming }
    }

    /// The verdicts on an incident without its claims, in the order of clauses, then of possible doers: for counting.
    pub fn verdicts<'i>(&self, incident: &'i Incident) -> Vec<Screened<'a, 'i>> {
        let subject = Subject::of_incident(incident, &Told::new());
        let doers = self.possible_doers(&subject);
        let period = scope::period(self.agreement, &subject);
        let mut found = Vec::new();
        for clause in self.naming(&subject) {
            found.extend(doers.iter().map(|doer| Screened {
                clause: Some(clause.id),
                doer: doer.told,
                verdict: self.verdict(clause, &subject, *doer, period),
            }));
        }
        if found.is_empty() && is_asked(&subject) {
            let verdict = Verdict::Outside(Scope::Kind);
            found.extend(doers.iter().map(|doer| Screened { clause: None, doer: doer.told, verdict }));
        }
        found
    }

    /// The provisions that name a kind which it may have been, in their order.
    pub(crate) fn naming(&self, subject: &Subject<'_>) -> impl Iterator<Item = &Clause<'a>> {
        let mut places: Vec<usize> =
            subject.kinds.iter().filter_map(|kind| self.naming.get(kind)).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().filter_map(|place| self.clauses.get(place))
    }

    /// Who may have done it, each party once; one without a name where nobody is named. In a clash either side may have begun.
    pub(crate) fn possible_doers<'i>(&self, subject: &Subject<'i>) -> Vec<Doer<'i>> {
        let clash = subject.kinds.contains(&ClaimKind::ArmedClash);
        let roles: &[Role] = if clash { &[Role::Agent, Role::Counterpart] } else { &[Role::Agent] };
        let mut possible: Vec<Doer<'i>> = Vec::new();
        for told in subject.actors(roles) {
            let stand = self.standings.of(told);
            let same = |doer: &Doer<'_>| match (doer.stand, stand) {
                (Stand::Party(one), Stand::Party(other)) => one == other,
                _ => doer.told == Some(told),
            };
            if !possible.iter().any(same) {
                possible.push(Doer { told: Some(told), stand });
            }
        }
        if possible.is_empty() { vec![Doer { told: None, stand: Stand::Nobody }] } else { possible }
    }

    /// A sure "outside" settles it; then what never happened; then a permission; then what is missing.
    pub(crate) fn verdict(
        &self,
        clause: &Clause<'a>,
        subject: &Subject<'_>,
        doer: Doer<'_>,
        period: Reply,
    ) -> Verdict<'a> {
        let mut lacks = Lacks::default();
        if subject.told_only_as.is_some() {
            lacks.add(Lack::Occurrence);
        }
        if subject.kinds.iter().any(|kind| !clause.kinds.contains(kind)) {
            lacks.add(Lack::Kind);
        }
        for asked in ASKED {
            match self.ask(asked, clause, subject, doer, period) {
                Reply::Yes => {}
                Reply::No => return Verdict::Outside(asked),
                Reply::Lacks(lack) => lacks.add(lack),
            }
        }
        for permission in self.permitted.iter().filter(|one| names_all(one, subject)) {
            match self.permits(permission, subject, doer) {
                Reply::Yes if lacks.is_empty() => return Verdict::Permitted(permission.id),
                Reply::Lacks(lack) => lacks.add(lack),
                Reply::Yes | Reply::No => {}
            }
        }
        if lacks.is_empty() { Verdict::MayBreach } else { Verdict::CannotTell(lacks) }
    }

    fn ask(&self, asked: Scope, clause: &Clause<'a>, subject: &Subject<'_>, doer: Doer<'_>, period: Reply) -> Reply {
        let scope = clause.scope;
        match asked {
            Scope::Kind => Reply::Yes,
            Scope::Period => period.and(scope::clause_period(scope, subject)),
            Scope::Hours => scope.hours.map_or(Reply::Yes, |hours| {
                let possible = subject.times().flat_map(crate::agreement_time::possibilities);
                Reply::common(possible.map(|when| hours::within(hours, when)), Lack::Hour)
            }),
            Scope::Area => scope::area(clause.area, subject),
            Scope::Actor => scope::bound(&self.standings, clause.bound, doer.stand),
            Scope::Weapon => scope.arms.as_ref().map_or(Reply::Yes, |arms| arms::meant(arms, &subject.weapons)),
            Scope::Zone if scope.zones.is_empty() => Reply::Yes,
            Scope::Zone => self.ground.zones(&clause.spoken, subject),
            Scope::Line => scope
                .line
                .as_ref()
                .map_or(Reply::Yes, |line| self.ground.line(&clause.spoken, line, subject, self.party(doer))),
        }
    }

    /// Whether a clause permits this to this doer, there and then, against those whom it hit.
    pub(crate) fn permits(&self, permission: &Clause<'a>, subject: &Subject<'_>, doer: Doer<'_>) -> Reply {
        let asked = ASKED.into_iter().map(|asked| self.ask(asked, permission, subject, doer, Reply::Yes));
        let there_and_then = asked.fold(Reply::Yes, Reply::and);
        if there_and_then == Reply::No || permission.against.is_empty() {
            return there_and_then;
        }
        let hit = subject.actors(&[Role::Target, Role::Victim, Role::Counterpart]);
        let against = hit.map(|actor| match actor.id() {
            Some(id) => Reply::told(permission.against.contains(id)),
            None => Reply::Lacks(Lack::Against),
        });
        there_and_then.and(Reply::common(against, Lack::Against))
    }

    /// The permissions that name what it was.
    pub(crate) fn permissions(&self, subject: &Subject<'_>) -> impl Iterator<Item = &Clause<'a>> {
        self.permitted.iter().filter(|one| names_all(one, subject))
    }

    /// The doer's party, or what is missing to know it.
    fn party(&self, doer: Doer<'_>) -> Result<&'a ActorId, Lack> {
        match doer.stand {
            Stand::Party(place) => self.standings.party(place).ok_or(Lack::Standing),
            Stand::Nobody => Err(Lack::Doer),
            Stand::Outside | Stand::Unknown => Err(Lack::Standing),
        }
    }
}

/// Where something is owed.
pub(crate) struct Shape<'o> {
    pub(crate) area: &'o [CountryCode],
    pub(crate) zones: &'o [model::ShapeId],
}

impl Screen<'_> {
    /// Whether something does not surely lie outside these countries and zones.
    pub(crate) fn may_lie_in(&self, shape: &Shape<'_>, subject: &Subject<'_>) -> bool {
        let scope = ClauseScope { zones: shape.zones.to_vec(), ..ClauseScope::default() };
        let in_zone = scope.zones.is_empty() || self.ground.zones(&self.ground.spoken_of(&scope), subject) != Reply::No;
        in_zone && scope::area(shape.area, subject) != Reply::No
    }
}

/// An act of force or posture that no provision names lies outside by its kind. Other news is not asked about.
pub(crate) fn is_asked(subject: &Subject<'_>) -> bool {
    subject.kinds.iter().any(|kind| matches!(kind.family(), Family::HostileAct | Family::MilitaryPosture))
}

fn names_all(clause: &Clause<'_>, subject: &Subject<'_>) -> bool {
    subject.kinds.iter().all(|kind| clause.kinds.contains(kind))
}

fn provision<'a>(one: &'a Provision, ground: &Ground<'a>) -> Clause<'a> {
    let Provision { id, text, prohibits, bound, area, scope } = one;
    Clause { id, text, kinds: prohibits, area, bound, against: &[], scope, spoken: ground.spoken_of(scope) }
}

fn permission<'a>(one: &'a PermittedAct, ground: &Ground<'a>) -> Clause<'a> {
    let PermittedAct { id, text, kinds, bound, against, scope } = one;
    Clause { id, text, kinds, area: &[], bound, against, scope, spoken: ground.spoken_of(scope) }
}

#[cfg(test)]
mod swap;
#[cfg(test)]
mod tests;
