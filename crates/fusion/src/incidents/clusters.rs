//! Tellings joined into clusters, the surest pairs first. The result does not depend on the order of arrival, and no chain
//! of pairs joins what cannot be one event: every merge is checked against the whole of both clusters, and against what
//! people decided first.

mod cluster;

use super::listed;
use super::score::{self, Compare};
use super::telling::{Telling, Tellings};
use super::ties::Ties;
use super::weights::weights;
use cluster::{Cluster, alone, first, least, pour};
use model::{ClaimId, DecisionId};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A merge beyond this share of all tellings is refused, and people are asked.
const LARGEST_SHARE: f64 = 0.25;
/// Up to this size no merge is too large.
const ALWAYS_ALLOWED: usize = 200;

/// What the pairs of two clusters must reach on average.
const MEAN: f64 = 0.35;

/// The score of what is told in the same words. No sum of features reaches it.
pub(crate) const COPIED: f32 = 1.0;

/// A scored pair. What each feature gave is told again where somebody asks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Edge {
    /// Its score, as finely as pairs are put in order by it.
    pub(crate) score: f32,
    /// The lower number.
    pub(crate) a: u32,
    /// The higher number.
    pub(crate) b: u32,
}

/// Tellings of one event.
#[derive(Debug, Clone, Default)]
pub(crate) struct Joined {
    /// The tellings, in order.
    pub(crate) members: Box<[u32]>,
    /// The pairs that joined them.
    pub(crate) edges: Box<[Edge]>,
    /// The pairs of tellings that only a decision joined.
    pub(crate) decided: Vec<(usize, usize, DecisionId)>,
}

/// A pair whose clusters are large together: whether they may join follows from how much is told in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Large {
    /// One telling.
    pub(crate) a: u32,
    /// The other.
    pub(crate) b: u32,
    /// How many tellings both clusters held.
    pub(crate) size: usize,
}

impl Large {
    /// Whether this is too large among so many tellings in all.
    pub(crate) fn is_too_large(self, all: usize) -> bool {
        self.size as f64 > LARGEST_SHARE * all as f64
    }
}

/// The clusters, by their first telling, and what was asked for on the way.
pub(crate) struct Clustered {
    /// The clusters.
    pub(crate) clusters: Vec<Joined>,
    /// The pairs that made or would have made a large cluster.
    pub(crate) large: Vec<Large>,
}

struct Clustering<'a, 't> {
    tellings: &'a Tellings<'a>,
    compare: &'a Compare<'a>,
    ties: &'a mut Ties<'t>,
    parent: Vec<u32>,
    /// By root; none where a telling stands alone or was poured into another's.
    clusters: Vec<Option<Box<Cluster>>>,
    large: Vec<Large>,
}

