//! The form by which an allegation on an incident is received, one for each agreement that has rules of procedure.

use super::step_form::{Field, Kind, StepForm, persons, typed};
use super::{DeskFields, Folk};
use crate::ask::Ask;
use crate::{links, words};
use model::{AgreementId, Incident, PersonId, Rules};
use std::collections::BTreeMap;

/// The forms by which an allegation is received.
pub(crate) struct ReceivedForm;

impl ReceivedForm {
    /// None where the desk is closed, or nobody entered rules of procedure.
    pub(crate) fn on(ask: &Ask, incident: &Incident) -> Vec<StepForm> {
        let now = ask.site.holder.now();
        let mut last: BTreeMap<&AgreementId, &Rules> = BTreeMap::new();
        let record = ask.view().record;
        for rules in record.rules.iter().filter(|rules| rules.from <= now) {
            let holds = last.entry(&rules.agreement).or_insert(rules);
            if holds.from < rules.from {
                *holds = rules;
            }
        }
        last.into_values().filter_map(|rules| form(ask, incident, rules)).collect()
    }
}

fn form(ask: &Ask, incident: &Incident, rules: &Rules) -> Option<StepForm> {
    let folk = Folk::new(ask.view(), rules);
    let open = ask.refused.is_some() && ask.form.one("agreement") == rules.agreement.as_str();
    let everybody: Vec<PersonId> = rules.persons.iter().map(|person| person.id.clone()).collect();
    let title = ask.view().record.agreements.iter().find(|one| one.id == rules.agreement);
    let title = title.map_or_else(|| rules.agreement.to_string(), |one| one.title.clone());
    Some(StepForm {
        desk: DeskFields::new(ask)?,
        action: links::incident(&incident.id),
        act: "received",
        heading: format!("Receive an allegation on it, under {title}"),
        by: persons(ask, &folk, &everybody),
        fields: fields(ask, &folk, incident, open),
        reasons: typed(ask, open, "reasons"),
        at: typed(ask, open, "at"),
        zone: rules.calendar.zone_name().to_owned(),
        open,
    })
}

fn fields(ask: &Ask, folk: &Folk<'_>, incident: &Incident, open: bool) -> Vec<Field> {
    let chosen = |name: &str, value: &str| open && ask.form.has(name, value);
    let field = |kind, name: &str, label: &str, all: Vec<(String, String)>| Field {
        kind,
        name: name.to_owned(),
        label: label.to_owned(),
        value: typed(ask, open, name),
        options: all.into_iter().map(|(value, words)| (value.clone(), words, chosen(name, &value))).collect(),
        second: Vec::new(),
    };
    let none = |words: &str| vec![(String::new(), words.to_owned())];
    let people = folk.rules.persons.iter().map(|one| (one.id.to_string(), folk.with_side(&one.id)));
    let parties: Vec<(String, String)> =
        folk.rules.parties.iter().map(|id| (id.to_string(), folk.party(id).name)).collect();
    let view = ask.view();
    let said = |id: &model::ClaimId| {
        let words = view.told(id).map(|told| told.claim.evidence.slice(&told.reading.text)).unwrap_or_default();
        (id.to_string(), words::shortened(&words::one_line(words), 200))
    };
    let agreement = (folk.rules.agreement.to_string(), folk.rules.agreement.to_string());
    vec![
        field(Kind::Choice, "agreement", "Under", vec![agreement]),
        field(
            Kind::Choice,
            "reporter",
            "Who alleges it",
            none("somebody from outside").into_iter().chain(people).collect(),
        ),
        field(Kind::Line, "reporter_name", "The name of somebody from outside", Vec::new()),
        field(
            Kind::Choice,
            "reporter_party",
            "They speak for",
            none("no party").into_iter().chain(parties.clone()).collect(),
        ),
        field(Kind::Ticks, "against", "Whom they accuse", parties),
        field(Kind::Ticks, "claim", "The claims in which it stands", incident.members.iter().map(said).collect()),
        field(Kind::Text, "text", "What they say", Vec::new()),
    ]
}
