//! What do we do with allegations? The queue: what is late first, then what is due next; filtered by the party accused, the state,
//! and a person; with exact totals.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Choice, Folk, Frame, Link, Pager, Party, reporter};
use crate::query::Query;
use crate::selection::page_of;
use crate::view::View;
use crate::{links, words};
use askama::Template;
use jiff::Timestamp;
use model::stage::Stage;
use model::{Dossier, PersonId, Subject};
use publication::queue::queue;
use std::collections::{BTreeMap, BTreeSet};

/// The queue.
#[derive(Template)]
#[template(path = "cases.html")]
pub(crate) struct Cases {
    frame: Frame,
    states: Vec<Choice>,
    parties: Vec<Choice>,
    persons: Vec<Choice>,
    asked: bool,
    /// How many of those chosen stand where: the words, how many, the way to them.
    by_state: Vec<(String, usize, String)>,
    /// How many are against whom.
    by_party: Vec<(Option<Party>, usize)>,
    late: usize,
    rows: Vec<Row>,
    pager: Pager,
    /// Whether the record holds rules of procedure, without which there is no case.
    rules: bool,
}

/// A case on one row.
struct Row {
    id: String,
    href: String,
    receipt: String,
    state: String,
    about: Link,
    against: Vec<Party>,
    made_by: String,
    late: String,
    due: String,
    last: String,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Cases::new(ask).render()?))
}

impl Cases {
    pub(crate) fn new(ask: &Ask) -> Self {
        let (view, now) = (ask.view(), ask.site.holder.now());
        let chosen: Vec<&Dossier> =
            queue(&view.record.cases, now).into_iter().filter(|case| chooses(&ask.query, case)).collect();
        let (shown, from) = page_of(&chosen, ask.query.page);
        Self {
            frame: ask.frame("Cases", "/cases"),
            states: states(&ask.query),
            parties: parties(&view, &ask.query),
            persons: persons(&view, &ask.query),
            asked: ask.query != Query { page: ask.query.page, ..Query::default() },
            by_state: by_state(ask, &chosen),
            by_party: by_party(&view, &chosen),
            late: chosen.iter().filter(|case| case.overdue(now).next().is_some()).count(),
            rows: shown.iter().map(|case| Row::new(&view, case, now)).collect(),
            pager: Pager::new("/cases", &ask.query, from, shown.len(), chosen.len()),
            rules: !view.record.rules.is_empty(),
        }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/cases", ""))
    }
}

/// Whether a query chooses a case: by its state, whom it is against, and whoever took one of its steps or sits in it.
fn chooses(query: &Query, case: &Dossier) -> bool {
    let id = |id: &PersonId, wanted: &str| id.as_str() == wanted;
    let took = |wanted: &str| case.steps.iter().any(|(_, step)| id(&step.by, wanted));
    let sits = |wanted: &str| case.stage.team().is_some_and(|team| team.persons.iter().any(|one| id(one, wanted)));
    query.state.as_deref().is_none_or(|state| case.stage.as_str() == state)
        && query.party.as_deref().is_none_or(|party| case.allegation.against.iter().any(|one| one.as_str() == party))
        && query.person.as_deref().is_none_or(|wanted| took(wanted) || sits(wanted))
}

fn states(query: &Query) -> Vec<Choice> {
    let chosen = |name: &str| query.state.as_deref() == Some(name);
    Stage::NAMES.iter().map(|name| ((*name).to_owned(), name.replace('_', " "), chosen(name))).collect()
}

/// The parties of all rules, each once, in their orders.
fn parties(view: &View<'_>, query: &Query) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    for id in view.record.rules.iter().flat_map(|rules| &rules.parties) {
        if all.iter().all(|(known, _, _)| known != id.as_str()) {
            all.push((id.to_string(), view.actor_name(id), query.party.as_deref() == Some(id.as_str())));
        }
    }
    all
}

