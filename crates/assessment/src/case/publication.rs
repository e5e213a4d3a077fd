//! What is made known and how far, what opens a case again, what corrects a finding. It must not take anything back.

use super::asked::Asked;
use super::refusal::{Refusal, Rule};
use crate::deadline::deadline;
use model::procedure::{Duty, Level};
use model::stage::{Correction, Decision, Publication, Release, Stage};
use model::{FindingId, PersonId};

/// The result is made known, each time further than before.
pub(super) fn published(asked: &Asked<'_>, level: Level, second: &PersonId) -> Result<Stage, Refusal> {
    asked.duty(&[Duty::Secretary, Duty::Member])?;
    let (docket, decision, mut publication) = match &asked.case.stage {
        Stage::Resolved(docket, decision) => {
            (docket, decision, Publication { releases: Vec::new(), corrections: Vec::new() })
        }
        Stage::Published(docket, decision, publication) => (docket, decision, publication.clone()),
        _ => return Err(asked.out_of_order("'resolved'")),
    };
    asked.second(second)?;
    allowed(asked, level, decision, &publication)?;
    let by = [asked.step.by.clone(), second.clone()];
    publication.releases.push(Release { level, at: asked.step.at, by });
    Ok(Stage::Published(docket.clone(), decision.clone(), publication))
}

/// The parties first, then others once the embargo is over, the public only by the majority that the rules ask.
fn allowed(asked: &Asked<'_>, level: Level, decision: &Decision, before: &Publication) -> Result<(), Refusal> {
    let rule = &asked.rules.publication;
    let why = || format!("the rules do not publish to '{level}'");
    asked.need(rule.levels.contains(&level), Rule::Publication, why, "choose a level of 'publication.levels'")?;
    let widest = before.releases.last().map(|release| release.level);
    let why = || format!("it is published to '{}' already", widest.map_or("", Level::as_str));
    asked.need(widest.is_none_or(|widest| level > widest), Rule::Publication, why, "nothing is to be done")?;
    if level == Level::Public
        && let Some(needed) = rule.public_needs
    {
        let why = || format!("the motion has no {needed}, which publication needs");
        asked.need(decision.carried_by.contains(&needed), Rule::Publication, why, "publish to a narrower circle")?;
    }
    let Some(embargo) = rule.embargo.filter(|_| level > Level::Parties) else { return Ok(()) };
    let Some(first) = before.releases.first() else {
        return Err(asked.refuse(Rule::Publication, "the parties do not know it yet", "publish to 'parties' first"));
    };
    let over = deadline(first.at, embargo, &asked.rules.calendar);
    let why = || format!("only the parties know it until {over}");
    asked.need(asked.step.at >= over, Rule::Publication, why, "wait until then")
}

/// The case is opened again: what was screened out or withdrawn is screened anew, the rest is verified anew.
pub(super) fn reopened(asked: &Asked<'_>) -> Result<Stage, Refusal> {
    asked.duty(&[Duty::Secretary, Duty::Member])?;
    asked.no_conflict(&asked.step.by)?;
    match &asked.case.stage {
        Stage::ScreenedOut(_) | Stage::Withdrawn => Ok(Stage::Logged),
        Stage::Resolved(..) | Stage::Published(..) => Ok(Stage::Screened),
        _ => Err(asked.out_of_order("'screened' as out of scope, 'withdrawn', 'resolved' or 'published'")),
    }
}

/// Another finding takes the published one's place; both stay visible. That it says the same of who and what is held against
/// the record.
pub(super) fn corrected(asked: &Asked<'_>, finding: &FindingId, second: &PersonId) -> Result<Stage, Refusal> {
    asked.duty(&[Duty::Secretary, Duty::Member])?;
    let Stage::Published(docket, decision, publication) = &asked.case.stage else {
        return Err(asked.out_of_order("'published'"));
    };
    asked.second(second)?;
    let new = asked.case.findings().iter().all(|earlier| *earlier != finding);
    let why = || format!("'{finding}' is a finding of this case already");
    asked.need(new, Rule::Correction, why, "name the finding that supersedes it")?;
    let mut publication = publication.clone();
    let by = [asked.step.by.clone(), second.clone()];
    publication.corrections.push(Correction { finding: finding.clone(), at: asked.step.at, by });
    Ok(Stage::Published(docket.clone(), decision.clone(), publication))
}
