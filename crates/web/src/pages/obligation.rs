//! One obligation: what is to be done, by whom and by when; for each party how it stands and why, with what shows it and what is said
//! to the contrary; what people found; the cases on it, and the form by which an allegation is received.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{CaseLink, Found, Frame, Link, OwedCell, Party, Quote, ReceivedForm, StepForm, parties, quotes};
use crate::view::View;
use crate::{links, words};
use askama::Template;
use model::{Agreement, AgreementId, ClaimId, Obligation, ObligationId, Owed, Subject};

/// One obligation.
#[derive(Template)]
#[template(path = "obligation.html")]
pub(crate) struct ObligationPage {
    frame: Frame,
    id: String,
    noun: &'static str,
    text: String,
    agreement: Link,
    shown_by: String,
    as_of: String,
    parties: Vec<Stands>,
    findings: Vec<Found>,
    cases: Vec<CaseLink>,
    received: Option<StepForm>,
}

/// How it stands for one party.
struct Stands {
    party: Party,
    cell: OwedCell,
    because: Vec<String>,
    shown: Vec<Link>,
    against: Vec<Quote>,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(ObligationPage::new(ask)?.render()?))
}

impl ObligationPage {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let missing = || PageError::NotFound { noun: "obligation", id: ask.id.clone() };
        let view = ask.view();
        let (agreement, obligation) = named(&view, &ask.id).ok_or_else(missing)?;
        let all = view.record.obligations.iter().find(|one| one.agreement == agreement.id);
        let own: Vec<&Owed> =
            all.iter().flat_map(|all| &all.owed).filter(|owed| owed.obligation == obligation.id).collect();
        let subject = Subject::Obligation(agreement.id.clone(), obligation.id.clone());
        let found = view.record.findings.iter().filter(|one| one.subject == subject);
        let kinds: Vec<String> = obligation.shown_by.iter().map(|kind| kind.words()).collect();
        Ok(Self {
            frame: ask.frame(format!("Obligation {}", obligation.id), "/obligations"),
            id: obligation.id.to_string(),
            noun: if obligation.terms.is_measure { "Measure" } else { "Obligation" },
            text: obligation.text.clone(),
            agreement: Link::new(links::agreement(&agreement.id), agreement.title.clone()),
            shown_by: kinds.join(", "),
            as_of: all.map_or_else(|| "no moment".to_owned(), |all| words::clock(all.as_of)),
            parties: stands(&view, agreement, &own),
            findings: found.map(|one| Found::new(&view, one)).collect(),
            cases: CaseLink::on_obligation(&view, &subject),
            received: ReceivedForm::on_obligation(ask, &agreement.id, &obligation.id, claims(&view, &own)),
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        let ask = Ask::sample("/obligations/rivers-2020%2Fo1", "rivers-2020/o1");
        Self::new(&ask).expect("the sample has this obligation")
    }
}

/// The obligation that an address names, with its agreement.
fn named<'a>(view: &View<'a>, id: &str) -> Option<(&'a Agreement, &'a Obligation)> {
    let (agreement, obligation) = id.split_once('/')?;
    let (agreement, obligation) = (AgreementId::new(agreement).ok()?, ObligationId::new(obligation).ok()?);
    let agreement = view.record.agreements.iter().find(|one| one.id == agreement)?;
    Some((agreement, agreement.obligations.iter().find(|one| one.id == obligation)?))
}

/// In the agreement's order, those that it binds.
fn stands(view: &View<'_>, agreement: &Agreement, own: &[&Owed]) -> Vec<Stands> {
    let marks = parties(view, agreement);
    let of = |owed: &&Owed| {
        let place = agreement.parties.iter().position(|id| *id == owed.party)?;
        let incident = |id: &model::IncidentId| {
            let words = view.incident(id).map_or_else(
                || id.to_string(),
                |one| format!("{}, {}", one.kind.words(), words::contested_when(&one.time)),
            );
            Link::new(links::incident(id), words)
        };
        Some(Stands {
            party: marks.get(place)?.clone(),
            cell: OwedCell::new(owed),
            because: owed.because.clone(),
            shown: owed.evidence.iter().map(incident).collect(),
            against: quotes(view, &owed.against),
        })
    };
    own.iter().filter_map(of).collect()
}

/// The claims that show it done or say that it was not, each once.
fn claims<'a>(view: &View<'a>, own: &[&'a Owed]) -> Vec<&'a ClaimId> {
    let shown = own.iter().flat_map(|owed| &owed.evidence).filter_map(|id| view.incident(id));
    let all = shown.flat_map(|one| &one.members).chain(own.iter().flat_map(|owed| &owed.against));
    let mut seen = std::collections::BTreeSet::new();
    all.filter(|id| seen.insert(*id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_party_stands_with_its_reasons_and_what_shows_it() {
        let page = ObligationPage::sample().render().unwrap();
        for told in [
            "Obligation o1",
            "Accord of the Two Rivers",
            "reported as done",
            "No report shows it done.",
            "/incidents/i-0001",
            "Nobody has brought an allegation on it.",
        ] {
            assert!(page.contains(told), "{told}\n{page}");
        }
        assert!(!page.contains("method=\"post\""), "the desk is shut");
    }

    #[test]
    fn what_no_agreement_obliges_to_is_said_to_be_unknown() {
        for id in ["rivers-2020/o9", "rivers-2020", "none/o1"] {
            let error = ObligationPage::new(&Ask::sample("/obligations/x", id)).err().unwrap();
            assert_eq!(error.status(), 404, "{id}");
        }
    }
}
