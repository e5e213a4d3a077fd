//! An incident out of tellings that were joined: which id, kind, time, place, actors and tolls, what is contested, and why its
//! claims stand together.

use super::alike::{self, Profile};
use super::clusters::{self, Joined};
use super::listed::{self, Standing};
use super::score::{self, Compare};
use super::telling::{self, Telling, Tellings};
use super::{Known, Place, place, toll, versions};
use crate::METHOD;
use crate::continuity::founding::founded_by;
use crate::kin::Kin;
use model::{ClaimId, ClaimKind, Contested, Field, Incident, IncidentId, Join, OriginId, ReportId, Role};
use std::collections::{BTreeMap, BTreeSet};

/// The roles in which an incident names actors.
const ROLES: [Role; 8] = [
    Role::Agent,
    Role::Target,
    Role::Victim,
    Role::Counterpart,
    Role::Beneficiary,
    Role::Mediator,
    Role::From,
    Role::To,
];

/// What incidents are made from.
pub(super) struct Maker<'a> {
    pub(super) known: &'a Known<'a>,
    pub(super) tellings: &'a Tellings<'a>,
    pub(super) compare: &'a Compare<'a>,
}

/// The tellings of an incident.
struct Sides<'a> {
    all: Vec<Telling<'a>>,
    denying: Vec<Telling<'a>>,
    affirming: Vec<Telling<'a>>,
}

