//! What in an agreement contradicts itself or leaves nothing to judge: told to whoever enters it, in the order of its clauses.
//! What no program could work with at all is refused when the file is read.

use crate::agreement_time::expiry;
use crate::obligations::last_moment;
use crate::screen::arms;
use geodesy::straightness_m;
use model::{Agreement, Bound, ClauseScope, Deadline, Interval, Line, Note, Obligation, PermittedAct, Provision};

/// Every doubt, a note each.
pub fn flags(agreement: &Agreement) -> Vec<Note> {
    let mut found: Vec<Note> = ends_too_early(agreement).into_iter().collect();
    for provision in &agreement.provisions {
        found.extend(of_provision(agreement, provision));
    }
    for obligation in &agreement.obligations {
        found.extend(of_obligation(agreement, obligation));
    }
    for line in &agreement.annex.lines {
        found.extend(of_line(line));
    }
    found.extend(of_zone_of_time(agreement));
    found
}

fn note(code: &'static str, text: String) -> Note {
    Note::warning(code, text)
}

fn ends_too_early(agreement: &Agreement) -> Option<Note> {
    let (start, end) = (agreement.in_effect, agreement.ended?);
    let sound = start.is_some_and(|start| start.from() < end.to());
    let text = || "it ended before it came into effect: no act is ever judged by it".to_owned();
    (!sound).then(|| note("agreement-never-in-effect", text()))
}

/// Whether the obligations that this one follows lead back to it.
fn waits_for_itself(agreement: &Agreement, obligation: &Obligation) -> bool {
    let mut at = obligation;
    for _ in &agreement.obligations {
        let Deadline::DaysAfter(after, _) = &at.deadline else { return false };
        let Some(next) = agreement.obligations.iter().find(|one| one.id == *after) else { return false };
        if next.id == obligation.id {
            return true;
        }
        at = next;
    }
    false
}

fn of_provision(agreement: &Agreement, provision: &Provision) -> Vec<Note> {
    let mut found: Vec<Note> = agreement
        .permitted
        .iter()
        .filter(|permission| takes_all_back(provision, permission))
        .map(|permission| {
            let text = format!("{} permits everybody all that {} forbids", permission.id, provision.id);
            note("agreement-contradicts-itself", text)
        })
        .collect();
    let required = agreement.obligations.iter().filter(|one| same_bound(&one.bound, &provision.bound));
    let wholly = provision.scope == ClauseScope::default() && provision.area.is_empty();
    found.extend(
        required.filter(|one| wholly && !one.shown_by.is_empty() && one.shown_by.is_subset(&provision.prohibits)).map(
            |one| {
                let text = format!("{} forbids everywhere the only acts that would show {} done", provision.id, one.id);
                note("agreement-contradicts-itself", text)
            },
        ),
    );
    found.extend(never_in_effect(agreement, provision));
    found.extend(strange_weapons(provision));
    found
}

/// A permission without limits that covers every kind of a provision leaves nothing of it.
fn takes_all_back(provision: &Provision, permission: &PermittedAct) -> bool {
    let unlimited = permission.against.is_empty() && permission.scope == ClauseScope::default();
    let everybody = permission.bound == Bound::AllParties || permission.bound == provision.bound;
    let all = !provision.prohibits.is_empty() && provision.prohibits.is_subset(&permission.kinds);
    all && everybody && (unlimited || (permission.against.is_empty() && permission.scope == provision.scope))
}

fn same_bound(one: &Bound, other: &Bound) -> bool {
    *one == Bound::AllParties || *other == Bound::AllParties || one == other
}

fn never_in_effect(agreement: &Agreement, provision: &Provision) -> Option<Note> {
    let ClauseScope { from, until, .. } = &provision.scope;
    let last = agreement.ended.map(Interval::to).or_else(|| expiry(agreement));
    let after_the_end = from.zip(last).is_some_and(|(from, last)| last <= from.from());
    let before = until.zip(agreement.in_effect).is_some_and(|(until, start)| until.to() <= start.from());
    (after_the_end || before).then(|| {
        let text = format!("{} holds at no time at which the agreement is in effect", provision.id);
        note("clause-never-in-effect", text)
    })
}

fn strange_weapons(provision: &Provision) -> Vec<Note> {
    let names = provision.scope.arms.iter().flat_map(|arms| &arms.names);
    let strange = names.filter(|name| !arms::is_known(name));
    strange
        .map(|name| {
            let text = format!(
                "{} names the weapon '{name}', which data/weapons does not hold: no report will match it",
                provision.id
            );
            note("weapon-unknown", text)
        })
        .collect()
}

fn of_obligation(agreement: &Agreement, obligation: &Obligation) -> Vec<Note> {
    let mut found = Vec::new();
    let due = last_moment(agreement, obligation);
    let starts = obligation.terms.from.or(agreement.in_effect);
    if due.zip(starts).is_some_and(|(due, start)| due <= start.from()) {
        let text = format!("{} is due before it may be done", obligation.id);
        found.push(note("deadline-before-start", text));
    }
    if due.zip(agreement.ended).is_some_and(|(due, end)| end.to() < due) {
        found.push(note("deadline-after-end", format!("{} is due after the agreement ended", obligation.id)));
    }
    if waits_for_itself(agreement, obligation) {
        found.push(note("obligation-waits-for-itself", format!("{} follows what follows it", obligation.id)));
    }
    if obligation.shown_by.is_empty() {
        let text = format!("{} names no kind of report that would show it done; only people can tell", obligation.id);
        found.push(Note::information("obligation-not-shown", text));
    }
    found
}

