//! What screening answers, in words, and how the answers of one incident or observation changed. It must not screen.

use model::{Proposal, ProposedAnswer, Question, RecordedScreening, ScreeningChange};
use std::collections::BTreeMap;

/// A proposal in a sentence.
pub fn proposed(proposal: &Proposal) -> String {
    let who = proposal
        .actor
        .as_ref()
        .map_or_else(|| "if done by a party bound".to_owned(), |who| format!("if done by {who}"));
    match &proposal.answer {
        ProposedAnswer::MayBreach(clause) => format!("{who}, may breach {clause} of {}", proposal.agreement),
        ProposedAnswer::Permitted(clause) => format!("{who}, may be permitted by {clause} of {}", proposal.agreement),
        ProposedAnswer::OutsideScope(scope) => format!("{who}, outside {} ({scope})", proposal.agreement),
        ProposedAnswer::CannotTell(missing) => format!("{who}, cannot be told under {}: {missing}", proposal.agreement),
    }
}

/// An answer without what it is an answer to.
pub fn answer(answer: &ProposedAnswer) -> String {
    match answer {
        ProposedAnswer::MayBreach(clause) => format!("may breach {clause}"),
        ProposedAnswer::Permitted(clause) => format!("permitted by {clause}"),
        ProposedAnswer::OutsideScope(scope) => format!("outside ({scope})"),
        ProposedAnswer::CannotTell(missing) => format!("cannot tell: {missing}"),
    }
}

/// What was asked: agreement, clause and doer.
pub fn question(question: &Question) -> String {
    let clause = question.clause.as_ref().map_or_else(String::new, |clause| format!(" {clause}"));
    let who = question.actor.as_ref().map_or_else(|| "whoever did it".to_owned(), ToString::to_string);
    format!("{}{clause}, {who}", question.agreement)
}

/// One step in the history of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The entry that tells it.
    pub entry: u64,
    /// When it was entered.
    pub at: String,
    /// What was asked.
    pub question: String,
    /// The answer before; `None` where it was not asked.
    pub before: Option<String>,
    /// The answer from then on; `None` where it is not asked any more.
    pub after: Option<String>,
    /// The reasons that no longer stood.
    pub no_longer: Vec<String>,
    /// The reasons that were new.
    pub now: Vec<String>,
    /// What made it; empty where it is not asked any more.
    pub method: String,
}

impl Step {
    /// In a sentence.
    pub fn words(&self) -> String {
        let asked = &self.question;
        match (&self.before, &self.after) {
            (None, Some(after)) => format!("{asked}: {after}"),
            (Some(before), Some(after)) if before == after => format!("{asked}: {after}, for other reasons"),
            (Some(before), Some(after)) => format!("{asked}: {after}; before, {before}"),
            (before, None) => format!("{asked}: asked no more; before, {}", before.as_deref().unwrap_or("not asked")),
        }
    }
}

/// The history of the answers on one subject, in the order of the ledger.
pub fn history(told: &[RecordedScreening]) -> Vec<Step> {
    let mut standing: BTreeMap<Question, &Proposal> = BTreeMap::new();
    let mut steps = Vec::new();
    for one in told {
        let asked = one.change.question();
        let (before, now) = match &one.change {
            ScreeningChange::Answered(proposal) => (standing.insert(asked.clone(), proposal), Some(proposal)),
            ScreeningChange::Withdrawn(_) => (standing.remove(&asked), None),
        };
        let because = |one: Option<&Proposal>| one.map(|one| one.because.clone()).unwrap_or_default();
        let (old, new) = (because(before), because(now));
        steps.push(Step {
            entry: one.entry,
            at: one.at.clone(),
            question: question(&asked),
            before: before.map(|one| answer(&one.answer)),
            after: now.map(|one| answer(&one.answer)),
            no_longer: old.iter().filter(|reason| !new.contains(reason)).cloned().collect(),
            now: new.iter().filter(|reason| !old.contains(reason)).cloned().collect(),
            method: now.map(|one| one.method.to_string()).unwrap_or_default(),
        });
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::record;

    #[test]
    fn each_step_tells_the_answer_before_and_the_reasons_that_changed() {
        let first = record(["North Army", "South Council"]).proposals.remove(0);
        let mut second = first.clone();
        second.because.push("It rests on two independent origins.".to_owned());
        let mut third = second.clone();
        third.answer = ProposedAnswer::OutsideScope("area".to_owned());
        let last = ScreeningChange::Withdrawn(third.question());
        let told = [first, second, third].map(ScreeningChange::Answered).into_iter().chain([last]);
        let told: Vec<RecordedScreening> = told
            .zip(5..)
            .map(|(change, entry)| RecordedScreening { entry, at: "2031-05-01T06:00:00Z".to_owned(), change })
            .collect();
        let steps = history(&told);
        let words: Vec<String> = steps.iter().map(Step::words).collect();
        assert_eq!(
            words,
            [
                "hills-2020 p1, North Army: may breach p1",
                "hills-2020 p1, North Army: may breach p1, for other reasons",
                "hills-2020 p1, North Army: outside (area); before, may breach p1",
                "hills-2020 p1, North Army: asked no more; before, outside (area)",
            ]
        );
        assert_eq!((steps[1].entry, steps[1].now.len(), steps[1].no_longer.len()), (6, 1, 0));
    }
}
