//! Incidents from claims: which claims speak of one event, why, and where they disagree.

mod alike;
mod candidates;
mod clusters;
mod event;
mod score;
mod telling;
mod ties;
mod toll;
mod versions;
mod weights;

use crate::METHOD;
use crate::continuity::founding::founded_by;
use crate::corpus::Corpus;
use crate::kin::Kin;
use crate::origins::Provenance;
use crate::rulings::Rulings;
use crate::stories::Stories;
use alike::{Alike, Profile};
use clusters::{Cluster, Edge};
use model::{ClaimId, ClaimKind, Contested, Field, Incident, IncidentId, Join, Note, OriginId, ReportId, Role, When};
use score::Compare;
use std::collections::{BTreeMap, BTreeSet};
use telling::{Reader, Telling};
use ties::Ties;

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

/// Makes incidents. `order` is the place of each report among those that can have copied each other.
pub(crate) fn incidents(
    corpus: &Corpus<'_>,
    provenance: &Provenance,
    order: &[usize],
    part_cues: &[String],
    kin: &Kin,
    rulings: &Rulings<'_>,
) -> (Vec<Incident>, Vec<Note>) {
    let alike = Alike::load();
    let mut ties = Ties::new(corpus, rulings);
    let tellings = tellings(corpus, provenance, &mut ties, &mut Reader::new(corpus, part_cues, kin));
    let pairs = candidates::candidates(&tellings, &alike);
    let stories = Stories::new(corpus.readings.iter().map(|reading| reading.text.as_str()));
    let compare = Compare { alike: &alike, kin, stories: &stories };
    let mut edges = edges(&tellings, &pairs, &compare);
    edges.extend(provenance.repeats.iter().filter_map(|(first, second)| repeat(&tellings, *first, *second)));
    let numbers = numbers(corpus, &tellings, &ties);
    let clustered = clusters::cluster(&tellings, edges, &compare, &mut ties, &numbers);
    let notes = questions(corpus, &tellings, &clustered.too_large);
    let maker = Maker { corpus, provenance, order, tellings: &tellings, kin };
    let mut incidents: Vec<Incident> =
        clustered.clusters.into_iter().filter_map(|cluster| maker.incident(cluster)).collect();
    in_order(&mut incidents);
    (incidents, notes)
}

/// By when they began, then by id; without a time last, as among reports.
pub(crate) fn in_order(incidents: &mut [Incident]) {
    incidents.sort_by_cached_key(|incident| {
        let begins = beginning(&incident.time);
        (begins.is_none(), begins, incident.id.clone())
    });
}

/// Claims of events, each with its copies, by the number of the claim that is copied. Decisions may keep copies apart.
fn tellings(
    corpus: &Corpus<'_>,
    provenance: &Provenance,
    ties: &mut Ties<'_>,
    reader: &mut Reader<'_>,
) -> Vec<Telling> {
    let mut by_root: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (claim, root) in provenance.root.iter().enumerate() {
        by_root.entry(*root).or_default().push(claim);
    }
    let mut parts: Vec<ties::Part> = by_root.into_iter().flat_map(|(root, claims)| ties.divide(root, claims)).collect();
    parts.retain(|part| event::tells_of_event(corpus.claim(part.founding).1));
    parts.sort_by_key(|part| part.founding);
    parts.into_iter().map(|part| reader.telling(part)).collect()
}

/// The telling of each claim that a decision says stands with others.
fn numbers<'a>(corpus: &Corpus<'a>, tellings: &[Telling], ties: &Ties<'_>) -> BTreeMap<&'a ClaimId, usize> {
    let named: BTreeSet<&ClaimId> = ties.together().iter().flat_map(|(_, claims)| *claims).collect();
    let each = tellings.iter().enumerate().filter(|_| !named.is_empty());
    let claims = each.flat_map(|(number, telling)| telling.claims.iter().map(move |claim| (*claim, number)));
    let ids = claims.map(|(claim, number)| (&corpus.claim(claim).1.id, number));
    ids.filter(|(id, _)| named.contains(id)).collect()
}

