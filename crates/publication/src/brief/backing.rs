//! Who backs whom, according to whom: support, aid, arms and foreign fighters, by backer and by whom it reaches.

use super::index::{Index, Told};
use super::line::{Line, Section};
use crate::wording;
use model::{ActorRef, ClaimId, ClaimKind, Filler, Role};
use std::collections::BTreeMap;

const RULE: &str =
    "What is said of support, by backer. A denial stands beside the claim that it denies; neither is weighed.";

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let mut relations: BTreeMap<(Side, Side), Relation> = BTreeMap::new();
    for told in index.all_told() {
        if !is_backing(told.claim.kind) || !index.is_in_period(told) {
            continue;
        }
        for backer in sides(index, told, &[Role::Agent, Role::From]) {
            for backed in sides(index, told, &[Role::Beneficiary, Role::To, Role::Target, Role::Counterpart]) {
                let relation = relations.entry((backer.clone(), backed)).or_default();
                let manner = wording::manner(told.claim).unwrap_or("told as a fact");
                relation.entry((told.claim.kind, manner)).or_default().push(told.claim.id.clone());
            }
        }
    }
    Section::of(
        "backing",
        "Who backs whom",
        Some(RULE),
        lines(index, &relations),
        "Nothing is told of support in the period.",
    )
}

/// Kinds that tell of support.
pub(super) fn is_backing(kind: ClaimKind) -> bool {
    matches!(kind, ClaimKind::Support | ClaimKind::MilitaryAid | ClaimKind::ArmsTransfer | ClaimKind::ForeignFighters)
}

/// Somebody on one end of a relation, ordered as parties and tellings are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Side {
    rank: usize,
    name: String,
}

type Relation = BTreeMap<(ClaimKind, &'static str), Vec<ClaimId>>;

/// Who fills the first of these roles that is filled; "unknown" where none is.
fn sides(index: &Index<'_>, told: Told<'_>, roles: &[Role]) -> Vec<Side> {
    let filled = roles.iter().filter_map(|role| told.claim.roles.get(role)).find(|fillers| !fillers.is_empty());
    let Some(fillers) = filled else { return vec![Side { rank: usize::MAX, name: "unknown".to_owned() }] };
    let mut sides: Vec<Side> = fillers.iter().map(|filler| side(index, told, *filler)).collect();
    sides.sort();
    sides.dedup();
    sides
}

fn side(index: &Index<'_>, told: Told<'_>, filler: Filler) -> Side {
    let actor: Option<&ActorRef> = wording::filler_actor(told.reading, filler);
    let rank = actor.map_or(usize::MAX, |actor| index.rank(actor));
    Side { rank, name: wording::filler(told.reading, filler) }
}

fn lines(index: &Index<'_>, relations: &BTreeMap<(Side, Side), Relation>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut last = None;
    for ((backer, backed), relation) in relations {
        if last != Some(backer) {
            lines.push(Line::heading(format!("Backer: {}", backer.name)));
            last = Some(backer);
        }
        lines.push(Line::item(0).key(format!("{} → {}", backer.name, backed.name)));
        lines.extend(relation.iter().map(|((kind, manner), claims)| {
            let by = index.according_to(claims);
            let told = wording::count(claims.len(), "claim", "claims");
            let origins = wording::count(index.origin_count(claims), "independent origin", "independent origins");
            let text = format!(", {manner}: according to {by} ({told}, {origins})");
            Line::item(1).key(kind.words()).plain(text).evidence(index.evidence(claims))
        }));
    }
    lines
}