/// Joins tellings along `edges`, whose order does not matter, within what people decided. `numbers` leads from a claim that
/// a decision names to its telling.
pub(crate) fn cluster(
    tellings: &Tellings<'_>,
    mut edges: Vec<Edge>,
    compare: &Compare<'_>,
    ties: &mut Ties<'_>,
    numbers: &BTreeMap<ClaimId, usize>,
) -> Clustered {
    edges.sort_unstable_by(|x, y| y.score.total_cmp(&x.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    edges.dedup();
    let parent = (0..tellings.len() as u32).collect();
    let clusters = vec![None; tellings.len()];
    let mut clustering = Clustering { tellings, compare, ties, parent, clusters, large: Vec::new() };
    clustering.join_all(&edges);
    drop(edges);
    clustering.join_decided(numbers);
    let large = std::mem::take(&mut clustering.large);
    Clustered { clusters: clustering.finish(), large }
}

impl Clustering<'_, '_> {
    /// First those that can bring others together; then each that can only join goes to where it fits best; what is left
    /// of these is joined among itself.
    fn join_all(&mut self, edges: &[Edge]) {
        let only_joins: Vec<bool> = self.tellings.iter().map(|telling| telling.only_joins()).collect();
        let joins = |number: u32| only_joins.get(number as usize).copied().unwrap_or_default();
        for edge in edges.iter().filter(|edge| !joins(edge.a) && !joins(edge.b)) {
            self.join(*edge);
        }
        let mut placed: BTreeSet<u32> = BTreeSet::new();
        for edge in edges.iter().filter(|edge| joins(edge.a) != joins(edge.b)) {
            let follower = if joins(edge.a) { edge.a } else { edge.b };
            if !placed.contains(&follower) && self.join(*edge) {
                placed.insert(follower);
            }
        }
        let left = edges.iter().filter(|edge| joins(edge.a) && joins(edge.b));
        for edge in left.filter(|edge| !placed.contains(&edge.a) && !placed.contains(&edge.b)) {
            self.join(*edge);
        }
    }

    /// The clusters, by their first telling.
    fn finish(self) -> Vec<Joined> {
        let mut joined = Vec::new();
        for (number, (cluster, parent)) in (0_u32..).zip(self.clusters.into_iter().zip(self.parent)) {
            match cluster {
                Some(cluster) => {
                    let Cluster { mut members, edges, decided, .. } = *cluster;
                    members.sort_unstable();
                    joined.push(Joined { members: members.into(), edges: edges.into(), decided });
                }
                None if parent == number => joined.push(Joined { members: [number].into(), ..Joined::default() }),
                None => {}
            }
        }
        joined.sort_unstable_by(|a, b| a.members.cmp(&b.members));
        joined
    }

    fn root(&mut self, number: u32) -> u32 {
        let mut root = number;
        while let Some(next) = self.parent.get(root as usize).copied().filter(|next| *next != root) {
            root = next;
        }
        self.parent.iter_mut().skip(number as usize).take(1).for_each(|parent| *parent = root);
        root
    }

    /// The cluster of a root.
    fn cluster(&self, root: u32) -> Cow<'_, Cluster> {
        match self.clusters.get(root as usize).and_then(Option::as_ref) {
            Some(cluster) => Cow::Borrowed(cluster),
            None => Cow::Owned(self.telling(root).map(|telling| alone(root, &telling)).unwrap_or_default()),
        }
    }

    fn telling(&self, number: u32) -> Option<Telling<'_>> {
        self.tellings.get(number as usize)
    }

    fn join(&mut self, edge: Edge) -> bool {
        let (a, b) = (self.root(edge.a), self.root(edge.b));
        if a == b || !self.may_unite(a, b) {
            return false;
        }
        let (x, y) = (self.cluster(a), self.cluster(b));
        if !self.fit(&x, &y, &edge) {
            return false;
        }
        let size = x.members.len() + y.members.len();
        drop((x, y));
        if size > ALWAYS_ALLOWED {
            let large = Large { a: edge.a, b: edge.b, size };
            self.large.push(large);
            if large.is_too_large(self.tellings.len()) {
                return false;
            }
        }
        self.pour_together(a, b).edges.push(edge);
        true
    }

    /// The smaller is poured into the larger; which number stays as root means nothing.
    fn pour_together(&mut self, a: u32, b: u32) -> &mut Cluster {
        let size = |number: u32| {
            self.clusters.get(number as usize).and_then(Option::as_ref).map_or(1, |one| one.members.len())
        };
        let (large, small) = if size(a) >= size(b) { (a, b) } else { (b, a) };
        let (mut into, from) = (self.taken(large), self.taken(small));
        pour(&mut into, from);
        if let (Some(a), Some(b)) = (self.group(a), self.group(b)) {
            self.ties.unite(a, b);
        }
        self.parent.iter_mut().skip(small as usize).take(1).for_each(|parent| *parent = large);
        let place = self.clusters.get_mut(large as usize).expect("roots are numbered by this step");
        place.insert(into)
    }

    /// The same, taken out.
    fn taken(&mut self, root: u32) -> Box<Cluster> {
        let held = self.clusters.get_mut(root as usize).and_then(Option::take);
        held.unwrap_or_else(|| Box::new(self.cluster(root).into_owned()))
    }

    fn group(&self, telling: u32) -> Option<usize> {
        self.telling(telling).map(|telling| telling.group)
    }

    /// Whether no decision keeps two clusters apart. Their roots are tellings, and stand in the groups of all their members.
    fn may_unite(&mut self, a: u32, b: u32) -> bool {
        self.group(a).zip(self.group(b)).is_none_or(|(a, b)| self.ties.may_unite(a, b))
    }

    /// What people say is one event, last: so a claim joins where it fits one of the parts, not only where it fits them all.
    fn join_decided(&mut self, numbers: &BTreeMap<ClaimId, usize>) {
        for (decision, claims) in self.ties.together().to_vec() {
            let mut tellings = claims.iter().filter_map(|claim| numbers.get(claim).copied());
            let Some(first) = tellings.next() else { continue };
            for other in tellings {
                let (a, b) = (self.root(first as u32), self.root(other as u32));
                if a != b {
                    self.pour_together(a, b).decided.push((first, other, decision.clone()));
                }
            }
        }
    }

    /// Whether all of both clusters can be one event.
    fn fit(&self, x: &Cluster, y: &Cluster, edge: &Edge) -> bool {
        x.kinds.iter().all(|a| y.kinds.iter().all(|b| self.compare.alike.of(*a, *b) > 0.0))
            && listed::fit(&x.rows, &y.rows)
            && self.times_fit(x, y, edge)
            && self.places_fit(x, y)
            && self.agents_fit(x, y, edge)
            && self.reports_fit(x, y)
            && self.is_likely(x, y)
    }

    /// Times may lie apart by no more than they do already, or than the pair itself was allowed.
    fn times_fit(&self, x: &Cluster, y: &Cluster, edge: &Edge) -> bool {
        let (from, to) = (x.from.max(y.from), least(x.to, y.to));
        let told = least(x.told_by, y.told_by);
        if let (Some(from), Some(told)) = (from, told)
            && from >= told
        {
            return false;
        }
        let allowed = [x.slack, y.slack, self.slack(edge), Some(-1)].into_iter().flatten().max().unwrap_or(-1);
        from.zip(to).is_none_or(|(from, to)| from - to <= allowed)
    }

    fn slack(&self, edge: &Edge) -> Option<i64> {
        let (a, b) = (self.telling(edge.a)?.time()?, self.telling(edge.b)?.time()?);
        Some(a.0.max(b.0) - a.1.min(b.1))
    }

    fn places_fit(&self, x: &Cluster, y: &Cluster) -> bool {
        let pairs = x.places.iter().flat_map(|(_, a)| y.places.iter().map(move |(_, b)| (*a, *b)));
        pairs.filter_map(|(a, b)| Some((self.telling(a)?, self.telling(b)?))).all(|(a, b)| {
            weights(a.profile()).place_apart.is_some() || score::apart_km(&a, &b).is_none_or(|(apart, _)| apart == 0.0)
        })
    }

    fn agents_fit(&self, x: &Cluster, y: &Cluster, edge: &Edge) -> bool {
        let strict = self.telling(edge.a).is_some_and(|telling| weights(telling.profile()).agent_apart.is_none());
        !strict
            || x.agents.is_empty()
            || y.agents.is_empty()
            || x.agents.iter().any(|agent| y.agents.contains(agent))
            || self.compare.kin.may_be_same(x.agents.iter(), y.agents.iter())
    }

    /// All pairs of both clusters speak for one event on average: a chain of good pairs joins nothing that is unlike as a
    /// whole. Of a large cluster its first tellings stand for it.
    fn is_likely(&self, x: &Cluster, y: &Cluster) -> bool {
        if x.members.len() + y.members.len() <= 2 {
            return true;
        }
        let (mut sum, mut pairs) = (0.0, 0);
        let (ours, theirs) = (first(&x.members), first(&y.members));
        for (a, b) in ours.iter().flat_map(|a| theirs.iter().map(move |b| (*a, *b))) {
            let both = self.telling(a).zip(self.telling(b));
            sum += both.and_then(|(a, b)| score::score(&a, &b, self.compare)).unwrap_or_default();
            pairs += 1;
        }
        sum >= MEAN * f64::from(pairs)
    }

    /// What one report tells apart stays apart.
    fn reports_fit(&self, x: &Cluster, y: &Cluster) -> bool {
        let (small, large) = if x.reports.len() <= y.reports.len() { (x, y) } else { (y, x) };
        small.reports.iter().all(|(report, ours)| {
            let begins = large.reports.partition_point(|(other, _)| other < report);
            let theirs = large.reports.iter().skip(begins).take_while(|(other, _)| other == report);
            theirs
                .filter_map(|(_, theirs)| Some((self.telling(*ours)?, self.telling(*theirs)?)))
                .all(|(a, b)| score::score(&a, &b, self.compare).is_some())
        })
    }
}
