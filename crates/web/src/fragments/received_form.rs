//! The form by which an allegation on an incident is received, one for each agreement that has rules of procedure; on an obligation,
//! the one of its agreement.

use super::step_form::{Field, Kind, StepForm, persons, typed};
use super::{DeskFields, Folk};
use crate::ask::Ask;
use crate::{links, words};
use model::{AgreementId, ClaimId, Incident, ObligationId, PersonId, Rules};
use std::collections::BTreeMap;

/// The forms by which an allegation is received.
pub(crate) struct ReceivedForm;

/// What an allegation is on: the page that takes it, and the claims in which it may stand.
struct On<'a> {
    action: String,
    claims: Vec<&'a ClaimId>,
}

impl ReceivedForm {
    /// None where the desk is closed, or nobody entered rules of procedure.
    pub(crate) fn on_incident(ask: &Ask, incident: &Incident) -> Vec<StepForm> {
        let on = On { action: links::incident(&incident.id), claims: incident.members.iter().collect() };
        rules_now(ask).into_values().filter_map(|rules| form(ask, &on, rules)).collect()
    }

    /// `claims` are those that show the obligation done, or say that it was not.
    pub(crate) fn on_obligation(
        ask: &Ask,
        agreement: &AgreementId,
        id: &ObligationId,
        claims: Vec<&ClaimId>,
    ) -> Option<StepForm> {
        let on = On { action: links::obligation(agreement, id), claims };
        form(ask, &on, rules_now(ask).get(agreement)?)
    }
}

/// The rules that hold now, of each agreement.
fn rules_now(ask: &Ask) -> BTreeMap<&AgreementId, &Rules> {
    let now = ask.site.holder.now();
    let mut last: BTreeMap<&AgreementId, &Rules> = BTreeMap::new();
    for rules in ask.view().record.rules.iter().filter(|rules| rules.from <= now) {
        let holds = last.entry(&rules.agreement).or_insert(rules);
        if holds.from < rules.from {
            *holds = rules;
        }
    }
    last
}

fn form(ask: &Ask, on: &On<'_>, rules: &Rules) -> Option<StepForm> {
    let folk = Folk::new(ask.view(), rules);
    let open = ask.refused.is_some() && ask.form.one("agreement") == rules.agreement.as_str();
    let everybody: Vec<PersonId> = rules.persons.iter().map(|person| person.id.clone()).collect();
    let title = ask.view().record.agreements.iter().find(|one| one.id == rules.agreement);
    let title = title.map_or_else(|| rules.agreement.to_string(), |one| one.title.clone());
    Some(StepForm {
        desk: DeskFields::new(ask)?,
        action: on.action.clone(),
        act: "received",
        heading: format!("Receive an allegation on it, under {title}"),
        by: persons(ask, &folk, &everybody),
        fields: fields(ask, &folk, on, open),
        reasons: typed(ask, open, "reasons"),
        at: typed(ask, open, "at"),
        zone: rules.calendar.zone_name().to_owned(),
        open,
    })
}

fn fields(ask: &Ask, folk: &Folk<'_>, on: &On<'_>, open: bool) -> Vec<Field> {
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
        field(Kind::Ticks, "claim", "The claims in which it stands", on.claims.iter().copied().map(said).collect()),
        field(Kind::Text, "text", "What they say", Vec::new()),
    ]
}
