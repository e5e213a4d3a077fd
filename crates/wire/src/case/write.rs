//! Writing steps: values to names, so that what is written reads back as it was.

use super::*;
use model::Attributed;

impl ActLine {
    pub(super) fn new(act: &CaseAct) -> Self {
        match act {
            CaseAct::Received(allegation) => Self::Received(AllegationLine::new(allegation)),
            CaseAct::Logged { receipt } => Self::Logged { receipt: receipt.clone() },
            CaseAct::Declared { conflict } => Self::Declared { conflict: conflict.clone() },
            CaseAct::Screened(Screening::InScope) => Self::Screened { out: None },
            CaseAct::Screened(Screening::Out(out)) => Self::Screened { out: Some(out.to_string()) },
            CaseAct::Assigned { team } => Self::Assigned { team: names(team) },
            CaseAct::VerificationBegun => Self::VerificationBegun {},
            CaseAct::Verified { outcome, signed } => Self::Verified(VerifiedLine::new(outcome, signed)),
            CaseAct::InvestigationBegun => Self::InvestigationBegun {},
            CaseAct::Attributed { answer, parties, signed } => {
                Self::Attributed(AttributedActLine::new(answer, parties, signed))
            }
            CaseAct::Classified { class, intent, signed } => {
                Self::Classified(ClassifiedLine::new(class, intent, signed))
            }
            CaseAct::ReplyAsked => Self::ReplyAsked {},
            CaseAct::Replied { party, text } => Self::Replied { party: party.to_string(), text: text.clone() },
            CaseAct::MoreTimeAsked { party } => Self::MoreTimeAsked { party: party.to_string() },
            CaseAct::Convened { present, emergency, motion } => Self::Convened(ConvenedLine {
                present: names(present),
                emergency: *emergency,
                resolution: motion.kind.to_string(),
                motion: motion.text.clone(),
            }),
            CaseAct::Adjourned { present } => Self::Adjourned { present: names(present) },
            CaseAct::Voted { choice } => Self::Voted { choice: choice.to_string() },
            CaseAct::Resolved { finding } => Self::Resolved { finding: finding.to_string() },
            CaseAct::Published { level, second } => {
                Self::Published { level: level.to_string(), second: second.to_string() }
            }
            CaseAct::Withdrawn => Self::Withdrawn {},
            CaseAct::Reopened => Self::Reopened {},
            CaseAct::Corrected { finding, second } => {
                Self::Corrected { finding: finding.to_string(), second: second.to_string() }
            }
        }
    }
}

fn names<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

fn dissent(signed: &Signed) -> Vec<TeamDissentLine> {
    let line = |one: &TeamDissent| TeamDissentLine { by: one.by.to_string(), reasons: one.reasons.clone() };
    signed.dissent.iter().map(line).collect()
}

fn evidence(signed: &Signed) -> Vec<EvidenceLine> {
    signed.evidence.iter().map(EvidenceLine::new).collect()
}

fn name(standard: StandardOfProof) -> Option<String> {
    Some(standard.as_str().to_owned())
}

impl AllegationLine {
    fn new(allegation: &Allegation) -> Self {
        let (incident, obligation) = match &allegation.subject {
            Subject::Incident(id) => (Some(id.to_string()), None),
            Subject::Obligation(_, id) => (None, Some(id.to_string())),
        };
        let (reporter, reporter_name, reporter_party) = match &allegation.reporter {
            Reporter::Person(id) => (Some(id.to_string()), None, None),
            Reporter::Outside { name, party } => (None, Some(name.clone()), party.as_ref().map(ToString::to_string)),
        };
        Self {
            agreement: allegation.agreement.to_string(),
            incident,
            obligation,
            reporter,
            reporter_name,
            reporter_party,
            against: names(&allegation.against),
            claims: names(&allegation.claims),
            text: allegation.text.clone(),
        }
    }
}

impl VerifiedLine {
    fn new(outcome: &Outcome, signed: &Signed) -> Self {
        let (outcome, standard, denied_by) = match outcome {
            Outcome::Occurred(standard) => ("occurred", name(*standard), None),
            Outcome::Refuted(standard) => ("refuted", name(*standard), None),
            Outcome::NotVerified => ("not_verified", None, None),
            Outcome::Unverifiable(Hindrance::AccessDenied(by)) => {
                ("access_denied", None, by.as_ref().map(ToString::to_string))
            }
            Outcome::Unverifiable(Hindrance::Stale) => ("stale", None, None),
            Outcome::Unverifiable(Hindrance::Insecure) => ("insecure", None, None),
        };
        Self {
            outcome: outcome.to_owned(),
            standard,
            denied_by,
            with: names(&signed.with),
            dissent: dissent(signed),
            evidence: evidence(signed),
        }
    }
}

impl AttributedActLine {
    fn new(answer: &Answer<Attributed>, parties: &[ActorId], signed: &Signed) -> Self {
        let (answer, standard, what) = match answer {
            Answer::Established(who, standard) => ("established", name(*standard), Some(AttributedLine::new(who))),
            Answer::Refuted(standard) => ("refuted", name(*standard), None),
            Answer::Insufficient => ("insufficient", None, None),
            // No case takes such a step, and no line that says so reads back.
            Answer::NotJudged => ("not_judged", None, None),
        };
        Self {
            answer: answer.to_owned(),
            standard,
            what,
            parties: names(parties),
            with: names(&signed.with),
            dissent: dissent(signed),
            evidence: evidence(signed),
        }
    }
}

impl ClassifiedLine {
    fn new(class: &Classification, intent: &Answer<Intent>, signed: &Signed) -> Self {
        let (class, clause, standard) = match class {
            Classification::Breach(clause, standard) => ("breach", Some(clause.to_string()), name(*standard)),
            Classification::PermittedAct(clause, standard) => {
                ("permitted_act", Some(clause.to_string()), name(*standard))
            }
            Classification::Accident(standard) => ("accident", None, name(*standard)),
            Classification::OutsideScope(standard) => ("outside_scope", None, name(*standard)),
            Classification::Insufficient => ("insufficient", None, None),
        };
        let (intent, intent_standard) = match intent {
            Answer::Established(Intent::Intended, standard) => (Some("intended"), name(*standard)),
            Answer::Established(Intent::Accident, standard) => (Some("accident"), name(*standard)),
            Answer::Refuted(standard) => (Some("refuted"), name(*standard)),
            Answer::Insufficient => (Some("insufficient"), None),
            Answer::NotJudged => (None, None),
        };
        Self {
            class: class.to_owned(),
            clause,
            standard,
            intent: intent.map(str::to_owned),
            intent_standard,
            with: names(&signed.with),
            dissent: dissent(signed),
            evidence: evidence(signed),
        }
    }
}
