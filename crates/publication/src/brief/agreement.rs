//! The agreement: who stands by it, act by act with its evidence, and what it says.

use super::contested;
use super::event::events;
use super::index::Index;
use super::line::{Line, Section};
use crate::wording;
use model::{
    ActorId, Agreement, Board, Bound, ClaimId, ClaimKind, Contested, Deadline, Draft, Family, Interval, Obligation,
    PartyAct, PermittedAct, Provision, Reservation, StatusEntry, Suggestion, When,
};
use std::collections::BTreeSet;

const RULE: &str = "How things stood at the end of the period: earlier acts are shown too, and only acts told of a later \
    time are left out. Parties stand in the agreement's order. Being called for, welcomed, accepted and signed are \
    different acts; none follows from another.";

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let mut lines: Vec<Line> = Vec::new();
    for agreement in &index.record.agreements {
        let board = index.record.boards.iter().find(|board| board.agreement == agreement.id);
        lines.extend(head(index, agreement));
        lines.extend(standing(index, agreement, board));
        lines.extend(text(index, agreement));
    }
    lines.extend(off_the_board(index));
    Section::of(
        "agreement",
        "The agreement",
        Some(RULE),
        lines,
        "No agreement was entered, and no report tells of one.",
    )
}

fn head(index: &Index<'_>, agreement: &Agreement) -> Vec<Line> {
    let told = |label: &str, ids: &[ActorId]| {
        (!ids.is_empty()).then(|| Line::item(0).key(label).plain(format!(": {}", index.names(ids))))
    };
    let effect = match (agreement.in_effect, agreement.ended) {
        (None, _) => "by the agreement's file it has not come into effect".to_owned(),
        (Some(from), None) => format!("by the agreement's file from {from}; no end is entered"),
        (Some(from), Some(to)) => format!("by the agreement's file from {from} until {to}"),
    };
    let mut lines = vec![Line::heading(agreement.title.clone()).about(&agreement.id)];
    lines.extend(told("Parties, in the agreement's order", &agreement.parties));
    lines.extend(told("Mediators", &agreement.mediators));
    lines.extend(told("Guarantors", &agreement.guarantors));
    lines.extend(told("Witnesses", &agreement.witnesses));
    lines.push(Line::item(0).key("In effect").plain(format!(": {effect}")));
    lines.push(Line::item(0).key("Facts of the file from").plain(format!(": {}", agreement.facts_from)));
    lines
}

/// The board: each party, then mediators and others, then acts without a subject.
fn standing(index: &Index<'_>, agreement: &Agreement, board: Option<&Board>) -> Vec<Line> {
    let entries: Vec<&StatusEntry> = board.into_iter().flat_map(|board| &board.entries).collect();
    let (shown, later): (Vec<&StatusEntry>, Vec<&StatusEntry>) =
        entries.into_iter().partition(|entry| by_then(index, entry));
    let mut lines = Vec::new();
    for (place, party) in agreement.parties.iter().enumerate() {
        let acts: Vec<&StatusEntry> = shown.iter().copied().filter(|entry| entry.party == Some(place)).collect();
        lines.push(Line::subheading(format!("Party: {}", index.name(party))));
        if acts.is_empty() {
            lines.push(Line::item(0).plain("No act is told of this party."));
        }
        lines.extend(acts.into_iter().flat_map(|entry| act(index, entry, false)));
    }
    let others: Vec<&StatusEntry> = shown.into_iter().filter(|entry| entry.party.is_none()).collect();
    if !others.is_empty() {
        lines.push(Line::subheading("Mediators and others"));
        lines.extend(others.into_iter().flat_map(|entry| act(index, entry, true)));
    }
    if !later.is_empty() {
        let count = wording::count(later.len(), "act", "acts");
        lines.push(Line::item(0).plain(format!("{count} told of a time after the period: not shown.")));
    }
    lines
}

