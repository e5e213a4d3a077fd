//! Agreements and their boards as rows.

use super::super::csv_cells::Cell;
use super::when;
use model::{ActorRef, Agreement, Board, StatusEntry};

/// A row a clause, in the order of the instrument.
pub(super) fn agreement(agreement: &Agreement) -> Vec<Vec<Cell>> {
    let file = wire::AgreementFile::new(agreement);
    let binds = |binds: &wire::agreement::BindsLine| match binds {
        wire::agreement::BindsLine::All(_) => Cell::text("all"),
        wire::agreement::BindsLine::Only(ids) => Cell::list(ids),
    };
    let row = |clause: &str, id: &str, binds: Cell, text: &str, kinds: Cell, when: Cell| {
        let (agreement, title, facts) = (Cell::text(&file.id), Cell::text(&file.title), Cell::text(&file.facts_from));
        vec![agreement, title, Cell::text(clause), Cell::text(id), binds, Cell::text(text), kinds, when, facts]
    };
    let in_effect = Cell::maybe(file.in_effect.as_ref());
    let mut rows = vec![row("agreement", &file.id, Cell::list(&file.parties), &file.title, Cell::Empty, in_effect)];
    rows.extend(file.drafts.iter().map(|draft| {
        row(
            "draft",
            &draft.version,
            Cell::list(&draft.proposed_by),
            &draft.summary,
            Cell::Empty,
            Cell::maybe(draft.date.as_ref()),
        )
    }));
    rows.extend(
        file.provisions.iter().map(|one| {
            row("provision", &one.id, binds(&one.binds), &one.text, Cell::list(&one.prohibits), Cell::Empty)
        }),
    );
    rows.extend(
        file.permitted
            .iter()
            .map(|one| row("permitted", &one.id, binds(&one.binds), &one.text, Cell::list(&one.kinds), Cell::Empty)),
    );
    rows.extend(file.reservations.iter().map(|one| {
        row("reservation", "", Cell::text(&one.by), &one.text, Cell::list(&one.kinds), Cell::maybe(one.date.as_ref()))
    }));
    rows.extend(
        file.obligations.iter().map(|one| {
            row("obligation", &one.id, binds(&one.binds), &one.text, Cell::list(&one.shown_by), deadline(one))
        }),
    );
    rows
}

fn deadline(obligation: &wire::agreement::ObligationLine) -> Cell {
    let after_effect = [
        (obligation.days_after_effect, "days"),
        (obligation.months_after_effect, "months"),
        (obligation.hours_after_effect, "hours"),
    ];
    let told = after_effect.into_iter().find_map(|(count, unit)| Some((count?, unit)));
    match (&obligation.by, told, &obligation.after, obligation.days) {
        (Some(by), ..) => Cell::text(by),
        (None, Some((count, unit)), ..) => Cell::text(format!("{count} {unit} after entry into effect")),
        (None, None, Some(after), Some(days)) => Cell::text(format!("{days} days after {after}")),
        _ => Cell::Empty,
    }
}

/// A row a version of an act's time; one without a time where nobody tells it.
pub(super) fn board(board: &Board) -> Vec<Vec<Cell>> {
    board.entries.iter().flat_map(|entry| entry_rows(board, entry)).collect()
}

fn entry_rows(board: &Board, entry: &StatusEntry) -> Vec<Vec<Cell>> {
    let versions = entry.when.versions();
    let row = |number: usize, when: [Cell; 3], by: Cell| {
        let mut row = vec![
            Cell::text(&board.agreement),
            Cell::maybe_number(entry.party),
            Cell::maybe(entry.actor.as_ref().map(ActorRef::to_string)),
            Cell::text(entry.act.as_str()),
            Cell::number(number),
        ];
        row.extend(when);
        row.extend([
            Cell::text(entry.when.is_contested() || !entry.against.is_empty()),
            by,
            Cell::list(&entry.evidence),
            Cell::list(&entry.against),
            Cell::list(&entry.origins),
        ]);
        row
    };
    if versions.is_empty() {
        return vec![row(1, [Cell::Empty, Cell::Empty, Cell::Empty], Cell::Empty)];
    }
    versions
        .iter()
        .zip(1..)
        .map(|(version, number)| row(number, when(&version.value), Cell::list(&version.by)))
        .collect()
}
