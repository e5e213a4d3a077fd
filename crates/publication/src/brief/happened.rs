//! What happened: the period's incidents on the ground, by day, each with its tolls, its contested fields, its denials,
//! and what the program proposes.

use super::backing::is_backing;
use super::contested;
use super::event::{Event, events, has_hour};
use super::index::Index;
use super::line::{Line, Section};
use crate::screening;
use model::{ClaimKind, Contested, Family, Incident, Proposal, When};

const RULE: &str = "Incidents are hypotheses that several claims tell of one event; who acted stands as it is claimed. Whether \
    one is a violation is for people to find. What is not told here may have happened: how much the mission watched itself is \
    told under “What the mission saw itself”.";

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let all = events(index, is_on_the_ground);
    let (told, rest): (Vec<Event<'_>>, Vec<Event<'_>>) = all.into_iter().partition(|event| event.incident.is_some());
    let mut lines = Vec::new();
    let mut day = None;
    for event in &told {
        let this = event.day();
        if day.as_ref() != Some(&this) {
            lines.push(Line::heading(this.clone()));
            day = Some(this);
        }
        lines.extend(incident(index, event));
    }
    lines.extend(beside(index, &rest));
    let none = "No incident is told of in the period.";
    Section::of("happened", "What happened", Some(RULE), lines, none)
}

/// Acts of force, posture, compliance, harm and civil events; not who backs whom, and not totals.
fn is_on_the_ground(kind: ClaimKind) -> bool {
    let ground = match kind.family() {
        Family::HostileAct | Family::MilitaryPosture | Family::ConfidenceAndCompliance => true,
        Family::Harm | Family::Civil => true,
        Family::Agreement | Family::Talks | Family::Politics => false,
    };
    ground && kind != ClaimKind::CumulativeToll && !is_backing(kind)
}

/// The lines of one incident: what is told, what is contested, what is proposed, what was found.
pub(super) fn incident(index: &Index<'_>, event: &Event<'_>) -> Vec<Line> {
    let Some(incident) = event.incident else { return Vec::new() };
    let mut lines = vec![event.line(index, 0)];
    lines.extend(contested::under(index, incident, event, 1));
    lines.extend(beyond_effect(incident).map(|text| Line::item(1).plain(text)));
    lines.extend(index.proposals(&incident.id).iter().map(|one| proposal(one)));
    lines.extend(
        index.findings(&incident.id).iter().map(|one| {
            Line::item(1).found(format!("{} made finding {} on it", one.body, one.id)).plain(", see Findings")
        }),
    );
    lines
}

/// A clock time that is not settled is worth a line of its own.
fn beyond_effect(incident: &Incident) -> Option<String> {
    let Contested::Agreed(version) = &incident.time else { return None };
    let When::Ambiguous(all) = &version.value else { return None };
    all.iter().all(|one| has_hour(*one)).then(|| "The words leave open which of these times is meant.".to_owned())
}

fn proposal(proposal: &Proposal) -> Line {
    let because =
        if proposal.because.is_empty() { String::new() } else { format!(", because: {}", proposal.because.join(" ")) };
    let answer = screening::proposed(proposal);
    Line::item(1).proposed(format!("{answer}{because}")).plain(format!(" ({})", proposal.method))
}

/// What is told of such acts but joins no incident: orders, plans, fears, and what lacks time and place.
fn beside(index: &Index<'_>, rest: &[Event<'_>]) -> Vec<Line> {
    let mut lines: Vec<Line> = rest.iter().map(|event| event.line(index, 0)).collect();
    if !lines.is_empty() {
        lines.insert(0, Line::heading("Also told, joined to no incident"));
    }
    lines
}
