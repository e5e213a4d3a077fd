//! One incident: its claims side by side by origin, what they disagree on, why they were joined, what became of it, what people
//! decided on it, what is proposed, what was found.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::drawing;
use crate::error::PageError;
use crate::fragments::{
    AnswersPast, CaseLink, Deciding, Found, Frame, Link, Past, Proposed, Quote, ReceivedForm, StepForm, quotes,
};
use crate::view::View;
use crate::{links, words};
use askama::Template;
use model::{ClaimId, Field, Incident, IncidentId, OriginId, ProposalSubject};
use publication::map::Mark;
use std::collections::BTreeMap;

/// One incident.
#[derive(Template)]
#[template(path = "incident.html")]
pub(crate) struct IncidentPage {
    frame: Frame,
    heading: String,
    definition: &'static str,
    about: Vec<(&'static str, Vec<Link>)>,
    columns: Vec<Column>,
    denials: Vec<Quote>,
    contested: Vec<Row>,
    tolls: Vec<Toll>,
    map: String,
    joins: Vec<Join>,
    proposals: Vec<Proposed>,
    answers_past: AnswersPast,
    findings: Vec<Found>,
    method: String,
    /// The former id in the address, which led here.
    asked: Option<String>,
    past: Past,
    /// Where the desk is open.
    deciding: Option<Deciding>,
    /// The cases on it.
    cases: Vec<CaseLink>,
    /// For each agreement with rules of procedure, where the desk is open.
    received: Vec<StepForm>,
}

/// An origin and what it says.
struct Column {
    name: String,
    kind: &'static str,
    quotes: Vec<Quote>,
}

/// A field on which claims disagree: each version and who holds it.
struct Row {
    field: String,
    versions: Vec<(String, Vec<Quote>)>,
}

/// A toll: the range over all origins, and what each says.
struct Toll {
    effect: &'static str,
    range: String,
    by: Vec<(String, String, Vec<Quote>)>,
}

/// Why two claims were joined.
struct Join {
    a: Link,
    b: Link,
    score: String,
    features: Vec<(String, String)>,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(IncidentPage::new(ask)?.render()?))
}

