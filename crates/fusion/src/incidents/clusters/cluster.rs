//! A cluster: tellings of one event, and what another must fit to be told with them.

use super::Edge;
use crate::incidents::listed::Row;
use crate::incidents::telling::Telling;
use model::{ClaimKind, DecisionId};

/// So many tellings of a cluster stand for it at most.
const COMPARED: usize = 8;

/// Tellings that were joined, and what the next must fit. A telling that stands alone is not kept as one.
#[derive(Debug, Clone, Default)]
pub(super) struct Cluster {
    pub(super) members: Vec<u32>,
    pub(super) edges: Vec<Edge>,
    pub(super) decided: Vec<(usize, usize, DecisionId)>,
    /// The latest beginning less the earliest end: negative while all times have an instant in common.
    pub(super) slack: Option<i64>,
    pub(super) from: Option<i64>,
    pub(super) to: Option<i64>,
    /// The earliest publication of a telling without a time.
    pub(super) told_by: Option<i64>,
    pub(super) kinds: Vec<ClaimKind>,
    /// Places, each with the first telling that lies there.
    pub(super) places: Vec<(u64, u32)>,
    pub(super) agents: Vec<u64>,
    /// Reports and their tellings, in order.
    pub(super) reports: Vec<(u32, u32)>,
    /// By list, the row that tells it.
    pub(super) rows: Vec<Row>,
}

/// The tellings that stand for a cluster.
pub(super) fn first(members: &[u32]) -> Vec<u32> {
    let mut first = members.to_vec();
    if first.len() > COMPARED {
        first.select_nth_unstable(COMPARED);
        first.truncate(COMPARED);
    }
    first.sort_unstable();
    first
}

pub(super) fn alone(number: u32, telling: &Telling<'_>) -> Cluster {
    let dated = telling.time().is_none() && telling.kind() != ClaimKind::ConferencePlanned;
    let places = match telling.spots() {
        [] => Vec::new(),
        spots => vec![(spots.iter().fold(0, |key, spot| key ^ spot.id), number)],
    };
    Cluster {
        members: vec![number],
        edges: Vec::new(),
        decided: Vec::new(),
        slack: telling.time().map(|(from, to)| from - to),
        from: telling.time().map(|(from, _)| from),
        to: telling.time().map(|(_, to)| to),
        told_by: telling.told().filter(|_| dated).map(|(_, to)| to),
        kinds: vec![telling.kind()],
        places,
        agents: telling.agents().to_vec(),
        reports: vec![(telling.report() as u32, number)],
        rows: telling.row().into_iter().collect(),
    }
}

pub(super) fn pour(into: &mut Cluster, from: Box<Cluster>) {
    let from = *from;
    into.members.extend(from.members);
    into.edges.extend(from.edges);
    into.decided.extend(from.decided);
    into.from = into.from.max(from.from);
    into.to = least(into.to, from.to);
    into.slack = into.from.zip(into.to).map(|(from, to)| from - to);
    into.told_by = least(into.told_by, from.told_by);
    let new = from.kinds.into_iter().filter(|kind| !into.kinds.contains(kind)).collect::<Vec<_>>();
    into.kinds.extend(new);
    for (key, telling) in from.places {
        if !into.places.iter().any(|(held, _)| *held == key) {
            into.places.push((key, telling));
        }
    }
    into.agents.extend(from.agents);
    into.agents.sort_unstable();
    into.agents.dedup();
    let new = from.rows.into_iter().filter(|row| !into.rows.contains(row)).collect::<Vec<_>>();
    into.rows.extend(new);
    into.reports.extend(from.reports);
    // Two sorted runs: a stable sort only merges them.
    into.reports.sort();
}

/// The least of those that are known.
pub(super) fn least(a: Option<i64>, b: Option<i64>) -> Option<i64> {
    a.into_iter().chain(b).min()
}
