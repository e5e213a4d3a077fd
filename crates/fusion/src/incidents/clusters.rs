//! Tellings joined into clusters, the surest pairs first. The result does not depend on the order of arrival, and no chain
//! of pairs joins what cannot be one event: every merge is checked against the whole of both clusters, and against what
//! people decided first.

use super::listed;
use super::score::{self, Compare, Scored};
use super::telling::Telling;
use super::ties::Ties;
use super::weights::weights;
use model::{ClaimId, ClaimKind, DecisionId};
use std::collections::{BTreeMap, BTreeSet};

/// A merge beyond this share of all tellings is refused, and people are asked.
const LARGEST_SHARE: f64 = 0.25;
/// Up to this size no merge is too large.
const ALWAYS_ALLOWED: usize = 200;

/// What the pairs of two clusters must reach on average.
const MEAN: f64 = 0.35;
/// So many tellings of each cluster are compared at most.
const COMPARED: usize = 8;

/// A scored pair.
#[derive(Debug, Clone)]
pub(crate) struct Edge {
    /// The lower number.
    pub(crate) a: usize,
    /// The higher number.
    pub(crate) b: usize,
    /// Its score.
    pub(crate) scored: Scored,
}

/// A cluster of tellings.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cluster {
    /// Its tellings, in order.
    pub(crate) members: Vec<usize>,
    /// The pairs that joined them.
    pub(crate) edges: Vec<Edge>,
    /// The pairs of tellings that only a decision joined.
    pub(crate) decided: Vec<(usize, usize, DecisionId)>,
    /// The latest beginning less the earliest end: negative while all times have an instant in common.
    slack: Option<i64>,
    from: Option<i64>,
    to: Option<i64>,
    /// The earliest publication of a telling without a time.
    told_by: Option<i64>,
    kinds: BTreeSet<ClaimKind>,
    places: BTreeMap<u64, usize>,
    agents: BTreeSet<u64>,
    reports: BTreeMap<usize, Vec<usize>>,
    /// By list, the row that tells it.
    rows: BTreeMap<u64, u64>,
}

/// The clusters, by their first telling, and the pairs that were refused for size.
pub(crate) struct Clustered {
    /// The clusters.
    pub(crate) clusters: Vec<Cluster>,
    /// Refused pairs.
    pub(crate) too_large: Vec<(usize, usize)>,
}

struct Clustering<'a, 't> {
    tellings: &'a [Telling],
    compare: &'a Compare<'a>,
    ties: &'a mut Ties<'t>,
    parent: Vec<usize>,
    clusters: Vec<Cluster>,
    too_large: Vec<(usize, usize)>,
}

/// Joins tellings along `edges`, whose order does not matter, within what people decided. `numbers` leads from a claim that
/// a decision names to its telling.
pub(crate) fn cluster(
    tellings: &[Telling],
    mut edges: Vec<Edge>,
    compare: &Compare<'_>,
    ties: &mut Ties<'_>,
    numbers: &BTreeMap<&ClaimId, usize>,
) -> Clustered {
    edges.sort_by(|x, y| y.scored.score.total_cmp(&x.scored.score).then((x.a, x.b).cmp(&(y.a, y.b))));
    let clusters = tellings.iter().enumerate().map(|(number, telling)| alone(number, telling)).collect();
    let parent = (0..tellings.len()).collect();
    let mut clustering = Clustering { tellings, compare, ties, parent, clusters, too_large: Vec::new() };
    clustering.join_all(edges);
    clustering.join_decided(numbers);
    let mut clusters: Vec<Cluster> =
        clustering.clusters.into_iter().filter(|cluster| !cluster.members.is_empty()).collect();
    for cluster in &mut clusters {
        cluster.members.sort_unstable();
    }
    clusters.sort_by(|a, b| a.members.cmp(&b.members));
    Clustered { clusters, too_large: clustering.too_large }
}