fn edges(tellings: &[Telling], pairs: &[(usize, usize)], compare: &Compare<'_>) -> Vec<Edge> {
    let scored = pairs.iter().filter_map(|&(a, b)| {
        let scored = score::score(tellings.get(a)?, tellings.get(b)?, compare)?;
        (scored.score >= weights::THRESHOLD).then_some(Edge { a, b, scored })
    });
    scored.collect()
}

/// What is told in the same words, copied though not of one origin, is one event as surely as a copy is.
fn repeat(tellings: &[Telling], first: usize, second: usize) -> Option<Edge> {
    let number = |claim: usize| tellings.binary_search_by_key(&claim, |telling| telling.founding).ok();
    let (a, b) = (number(first)?, number(second)?);
    Some(Edge { a: a.min(b), b: a.max(b), scored: score::Scored { score: 1.0, features: vec![("copied", 1.0)] } })
}

fn questions(corpus: &Corpus<'_>, tellings: &[Telling], refused: &[(usize, usize)]) -> Vec<Note> {
    let id = |number: usize| tellings.get(number).map(|telling| corpus.claim(telling.founding).1.id.clone());
    let mut notes = Vec::new();
    if let Some((a, b)) = refused.first().and_then(|(a, b)| Some((id(*a)?, id(*b)?))) {
        let message = format!(
            "{a} and {b} would join more than a quarter of all that is told into one incident; not joined ({} such pairs). \
             Do they tell one event?",
            refused.len()
        );
        notes.push(Note::warning("merge-refused", message));
    }
    notes
}

struct Maker<'a> {
    corpus: &'a Corpus<'a>,
    provenance: &'a Provenance,
    order: &'a [usize],
    tellings: &'a [Telling],
    kin: &'a Kin,
}

