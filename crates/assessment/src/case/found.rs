//! The finding that follows from a decided case, and what to be wary of. It must not add anything that nobody signed or voted.

use super::Case;
use model::case::{Choice, Classification, Hindrance, Outcome};
use model::finding::{GradedEvidence, Intent, Reply};
use model::stage::{Attribution, Classified, Decision, Docket, Hearing, Signatories, Stage};
use model::{Answer, CaseAct, Dissent, Element, Finding, FindingId, Flag, Incident, PersonId, Subject};

impl Case<'_> {
    /// The finding that follows from the last decision, with who signed, who dissented, what was replied until then.
    pub fn finding(&self) -> Option<Finding> {
        let (Stage::Resolved(docket, decision) | Stage::Published(docket, decision, _)) = &self.stage else {
            return None;
        };
        let judged = &docket.judged;
        let investigation = judged.investigation.as_ref();
        Some(Finding {
            id: decision.finding.clone(),
            subject: self.allegation.subject.clone(),
            body: self.procedure.at(decision.at)?.body.clone(),
            authors: self.authors(docket),
            at: decision.at.to_string(),
            occurred: occurred(&judged.verification.outcome, &judged.verification.signatories),
            attribution: investigation.map_or_else(not_judged, |(attribution, _)| attributed(attribution)),
            intent: investigation.map_or_else(not_judged, |(_, classified)| intent(classified)),
            breach: investigation.map_or_else(not_judged, |(_, classified)| self.breach(classified)),
            evidence: evidence(docket),
            dissent: self.dissent(docket, decision),
            reply: reply(&docket.hearing, decision),
            supersedes: self.before(),
        })
    }

    /// All findings of the case, the first first: of each round its decision and its corrections.
    pub fn findings(&self) -> Vec<&FindingId> {
        self.earlier.iter().chain([&self.stage]).flat_map(findings).collect()
    }

    /// The last finding of the rounds before this one.
    fn before(&self) -> Option<FindingId> {
        self.earlier.iter().flat_map(findings).last().cloned()
    }

    /// What to be wary of, held against the incidents that stand.
    pub fn flags(&self, standing: &[Incident]) -> Vec<Flag> {
        let withdrawn = match &self.allegation.subject {
            Subject::Incident(id) if standing.iter().all(|incident| incident.id != *id) => Some(id),
            _ => None,
        };
        let mut flags: Vec<Flag> = withdrawn.cloned().map(Flag::Withdrawn).into_iter().collect();
        for (place, step) in (0..).zip(&self.steps) {
            let conflicted = matches!(step.act, CaseAct::Declared { conflict: Some(_) });
            let signed =
                self.steps.iter().take(place).any(|earlier| signers(&earlier.act, &earlier.by).contains(&&step.by));
            if conflicted && signed {
                flags.push(Flag::ConflictAfterSigning(step.by.clone()));
            }
        }
        flags
    }

    fn name(&self, id: &PersonId, at: jiff::Timestamp) -> String {
        let person = self.procedure.at(at).and_then(|rules| rules.person(id));
        person.map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    /// Those who signed, each once.
    fn authors(&self, docket: &Docket) -> Vec<String> {
        let mut authors: Vec<String> = Vec::new();
        for signatories in signatories(docket) {
            for name in signatories.signed.iter().map(|id| self.name(id, signatories.at)) {
                if !authors.contains(&name) {
                    authors.push(name);
                }
            }
        }
        authors
    }

    /// Those of the team who did not agree, then those who voted against.
    fn dissent(&self, docket: &Docket, decision: &Decision) -> Vec<Dissent> {
        let team = signatories(docket).into_iter().flat_map(|signatories| {
            let named = |id: &PersonId| self.name(id, signatories.at);
            signatories.dissent.iter().map(move |one| Dissent { by: named(&one.by), reasons: one.reasons.clone() })
        });
        let against = decision.sitting.votes.iter().filter(|vote| vote.choice == Choice::Against);
        let votes = against.map(|vote| Dissent { by: self.name(&vote.by, decision.at), reasons: vote.reasons.clone() });
        team.chain(votes).collect()
    }

    fn breach(&self, classified: &Classified) -> Element<(model::AgreementId, model::ProvisionId)> {
        let answer = match &classified.class {
            Classification::Breach(clause, standard) => {
                Answer::Established((self.allegation.agreement.clone(), clause.clone()), *standard)
            }
            Classification::PermittedAct(_, standard)
            | Classification::Accident(standard)
            | Classification::OutsideScope(standard) => Answer::Refuted(*standard),
            Classification::Insufficient => Answer::Insufficient,
        };
        let reasons = match &classified.class {
            Classification::PermittedAct(clause, _) => {
                format!("Permitted by {clause}. {}", classified.signatories.reasons)
            }
            Classification::OutsideScope(_) => format!("Outside the scope. {}", classified.signatories.reasons),
            Classification::Accident(_) => format!("An accident. {}", classified.signatories.reasons),
            _ => classified.signatories.reasons.clone(),
        };
        Element { answer, reasons }
    }
}

