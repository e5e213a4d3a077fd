//! Addresses within the pages. Ids may hold any visible character, so each is written with percent signs where needed.

use model::{ActorRef, AgreementId, CaseId, ClaimId, IncidentId, ObligationId, ObservationId, ReportId, StoryId};
use std::fmt::Write;

/// A part of a path or of a query: everything but letters, digits and `-._~` is written as bytes.
pub(crate) fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a string cannot fail");
        }
    }
    out
}

pub(crate) fn report(id: &ReportId) -> String {
    format!("/reports/{}", segment(id.as_str()))
}

pub(crate) fn incident(id: &IncidentId) -> String {
    format!("/incidents/{}", segment(id.as_str()))
}

pub(crate) fn story(id: &StoryId) -> String {
    format!("/stories/{}", segment(id.as_str()))
}

pub(crate) fn case(id: &CaseId) -> String {
    format!("/cases/{}", segment(id.as_str()))
}

pub(crate) fn observation(id: &ObservationId) -> String {
    format!("/observations/{}", segment(id.as_str()))
}

pub(crate) fn agreement(id: &AgreementId) -> String {
    format!("/agreement/{}", segment(id.as_str()))
}

/// Two agreements may each have an obligation by one id: the page of an obligation is named by both.
pub(crate) fn obligation(agreement: &AgreementId, id: &ObligationId) -> String {
    format!("/obligations/{}", segment(&format!("{agreement}/{id}")))
}

pub(crate) fn actor(actor: &ActorRef) -> String {
    format!("/actors/{}", segment(&actor.key()))
}

/// The name of a claim's place in its report's page: `c3`.
pub(crate) fn anchor(claim: &ClaimId) -> String {
    number(claim).map_or_else(|| segment(claim.as_str()), |number| format!("c{number}"))
}

/// A claim's number in its report.
pub(crate) fn number(claim: &ClaimId) -> Option<&str> {
    let (_, number) = claim.as_str().rsplit_once(".c")?;
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}

/// The words of a claim in its report.
pub(crate) fn claim(report_id: &ReportId, claim: &ClaimId) -> String {
    format!("{}#{}", report(report_id), anchor(claim))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_an_id_can_break_an_address() {
        let id = ReportId::new("a/b?c#d\"é").unwrap();
        assert_eq!(report(&id), "/reports/a%2Fb%3Fc%23d%22%C3%A9");
        assert_eq!(claim(&id, &ClaimId::new("r.c12").unwrap()), "/reports/a%2Fb%3Fc%23d%22%C3%A9#c12");
        assert_eq!(anchor(&ClaimId::new("strange.cx").unwrap()), "strange.cx");
    }
}