impl<'a> Maker<'a> {
    /// `None` where nobody says that it happened.
    fn sides(&self, members: &[u32]) -> Option<Sides<'a>> {
        let all: Vec<Telling<'a>> = members.iter().filter_map(|number| self.tellings.get(*number as usize)).collect();
        let only_words = all.iter().all(|telling| telling.kind() == ClaimKind::Denial);
        let denies = |telling: &Telling<'a>| telling.denies() || (telling.kind() == ClaimKind::Denial && !only_words);
        let (denying, affirming): (Vec<Telling<'a>>, Vec<Telling<'a>>) = all.iter().copied().partition(denies);
        (!affirming.is_empty()).then_some(Sides { all, denying, affirming })
    }

    /// Where it stands among all incidents.
    pub(super) fn place(&self, joined: &Joined) -> Option<Place> {
        let affirming = self.sides(&joined.members)?.affirming;
        Some(place(&versions::times(self.known.corpus, &affirming), self.id(&affirming)))
    }

    /// The claim by which it is called: the first that affirms, by its report's place, then by its own.
    pub(super) fn founding(&self, members: &[u32]) -> Option<usize> {
        self.first(&self.sides(members)?.affirming)
    }

    fn first(&self, affirming: &[Telling<'_>]) -> Option<usize> {
        let Known { corpus, copies, .. } = *self.known;
        affirming.iter().map(|telling| telling.founding).min_by_key(|claim| {
            let report = corpus.claim(*claim).report as usize;
            (copies.order.get(report).copied(), *claim)
        })
    }

    /// The incident; none where nobody says that it happened.
    pub(super) fn incident(&self, joined: &Joined) -> Option<Incident> {
        let Sides { all, denying, affirming } = self.sides(&joined.members)?;
        let Known { corpus, provenance, kin, .. } = *self.known;
        let mut contested = BTreeSet::new();
        let time = versions::times(corpus, &affirming);
        let place = versions::places(corpus, &affirming);
        contested.extend(time.is_contested().then_some(Field::Time));
        contested.extend(place.is_contested().then_some(Field::Place));
        contested.extend(denied_field(&affirming, &denying, kin));
        let kind = self.kind(&affirming, &mut contested);
        let actors = self.actors(&affirming, &mut contested);
        let (harm, apart) = toll::tolls(corpus, provenance, &affirming);
        contested.extend(apart.into_iter().map(Field::Harm));
        Some(Incident {
            id: self.id(&affirming),
            kind,
            members: self.claim_ids(&all),
            documents: self.reports(&all),
            time,
            place,
            actors,
            harm,
            origins: self.origins(&affirming),
            contested,
            denials: self.claim_ids(&denying),
            why: self.why(joined, &all),
            method: METHOD,
        })
    }

    /// `i-` and a digest of the founding claim.
    fn id(&self, affirming: &[Telling<'_>]) -> IncidentId {
        founded_by(&self.first(affirming).map(|claim| self.known.corpus.id(claim).to_string()).unwrap_or_default())
    }

    fn origin(&self, telling: &Telling<'_>) -> usize {
        self.known.provenance.place(telling.founding)
    }

    /// The kind that most origins say; kinds that name only an effect give way to others. Of equals, the first told.
    fn kind(&self, affirming: &[Telling<'_>], contested: &mut BTreeSet<Field>) -> ClaimKind {
        let mut votes: BTreeMap<ClaimKind, (BTreeSet<usize>, usize)> = BTreeMap::new();
        for telling in affirming {
            let vote = votes.entry(telling.kind()).or_insert_with(|| (BTreeSet::new(), telling.founding));
            vote.0.insert(self.origin(telling));
            vote.1 = vote.1.min(telling.founding);
        }
        let kinds: Vec<ClaimKind> = votes.keys().copied().collect();
        if kinds.iter().any(|a| kinds.iter().any(|b| alike::exclude(*a, *b))) {
            contested.insert(Field::Kind);
        }
        let best = votes.into_iter().max_by_key(|(kind, (origins, first))| {
            (!alike::is_general(*kind), origins.len(), std::cmp::Reverse(*first))
        });
        best.map_or(ClaimKind::Harm, |(kind, _)| kind)
    }

    fn actors(
        &self,
        affirming: &[Telling<'_>],
        contested: &mut BTreeSet<Field>,
    ) -> BTreeMap<Role, Contested<model::ActorRef>> {
        let gathering = affirming.iter().any(|telling| telling.profile() == Profile::Gathering);
        let mut actors = BTreeMap::new();
        for role in ROLES {
            let (who, apart) =
                versions::actors(self.known.corpus, affirming, role, self.known.kin, |telling| self.origin(telling));
            // Different reports name different participants and victims; only who did it, and to whom, has one holder.
            if apart && !gathering && matches!(role, Role::Agent | Role::Target) {
                contested.insert(Field::Actor(role));
            }
            if who != Contested::Unsaid {
                actors.insert(role, who);
            }
        }
        actors
    }

    fn claim_ids(&self, tellings: &[Telling<'_>]) -> Vec<ClaimId> {
        let numbers = tellings.iter().flat_map(|telling| telling.claims.iter());
        let mut ids: Vec<ClaimId> = numbers.map(|claim| self.known.corpus.id(*claim as usize)).collect();
        ids.sort();
        ids
    }

    fn reports(&self, tellings: &[Telling<'_>]) -> Vec<ReportId> {
        let numbers = tellings.iter().flat_map(|telling| telling.claims.iter());
        let reports: BTreeSet<ReportId> =
            numbers.map(|claim| self.known.corpus.report_of(*claim as usize).id.clone()).collect();
        reports.into_iter().collect()
    }

    /// Those who say that it happened, each once, in the order in which they first said so.
    fn origins(&self, affirming: &[Telling<'_>]) -> Vec<OriginId> {
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        for telling in affirming {
            let place = first.entry(self.origin(telling)).or_insert(telling.founding);
            *place = (*place).min(telling.founding);
        }
        let mut origins: Vec<(usize, usize)> = first.into_iter().map(|(origin, claim)| (claim, origin)).collect();
        origins.sort_unstable();
        origins.iter().filter_map(|(_, origin)| Some(self.known.provenance.origins.get(*origin)?.id.clone())).collect()
    }

    /// Copies first, then what people decided, then the pairs that joined, the surest first.
    fn why(&self, joined: &Joined, all: &[Telling<'_>]) -> Vec<Join> {
        let id = |claim: usize| self.known.corpus.id(claim);
        let sure = |a: usize, b: usize, feature: String| Join {
            a: id(a),
            b: id(b),
            score: 1.0,
            features: vec![(feature, 1.0)],
        };
        let mut why = Vec::new();
        for telling in all {
            let copies = telling.claims.iter().map(|claim| *claim as usize).filter(|claim| *claim != telling.founding);
            why.extend(copies.map(|copy| sure(telling.founding, copy, "copied".to_owned())));
        }
        why.extend(joined.decided.iter().filter_map(|(a, b, decision)| {
            let (a, b) = (self.tellings.get(*a)?, self.tellings.get(*b)?);
            Some(sure(a.founding, b.founding, format!("decided_{decision}")))
        }));
        let mut edges = joined.edges.to_vec();
        edges.sort_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
        why.extend(edges.into_iter().filter_map(|edge| {
            let (a, b) = (self.tellings.get(edge.a as usize)?, self.tellings.get(edge.b as usize)?);
            if edge.score >= clusters::COPIED && listed::standing(&a, &b) != Standing::Same {
                return Some(sure(a.founding, b.founding, "copied".to_owned()));
            }
            let (score, features) = score::explained(&a, &b, self.compare);
            let features = features.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            Some(Join { a: id(a.founding), b: id(b.founding), score, features })
        }));
        why
    }
}

/// What a denial contests: that it happened, or who did it where others tell of it without naming the denier.
fn denied_field(affirming: &[Telling<'_>], denying: &[Telling<'_>], kin: &Kin) -> Option<Field> {
    let first = denying.first()?;
    let is_other = |telling: &Telling<'_>| {
        let agents = (telling.agents(), first.agents());
        telling::common(agents.0, agents.1) == 0 && !kin.may_be_same(agents.0.iter(), agents.1.iter())
    };
    let others = affirming.iter().any(is_other);
    let only_who = others && denying.iter().all(|telling| !telling.agents().is_empty());
    Some(if only_who { Field::Actor(Role::Agent) } else { Field::Occurrence })
}