fn findings(stage: &Stage) -> Vec<&FindingId> {
    let corrections = match stage {
        Stage::Published(_, _, publication) => publication.corrections.as_slice(),
        _ => &[],
    };
    let decided = stage.decision().map(|decision| &decision.finding);
    decided.into_iter().chain(corrections.iter().map(|correction| &correction.finding)).collect()
}

/// Who signs in a step.
fn signers<'a>(act: &'a CaseAct, by: &'a PersonId) -> Vec<&'a PersonId> {
    match act {
        CaseAct::Verified { signed, .. } | CaseAct::Attributed { signed, .. } | CaseAct::Classified { signed, .. } => {
            [by].into_iter().chain(&signed.with).collect()
        }
        _ => Vec::new(),
    }
}

fn signatories(docket: &Docket) -> Vec<&Signatories> {
    let investigation = docket.judged.investigation.iter();
    let later = investigation.flat_map(|(attribution, classified)| [&attribution.signatories, &classified.signatories]);
    [&docket.judged.verification.signatories].into_iter().chain(later).collect()
}

fn not_judged<T>() -> Element<T> {
    Element { answer: Answer::NotJudged, reasons: String::new() }
}

fn occurred(outcome: &Outcome, signatories: &Signatories) -> Element<()> {
    let answer = match outcome {
        Outcome::Occurred(standard) => Answer::Established((), *standard),
        Outcome::Refuted(standard) => Answer::Refuted(*standard),
        Outcome::NotVerified | Outcome::Unverifiable(_) => Answer::Insufficient,
    };
    let hindered = match outcome {
        Outcome::Unverifiable(Hindrance::AccessDenied(None)) => "Access was denied. ".to_owned(),
        Outcome::Unverifiable(Hindrance::AccessDenied(Some(by))) => format!("Access was denied by {by}. "),
        Outcome::Unverifiable(Hindrance::Stale) => "Too much time had passed. ".to_owned(),
        Outcome::Unverifiable(Hindrance::Insecure) => "It was not safe to go there. ".to_owned(),
        _ => String::new(),
    };
    Element { answer, reasons: format!("{hindered}{}", signatories.reasons) }
}

fn attributed(attribution: &Attribution) -> Element<model::Attributed> {
    Element { answer: attribution.answer.clone(), reasons: attribution.signatories.reasons.clone() }
}

fn intent(classified: &Classified) -> Element<Intent> {
    let answer = match &classified.class {
        Classification::Accident(standard) => Answer::Established(Intent::Accident, *standard),
        _ => classified.intent.clone(),
    };
    let judged = answer != Answer::NotJudged;
    Element { answer, reasons: if judged { classified.signatories.reasons.clone() } else { String::new() } }
}

/// All evidence that was signed; a claim weighed twice bears the grades of the last weighing.
fn evidence(docket: &Docket) -> Vec<GradedEvidence> {
    let mut all: Vec<GradedEvidence> = Vec::new();
    for one in signatories(docket).into_iter().flat_map(|signatories| &signatories.evidence) {
        match all.iter_mut().find(|earlier| earlier.claim == one.claim) {
            Some(earlier) => *earlier = one.clone(),
            None => all.push(one.clone()),
        }
    }
    all
}

/// What the parties had replied when the committee decided. What comes later stands in the case.
fn reply(hearing: &Hearing, decision: &Decision) -> Reply {
    let given = |party| hearing.reply(party).filter(|reply| reply.at <= decision.at);
    if hearing.asked.iter().all(|party| given(party).is_none()) {
        return Reply::Missed;
    }
    let line = |party| match given(party) {
        Some(reply) => format!("{party}: {}", reply.text),
        None => format!("{party}: no reply in its time"),
    };
    Reply::Given(hearing.asked.iter().map(line).collect::<Vec<_>>().join("\n"))
}
