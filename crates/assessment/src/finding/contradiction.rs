//! Findings of several records on one subject that answer a question differently. Both are kept and shown; it must not weigh
//! one against the other.

use model::exchange::given_by;
use model::{Answer, Finding, FindingId, Subject};
use std::collections::{BTreeMap, BTreeSet};

/// The findings in force that contradict each other, subject by subject. `now` gives the subject as it is called now.
pub fn contradictory<'a>(
    findings: &'a [Finding],
    now: &dyn Fn(&Subject) -> Subject,
) -> Vec<(Subject, Vec<&'a Finding>)> {
    let gone: BTreeSet<&FindingId> = findings.iter().filter_map(|finding| finding.supersedes.as_ref()).collect();
    let mut by_subject: BTreeMap<Subject, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !gone.contains(&finding.id)) {
        by_subject.entry(now(&finding.subject)).or_default().push(finding);
    }
    let against = |one: &Finding, all: &[&Finding]| {
        let abroad = |other: &&&Finding| given_by(other.id.as_str()) != given_by(one.id.as_str());
        all.iter().filter(abroad).any(|other| contradict(one, other))
    };
    by_subject
        .into_iter()
        .map(|(subject, all)| {
            let these: Vec<&Finding> = all.iter().copied().filter(|one| against(one, &all)).collect();
            (subject, these)
        })
        .filter(|(_, these)| !these.is_empty())
        .collect()
}

fn contradict(one: &Finding, other: &Finding) -> bool {
    differ(&one.occurred.answer, &other.occurred.answer)
        || differ(&one.attribution.answer, &other.attribution.answer)
        || differ(&one.intent.answer, &other.intent.answer)
        || differ(&one.breach.answer, &other.breach.answer)
}

/// Whether one says what the other denies, or names something else. To what standard, and that the evidence does not suffice,
/// contradicts nothing.
fn differ<T: PartialEq>(one: &Answer<T>, other: &Answer<T>) -> bool {
    match (one, other) {
        (Answer::Established(one, _), Answer::Established(other, _)) => one != other,
        (Answer::Established(..), Answer::Refuted(_)) | (Answer::Refuted(_), Answer::Established(..)) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{Element, IncidentId, StandardOfProof};

    fn finding(id: &str, occurred: Answer<()>, supersedes: Option<&str>) -> Finding {
        Finding {
            id: FindingId::new(id).unwrap(),
            occurred: Element { answer: occurred, reasons: String::new() },
            supersedes: supersedes.map(|id| FindingId::new(id).unwrap()),
            ..crate::finding::tests::finding()
        }
    }

    fn told(findings: &[Finding]) -> Vec<String> {
        let now = |_: &Subject| Subject::Incident(IncidentId::new("i-1").unwrap());
        contradictory(findings, &now).into_iter().flat_map(|(_, all)| all).map(|one| one.id.to_string()).collect()
    }

    #[test]
    fn only_records_that_deny_each_other_contradict_each_other() {
        let grounds = StandardOfProof::ReasonableGrounds;
        let yes = |id| finding(id, Answer::Established((), grounds), None);
        let no = |id, over| finding(id, Answer::Refuted(grounds), over);
        assert_eq!(told(&[yes("f-1"), no("f-1@aa", None)]), ["f-1", "f-1@aa"]);
        assert!(told(&[yes("f-1"), no("f-2", None)]).is_empty(), "one record knows what it does");
        assert!(told(&[yes("f-1"), no("f-1@aa", None), yes("f-2@aa")]).len() == 2);
        assert!(told(&[yes("f-1"), no("f-1@aa", Some("f-1"))]).is_empty(), "superseded");
        assert!(told(&[yes("f-1"), finding("f-1@aa", Answer::Insufficient, None)]).is_empty());
    }
}