/// Whether an act lies before the period's end: by its time, else by the first report of it.
fn by_then(index: &Index<'_>, entry: &StatusEntry) -> bool {
    let hulls: Vec<Interval> = entry.when.versions().iter().filter_map(|version| version.value.hull()).collect();
    let published = || index.first_published(&entry.evidence).interval();
    match hulls.as_slice() {
        [] => published().is_none_or(|when| index.period.reaches(when)),
        some => some.iter().any(|when| index.period.reaches(*when)),
    }
}

fn act(index: &Index<'_>, entry: &StatusEntry, named: bool) -> Vec<Line> {
    let who = entry.actor.as_ref().map_or_else(|| subject(entry.act).to_owned(), ToString::to_string);
    let act = wording::act(entry.act);
    let key = if named { format!("{who} {act}") } else { wording::capital(act) };
    let when = match &entry.when {
        Contested::Agreed(version) if version.value != When::Unknown => wording::when(&version.value),
        Contested::Contested(_) => "time contested, see below".to_owned(),
        _ => index.at_the_latest(&entry.evidence),
    };
    let by = index.according_to(&entry.evidence);
    let origins = wording::count(entry.origins.len(), "independent origin", "independent origins");
    let line = Line::item(0).key(key).plain(format!(": {when}. According to {by} ({origins})."));
    let mut lines = vec![line.evidence(index.evidence(&entry.evidence))];
    lines.extend(contested::versions(index, "When", &entry.when, 1, wording::when));
    let phrases = index.told_as(&entry.evidence);
    if phrases.len() > 1 {
        lines.push(Line::item(1).key("Told in these words").plain(format!(": {}", phrases.join("; "))));
    }
    lines.extend(
        index.evidence(&entry.against).into_iter().map(|contrary| {
            Line::item(1).key("Said not to be so").plain(": ").said(&contrary).evidence(vec![contrary])
        }),
    );
    lines
}

/// Who stands before an act of which no actor is told: an agreement begins and ends by itself, and does nothing else so.
fn subject(act: PartyAct) -> &'static str {
    match act {
        PartyAct::InEffect | PartyAct::Ended => "It",
        _ => "Somebody who is not named",
    }
}

