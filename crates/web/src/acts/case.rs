//! Steps of cases, read out of their forms into the line that a file would hold: so the same words are read, and refused, as there.

use crate::acting::{Taken, Undone, seen};
use crate::ask::Ask;
use crate::form::Form;
use crate::{Desk, links};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use model::{ActorId, PersonId, Rules};
use std::collections::BTreeMap;
use wire::case::{
    ActLine, AllegationLine, AttributedActLine, ClassifiedLine, ConvenedLine, TeamDissentLine, VerifiedLine,
};
use wire::finding::{AttributedLine, EvidenceLine, UnknownWord};
use wire::{ActorLine, CaseStepLine};

/// An allegation on an incident: it opens a case, on whose page it is seen.
pub(crate) fn received(ask: &Ask, desk: &dyn Desk) -> Result<Taken, Undone> {
    let form = &ask.form;
    let act = ActLine::Received(AllegationLine {
        agreement: form.one("agreement").to_owned(),
        incident: Some(ask.id.clone()),
        obligation: None,
        reporter: form.told("reporter"),
        reporter_name: form.told("reporter_name"),
        reporter_party: form.told("reporter_party"),
        against: form.all("against"),
        claims: form.all("claim"),
        text: form.one("text").to_owned(),
    });
    let own = |rules: &&Rules| rules.agreement.as_str() == form.one("agreement");
    let rules = ask.view().record.rules.iter().rfind(own);
    take(ask, desk, String::new(), act, rules)
}

/// A step of a case that is there.
pub(crate) fn on_case(ask: &Ask, desk: &dyn Desk) -> Result<Taken, Undone> {
    let rules = ask.view().record.cases.iter().find(|case| case.id.as_str() == ask.id).map(|case| &case.rules);
    take(ask, desk, ask.id.clone(), act(ask)?, rules)
}

fn take(ask: &Ask, desk: &dyn Desk, case: String, act: ActLine, rules: Option<&Rules>) -> Result<Taken, Undone> {
    let by = ask.form.one("by").to_owned();
    let person = PersonId::new(by.as_str()).ok();
    let name = person.and_then(|id| rules?.person(&id).map(|one| one.name.clone())).unwrap_or_else(|| by.clone());
    let at = at(ask.form.one("at"), rules.map(|rules| rules.calendar.zone()))?;
    let reasons = ask.form.one("reasons").to_owned();
    let protected = BTreeMap::new();
    let line = CaseStepLine { case, at, by, reasons, act, protected, version: wire::VERSION };
    let case = desk.step(line, seen(&ask.form)?)?;
    Ok(Taken { seen_at: links::case(&case) + "#last", name })
}

/// When, as a line tells it. A local time is read by the clocks of the rules; one that they skip or show twice is not guessed.
fn at(told: &str, zone: Option<&TimeZone>) -> Result<String, Undone> {
    let (Ok(local), Some(zone)) = (told.parse::<DateTime>(), zone) else { return Ok(told.to_owned()) };
    let at = zone.to_ambiguous_timestamp(local).unambiguous();
    at.map(|at| at.to_string()).map_err(|_| {
        Undone::Unread(format!(
            "field 'at' holds {told}, which the clocks skip or show twice; give a time that they show once"
        ))
    })
}

/// What the form asks for.
fn act(ask: &Ask) -> Result<ActLine, Undone> {
    let form = &ask.form;
    let one = |name: &str| form.one(name).to_owned();
    Ok(match form.one("act") {
        "logged" => ActLine::Logged { receipt: one("receipt") },
        "declared" => ActLine::Declared { conflict: form.told("conflict") },
        "screened" => ActLine::Screened { out: form.told("out") },
        "assigned" => ActLine::Assigned { team: form.all("team") },
        "verification_begun" => ActLine::VerificationBegun {},
        "verified" => ActLine::Verified(verified(form)?),
        "investigation_begun" => ActLine::InvestigationBegun {},
        "attributed" => ActLine::Attributed(attributed(ask)?),
        "classified" => ActLine::Classified(classified(form)?),
        "reply_asked" => ActLine::ReplyAsked {},
        "replied" => ActLine::Replied { party: one("party"), text: one("text") },
        "more_time_asked" => ActLine::MoreTimeAsked { party: one("party") },
        "convened" => ActLine::Convened(ConvenedLine {
            present: form.all("present"),
            emergency: form.has("emergency", "yes"),
            resolution: one("resolution"),
            motion: one("motion"),
        }),
        "adjourned" => ActLine::Adjourned { present: form.all("present") },
        "voted" => ActLine::Voted { choice: one("choice") },
        "resolved" => ActLine::Resolved { finding: String::new() },
        "published" => ActLine::Published { level: one("level"), second: one("second") },
        "withdrawn" => ActLine::Withdrawn {},
        "reopened" => ActLine::Reopened {},
        "corrected" => ActLine::Corrected { finding: one("finding"), second: one("second") },
        other => {
            return Err(Undone::Unread(format!("nothing is called “{other}” here: use one of the forms' buttons")));
        }
    })
}