impl Clustering<'_, '_> {
    /// First those that can bring others together; then each that can only join goes to where it fits best; what is left
    /// of these is joined among itself.
    fn join_all(&mut self, edges: Vec<Edge>) {
        let only_joins: Vec<bool> = self.tellings.iter().map(|telling| telling.only_joins).collect();
        let joins = |number: usize| only_joins.get(number).copied().unwrap_or_default();
        let (leading, rest): (Vec<Edge>, Vec<Edge>) =
            edges.into_iter().partition(|edge| !joins(edge.a) && !joins(edge.b));
        for edge in leading {
            self.join(edge);
        }
        let mut placed: BTreeSet<usize> = BTreeSet::new();
        let (mixed, left): (Vec<Edge>, Vec<Edge>) = rest.into_iter().partition(|edge| joins(edge.a) != joins(edge.b));
        for edge in mixed {
            let follower = if joins(edge.a) { edge.a } else { edge.b };
            if !placed.contains(&follower) && self.join(edge) {
                placed.insert(follower);
            }
        }
        for edge in left.into_iter().filter(|edge| !placed.contains(&edge.a) && !placed.contains(&edge.b)) {
            self.join(edge);
        }
    }

    fn root(&mut self, number: usize) -> usize {
        let mut root = number;
        while let Some(next) = self.parent.get(root).copied().filter(|next| *next != root) {
            root = next;
        }
        self.parent.iter_mut().skip(number).take(1).for_each(|parent| *parent = root);
        root
    }

    fn join(&mut self, edge: Edge) -> bool {
        let (a, b) = (self.root(edge.a), self.root(edge.b));
        if a == b || !self.may_unite(a, b) {
            return false;
        }
        let (Some(x), Some(y)) = (self.clusters.get(a), self.clusters.get(b)) else { return false };
        if !self.fit(x, y, &edge) {
            return false;
        }
        let size = x.members.len() + y.members.len();
        if size > ALWAYS_ALLOWED && size as f64 > LARGEST_SHARE * self.tellings.len() as f64 {
            self.too_large.push((edge.a, edge.b));
            return false;
        }
        let joined = self.pour_together(a, b);
        if let Some(cluster) = self.clusters.get_mut(joined) {
            cluster.edges.push(edge);
        }
        true
    }

    /// The smaller is poured into the larger; which number stays as root means nothing.
    fn pour_together(&mut self, a: usize, b: usize) -> usize {
        let size = |number: usize| self.clusters.get(number).map_or(0, |cluster| cluster.members.len());
        let (large, small) = if size(a) >= size(b) { (a, b) } else { (b, a) };
        let poured = self.clusters.get_mut(small).map(std::mem::take).unwrap_or_default();
        self.parent.iter_mut().skip(small).take(1).for_each(|parent| *parent = large);
        if let Some(cluster) = self.clusters.get_mut(large) {
            pour(cluster, poured);
        }
        if let (Some(a), Some(b)) = (self.group(a), self.group(b)) {
            self.ties.unite(a, b);
        }
        large
    }

    fn group(&self, telling: usize) -> Option<usize> {
        self.tellings.get(telling).map(|telling| telling.group)
    }

    /// Whether no decision keeps two clusters apart. Their roots are tellings, and stand in the groups of all their members.
    fn may_unite(&mut self, a: usize, b: usize) -> bool {
        self.group(a).zip(self.group(b)).is_none_or(|(a, b)| self.ties.may_unite(a, b))
    }

