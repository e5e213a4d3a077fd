//! What people do with allegations: how many cases stand where, for each party the same questions. Their findings have a section of
//! their own.

use super::index::Index;
use super::line::{Line, Section};
use crate::wording;
use jiff::tz::TimeZone;
use model::stage::Stage;
use model::{ActorId, AgreementId, Dossier, Interval, Reporter};
use std::collections::BTreeSet;

const RULE: &str = "Allegations under the rules of procedure, by where they stand in this record. An allegation says nothing on \
    whether it is so; that is for the finding.";

/// Builds the section.
pub(super) fn section(index: &Index<'_>) -> Section {
    let cases = &index.record.cases;
    let agreements: BTreeSet<&AgreementId> = cases.iter().map(|case| &case.allegation.agreement).collect();
    let lines = agreements.into_iter().flat_map(|agreement| {
        let own: Vec<&Dossier> = cases.iter().filter(|case| case.allegation.agreement == *agreement).collect();
        lines(index, agreement, &own)
    });
    Section::of("cases", "Cases", Some(RULE), lines.collect(), "No allegation was received.")
}

fn lines(index: &Index<'_>, agreement: &AgreementId, cases: &[&Dossier]) -> Vec<Line> {
    let Some(last) = cases.last() else { return Vec::new() };
    let opened = cases.iter().filter(|case| opened_in_period(index, case)).count();
    let head = Line::item(0).about(agreement).key(format!("Under {agreement}"));
    let mut lines = vec![head.plain(format!(": {}; {opened} received in the period", counted(cases.iter().copied())))];
    for party in &last.rules.parties {
        let against = cases.iter().copied().filter(|case| case.allegation.against.contains(party));
        lines.push(Line::item(1).key(format!("Against {party}")).plain(format!(": {}", counted(against))));
        let made = cases.iter().copied().filter(|case| made_for(case) == Some(party));
        lines.push(Line::item(1).key(format!("Made for {party}")).plain(format!(": {}", counted(made))));
    }
    let nobody = cases.iter().copied().filter(|case| case.allegation.against.is_empty());
    lines.push(Line::item(1).key("Against nobody by name").plain(format!(": {}", counted(nobody))));
    lines
}

/// The party for which whoever made the allegation speaks.
fn made_for(case: &Dossier) -> Option<&ActorId> {
    match &case.allegation.reporter {
        Reporter::Outside { party, .. } => party.as_ref(),
        Reporter::Person(id) => case.rules.person(id)?.side.party(),
    }
}

fn opened_in_period(index: &Index<'_>, case: &Dossier) -> bool {
    let zone: &TimeZone = case.rules.calendar.zone();
    let day = case.steps.first().map(|(_, step)| step.at.to_zoned(zone.clone()).date());
    day.and_then(Interval::day).is_some_and(|day| index.period.touches(day))
}

/// "3 cases: 1 logged, 2 published", in the order of a case's life.
fn counted<'d>(cases: impl Iterator<Item = &'d Dossier>) -> String {
    let states: Vec<&str> = cases.map(|case| case.stage.as_str()).collect();
    let each = Stage::NAMES.iter().filter_map(|name| {
        let count = states.iter().filter(|state| *state == name).count();
        (count > 0).then(|| format!("{count} {}", name.replace('_', " ")))
    });
    let each: Vec<String> = each.collect();
    let all = wording::count(states.len(), "case", "cases");
    if each.is_empty() { all } else { format!("{all}: {}", each.join(", ")) }
}
