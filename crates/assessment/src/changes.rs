//! What changed between two screenings, after an incident, an agreement or a line changed: which answers are new, gone or other
//! than before, and which sentences make the difference. The history of an answer is the list of these.

use model::{Proposal, ProposedAnswer, Question, RecordedScreening, ScreeningChange};
use std::collections::BTreeMap;

/// An answer that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// On what.
    pub question: Question,
    /// The answer before; `None` where nothing was asked.
    pub before: Option<ProposedAnswer>,
    /// The answer now; `None` where nothing is asked any more.
    pub after: Option<ProposedAnswer>,
    /// The reasons that no longer stand.
    pub no_longer: Vec<String>,
    /// The reasons that are new.
    pub now: Vec<String>,
}

impl Change {
    /// Whether the answer itself differs, and not only its reasons.
    pub fn is_of_answer(&self) -> bool {
        self.before != self.after
    }
}

/// What differs between two screenings of the same record, in the order of the questions. Answers whose reasons alone differ
/// are among them: the next reader sees other sentences.
pub fn changes(before: &[Proposal], after: &[Proposal]) -> Vec<Change> {
    let (before, after) = (by_question(before), by_question(after));
    let mut questions: Vec<&Question> = before.keys().chain(after.keys()).collect();
    questions.sort();
    questions.dedup();
    questions.into_iter().filter_map(|question| change(question, before.get(question), after.get(question))).collect()
}

/// The answers that stand after this history, in the order of the questions.
pub fn answers(history: &[RecordedScreening]) -> Vec<Proposal> {
    let mut standing: BTreeMap<Question, &Proposal> = BTreeMap::new();
    for told in history {
        match &told.change {
            ScreeningChange::Answered(proposal) => standing.insert(proposal.question(), proposal),
            ScreeningChange::Withdrawn(question) => standing.remove(question),
        };
    }
    standing.into_values().cloned().collect()
}

/// What the record is to be told after another screening: each question whose answer, reasons or method are other than before.
pub fn to_record(before: &[Proposal], after: &[Proposal]) -> Vec<ScreeningChange> {
    let (before, after) = (by_question(before), by_question(after));
    let gone = before.keys().filter(|question| !after.contains_key(question));
    let withdrawn = gone.map(|question| ScreeningChange::Withdrawn(question.clone()));
    let other = after.iter().filter(|(question, now)| before.get(question) != Some(*now));
    withdrawn.chain(other.map(|(_, now)| ScreeningChange::Answered((*now).clone()))).collect()
}

fn by_question(proposals: &[Proposal]) -> BTreeMap<Question, &Proposal> {
    proposals.iter().map(|one| (one.question(), one)).collect()
}

fn change(question: &Question, before: Option<&&Proposal>, after: Option<&&Proposal>) -> Option<Change> {
    let answer = |one: Option<&&Proposal>| one.map(|one| one.answer.clone());
    let because = |one: Option<&&Proposal>| one.map(|one| one.because.clone()).unwrap_or_default();
    let (old, new) = (because(before), because(after));
    let change = Change {
        question: question.clone(),
        before: answer(before),
        after: answer(after),
        no_longer: old.iter().filter(|reason| !new.contains(reason)).cloned().collect(),
        now: new.iter().filter(|reason| !old.contains(reason)).cloned().collect(),
    };
    let same = change.before == change.after && change.no_longer.is_empty() && change.now.is_empty();
    (!same).then_some(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builders::{actors, day, event, place, truce};
    use crate::propose;
    use model::{ClaimKind, Incident};

    fn shelling(date: &str) -> Incident {
        event(ClaimKind::Shelling, Some("north"), Some(day(date)), Some(place("Hilltown", "XX")))
    }

    #[test]
    fn nothing_changes_where_nothing_changed() {
        let all = propose(&truce("north", "south"), &actors("north", "south"), &[], &[shelling("2031-05-03")]);
        assert!(changes(&all, &all).is_empty());
    }

    #[test]
    fn an_incident_that_moved_in_time_and_an_end_of_the_agreement_say_why() {
        let (agreement, actors) = (truce("north", "south"), actors("north", "south"));
        let screen = |agreement, incident: Incident| propose(agreement, &actors, &[], &[incident]);
        let before = screen(&agreement, shelling("2031-05-03"));
        let moved = changes(&before, &screen(&agreement, shelling("2031-04-03")));
        assert_eq!(moved.len(), 1);
        assert!(moved[0].is_of_answer());
        assert_eq!(moved[0].after, Some(ProposedAnswer::OutsideScope("period".to_owned())));
        assert!(moved[0].no_longer[0].contains("2031-05-03") && moved[0].now[0].contains("2031-04-03"), "{moved:?}");
        let mut ended = truce("north", "south");
        ended.ended = Some(day("2031-05-02"));
        let changed = changes(&before, &screen(&ended, shelling("2031-05-03")));
        assert!(changed[0].now[0].contains("to 2031-05-02"), "{changed:?}");
    }

    #[test]
    fn what_is_no_longer_asked_and_what_is_asked_anew_is_told() {
        let (agreement, actors) = (truce("north", "south"), actors("north", "south"));
        let before = propose(&agreement, &actors, &[], &[shelling("2031-05-03")]);
        let by_the_south =
            Incident { actors: event(ClaimKind::Shelling, Some("south"), None, None).actors, ..shelling("2031-05-03") };
        let changed = changes(&before, &propose(&agreement, &actors, &[], &[by_the_south]));
        assert_eq!(changed.len(), 2);
        assert!(changed.iter().any(|one| one.after.is_none()) && changed.iter().any(|one| one.before.is_none()));
    }

    #[test]
    fn another_reason_for_the_same_answer_is_told_as_such() {
        let (agreement, actors) = (truce("north", "south"), actors("north", "south"));
        let before = propose(&agreement, &actors, &[], &[shelling("2031-05-03")]);
        let changed = changes(&before, &propose(&agreement, &actors, &[], &[shelling("2031-05-04")]));
        assert!(changed.len() == 1 && !changed[0].is_of_answer(), "{changed:?}");
    }
}