/// Where the geodesic and the straight line of GeoJSON part by more than the line may be off, it matters which was meant.
fn of_line(line: &Line) -> Vec<Note> {
    let drawing = line.drawing();
    let pairs = line.points().iter().zip(line.points().iter().skip(1)).zip(1..);
    let wide = pairs.filter_map(|((a, b), number)| {
        let metres = straightness_m(*a, *b);
        (metres > drawing.uncertainty_m.max(1.0)).then_some((number, metres))
    });
    wide.map(|(number, metres)| {
        let text = format!(
            "line '{}', between its points {number} and {}: the geodesic leaves the straight line of the map by {metres:.0} m, \
             more than the {} m that it may be off; put points between",
            drawing.id,
            number + 1,
            drawing.uncertainty_m
        );
        note("line-too-straight", text)
    })
    .collect()
}

fn of_zone_of_time(agreement: &Agreement) -> Option<Note> {
    let in_hours = |one: &&Obligation| matches!(one.deadline, Deadline::HoursAfterEffect(_));
    let first = agreement.obligations.iter().find(in_hours).filter(|_| agreement.annex.time_zone.is_none())?;
    let text = format!("{} is due in hours, and no 'time_zone' says by which clock", first.id);
    Some(note("time-zone-missing", text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{actor_id, day, truce};
    use model::{ClaimKind, ObligationId, ObligationTerms};

    fn codes(agreement: &Agreement) -> Vec<String> {
        flags(agreement).into_iter().map(|note| note.code.into_owned()).collect()
    }

    fn obligation(deadline: Deadline) -> Obligation {
        Obligation {
            id: ObligationId::new("o1").unwrap(),
            text: "Guns leave the ridge.".to_owned(),
            bound: Bound::AllParties,
            shown_by: [ClaimKind::Withdrawal].into(),
            deadline,
            terms: ObligationTerms::default(),
        }
    }

    #[test]
    fn a_sound_agreement_has_no_flag() {
        let mut agreement = truce("north", "south");
        agreement.obligations.push(obligation(Deadline::DaysAfterEffect(7)));
        assert!(flags(&agreement).is_empty(), "{:?}", flags(&agreement));
    }

    #[test]
    fn a_permission_that_takes_back_all_that_is_forbidden() {
        let mut agreement = truce("north", "south");
        agreement.permitted[0].kinds = agreement.provisions[0].prohibits.clone();
        assert!(codes(&agreement).is_empty(), "it holds against one group only");
        agreement.permitted[0].against.clear();
        assert_eq!(codes(&agreement), ["agreement-contradicts-itself"]);
        agreement.permitted[0].bound = Bound::Only(vec![actor_id("north")]);
        assert!(codes(&agreement).is_empty(), "the other party stays bound");
    }

    #[test]
    fn what_must_be_done_may_not_be_forbidden() {
        let mut agreement = truce("north", "south");
        agreement.obligations.push(obligation(Deadline::Unstated));
        agreement.provisions[0].prohibits = [ClaimKind::Withdrawal].into();
        agreement.provisions[0].area.clear();
        assert_eq!(codes(&agreement), ["agreement-contradicts-itself"]);
    }

    #[test]
    fn a_deadline_before_its_start_or_after_the_end() {
        let mut agreement = truce("north", "south");
        let mut early = obligation(Deadline::DaysAfterEffect(7));
        early.terms.from = Some(day("2031-06-01"));
        agreement.obligations.push(early);
        assert_eq!(codes(&agreement), ["deadline-before-start"]);
        agreement.obligations = vec![obligation(Deadline::DaysAfterEffect(70))];
        agreement.ended = Some(day("2031-06-01"));
        assert_eq!(codes(&agreement), ["deadline-after-end"]);
    }

    #[test]
    fn an_end_before_the_beginning_and_a_circle_of_obligations() {
        let mut agreement = truce("north", "south");
        agreement.ended = Some(day("2031-04-01"));
        assert_eq!(codes(&agreement), ["agreement-never-in-effect"]);
        agreement.ended = None;
        let after = |id: &str| Deadline::DaysAfter(ObligationId::new(id).unwrap(), 3);
        let second = Obligation { id: ObligationId::new("o2").unwrap(), ..obligation(after("o1")) };
        agreement.obligations = vec![obligation(after("o2")), second];
        assert_eq!(codes(&agreement), ["obligation-waits-for-itself", "obligation-waits-for-itself"]);
    }

    #[test]
    fn hours_without_a_zone_weapons_without_a_row_and_a_clause_without_a_time() {
        let mut agreement = truce("north", "south");
        agreement.obligations.push(obligation(Deadline::HoursAfterEffect(72)));
        let arms = model::Arms { names: ["catapult".to_owned()].into(), ..model::Arms::default() };
        agreement.provisions[0].scope.arms = Some(arms);
        agreement.provisions[0].scope.until = Some(day("2031-04-01"));
        assert_eq!(codes(&agreement), ["clause-never-in-effect", "weapon-unknown", "time-zone-missing"]);
    }
}
