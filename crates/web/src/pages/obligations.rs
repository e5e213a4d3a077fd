//! Who owes what, and how does it stand? Obligations and confidence-building measures by party, what falls due next, and the sums. It
//! must not find that anything was complied with: what reports show is shown as a proposal, what people found as found.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Choice, Frame, OwedCell, Party, parties, status};
use crate::query::Query;
use crate::view::View;
use crate::{links, words};
use askama::Template;
use model::{ActorId, Agreement, Obligation, ObligationStatus, Obligations, Owed};
use publication::brief::falling_due;

/// What is owed under all agreements.
#[derive(Template)]
#[template(path = "obligations.html")]
pub(crate) struct ObligationsPage {
    frame: Frame,
    parties: Vec<Choice>,
    states: Vec<Choice>,
    asked: bool,
    matrices: Vec<Matrix>,
}

/// What is owed under one agreement.
struct Matrix {
    title: String,
    href: String,
    as_of: String,
    reminders: Vec<Reminder>,
    parties: Vec<Party>,
    rows: Vec<Row>,
    /// Each party with how many stand how.
    sums: Vec<(Party, String)>,
}

/// What is open and falls due soon.
struct Reminder {
    href: String,
    obligation: String,
    party: Party,
    until: String,
    text: String,
}

/// An obligation, with a cell for each party; none where it does not bind it.
struct Row {
    id: String,
    href: String,
    is_measure: bool,
    text: String,
    cells: Vec<Option<OwedCell>>,
}

/// Within how many days something is said to fall due soon.
const SOON_DAYS: i64 = 14;

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(ObligationsPage::new(ask).render()?))
}

impl ObligationsPage {
    pub(crate) fn new(ask: &Ask) -> Self {
        let view = ask.view();
        let matrices = view.record.obligations.iter().filter_map(|all| Matrix::new(&view, &ask.query, all));
        Self {
            frame: ask.frame("Obligations", "/obligations"),
            parties: party_choices(&view, &ask.query),
            states: states(&ask.query),
            asked: ask.query.filters(),
            matrices: matrices.collect(),
        }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/obligations", ""))
    }
}

fn states(query: &Query) -> Vec<Choice> {
    let chosen = |one: ObligationStatus| query.state.as_deref() == Some(one.as_str());
    ObligationStatus::ALL.iter().map(|one| (one.as_str().to_owned(), status(*one).to_owned(), chosen(*one))).collect()
}

/// The parties of all agreements that oblige anybody, each once, in their orders.
fn party_choices(view: &View<'_>, query: &Query) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    for id in view.record.obligations.iter().flat_map(|all| &all.owed).map(|owed| &owed.party) {
        if all.iter().all(|(known, _, _)| known != id.as_str()) {
            all.push((id.to_string(), view.actor_name(id), query.party.as_deref() == Some(id.as_str())));
        }
    }
    all
}

fn chooses(query: &Query, owed: &Owed) -> bool {
    query.party.as_deref().is_none_or(|party| owed.party.as_str() == party)
        && query.state.as_deref().is_none_or(|state| owed.status.as_str() == state)
}

impl Matrix {
    /// `None` where nothing of it is asked for.
    fn new(view: &View<'_>, query: &Query, all: &Obligations) -> Option<Self> {
        let agreement = view.record.agreements.iter().find(|one| one.id == all.agreement)?;
        let chosen: Vec<&Owed> = all.owed.iter().filter(|owed| chooses(query, owed)).collect();
        if chosen.is_empty() {
            return None;
        }
        let parties = parties(view, agreement);
        let soon = falling_due(all, SOON_DAYS).into_iter().filter(|(_, owed)| chooses(query, owed));
        Some(Self {
            title: agreement.title.clone(),
            href: links::agreement(&agreement.id),
            as_of: words::clock(all.as_of),
            reminders: soon.filter_map(|(until, owed)| reminder(agreement, &parties, owed, until)).collect(),
            rows: agreement.obligations.iter().filter_map(|one| row(agreement, one, &chosen)).collect(),
            sums: sums(agreement, &parties, &chosen),
            parties,
        })
    }
}

fn party_of<'p>(agreement: &Agreement, parties: &'p [Party], owed: &Owed) -> Option<&'p Party> {
    parties.get(agreement.parties.iter().position(|id| *id == owed.party)?)
}

fn reminder(agreement: &Agreement, parties: &[Party], owed: &Owed, until: jiff::civil::DateTime) -> Option<Reminder> {
    let obligation = agreement.obligations.iter().find(|one| one.id == owed.obligation)?;
    Some(Reminder {
        href: links::obligation(&agreement.id, &owed.obligation),
        obligation: owed.obligation.to_string(),
        party: party_of(agreement, parties, owed)?.clone(),
        until: words::clock(until),
        text: obligation.text.clone(),
    })
}

fn row(agreement: &Agreement, obligation: &Obligation, chosen: &[&Owed]) -> Option<Row> {
    let own: Vec<&&Owed> = chosen.iter().filter(|owed| owed.obligation == obligation.id).collect();
    let cell = |party: &ActorId| own.iter().find(|owed| owed.party == *party).map(|owed| OwedCell::new(owed));
    (!own.is_empty()).then(|| Row {
        id: obligation.id.to_string(),
        href: links::obligation(&agreement.id, &obligation.id),
        is_measure: obligation.terms.is_measure,
        text: obligation.text.clone(),
        cells: agreement.parties.iter().map(cell).collect(),
    })
}

/// The same question of every party, in the agreement's order.
fn sums(agreement: &Agreement, parties: &[Party], chosen: &[&Owed]) -> Vec<(Party, String)> {
    let counted = |(id, party): (&ActorId, &Party)| {
        let each = ObligationStatus::ALL.iter().filter_map(|one| {
            let count = chosen.iter().filter(|owed| owed.party == *id && owed.status == *one).count();
            (count > 0).then(|| format!("{count} {}", status(*one)))
        });
        let told: Vec<String> = each.collect();
        (party.clone(), if told.is_empty() { "nothing".to_owned() } else { told.join(", ") })
    };
    agreement.parties.iter().zip(parties).map(counted).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_party_has_its_column_and_what_falls_due_stands_first() {
        let page = ObligationsPage::sample();
        let matrix = &page.matrices[0];
        assert_eq!((matrix.parties.len(), matrix.rows.len(), matrix.rows[0].cells.len()), (2, 1, 2));
        assert_eq!(matrix.reminders.len(), 1, "what is reported done is not called to mind");
        let html = page.render().unwrap();
        for told in [
            "Guns leave the towns within seven days.",
            "/obligations/rivers-2020%2Fo1",
            "1 reported as done",
            "before 2020-01-20 00:00",
            "1 incident shows it",
        ] {
            assert!(html.contains(told), "{told}\n{html}");
        }
    }

    #[test]
    fn filters_choose_by_party_and_state() {
        let of = |query: &str| {
            let page = ObligationsPage::new(&Ask::sample(&format!("/obligations?{query}"), ""));
            page.matrices.iter().flat_map(|one| &one.rows).flat_map(|row| &row.cells).flatten().count()
        };
        assert_eq!((of("party=north-army"), of("state=due"), of("state=late")), (1, 1, 0));
        let none = ObligationsPage::new(&Ask::sample("/obligations?state=late", "")).render().unwrap();
        assert!(none.contains("Nothing is owed like this."), "{none}");
    }
}
