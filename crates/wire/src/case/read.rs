//! Reading steps: names to values, with the field, what stood there and what may stand there. It must not judge a step.

use super::*;

impl ActLine {
    pub(super) fn to_act(&self) -> Result<CaseAct, WireError> {
        Ok(match self {
            Self::Received(line) => CaseAct::Received(Box::new(line.to_allegation()?)),
            Self::Logged { receipt } => CaseAct::Logged { receipt: receipt.clone() },
            Self::Declared { conflict } => CaseAct::Declared { conflict: conflict.clone() },
            Self::Screened { out } => CaseAct::Screened(screening(out.as_deref())?),
            Self::Assigned { team } => CaseAct::Assigned { team: persons("team", team)? },
            Self::VerificationBegun {} => CaseAct::VerificationBegun,
            Self::Verified(line) => CaseAct::Verified { outcome: line.outcome()?, signed: line.signed()? },
            Self::InvestigationBegun {} => CaseAct::InvestigationBegun,
            Self::Attributed(line) => line.to_act()?,
            Self::Classified(line) => line.to_act()?,
            Self::ReplyAsked {} => CaseAct::ReplyAsked,
            Self::Replied { party, text } => {
                CaseAct::Replied { party: read_id!("party", party, ActorId)?, text: text.clone() }
            }
            Self::MoreTimeAsked { party } => CaseAct::MoreTimeAsked { party: read_id!("party", party, ActorId)? },
            Self::Convened(line) => line.to_act()?,
            Self::Adjourned { present } => CaseAct::Adjourned { present: persons("present", present)? },
            Self::Voted { choice } => {
                CaseAct::Voted { choice: named("choice", choice, Choice::parse, Choice::EXPECTED)? }
            }
            Self::Resolved { finding } => CaseAct::Resolved { finding: read_id!("finding", finding, FindingId)? },
            Self::Published { level, second } => CaseAct::Published {
                level: named("level", level, Level::parse, Level::EXPECTED)?,
                second: read_id!("second", second, PersonId)?,
            },
            Self::Withdrawn {} => CaseAct::Withdrawn,
            Self::Reopened {} => CaseAct::Reopened,
            Self::Corrected { finding, second } => CaseAct::Corrected {
                finding: read_id!("finding", finding, FindingId)?,
                second: read_id!("second", second, PersonId)?,
            },
        })
    }
}

fn screening(out: Option<&str>) -> Result<Screening, WireError> {
    let Some(out) = out else { return Ok(Screening::InScope) };
    Ok(Screening::Out(named("out", out, OutOfScope::parse, OutOfScope::EXPECTED)?))
}

fn persons(field: &'static str, ids: &[String]) -> Result<Vec<PersonId>, WireError> {
    let read = |id: &String| PersonId::new(id).map_err(|error| WireError::field(field, error.text, "ids of persons"));
    ids.iter().map(read).collect()
}

fn parties(field: &'static str, ids: &[String]) -> Result<Vec<ActorId>, WireError> {
    let read = |id: &String| ActorId::new(id).map_err(|error| WireError::field(field, error.text, "ids of actors"));
    ids.iter().map(read).collect()
}

fn standard(field: &'static str, text: Option<&str>) -> Result<StandardOfProof, WireError> {
    const STANDARDS: &str = "suspicion, reasonable_grounds, balance_of_probabilities or clear_and_convincing";
    named(field, text.unwrap_or_default(), StandardOfProof::parse, STANDARDS)
}

/// A field that has no business beside another would be lost without a word.
fn absent(field: &'static str, given: Option<&String>, expected: &'static str) -> Result<(), WireError> {
    given.map_or(Ok(()), |text| Err(WireError::field(field, text, expected)))
}

fn signed(with: &[String], dissent: &[TeamDissentLine], evidence: &[EvidenceLine]) -> Result<Signed, WireError> {
    let dissent = dissent
        .iter()
        .map(|one| Ok(TeamDissent { by: read_id!("dissent.by", &one.by, PersonId)?, reasons: one.reasons.clone() }));
    Ok(Signed {
        with: persons("with", with)?,
        dissent: dissent.collect::<Result<_, WireError>>()?,
        evidence: evidence.iter().map(EvidenceLine::to_evidence).collect::<Result<_, _>>()?,
    })
}

impl AllegationLine {
    fn to_allegation(&self) -> Result<Allegation, WireError> {
        let agreement: AgreementId = read_id!("agreement", &self.agreement, AgreementId)?;
        let subject = match (&self.incident, &self.obligation) {
            (Some(id), None) => Subject::Incident(read_id!("incident", id, IncidentId)?),
            (None, Some(id)) => Subject::Obligation(agreement.clone(), read_id!("obligation", id, ObligationId)?),
            _ => return Err(WireError::field("incident", "", "either 'incident' or 'obligation'")),
        };
        let claims = self.claims.iter().map(|id| read_id!("claims", id, ClaimId));
        let claims: Vec<ClaimId> = claims.collect::<Result<_, _>>()?;
        let against = parties("against", &self.against)?;
        Ok(Allegation { agreement, subject, reporter: self.reporter()?, against, claims, text: self.text.clone() })
    }

