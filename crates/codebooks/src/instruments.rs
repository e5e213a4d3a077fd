//! Agreements as rows of agreements. A day is written where everything that is told agrees on it, and nowhere else; what the
//! books ask beyond parties, days and whether somebody mediated is not in an agreement file and stays unknown.

use crate::actors::Register;
use crate::book::Book;
use crate::losses::Losses;
use crate::table::{Head, Row};
use crate::writing::{Cells, laid};
use model::{Agreement, Annex, Board, Duration, Interval, PartyAct, Precision, StatusEntry, When};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The unknown of the ETH/PRIO data: for a date, and for whether something was agreed.
const UNKNOWN: &str = "-1";

/// The rows of an agreement with its board; what they do not hold is noted.
pub fn agreement(
    agreement: &Agreement,
    board: Option<&Board>,
    book: Book,
    head: &Arc<Head>,
    register: &Register,
    losses: &mut Losses,
) -> Vec<Row> {
    let id = agreement.id.as_str();
    let acts: Vec<&StatusEntry> = board.map(|board| board.entries.iter().collect()).unwrap_or_default();
    let all = match book {
        Book::Pax => vec![pax(agreement, &acts, register)],
        Book::EthPrio => {
            (0..agreement.parties.len()).filter_map(|party| ceasefire(agreement, party, &acts, register)).collect()
        }
        Book::Ucdp | Book::Acled => {
            losses.leave_out(id, "the book holds events, not agreements");
            Vec::new()
        }
    };
    let rows: Vec<Row> = all.iter().map(|cells| laid(book, head, id, cells)).collect();
    for row in &rows {
        losses.note(id, row, lost(agreement, &acts, book, row));
    }
    rows
}

fn pax(agreement: &Agreement, acts: &[&StatusEntry], register: &Register) -> Cells {
    let names = |ids: &mut dyn Iterator<Item = &model::ActorId>| {
        ids.map(|id| register.name(id).to_owned()).collect::<Vec<_>>().join("; ")
    };
    let Agreement { parties, mediators, guarantors, witnesses, .. } = agreement;
    let mut cells = Cells::new();
    cells.insert("AgtId", agreement.id.to_string());
    cells.insert("Agt", agreement.title.clone());
    cells.insert("Part", names(&mut parties.iter()));
    let mut thirds: Vec<&model::ActorId> = Vec::new();
    for third in mediators.iter().chain(guarantors).chain(witnesses) {
        if !thirds.contains(&third) {
            thirds.push(third);
        }
    }
    cells.insert("ThrdPart", names(&mut thirds.into_iter()));
    let agreed = agreed(acts);
    let who: BTreeSet<usize> = agreed.iter().filter_map(|entry| entry.party).collect();
    if who.len() > 1 && agreed.iter().all(|entry| entry.against.is_empty()) {
        cells.insert("Status", "Multiparty signed/agreed".to_owned());
    }
    cells.extend(one_day(&agreed).map(|when| ("Dat", when.from().date().to_string())));
    cells
}

fn ceasefire(agreement: &Agreement, party: usize, acts: &[&StatusEntry], register: &Register) -> Option<Cells> {
    let id = agreement.parties.get(party)?;
    let mut cells = Cells::new();
    cells.insert("cf_id", agreement.id.to_string());
    cells.insert("actor_name", register.name(id).to_owned());
    let own: Vec<&StatusEntry> = agreed(acts).into_iter().filter(|entry| entry.party == Some(party)).collect();
    dated(&mut cells, ["cf_dec_yr", "cf_dec_month", "cf_dec_day"], one_day(&own));
    dated(&mut cells, ["cf_effect_yr", "cf_effect_month", "cf_effect_day"], agreement.in_effect);
    dated(&mut cells, ["end_yr", "end_month", "end_day"], agreement.ended);
    let told = |is_told: bool| if is_told { "1" } else { UNKNOWN }.to_owned();
    cells.insert("mediator_nego", told(!agreement.mediators.is_empty()));
    cells.insert("implement", told(!agreement.annex.committees.is_empty()));
    Some(cells)
}

/// Whoever accepted or signed.
fn agreed<'a>(acts: &[&'a StatusEntry]) -> Vec<&'a StatusEntry> {
    let is_agreed =
        |entry: &&StatusEntry| matches!(entry.act, PartyAct::Accepted | PartyAct::Signed) && entry.party.is_some();
    acts.iter().copied().filter(is_agreed).collect()
}

/// The day on which all acts fall, as everybody who tells of them says.
fn one_day(acts: &[&StatusEntry]) -> Option<Interval> {
    let mut days = acts.iter().flat_map(|entry| entry.when.versions()).map(|version| match version.value {
        When::Known(when) if when.precision() <= Precision::Day => Some(when),
        _ => None,
    });
    let first = days.next()??;
    days.all(|day| day.map(|day| day.from().date()) == Some(first.from().date())).then_some(first)
}

fn dated(cells: &mut Cells, columns: [&'static str; 3], when: Option<Interval>) {
    let day = when.filter(|when| when.precision() <= Precision::Day).map(|when| when.from().date());
    let parts = day.map(|day| [day.year().to_string(), day.month().to_string(), day.day().to_string()]);
    let parts = parts.unwrap_or_else(|| std::array::from_fn(|_| UNKNOWN.to_owned()));
    cells.extend(columns.into_iter().zip(parts));
}

/// The fields of an agreement and its board that a row does not hold. Every field is named here, so that a new one cannot
/// be forgotten.
fn lost(agreement: &Agreement, acts: &[&StatusEntry], book: Book, row: &Row) -> BTreeSet<String> {
    let Agreement {
        id: _,
        title: _,
        called,
        parties: _,
        mediators,
        guarantors,
        witnesses,
        drafts,
        provisions,
        permitted,
        reservations,
        obligations,
        in_effect,
        ended,
        facts_from,
        annex,
    } = agreement;
    let Annex { time_zone, duration, definitions, committees, lines, zones } = annex;
    let pax = book == Book::Pax;
    // Of a time finer than a day the books hold the day.
    let day_held = |when: &Option<Interval>, column: &str| {
        when.is_none_or(|when| when.precision() == Precision::Day && row.cell(column) == when.from().year().to_string())
    };
    let board = acts.iter().any(|entry| !matches!(entry.act, PartyAct::Accepted | PartyAct::Signed));
    let all = [
        ("title", !pax),
        ("called", !called.is_empty()),
        ("mediators", !mediators.is_empty()),
        ("guarantors", !guarantors.is_empty()),
        ("witnesses", !witnesses.is_empty()),
        ("drafts", !drafts.is_empty()),
        ("provisions", !provisions.is_empty()),
        ("permitted", !permitted.is_empty()),
        ("reservations", !reservations.is_empty()),
        ("obligations", !obligations.is_empty()),
        ("in_effect", in_effect.is_some() && (pax || !day_held(in_effect, "cf_effect_yr"))),
        ("ended", ended.is_some() && (pax || !day_held(ended, "end_yr"))),
        ("facts_from", !facts_from.is_empty()),
        ("time_zone", time_zone.is_some()),
        ("duration", *duration != Duration::default()),
        ("definitions", !definitions.is_empty()),
        ("committees", !committees.is_empty()),
        ("lines", !lines.is_empty()),
        ("zones", !zones.is_empty()),
        (
            "board",
            board
                || !acts.is_empty()
                    && row.cell(if pax { "Dat" } else { "cf_dec_day" }).trim_start_matches(UNKNOWN).is_empty(),
        ),
    ];
    all.into_iter().filter(|(_, is_lost)| *is_lost).map(|(field, _)| field.to_owned()).collect()
}
