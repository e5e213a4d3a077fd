//! One case as a dossier: what is alleged, who handles it, what the team came to and on what evidence, the replies, the votes and the
//! dissent, the findings, every step with its ledger entry; then what may come next, and why another step may not.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Folk, Found, Frame, Link, Party, Quote, Round, StepForm, heading, quotes, reporter};
use crate::pages::cases::about;
use askama::Template;
use jiff::Timestamp;
use model::{CaseId, Clock, Dossier, Finding, Flag, NextStep, Reporter};

/// One case.
#[derive(Template)]
#[template(path = "case.html")]
pub(crate) struct CasePage {
    frame: Frame,
    id: String,
    receipt: Option<String>,
    state: String,
    body: String,
    agreement: Link,
    version: String,
    about: Link,
    made_by: String,
    /// The party for which whoever made it speaks.
    made_for: Option<Party>,
    against: Vec<Party>,
    text: String,
    claims: Vec<Quote>,
    clocks: Vec<ClockRow>,
    flags: Vec<String>,
    /// The rounds, the present one first: what it is called, and what it came to.
    rounds: Vec<(String, Round)>,
    findings: Vec<Found>,
    steps: Vec<StepRow>,
    forms: Vec<StepForm>,
    /// What may be done by a command, where the desk is shut: the act, who may.
    may: Vec<(&'static str, String)>,
    /// What may not be done now, and why.
    may_not: Vec<(&'static str, String)>,
}

/// A clock.
struct ClockRow {
    of: &'static str,
    from: String,
    due: String,
    state: String,
    late: bool,
}

/// A step.
struct StepRow {
    at: String,
    act: String,
    by: String,
    party: Option<Party>,
    reasons: String,
    entry: u64,
    last: bool,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(CasePage::new(ask)?.render()?))
}

impl CasePage {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let missing = || PageError::NotFound { noun: "case", id: ask.id.clone() };
        let id = CaseId::new(ask.id.as_str()).map_err(|_| missing())?;
        let view = ask.view();
        let case = view.record.cases.iter().find(|case| case.id == id).ok_or_else(missing)?;
        let now = ask.site.holder.now();
        let next = ask.site.holder.next_steps(&id)?;
        let folk = Folk::new(view, &case.rules);
        let title = view.record.agreements.iter().find(|one| one.id == case.allegation.agreement);
        let title = title.map_or_else(|| case.allegation.agreement.to_string(), |one| one.title.clone());
        let found = |one: &&Finding| case.findings.contains(&one.id);
        Ok(Self {
            frame: ask.frame(format!("Case {id}"), "/cases"),
            id: id.to_string(),
            receipt: case.receipt.clone(),
            state: case.stage.as_str().replace('_', " "),
            body: case.rules.body.clone(),
            agreement: Link::new(crate::links::agreement(&case.allegation.agreement), title),
            version: case.rules.version.clone(),
            about: about(&view, case),
            made_by: reporter(case),
            made_for: made_for(&folk, case),
            against: folk.parties(&case.allegation.against),
            text: case.allegation.text.clone(),
            claims: quotes(&view, &case.allegation.claims),
            clocks: case.clocks.iter().map(|clock| ClockRow::new(&folk, clock, now)).collect(),
            flags: case.flags.iter().map(|flag| warning(&folk, flag)).collect(),
            rounds: rounds(ask, case, now),
            findings: view.record.findings.iter().filter(found).map(|one| Found::new(&view, one)).collect(),
            steps: steps(&folk, case),
            forms: open(&next).filter_map(|step| StepForm::new(ask, case, step)).collect(),
            may: open(&next).map(|step| (heading(step.act), folk.names(&step.by))).collect(),
            may_not: next.iter().filter_map(|step| Some((heading(step.act), step.against.clone()?))).collect(),
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/cases/case-1", "case-1")).expect("the sample has this case")
    }
}

fn open(next: &[NextStep]) -> impl Iterator<Item = &NextStep> {
    next.iter().filter(|step| !step.by.is_empty())
}

fn made_for(folk: &Folk<'_>, case: &Dossier) -> Option<Party> {
    match &case.allegation.reporter {
        Reporter::Outside { party, .. } => party.as_ref().map(|id| folk.party(id)),
        Reporter::Person(id) => folk.member(id).party,
    }
}

/// The present round, then the earlier ones, the last before it first.
fn rounds(ask: &Ask, case: &Dossier, now: Timestamp) -> Vec<(String, Round)> {
    let earlier = case.earlier.iter().enumerate().rev();
    let all = std::iter::once((&case.stage, String::new()));
    let all =
        all.chain(earlier.map(|(place, stage)| (stage, format!("Round {}, before it was opened again", place + 1))));
    let view = ask.view();
    let shown = all.map(|(stage, name)| (name, Round::new(&view, case, stage, now)));
    shown.filter(|(_, round)| !round.is_empty()).collect()
}

fn steps(folk: &Folk<'_>, case: &Dossier) -> Vec<StepRow> {
    let row = |(place, (entry, step)): (usize, &(u64, model::CaseStep))| StepRow {
        at: folk.local(step.at),
        act: step.act.as_str().replace('_', " "),
        by: folk.name(&step.by),
        party: folk.member(&step.by).party,
        reasons: step.reasons.clone(),
        entry: *entry,
        last: place + 1 == case.steps.len(),
    };
    case.steps.iter().enumerate().map(row).collect()
}

fn warning(folk: &Folk<'_>, flag: &Flag) -> String {
    match flag {
        Flag::Withdrawn(id) => format!("Incident {id} does not stand any more; it was withdrawn or joined another."),
        Flag::ConflictAfterSigning(id) => {
            format!("{} declared a conflict of interest after they had signed.", folk.name(id))
        }
    }
}

impl ClockRow {
    fn new(folk: &Folk<'_>, clock: &Clock, now: Timestamp) -> Self {
        Self {
            of: clock.of.as_str(),
            from: folk.local(clock.from),
            due: folk.local(clock.due),
            state: clock.met.map_or_else(|| "running".to_owned(), |met| format!("done {}", folk.local(met))),
            late: clock.is_late(now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dossier_shows_who_said_what_when_and_what_may_come_next() {
        let page = CasePage::sample().render().unwrap();
        for words in [
            "awaiting reply",
            "Harbour office",
            "it occurred (clear and convincing evidence)",
            "source <strong>B</strong> · statement <strong>2</strong>",
            "One crater was too old.",
            "declared no conflict",
            "may reply until",
            "awaited",
            "entry 7",
            "Enter a reply",
            "rule: order of steps",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
        assert!(!page.contains("method=\"post\""), "the desk is shut");
    }

    #[test]
    fn an_unknown_case_is_said_to_be_unknown() {
        let error = CasePage::new(&Ask::sample("/cases/case-9", "case-9")).err().unwrap();
        assert_eq!(error.status(), 404);
    }
}