impl IncidentPage {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let missing = || PageError::NotFound { noun: "incident", id: ask.id.clone() };
        let id = IncidentId::new(ask.id.as_str()).map_err(|_| missing())?;
        let view = ask.view();
        let now = view.record.continuity.resolve(&id).unwrap_or(&id).clone();
        let asked = (now != id).then(|| id.to_string());
        let id = now;
        let incident = view.incident(&id).ok_or_else(missing)?;
        let heading = format!(
            "{}, {}, {}",
            words::capital(&incident.kind.words()),
            words::unknown_of("place", words::contested_where(&incident.place)),
            words::unknown_of("time", words::contested_when(&incident.time))
        );
        Ok(Self {
            frame: ask.frame(heading.clone(), "/incidents"),
            heading,
            definition: incident.kind.row().map_or("", |row| row.definition),
            about: about(&view, incident),
            columns: columns(&view, incident),
            denials: quotes(&view, &incident.denials),
            contested: incident.contested.iter().filter_map(|field| row(&view, incident, *field)).collect(),
            tolls: tolls(&view, incident),
            map: map(ask, incident),
            joins: incident.why.iter().map(|join| Join::new(&view, join)).collect(),
            proposals: view.proposals(&id).iter().map(|one| Proposed::new(&view, one)).collect(),
            answers_past: AnswersPast::new(&ask.site, &ProposalSubject::Incident(id.clone()))?,
            findings: view.findings(&id).iter().map(|one| Found::new(&view, one)).collect(),
            method: incident.method.to_string(),
            asked,
            deciding: Deciding::new(ask, incident),
            cases: CaseLink::on(&view, &id),
            received: ReceivedForm::on_incident(ask, incident),
            past: Past::new(&view, incident, ask.site.door.desk().is_some()),
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/incidents/i-0001", "i-0001")).expect("the sample has this incident")
    }
}

fn about(view: &View<'_>, incident: &Incident) -> Vec<(&'static str, Vec<Link>)> {
    let plain = |text: String| vec![Link::new("", text)];
    let places = incident.place.versions().iter().map(|version| words::place(&version.value));
    let places: Vec<String> = places.collect();
    let precision = incident.time.versions().iter().filter_map(|version| version.value.hull());
    let precision: Vec<String> =
        precision.map(|time| format!("told to the {}", time.precision().as_str().replace('_', " "))).collect();
    let mut when = words::contested_when(&incident.time);
    if !precision.is_empty() {
        when = format!("{when} ({})", precision.join(" / "));
    }
    let reports = incident.documents.iter().map(|id| Link::new(links::report(id), view.source(id)));
    let mut about = vec![
        ("when", plain(when)),
        ("where", plain(if places.is_empty() { "unknown".to_owned() } else { places.join(" / ") })),
    ];
    for (role, actors) in &incident.actors {
        let named: Vec<Link> = actors.versions().iter().map(|version| Link::actor(&version.value)).collect();
        about.push((words::role(*role), named));
    }
    about.push(("reports", reports.collect()));
    about.push(("independent origins", plain(incident.origins.len().to_string())));
    about.into_iter().filter(|(_, values)| !values.is_empty()).collect()
}

/// The incident's origins in its order, each with its claims; claims of no known origin stand last.
fn columns(view: &View<'_>, incident: &Incident) -> Vec<Column> {
    let mut by: BTreeMap<Option<&OriginId>, Vec<&ClaimId>> = BTreeMap::new();
    for claim in &incident.members {
        by.entry(view.record.fused.claim_origins.get(claim)).or_default().push(claim);
    }
    let mut order: Vec<Option<&OriginId>> = incident.origins.iter().map(Some).collect();
    order.extend(
        by.keys()
            .copied()
            .filter(|origin| !incident.origins.iter().any(|one| Some(one) == *origin))
            .collect::<Vec<_>>(),
    );
    let column = |origin: Option<&OriginId>| {
        let claims = by.get(&origin)?;
        Some(Column {
            name: origin.map_or_else(|| "origin unknown".to_owned(), |id| view.origin_name(id)),
            kind: origin.and_then(|id| view.origin(id)).map_or("", |origin| words::origin_kind(origin.kind)),
            quotes: quotes(view, claims.iter().copied()),
        })
    };
    order.into_iter().filter_map(column).collect()
}

fn row(view: &View<'_>, incident: &Incident, field: Field) -> Option<Row> {
    let versions: Vec<(String, Vec<Quote>)> = match field {
        Field::Kind => by_kind(view, incident),
        Field::Time => told(view, incident.time.versions().iter().map(|one| (words::when(&one.value), &one.by))),
        Field::Place => told(view, incident.place.versions().iter().map(|one| (words::place(&one.value), &one.by))),
        Field::Actor(role) => {
            let actors = incident.actors.get(&role)?.versions();
            told(view, actors.iter().map(|one| (one.value.to_string(), &one.by)))
        }
        Field::Harm(effect) => {
            let harm = incident.harm.iter().find(|harm| harm.effect == effect)?;
            told(view, harm.by.iter().map(|one| (words::toll(one.toll), &one.claims)))
        }
        Field::Occurrence => {
            let affirmed: Vec<ClaimId> =
                incident.members.iter().filter(|claim| !incident.denials.contains(claim)).cloned().collect();
            told(
                view,
                [("it happened".to_owned(), &affirmed), ("it did not".to_owned(), &incident.denials)].into_iter(),
            )
        }
    };
    Some(Row { field: words::field(field), versions })
}

fn told<'c>(view: &View<'_>, versions: impl Iterator<Item = (String, &'c Vec<ClaimId>)>) -> Vec<(String, Vec<Quote>)> {
    versions.map(|(value, by)| (value, quotes(view, by))).collect()
}

fn by_kind(view: &View<'_>, incident: &Incident) -> Vec<(String, Vec<Quote>)> {
    let mut by: BTreeMap<model::ClaimKind, Vec<&ClaimId>> = BTreeMap::new();
    for id in &incident.members {
        if let Some(told) = view.told(id) {
            by.entry(told.claim.kind).or_default().push(id);
        }
    }
    by.into_iter().map(|(kind, claims)| (kind.words(), quotes(view, claims))).collect()
}

fn tolls(view: &View<'_>, incident: &Incident) -> Vec<Toll> {
    let toll = |harm: &model::IncidentHarm| Toll {
        effect: harm.effect.as_str(),
        range: words::toll(harm.toll),
        by: harm
            .by
            .iter()
            .map(|one| (view.origin_name(&one.origin), words::toll(one.toll), quotes(view, &one.claims)))
            .collect(),
    };
    incident.harm.iter().map(toll).collect()
}

fn map(ask: &Ask, incident: &Incident) -> String {
    let mark = |version: &model::Version<model::Where, ClaimId>| Mark {
        place: version.value.clone(),
        family: incident.kind.family(),
        number: String::new(),
        label: incident.kind.words(),
        href: links::incident(&incident.id),
    };
    let marks: Vec<Mark> = incident.place.versions().iter().map(mark).collect();
    let drawn = ask.site.basemap().map(|ground| drawing::map(ground, &marks, (440, 300), "Where the claims place it"));
    drawn.filter(|map| map.placed > 0).map_or_else(String::new, |map| map.svg)
}

impl Join {
    fn new(view: &View<'_>, join: &model::Join) -> Self {
        let link = |claim: &ClaimId| match view.told(claim) {
            Some(told) => Link::new(links::claim(&told.reading.report, claim), claim.to_string()),
            None => Link::new("", claim.to_string()),
        };
        Self {
            a: link(&join.a),
            b: link(&join.b),
            score: format!("{:.2}", join.score),
            features: join
                .features
                .iter()
                .map(|(name, value)| (name.replace('_', " "), format!("{value:+.2}")))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disagreement_stands_side_by_side_with_its_words() {
        let page = IncidentPage::sample();
        assert_eq!(page.columns.len(), 2);
        assert!(!page.denials.is_empty() && !page.contested.is_empty() && !page.tolls.is_empty());
        let html = page.render().unwrap();
        for words in
            ["/reports/r-0001#c", "may breach p1", "it breaches p1", "said not to be so", "one member dissents"]
        {
            assert!(html.contains(words), "{words}\n{html}");
        }
    }

    #[test]
    fn a_former_id_leads_to_its_successor_with_its_past_and_decisions() {
        let page = IncidentPage::new(&Ask::sample("/incidents/i-0009", "i-0009")).unwrap().render().unwrap();
        for words in [
            "You asked for <bdi>i-0009</bdi>",
            "made of 1 claim (r-0001.c1)",
            "i-0009 went into it with 1 claim",
            "Desk 2 decided so (d-1)",
            "one crater &#38; one &#60;road&#62;",
            "revoked by d-3",
            "--seen 2",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
        assert!(!IncidentPage::sample().render().unwrap().contains("You asked for"));
    }

    #[test]
    fn an_unknown_incident_is_said_to_be_unknown() {
        for id in ["i-none", "two words", ""] {
            let error = IncidentPage::new(&Ask::sample("/incidents/x", id)).err().unwrap();
            assert_eq!(error.status(), 404);
        }
    }
}
