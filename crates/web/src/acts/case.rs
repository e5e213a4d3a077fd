//! Steps of cases, read out of their forms into the line that a file would hold: so the same words are read, and refused, as there.

use crate::acting::{Taken, Undone, seen};
use crate::ask::Ask;
use crate::form::Form;
use crate::{Desk, links};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use model::{ActorId, Dossier, FindingId, PersonId, Rules};
use std::collections::BTreeMap;
use wire::case::{
    ActLine, AllegationLine, AttributedActLine, ClassifiedLine, ConvenedLine, TeamDissentLine, VerifiedLine,
};
use wire::finding::{AttributedLine, DissentLine, EvidenceLine, UnknownWord};
use wire::{ActorLine, CaseStepLine, FindingLine};

/// An allegation on an incident: it opens a case, on whose page it is seen.
pub(crate) fn on_incident(ask: &Ask, desk: &dyn Desk) -> Result<Taken, Undone> {
    received(ask, desk, (Some(ask.id.clone()), None))
}

/// An allegation on an obligation, which the address names together with its agreement.
pub(crate) fn on_obligation(ask: &Ask, desk: &dyn Desk) -> Result<Taken, Undone> {
    match ask.form.one("act") {
        "received" => received(ask, desk, (None, ask.id.split_once('/').map(|(_, id)| id.to_owned()))),
        other => Err(super::unread(other)),
    }
}

fn received(
    ask: &Ask,
    desk: &dyn Desk,
    (incident, obligation): (Option<String>, Option<String>),
) -> Result<Taken, Undone> {
    let form = &ask.form;
    let act = ActLine::Received(AllegationLine {
        agreement: form.one("agreement").to_owned(),
        incident,
        obligation,
        reporter: form.told("reporter"),
        reporter_name: form.told("reporter_name"),
        reporter_party: form.told("reporter_party"),
        against: form.all("against"),
        claims: form.all("claim"),
        text: form.one("text").to_owned(),
    });
    let own = |rules: &&Rules| rules.agreement.as_str() == form.one("agreement");
    let rules = ask.view().record.rules.iter().rfind(own);
    take(ask, desk, String::new(), act, rules, None)
}

/// A step of a case that is there.
pub(crate) fn on_case(ask: &Ask, desk: &dyn Desk) -> Result<Taken, Undone> {
    let view = ask.view();
    let case = view.record.cases.iter().find(|case| case.id.as_str() == ask.id);
    let act = act(ask)?;
    let corrects = matches!(act, ActLine::Corrected { .. });
    let correction = case.filter(|_| corrects).map(|case| corrected(ask, case)).transpose()?;
    take(ask, desk, ask.id.clone(), act, case.map(|case| &case.rules), correction)
}

fn take(
    ask: &Ask,
    desk: &dyn Desk,
    case: String,
    act: ActLine,
    rules: Option<&Rules>,
    correction: Option<FindingLine>,
) -> Result<Taken, Undone> {
    let by = ask.form.one("by").to_owned();
    let person = PersonId::new(by.as_str()).ok();
    let name = person.and_then(|id| rules?.person(&id).map(|one| one.name.clone())).unwrap_or_else(|| by.clone());
    let at = at(ask.form.one("at"), rules.map(|rules| rules.calendar.zone()))?;
    let reasons = ask.form.one("reasons").to_owned();
    let protected = BTreeMap::new();
    let line = CaseStepLine { case, at, by, reasons, act, protected, version: wire::VERSION };
    let seen = seen(&ask.form)?;
    let case = match correction {
        Some(finding) => desk.correct(finding, line, seen)?,
        None => desk.step(line, seen)?,
    };
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
        "corrected" => ActLine::Corrected { finding: String::new(), second: one("second") },
        other => {
            return Err(Undone::Unread(format!("nothing is called “{other}” here: use one of the forms' buttons")));
        }
    })
}

/// The case's last finding with the reasons, the evidence, the dissent and the reply as the form has them. Its answers stay: another
/// answer needs another hearing.
fn corrected(ask: &Ask, case: &Dossier) -> Result<FindingLine, Undone> {
    let form = &ask.form;
    let held = |id: &FindingId| ask.view().record.findings.iter().find(|finding| finding.id == *id);
    let last = case.findings.last().and_then(held);
    let last = last.ok_or_else(|| Undone::Unread("the case has no finding that could be corrected".to_owned()))?;
    let mut line = FindingLine::new(last);
    (line.id, line.at, line.supersedes) = (String::new(), String::new(), Some(last.id.to_string()));
    for (name, reasons) in [
        ("occurred", &mut line.occurred.reasons),
        ("attribution", &mut line.attribution.reasons),
        ("intent", &mut line.intent.reasons),
        ("breach", &mut line.breach.reasons),
    ] {
        *reasons = form.told(&format!("why_{name}")).unwrap_or_else(|| reasons.clone());
    }
    line.dissent = dissent(form)?.into_iter().map(|one| DissentLine { by: one.by, reasons: one.reasons }).collect();
    line.reply_text = form.told("reply_text").or(line.reply_text);
    line.evidence = evidence(form)?;
    Ok(line)
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