fn verified(form: &Form) -> Result<VerifiedLine, Undone> {
    Ok(VerifiedLine {
        outcome: form.one("outcome").to_owned(),
        standard: form.told("standard"),
        denied_by: form.told("denied_by"),
        with: with(form),
        dissent: dissent(form)?,
        evidence: evidence(form)?,
    })
}

fn attributed(ask: &Ask) -> Result<AttributedActLine, Undone> {
    let form = &ask.form;
    Ok(AttributedActLine {
        answer: form.one("answer").to_owned(),
        standard: form.told("standard"),
        what: who(ask, &form.all("what"))?,
        parties: form.all("parties"),
        with: with(form),
        dissent: dissent(form)?,
        evidence: evidence(form)?,
    })
}

/// Whom the form names: one, several, or that it could not be attributed.
fn who(ask: &Ask, ids: &[String]) -> Result<Option<AttributedLine>, Undone> {
    if ids.iter().any(|id| id == "could_not_be_attributed") {
        return match ids {
            [_] => Ok(Some(AttributedLine::Unknown(UnknownWord::CouldNotBeAttributed))),
            _ => Err(Undone::Unread(
                "it names somebody, and says that it could not be attributed: tick one of both".to_owned(),
            )),
        };
    }
    let view = ask.view();
    let actor = |id: &String| Ok::<_, Undone>(ActorLine::new(&view.actor_ref(&ActorId::new(id.as_str())?)));
    let mut all: Vec<ActorLine> = ids.iter().map(actor).collect::<Result<_, _>>()?;
    Ok(match all.len() {
        0 => None,
        1 => all.pop().map(AttributedLine::To),
        _ => Some(AttributedLine::Several(all)),
    })
}

fn classified(form: &Form) -> Result<ClassifiedLine, Undone> {
    Ok(ClassifiedLine {
        class: form.one("class").to_owned(),
        clause: form.told("clause"),
        standard: form.told("standard"),
        intent: form.told("intent"),
        intent_standard: form.told("intent_standard"),
        with: with(form),
        dissent: dissent(form)?,
        evidence: evidence(form)?,
    })
}

/// Who signs beside the one who takes the step; ticking oneself says nothing more.
fn with(form: &Form) -> Vec<String> {
    form.all("with").into_iter().filter(|id| id != form.one("by")).collect()
}

/// A line each: the id, a colon, why.
fn dissent(form: &Form) -> Result<Vec<TeamDissentLine>, Undone> {
    let lines = form.one("dissent").lines().filter(|line| !line.trim().is_empty());
    let one = |line: &str| match line.split_once(':') {
        Some((by, why)) => Ok(TeamDissentLine { by: by.trim().to_owned(), reasons: why.trim().to_owned() }),
        None => Err(Undone::Unread(format!("field 'dissent' holds '{line}'; expected an id, a colon, and why"))),
    };
    lines.map(one).collect()
}

/// The claims that have grades; one grade without the other is told.
fn evidence(form: &Form) -> Result<Vec<EvidenceLine>, Undone> {
    let half = |claim: &str| {
        Undone::Unread(format!("claim {claim} has one grade: give both, or none where it was not weighed"))
    };
    let mut all = Vec::new();
    for (claim, letter) in form.under("reliability:") {
        let number = form.one(&format!("credibility:{claim}")).parse().map_err(|_| half(claim))?;
        all.push(EvidenceLine { claim: claim.to_owned(), reliability: letter.to_owned(), credibility: number });
    }
    match form.under("credibility:").find(|(claim, _)| all.iter().all(|one| one.claim != *claim)) {
        Some((claim, _)) => Err(half(claim)),
        None => Ok(all),
    }
}