/// Everybody whom rules know, by their last names there.
fn persons(view: &View<'_>, query: &Query) -> Vec<Choice> {
    let named = view.record.rules.iter().flat_map(|rules| &rules.persons);
    let all: BTreeMap<String, String> = named.map(|person| (person.id.to_string(), person.name.clone())).collect();
    all.into_iter()
        .map(|(id, name)| {
            let chosen = query.person.as_deref() == Some(id.as_str());
            (id, name, chosen)
        })
        .collect()
}

fn by_state(ask: &Ask, cases: &[&Dossier]) -> Vec<(String, usize, String)> {
    let counted = |name: &&'static str| {
        let count = cases.iter().filter(|case| case.stage.as_str() == *name).count();
        let query = Query { state: Some((*name).to_owned()), page: 1, ..ask.query.clone() };
        (count > 0).then(|| (name.replace('_', " "), count, format!("/cases{}", query.written())))
    };
    Stage::NAMES.iter().filter_map(counted).collect()
}

/// The same question of every party of the cases' rules; then those in which nobody is accused.
fn by_party(view: &View<'_>, cases: &[&Dossier]) -> Vec<(Option<Party>, usize)> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for case in cases {
        let folk = Folk::new(*view, &case.rules);
        for id in case.rules.parties.iter().filter(|id| seen.insert((*id).clone())) {
            let count = cases.iter().filter(|case| case.allegation.against.contains(id)).count();
            all.push((Some(folk.party(id)), count));
        }
    }
    let nobody = cases.iter().filter(|case| case.allegation.against.is_empty()).count();
    all.extend((nobody > 0).then_some((None, nobody)));
    all
}

impl Row {
    fn new(view: &View<'_>, case: &Dossier, now: Timestamp) -> Self {
        let folk = Folk::new(*view, &case.rules);
        let late = case.overdue(now).map(|clock| format!("to {} since {}", clock.of.as_str(), folk.local(clock.due)));
        let last = case.steps.last().map(|(_, step)| {
            format!("{}, {}, {}", step.act.as_str().replace('_', " "), folk.name(&step.by), folk.local(step.at))
        });
        let due = case.next_due().filter(|clock| !clock.is_late(now));
        Self {
            id: case.id.to_string(),
            href: links::case(&case.id),
            receipt: case.receipt.clone().unwrap_or_default(),
            state: case.stage.as_str().replace('_', " "),
            about: about(view, case),
            against: folk.parties(&case.allegation.against),
            made_by: reporter(case),
            late: late.collect::<Vec<_>>().join("; "),
            due: due
                .map(|clock| format!("to {} before {}", clock.of.as_str(), folk.local(clock.due)))
                .unwrap_or_default(),
            last: last.unwrap_or_default(),
        }
    }
}

/// What a case is about, as a link.
pub(crate) fn about(view: &View<'_>, case: &Dossier) -> Link {
    match &case.allegation.subject {
        Subject::Incident(id) => {
            let now = view.record.continuity.resolve(id).unwrap_or(id);
            let words = view.incident(now).map_or_else(
                || format!("incident {id}, which does not stand any more"),
                |one| {
                    let place = words::unknown_of("place", words::contested_where(&one.place));
                    format!(
                        "{}, {place}, {}",
                        one.kind.words(),
                        words::unknown_of("time", words::contested_when(&one.time))
                    )
                },
            );
            Link::new(links::incident(id), words)
        }
        Subject::Obligation(agreement, id) => {
            Link::new(links::obligation(agreement, id), format!("obligation {id} of {agreement}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_queue_says_what_is_late_and_counts_every_party_alike() {
        let cases = Cases::sample();
        assert_eq!((cases.rows.len(), cases.late, cases.by_party.len()), (2, 1, 2));
        assert_eq!(cases.rows[0].id, "case-2", "what is late stands first");
        let page = cases.render().unwrap();
        for words in ["case-2", "to log since", "awaiting reply", "Harbour office"] {
            assert!(page.contains(words), "{words}\n{page}");
        }
        let of = |query: &str| Cases::new(&Ask::sample(&format!("/cases?{query}"), "")).rows.len();
        assert_eq!((of("state=received"), of("state=published")), (1, 0));
        assert_eq!((of("party=south-council"), of("person=n1"), of("person=nobody")), (1, 2, 0));
    }
}