/// What the agreement says: versions of the text, clauses, reservations, obligations.
fn text(index: &Index<'_>, agreement: &Agreement) -> Vec<Line> {
    let all = |of: &dyn Fn(&Index<'_>, &Agreement) -> Vec<Line>| of(index, agreement);
    let groups = [
        ("Versions of the text", all(&versions)),
        ("Provisions", all(&provisions)),
        ("Permitted acts", all(&permitted)),
        ("Reservations", all(&reservations)),
        ("Obligations", all(&obligations)),
    ];
    let told = groups.into_iter().filter(|(_, items)| !items.is_empty());
    told.flat_map(|(title, items)| std::iter::once(Line::subheading(title)).chain(items)).collect()
}

fn versions(index: &Index<'_>, agreement: &Agreement) -> Vec<Line> {
    let version = |draft: &Draft| {
        let by = if draft.proposed_by.is_empty() { "unknown".to_owned() } else { index.names(&draft.proposed_by) };
        let text = format!(", put forward by {by}, {}: {}", day(draft.date), draft.summary);
        let suggested = draft.suggestions.iter().map(|one| suggestion(index, one));
        std::iter::once(Line::item(0).key(draft.version.clone()).plain(text)).chain(suggested).collect::<Vec<_>>()
    };
    agreement.drafts.iter().flat_map(version).collect()
}

/// Who suggested what about a version, and what became of it.
fn suggestion(index: &Index<'_>, one: &Suggestion) -> Line {
    let about = one.clause.as_ref().map_or_else(String::new, |clause| format!(" about {clause}"));
    let text = format!("Suggested by {}{about}: {} ({})", index.names(&one.by), one.text, wording::fate(one.fate));
    Line::item(1).plain(text)
}

fn provisions(index: &Index<'_>, agreement: &Agreement) -> Vec<Line> {
    let provision = |clause: &Provision| {
        let area: Vec<&str> = clause.area.iter().map(|code| code.as_str()).collect();
        let area = if area.is_empty() { "everywhere".to_owned() } else { format!("in {}", area.join(", ")) };
        let closer = closer(&clause.scope);
        let text = format!(": {} Binds {}, {area}{closer}.", clause.text, bound(index, &clause.bound));
        Line::item(0).key(clause.id.as_str()).plain(text)
    };
    agreement.provisions.iter().map(provision).collect()
}

fn permitted(index: &Index<'_>, agreement: &Agreement) -> Vec<Line> {
    let act = |clause: &PermittedAct| {
        let text = format!(": {} Open to {}{}.", clause.text, bound(index, &clause.bound), closer(&clause.scope));
        Line::item(0).key(clause.id.as_str()).plain(text)
    };
    agreement.permitted.iter().map(act).collect()
}

/// Where, when and with what a clause holds, more closely.
fn closer(scope: &model::ClauseScope) -> String {
    let said = scope.to_string();
    if said.is_empty() { said } else { format!(", {said}") }
}

fn reservations(index: &Index<'_>, agreement: &Agreement) -> Vec<Line> {
    let reservation = |one: &Reservation| {
        let text = format!(
            ", {}: {} It binds nobody else; whether it is admissible is for people to find.",
            day(one.date),
            one.text
        );
        Line::item(0).key(index.name(&one.by)).plain(text)
    };
    agreement.reservations.iter().map(reservation).collect()
}

fn obligations(index: &Index<'_>, agreement: &Agreement) -> Vec<Line> {
    let obligation = |one: &Obligation| {
        let due = due(agreement, &one.deadline);
        let text = format!(": {} Binds {}. Due: {due}.", one.text, bound(index, &one.bound));
        Line::item(0).key(one.id.as_str()).plain(text).about(&one.id)
    };
    agreement.obligations.iter().map(obligation).collect()
}

fn day(date: Option<Interval>) -> String {
    date.map_or_else(|| "date unknown".to_owned(), |date| date.to_string())
}

fn bound(index: &Index<'_>, bound: &Bound) -> String {
    match bound {
        Bound::AllParties => "all parties".to_owned(),
        Bound::Only(ids) => index.names(ids),
    }
}

fn due(agreement: &Agreement, deadline: &Deadline) -> String {
    let days = |days: u32| wording::count(days as usize, "day", "days");
    let told = deadline.last_day(agreement.in_effect).map_or_else(String::new, |day| format!(", that is {day}"));
    let after_effect = |count: u32, one: &str, many: &str| {
        format!("{} after entry into effect{told}", wording::count(count as usize, one, many))
    };
    match deadline {
        Deadline::Unstated => "no deadline is stated".to_owned(),
        Deadline::By(when) => format!("by {}", when.last_day()),
        Deadline::DaysAfter(after, number) => format!("{} after {after}", days(*number)),
        Deadline::DaysAfterEffect(number) => after_effect(*number, "day", "days"),
        Deadline::MonthsAfterEffect(number) => after_effect(*number, "month", "months"),
        Deadline::HoursAfterEffect(number) => after_effect(*number, "hour", "hours"),
    }
}

/// What is told about agreements and stands on no board: other instruments, plans, and what no party did.
fn off_the_board(index: &Index<'_>) -> Vec<Line> {
    let on_board: BTreeSet<&ClaimId> = index
        .record
        .boards
        .iter()
        .flat_map(|board| &board.entries)
        .flat_map(|entry| entry.evidence.iter().chain(&entry.against))
        .collect();
    let of_agreements = |kind: ClaimKind| kind.family() == Family::Agreement;
    let rest =
        events(index, of_agreements).into_iter().filter(|event| !event.claims().any(|claim| on_board.contains(claim)));
    let mut lines: Vec<Line> = rest.map(|event| event.line(index, 0)).collect();
    if !lines.is_empty() {
        lines.insert(0, Line::heading("Also told about agreements and demands, on no board"));
    }
    lines
}