    /// What people say is one event, last: so a claim joins where it fits one of the parts, not only where it fits them all.
    fn join_decided(&mut self, numbers: &BTreeMap<&ClaimId, usize>) {
        for (decision, claims) in self.ties.together().to_vec() {
            let mut tellings = claims.iter().filter_map(|claim| numbers.get(claim).copied());
            let Some(first) = tellings.next() else { continue };
            for other in tellings {
                let (a, b) = (self.root(first), self.root(other));
                if a == b {
                    continue;
                }
                let joined = self.pour_together(a, b);
                if let Some(cluster) = self.clusters.get_mut(joined) {
                    cluster.decided.push((first, other, decision.clone()));
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
        let (a, b) = (self.tellings.get(edge.a)?.time?, self.tellings.get(edge.b)?.time?);
        Some(a.0.max(b.0) - a.1.min(b.1))
    }

    fn places_fit(&self, x: &Cluster, y: &Cluster) -> bool {
        let pairs = x.places.values().flat_map(|a| y.places.values().map(move |b| (a, b)));
        pairs.filter_map(|(a, b)| Some((self.tellings.get(*a)?, self.tellings.get(*b)?))).all(|(a, b)| {
            weights(a.profile).place_apart.is_some() || score::apart_km(a, b).is_none_or(|(apart, _)| apart == 0.0)
        })
    }

    fn agents_fit(&self, x: &Cluster, y: &Cluster, edge: &Edge) -> bool {
        let strict = self.tellings.get(edge.a).is_some_and(|telling| weights(telling.profile).agent_apart.is_none());
        !strict
            || x.agents.is_empty()
            || y.agents.is_empty()
            || x.agents.intersection(&y.agents).next().is_some()
            || self.compare.kin.may_be_same(x.agents.iter(), y.agents.iter())
    }

    /// All pairs of both clusters speak for one event on average: a chain of good pairs joins nothing that is unlike as a
    /// whole. Of a large cluster its first tellings stand for it.
    fn is_likely(&self, x: &Cluster, y: &Cluster) -> bool {
        if x.members.len() + y.members.len() <= 2 {
            return true;
        }
        let first = |cluster: &Cluster| {
            let mut members = cluster.members.clone();
            members.sort_unstable();
            members.truncate(COMPARED);
            members
        };
        let (mut sum, mut pairs) = (0.0, 0);
        let (ours, theirs) = (first(x), first(y));
        for (a, b) in ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b))) {
            let scored = self.tellings.get(*a).zip(self.tellings.get(*b));
            sum += scored.and_then(|(a, b)| score::score(a, b, self.compare)).map_or(0.0, |scored| scored.score);
            pairs += 1;
        }
        sum >= MEAN * f64::from(pairs)
    }

    /// What one report tells apart stays apart.
    fn reports_fit(&self, x: &Cluster, y: &Cluster) -> bool {
        let (small, large) = if x.reports.len() <= y.reports.len() { (x, y) } else { (y, x) };
        small.reports.iter().all(|(report, ours)| {
            let theirs = large.reports.get(report).map(Vec::as_slice).unwrap_or_default();
            let pairs = ours.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
            pairs
                .filter_map(|(a, b)| Some((self.tellings.get(*a)?, self.tellings.get(*b)?)))
                .all(|(a, b)| score::score(a, b, self.compare).is_some())
        })
    }
}

fn alone(number: usize, telling: &Telling) -> Cluster {
    let dated = telling.time.is_none() && telling.kind != ClaimKind::ConferencePlanned;
    let places = match telling.spots.as_slice() {
        [] => BTreeMap::new(),
        spots => BTreeMap::from([(spots.iter().fold(0, |key, spot| key ^ spot.id), number)]),
    };
    Cluster {
        members: vec![number],
        edges: Vec::new(),
        decided: Vec::new(),
        slack: telling.time.map(|(from, to)| from - to),
        from: telling.time.map(|(from, _)| from),
        to: telling.time.map(|(_, to)| to),
        told_by: telling.told.filter(|_| dated).map(|(_, to)| to),
        kinds: BTreeSet::from([telling.kind]),
        places,
        agents: telling.agents.iter().copied().collect(),
        reports: BTreeMap::from([(telling.at.0, vec![number])]),
        rows: telling.row.into_iter().collect(),
    }
}

fn pour(into: &mut Cluster, from: Cluster) {
    into.members.extend(from.members);
    into.edges.extend(from.edges);
    into.decided.extend(from.decided);
    into.from = into.from.max(from.from);
    into.to = least(into.to, from.to);
    into.slack = into.from.zip(into.to).map(|(from, to)| from - to);
    into.told_by = least(into.told_by, from.told_by);
    into.kinds.extend(from.kinds);
    for (key, telling) in from.places {
        into.places.entry(key).or_insert(telling);
    }
    into.agents.extend(from.agents);
    into.rows.extend(from.rows);
    for (report, tellings) in from.reports {
        into.reports.entry(report).or_default().extend(tellings);
    }
}

/// The least of those that are known.
fn least(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    a.into_iter().chain(b).min()
}
