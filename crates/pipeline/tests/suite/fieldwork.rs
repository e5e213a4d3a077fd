//! Expected lines on what patrols entered: whether it is taken, what counts, beside which effort, and what it may have been.

use crate::board::agreement;
use cases::query::Query;
use cases::{Case, Line};
use model::fieldwork::standing;
use model::{Fieldwork, Proposal, ProposedAnswer, RestrictionKind};
use pipeline::{EnterError, FieldLines, Stages, enter_fieldwork};
use publication::Period;
use publication::fieldwork::{Watched, chosen, counts, counts_in_words, restrictions_by};
use store::{Access, Reason, SqliteStore, Store};
use wire::fieldwork::{Tabular, read_table};

/// What came of entering the tables of a case.
struct Entered {
    fieldwork: Fieldwork,
    notes: Vec<String>,
    /// Every fault; then nothing is entered.
    faults: Vec<String>,
}

/// Says of each line whether it holds.
pub fn judge(stages: &Stages, case: &Case, lines: &[Line]) -> Vec<bool> {
    let entered = enter(stages, case);
    lines.iter().map(|line| holds(stages, &entered, &Query::parse(&line.text))).collect()
}

fn enter(stages: &Stages, case: &Case) -> Entered {
    let mut faults = Vec::new();
    let lines = FieldLines {
        observations: rows(case, "observations", &mut faults),
        restrictions: rows(case, "restrictions", &mut faults),
        efforts: rows(case, "efforts", &mut faults),
    };
    if !faults.is_empty() {
        return Entered { fieldwork: Fieldwork::default(), notes: Vec::new(), faults };
    }
    let folder = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::open(&folder.path().join("record"), Access::Write).unwrap();
    let reason = Reason { who: "suite".to_owned(), why: case.name.clone() };
    let (notes, faults) = match enter_fieldwork(stages, &mut store, "2031-05-09T08:00:00Z", &reason, lines, false) {
        Ok(entered) => (entered.notes, Vec::new()),
        Err(EnterError::Faults(faults)) => (Vec::new(), faults),
        Err(EnterError::Store(error)) => panic!("{}: {error}", case.name),
    };
    Entered { fieldwork: store.fieldwork().unwrap(), notes, faults }
}

fn rows<L: Tabular>(case: &Case, table: &str, faults: &mut Vec<String>) -> Vec<(String, L)> {
    let Some(text) = case.entered.get(table) else { return Vec::new() };
    let read = read_table(text).unwrap_or_else(|found| {
        faults.extend(found);
        Vec::new()
    });
    read.into_iter().map(|(number, row)| (format!("line {number}"), row)).collect()
}

fn holds(stages: &Stages, entered: &Entered, query: &Query) -> bool {
    let (all, words) = (&entered.fieldwork, query.words.iter().map(String::as_str).collect::<Vec<_>>());
    let (period, area) = (period(query), query.get("area"));
    match words.as_slice() {
        ["refused", told] => entered.faults.iter().any(|fault| fault.contains(told)),
        ["taken"] => entered.faults.is_empty(),
        ["note", told] => entered.notes.iter().any(|note| note.contains(told)),
        ["stands", id] => standing(&all.observations).any(|one| one.id.as_str() == *id),
        ["put_right", id] => {
            all.observations.iter().any(|one| one.corrects.as_ref().is_some_and(|it| it.as_str() == *id))
        }
        ["counts", told @ ..] => counts_in_words(&counts(chosen(&all.observations, &period, area))) == told.join(" "),
        ["watched", told] => Watched::of(chosen(&all.efforts, &period, area)).words().contains(told),
        ["restricted", by, kind] => {
            let kind = RestrictionKind::parse(kind).unwrap_or_else(|| panic!("'{kind}' is no kind of restriction"));
            let by_all = restrictions_by(&chosen(&all.restrictions, &period, area), &[]);
            let found = by_all.iter().find(|(name, _)| name == by).and_then(|(_, kinds)| kinds.get(&kind));
            found.copied().unwrap_or_default().to_string() == query.get("times").unwrap_or("1")
        }
        ["screened", id, answer] => answers(stages, all, id, query).iter().any(|one| is(&one.answer, answer, query)),
        ["not", "screened", id] => answers(stages, all, id, query).is_empty(),
        other => panic!("{other:?} asks for nothing"),
    }
}

fn period(query: &Query) -> Period {
    let day = |key: &str| query.get(key).map(|text| text.parse().unwrap_or_else(|_| panic!("'{text}' is no day")));
    Period { from: day("from"), to: day("to") }
}

/// The answers on an observation under the agreement that the line names.
fn answers(stages: &Stages, all: &Fieldwork, id: &str, query: &Query) -> Vec<Proposal> {
    let own: Vec<_> = standing(&all.observations).filter(|one| one.id.as_str() == id).cloned().collect();
    let agreement = agreement(query.get("under").expect("the line names an agreement"));
    assessment::propose_on_observations(&agreement, stages.actors(), &own)
}

/// `clause=` names the provision; what is missing, and in which scope it lies outside, stand under `why=`.
fn is(answer: &ProposedAnswer, expected: &str, query: &Query) -> bool {
    let clause = |id: &model::ProvisionId| query.get("clause").is_none_or(|clause| id.as_str() == clause);
    let why = |told: &str| query.get("why").is_none_or(|why| told == why);
    match (answer, expected) {
        (ProposedAnswer::MayBreach(id), "may_breach") | (ProposedAnswer::Permitted(id), "permitted") => clause(id),
        (ProposedAnswer::OutsideScope(scope), "outside") => why(scope),
        (ProposedAnswer::CannotTell(missing), "cannot_tell") => why(missing),
        _ => false,
    }
}