impl Maker<'_> {
    /// `None` where nobody says that it happened.
    fn incident(&self, cluster: Cluster) -> Option<Incident> {
        let all: Vec<&Telling> = cluster.members.iter().filter_map(|number| self.tellings.get(*number)).collect();
        let only_words = all.iter().all(|telling| telling.kind == ClaimKind::Denial);
        let (denying, affirming): (Vec<&Telling>, Vec<&Telling>) = all
            .iter()
            .copied()
            .partition(|telling| telling.denies || (telling.kind == ClaimKind::Denial && !only_words));
        if affirming.is_empty() {
            return None;
        }
        let mut contested = BTreeSet::new();
        let time = versions::times(self.corpus, &affirming);
        let place = versions::places(self.corpus, &affirming);
        contested.extend(time.is_contested().then_some(Field::Time));
        contested.extend(place.is_contested().then_some(Field::Place));
        contested.extend(denied_field(&affirming, &denying, self.kin));
        let kind = self.kind(&affirming, &mut contested);
        let actors = self.actors(&affirming, &mut contested);
        let (harm, apart) = toll::tolls(self.corpus, self.provenance, &affirming);
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
            why: self.why(&cluster, &all),
            method: METHOD,
        })
    }

    /// `i-` and a digest of the founding claim: the first that affirms, by its report's place, then by its own id.
    fn id(&self, affirming: &[&Telling]) -> IncidentId {
        let founding = affirming.iter().map(|telling| telling.founding).min_by_key(|claim| {
            let report = self.corpus.at(*claim).reading;
            (self.order.get(report).copied(), *claim)
        });
        let claim = founding.map(|claim| self.corpus.claim(claim).1.id.as_str()).unwrap_or_default();
        founded_by(claim)
    }

    fn origin(&self, telling: &Telling) -> usize {
        self.provenance.of_claim.get(telling.founding).copied().unwrap_or_default()
    }

    /// The kind that most origins say; kinds that name only an effect give way to others. Of equals, the first told.
    fn kind(&self, affirming: &[&Telling], contested: &mut BTreeSet<Field>) -> ClaimKind {
        let mut votes: BTreeMap<ClaimKind, (BTreeSet<usize>, usize)> = BTreeMap::new();
        for telling in affirming {
            let vote = votes.entry(telling.kind).or_insert_with(|| (BTreeSet::new(), telling.founding));
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
        affirming: &[&Telling],
        contested: &mut BTreeSet<Field>,
    ) -> BTreeMap<Role, Contested<model::ActorRef>> {
        let gathering = affirming.iter().any(|telling| telling.profile == Profile::Gathering);
        let mut actors = BTreeMap::new();
        for role in ROLES {
            let (who, apart) = versions::actors(self.corpus, affirming, role, self.kin, |telling| self.origin(telling));
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

    fn claim_ids(&self, tellings: &[&Telling]) -> Vec<ClaimId> {
        let numbers = tellings.iter().flat_map(|telling| telling.claims.iter());
        let mut ids: Vec<ClaimId> = numbers.map(|claim| self.corpus.claim(*claim).1.id.clone()).collect();
        ids.sort();
        ids
    }

    fn reports(&self, tellings: &[&Telling]) -> Vec<ReportId> {
        let numbers = tellings.iter().flat_map(|telling| telling.claims.iter());
        let reports: BTreeSet<ReportId> = numbers.map(|claim| self.corpus.claim(*claim).0.report.clone()).collect();
        reports.into_iter().collect()
    }

    /// Those who say that it happened, each once, in the order in which they first said so.
    fn origins(&self, affirming: &[&Telling]) -> Vec<OriginId> {
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        for telling in affirming {
            let place = first.entry(self.origin(telling)).or_insert(telling.founding);
            *place = (*place).min(telling.founding);
        }
        let mut origins: Vec<(usize, usize)> = first.into_iter().map(|(origin, claim)| (claim, origin)).collect();
        origins.sort_unstable();
        origins.iter().filter_map(|(_, origin)| Some(self.provenance.origins.get(*origin)?.id.clone())).collect()
    }

    /// Copies first, then what people decided, then the pairs that joined, the surest first.
    fn why(&self, cluster: &Cluster, all: &[&Telling]) -> Vec<Join> {
        let id = |claim: usize| self.corpus.claim(claim).1.id.clone();
        let mut why = Vec::new();
        for telling in all {
            let copies = telling.claims.iter().filter(|claim| **claim != telling.founding);
            why.extend(copies.map(|copy| Join {
                a: id(telling.founding),
                b: id(*copy),
                score: 1.0,
                features: vec![("copied".to_owned(), 1.0)],
            }));
        }
        why.extend(cluster.decided.iter().filter_map(|(a, b, decision)| {
            let (a, b) = (self.tellings.get(*a)?, self.tellings.get(*b)?);
            Some(Join {
                a: id(a.founding),
                b: id(b.founding),
                score: 1.0,
                features: vec![(format!("decided_{decision}"), 1.0)],
            })
        }));
        let mut edges: Vec<&Edge> = cluster.edges.iter().collect();
        edges.sort_by(|x, y| y.scored.score.total_cmp(&x.scored.score).then((x.a, x.b).cmp(&(y.a, y.b))));
        why.extend(edges.into_iter().filter_map(|edge| {
            let (a, b) = (self.tellings.get(edge.a)?, self.tellings.get(edge.b)?);
            let features = edge.scored.features.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
            Some(Join { a: id(a.founding), b: id(b.founding), score: edge.scored.score, features })
        }));
        why
    }
}

/// What a denial contests: that it happened, or who did it where others tell of it without naming the denier.
fn denied_field(affirming: &[&Telling], denying: &[&Telling], kin: &Kin) -> Option<Field> {
    let first = denying.first()?;
    let is_other = |telling: &&Telling| {
        let agents = (&telling.agents, &first.agents);
        telling::common(agents.0, agents.1) == 0 && !kin.may_be_same(agents.0.iter(), agents.1.iter())
    };
    let others = affirming.iter().any(is_other);
    let only_who = others && denying.iter().all(|telling| !telling.agents.is_empty());
    Some(if only_who { Field::Actor(Role::Agent) } else { Field::Occurrence })
}

fn beginning(time: &Contested<When>) -> Option<i64> {
    let begins = time.versions().iter().filter_map(|version| version.value.hull());
    begins.map(|interval| crate::corpus::minutes_of(interval).0).min()
}