    fn reporter(&self) -> Result<Reporter, WireError> {
        match (&self.reporter, &self.reporter_name, &self.reporter_party) {
            (Some(id), None, None) => Ok(Reporter::Person(read_id!("reporter", id, PersonId)?)),
            (None, Some(name), party) => {
                let party = party.as_ref().map(|id| read_id!("reporter_party", id, ActorId)).transpose()?;
                Ok(Reporter::Outside { name: name.clone(), party })
            }
            _ => Err(WireError::field(
                "reporter",
                "",
                "either 'reporter', or 'reporter_name' with or without 'reporter_party'",
            )),
        }
    }
}

impl VerifiedLine {
    fn outcome(&self) -> Result<Outcome, WireError> {
        let proof = || standard("standard", self.standard.as_deref());
        let outcome = match self.outcome.as_str() {
            "occurred" => Outcome::Occurred(proof()?),
            "refuted" => Outcome::Refuted(proof()?),
            "not_verified" => Outcome::NotVerified,
            "access_denied" => {
                let by = self.denied_by.as_ref().map(|id| read_id!("denied_by", id, ActorId)).transpose()?;
                Outcome::Unverifiable(Hindrance::AccessDenied(by))
            }
            "stale" => Outcome::Unverifiable(Hindrance::Stale),
            "insecure" => Outcome::Unverifiable(Hindrance::Insecure),
            other => {
                const EXPECTED: &str = "occurred, not_verified, refuted, access_denied, stale or insecure";
                return Err(WireError::field("outcome", other, EXPECTED));
            }
        };
        if !matches!(outcome, Outcome::Occurred(_) | Outcome::Refuted(_)) {
            absent("standard", self.standard.as_ref(), "nothing: only 'occurred' and 'refuted' have a standard")?;
        }
        if !matches!(outcome, Outcome::Unverifiable(Hindrance::AccessDenied(_))) {
            absent("denied_by", self.denied_by.as_ref(), "nothing: it belongs to 'access_denied'")?;
        }
        Ok(outcome)
    }

    fn signed(&self) -> Result<Signed, WireError> {
        signed(&self.with, &self.dissent, &self.evidence)
    }
}

impl AttributedActLine {
    fn to_act(&self) -> Result<CaseAct, WireError> {
        let proof = || standard("standard", self.standard.as_deref());
        let answer = match (self.answer.as_str(), &self.what) {
            ("established", Some(what)) => Answer::Established(what.to_attributed()?, proof()?),
            ("refuted", None) => Answer::Refuted(proof()?),
            ("insufficient", None) => Answer::Insufficient,
            (other, _) => {
                const EXPECTED: &str = "established with 'what', or refuted or insufficient without it";
                return Err(WireError::field("answer", other, EXPECTED));
            }
        };
        if answer == Answer::Insufficient {
            absent("standard", self.standard.as_ref(), "nothing: what does not suffice has no standard")?;
        }
        let parties = parties("parties", &self.parties)?;
        Ok(CaseAct::Attributed { answer, parties, signed: signed(&self.with, &self.dissent, &self.evidence)? })
    }
}

impl ClassifiedLine {
    fn to_act(&self) -> Result<CaseAct, WireError> {
        let proof = || standard("standard", self.standard.as_deref());
        let clause = || read_id!("clause", self.clause.clone().unwrap_or_default(), ProvisionId);
        let class = match self.class.as_str() {
            "breach" => Classification::Breach(clause()?, proof()?),
            "permitted_act" => Classification::PermittedAct(clause()?, proof()?),
            "accident" => Classification::Accident(proof()?),
            "outside_scope" => Classification::OutsideScope(proof()?),
            "insufficient" => Classification::Insufficient,
            other => {
                const EXPECTED: &str = "breach, permitted_act, accident, outside_scope or insufficient";
                return Err(WireError::field("class", other, EXPECTED));
            }
        };
        if !matches!(class, Classification::Breach(..) | Classification::PermittedAct(..)) {
            absent("clause", self.clause.as_ref(), "nothing: it belongs to 'breach' and 'permitted_act'")?;
        }
        if class == Classification::Insufficient {
            absent("standard", self.standard.as_ref(), "nothing: what does not suffice has no standard")?;
        }
        let signed = signed(&self.with, &self.dissent, &self.evidence)?;
        Ok(CaseAct::Classified { class, intent: self.intent()?, signed })
    }

    fn intent(&self) -> Result<Answer<Intent>, WireError> {
        let proof = || standard("intent_standard", self.intent_standard.as_deref());
        let answer = match self.intent.as_deref() {
            None => Answer::NotJudged,
            Some("intended") => Answer::Established(Intent::Intended, proof()?),
            Some("accident") => Answer::Established(Intent::Accident, proof()?),
            Some("refuted") => Answer::Refuted(proof()?),
            Some("insufficient") => Answer::Insufficient,
            Some(other) => {
                return Err(WireError::field("intent", other, "intended, accident, refuted or insufficient"));
            }
        };
        if matches!(answer, Answer::NotJudged | Answer::Insufficient) {
            absent("intent_standard", self.intent_standard.as_ref(), "nothing where 'intent' is not decided")?;
        }
        Ok(answer)
    }
}

impl ConvenedLine {
    fn to_act(&self) -> Result<CaseAct, WireError> {
        let kind = named("resolution", &self.resolution, ResolutionKind::parse, ResolutionKind::EXPECTED)?;
        Ok(CaseAct::Convened {
            present: persons("present", &self.present)?,
            emergency: self.emergency,
            motion: Motion { kind, text: self.motion.clone() },
        })
    }
}
