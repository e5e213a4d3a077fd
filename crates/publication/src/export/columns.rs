//! The columns of each CSV and how a row fills them. A list in a cell is joined by "; ".

mod agreement;
mod finding;

use super::csv_cells::{Cell, table};
use super::{ExportError, What};
use agreement::{agreement, board};
use finding::finding;
use model::{
    Actor, Claim, Contested, Figure, Incident, Interval, Origin, Proposal, Published, Reading, Record, Report, Role,
    Source, Story, When, Where,
};
use std::io::Write;
use wire::OwedLine;
use wire::fieldwork::Tabular;

/// The names of the columns, parted by spaces.
const REPORTS: &str = "id source title published published_basis language url media encoding content external_id found_at \
    characters copy_of text";
const READINGS: &str = "report source published published_basis language characters mentions claims notes text";
const CLAIMS: &str = "id report source origin kind words start end agent target victim counterpart instrument matter \
    beneficiary mediator from to time_from time_to time_precision place latitude longitude radius_km harm \
    speaker relayed_by modality polarity tense method";
const INCIDENTS: &str = "id kind time_from time_to time_precision place latitude longitude radius_km agent target victim harm \
    harm_by_origin origins reports claims denials contested method";
const FINDINGS: &str = "id subject body authors at occurred occurred_reasons attribution attribution_reasons intent \
    intent_reasons breach breach_reasons evidence dissent reply supersedes";
const FIGURES: &str = "number effect who low best high approximate counted_from counted_to as_of place attributed_to origin \
    claims superseded_by";
const ACTORS: &str = "id name kind country aliases part_of leads speaks_for";
const AGREEMENTS: &str = "agreement title clause id binds text kinds when facts_from";
const SOURCES: &str = "id name kind language country owner affiliation reliability";
const ORIGINS: &str = "id kind name actor reports because";
const STORIES: &str = "id title first_day last_day reports languages origins incidents actors places method";
const BOARD: &str = "agreement party actor act version when_from when_to when_precision contested said_by evidence against \
    origins";
const PROPOSALS: &str = "incident observation agreement clause actor answer detail because method";
const OBLIGATIONS: &str = "agreement obligation measure party as_of status due after evidence against finding because";

/// Writes a table.
pub(super) fn write(record: &Record, what: What<'_>, out: &mut dyn Write) -> Result<(), ExportError> {
    let fused = &record.fused;
    match what {
        What::Reports(reports) => table(REPORTS, reports.iter().map(|one| report(record, one)), out),
        What::Readings => table(READINGS, record.readings.iter().map(reading), out),
        What::Claims => table(CLAIMS, claims(record), out),
        What::Incidents => table(INCIDENTS, fused.incidents.iter().map(incident), out),
        What::Findings => table(FINDINGS, record.findings.iter().map(finding), out),
        What::Figures => table(FIGURES, fused.figures.iter().enumerate().map(figure), out),
        What::Actors(actors) => table(ACTORS, actors.iter().map(actor), out),
        What::Agreements => table(AGREEMENTS, record.agreements.iter().flat_map(agreement), out),
        What::Sources => table(SOURCES, record.sources.iter().map(source), out),
        What::Stories => table(STORIES, record.stories.iter().map(story), out),
        What::Origins => table(ORIGINS, fused.origins.iter().map(origin), out),
        What::Board => table(BOARD, record.boards.iter().flat_map(board), out),
        What::Proposals => table(PROPOSALS, record.proposals.iter().map(proposal), out),
        What::Observations => rows(record.fieldwork.observations.iter().map(wire::ObservationLine::new), out),
        What::Restrictions => rows(record.fieldwork.restrictions.iter().map(wire::RestrictionLine::new), out),
        What::Efforts => rows(record.fieldwork.efforts.iter().map(wire::EffortLine::new), out),
        What::Obligations => table(OBLIGATIONS, record.obligations.iter().flat_map(OwedLine::lines).map(owed), out),
    }
}

/// The table that `observe add` reads: what is written here is entered as it was.
fn rows<L: Tabular>(lines: impl Iterator<Item = L>, out: &mut dyn Write) -> Result<(), ExportError> {
    let is_number = |text: &str| !text.starts_with('+') && text.parse::<f64>().is_ok();
    let cell = |text: String| if is_number(&text) { Cell::number(text) } else { Cell::text(text) };
    table(L::COLUMNS, lines.map(|line| line.to_cells().into_iter().map(cell).collect()), out)
}

fn owed(line: OwedLine) -> Vec<Cell> {
    vec![
        Cell::text(line.agreement),
        Cell::text(line.obligation),
        Cell::text(line.measure),
        Cell::text(line.party),
        Cell::text(line.as_of),
        Cell::text(line.status),
        Cell::maybe(line.due),
        Cell::maybe(line.after),
        Cell::list(line.evidence),
        Cell::list(line.against),
        Cell::maybe(line.finding),
        Cell::list(line.because),
    ]
}

fn published(published: Published) -> [Cell; 2] {
    match published {
        Published::Unknown => [Cell::Empty, Cell::Empty],
        Published::Known { when, basis } => [Cell::text(when), Cell::text(basis.as_str())],
    }
}

fn report(record: &Record, report: &Report) -> Vec<Cell> {
    let [day, basis] = published(report.published);
    let copies = record.fused.copies.iter().filter(|copy| copy.report == report.id).map(|copy| &copy.of);
    vec![
        Cell::text(&report.id),
        Cell::maybe(report.source.as_ref()),
        Cell::maybe(report.title.as_ref()),
        day,
        basis,
        Cell::maybe(report.language.as_ref()),
        Cell::maybe(report.url.as_ref()),
        Cell::text(report.media.as_str()),
        Cell::text(&report.encoding),
        Cell::text(&report.content),
        Cell::maybe(report.external_id.as_ref()),
        Cell::text(&report.found_at),
        Cell::number(report.text.chars().count()),
        Cell::list(copies),
        Cell::text(&report.text),
    ]
}

fn reading(reading: &Reading) -> Vec<Cell> {
    let [day, basis] = published(reading.published);
    vec![
        Cell::text(&reading.report),
        Cell::maybe(reading.source.as_ref()),
        day,
        basis,
        Cell::text(reading.language.code()),
        Cell::number(reading.text.chars().count()),
        Cell::number(reading.mentions.len()),
        Cell::number(reading.claims.len()),
        Cell::list(&reading.notes),
        Cell::text(&reading.text),
    ]
}

fn claims(record: &Record) -> impl Iterator<Item = Vec<Cell>> {
    let all = record.readings.iter().flat_map(|reading| reading.claims.iter().map(move |claim| (reading, claim)));
    all.map(|(reading, claim)| self::claim(record, reading, claim))
}

fn claim(record: &Record, reading: &Reading, claim: &Claim) -> Vec<Cell> {
    let name = |mention: model::MentionRef| crate::wording::mention(reading, mention);
    let mut row = vec![
        Cell::text(&claim.id),
        Cell::text(&reading.report),
        Cell::maybe(reading.source.as_ref()),
        Cell::maybe(record.fused.claim_origins.get(&claim.id)),
        Cell::text(claim.kind.as_str()),
        Cell::text(claim.evidence.slice(&reading.text)),
        Cell::number(claim.evidence.start()),
        Cell::number(claim.evidence.end()),
    ];
    row.extend(Role::ALL.map(|role| {
        let fillers = claim.roles.get(&role).into_iter().flatten();
        Cell::list(fillers.map(|filler| crate::wording::filler(reading, *filler)))
    }));
    row.extend(when(&reading.time(claim)));
    row.extend(place(&reading.place(claim)));
    row.push(Cell::list(claim.harm.iter().map(|harm| {
        let running = if harm.cumulative { " (running total)" } else { "" };
        let who = harm.who.map_or_else(String::new, |who| format!(" {}", crate::wording::filler(reading, who)));
        format!("{} {}{who}{running}", harm.effect.as_str(), harm.toll)
    })));
    row.extend([
        Cell::maybe(claim.attribution.speaker.map(name)),
        Cell::list(claim.attribution.relayed_by.iter().map(|relay| name(*relay))),
        Cell::text(claim.modality.as_str()),
        Cell::text(claim.polarity.as_str()),
        Cell::text(claim.tense.as_str()),
        Cell::text(&claim.method),
    ]);
    row
}

/// From, to and precision: the hull where several times are possible.
fn when(when: &When) -> [Cell; 3] {
    match when.hull() {
        None => [Cell::Empty, Cell::Empty, Cell::Empty],
        Some(hull) => interval(hull),
    }
}

fn interval(interval: Interval) -> [Cell; 3] {
    [Cell::text(interval.from()), Cell::text(interval.to()), Cell::text(interval.precision().as_str())]
}

/// Name, latitude, longitude and radius: the likeliest where several places are possible.
fn place(place: &Where) -> [Cell; 4] {
    let name = if *place == Where::Unknown { Cell::Empty } else { Cell::text(place) };
    let at = place.likeliest();
    [
        name,
        Cell::maybe_number(at.map(|at| at.position.latitude())),
        Cell::maybe_number(at.map(|at| at.position.longitude())),
        Cell::maybe_number(at.map(|at| at.radius_km)),
    ]
}

fn first<T: Clone + Default>(contested: &Contested<T>) -> T {
    contested.versions().first().map(|version| version.value.clone()).unwrap_or_default()
}

fn incident(incident: &Incident) -> Vec<Cell> {
    let mut row = vec![Cell::text(&incident.id), Cell::text(incident.kind.as_str())];
    row.extend(when(&first(&incident.time)));
    row.extend(place(&first(&incident.place)));
    row.extend([Role::Agent, Role::Target, Role::Victim].map(|role| {
        Cell::list(incident.actors.get(&role).into_iter().flat_map(|who| who.versions()).map(|version| &version.value))
    }));
    row.push(Cell::list(incident.harm.iter().map(|harm| format!("{} {}", harm.effect.as_str(), harm.toll))));
    row.push(Cell::list(
        incident
            .harm
            .iter()
            .flat_map(|harm| harm.by.iter().map(|by| format!("{} {} {}", by.origin, harm.effect.as_str(), by.toll))),
    ));
    row.extend([
        Cell::number(incident.origins.len()),
        Cell::number(incident.documents.len()),
        Cell::list(&incident.members),
        Cell::list(&incident.denials),
        Cell::list(incident.contested.iter().map(|field| field.as_str())),
        Cell::text(&incident.method),
    ]);
    row
}

fn figure((number, figure): (usize, &Figure)) -> Vec<Cell> {
    let [from, to, _] = when(&figure.period);
    vec![
        Cell::number(number),
        Cell::text(figure.effect.as_str()),
        Cell::text(&figure.who),
        Cell::number(figure.toll.low()),
        Cell::maybe_number(figure.toll.best()),
        Cell::maybe_number(figure.toll.high()),
        Cell::text(figure.toll.approximate()),
        from,
        to,
        Cell::maybe(figure.as_of),
        if figure.place == Where::Unknown { Cell::Empty } else { Cell::text(&figure.place) },
        Cell::maybe(figure.attributed_to.as_ref()),
        Cell::text(&figure.origin),
        Cell::list(&figure.claims),
        Cell::maybe_number(figure.superseded_by),
    ]
}

fn actor(actor: &Actor) -> Vec<Cell> {
    vec![
        Cell::text(&actor.id),
        Cell::text(&actor.name),
        Cell::text(actor.kind.as_str()),
        Cell::maybe(actor.country.as_ref().map(|code| code.as_str())),
        Cell::list(&actor.aliases),
        Cell::list(&actor.part_of),
        Cell::list(&actor.leads),
        Cell::list(&actor.speaks_for),
    ]
}

fn source(source: &Source) -> Vec<Cell> {
    vec![
        Cell::text(&source.id),
        Cell::text(&source.name),
        Cell::text(source.kind.as_str()),
        Cell::maybe(source.language.as_ref()),
        Cell::maybe(source.country.as_ref().map(|code| code.as_str())),
        Cell::maybe(source.owner.as_ref()),
        Cell::maybe(source.affiliation.as_ref()),
        Cell::text(source.reliability.letter()),
    ]
}

fn origin(origin: &Origin) -> Vec<Cell> {
    vec![
        Cell::text(&origin.id),
        Cell::text(origin.kind.as_str()),
        Cell::text(&origin.name),
        Cell::maybe(origin.actor.as_ref()),
        Cell::list(&origin.reports),
        Cell::list(&origin.because),
    ]
}

fn story(story: &Story) -> Vec<Cell> {
    vec![
        Cell::text(&story.id),
        Cell::text(&story.title),
        Cell::maybe(story.days.map(|(first, _)| first)),
        Cell::maybe(story.days.map(|(_, last)| last)),
        Cell::list(&story.reports),
        Cell::list(story.languages.iter().map(|language| language.code())),
        Cell::number(story.origins),
        Cell::list(&story.incidents),
        Cell::list(&story.actors),
        Cell::list(story.places.iter().map(|place| &place.name)),
        Cell::text(&story.method),
    ]
}

fn proposal(proposal: &Proposal) -> Vec<Cell> {
    let line = wire::ProposalLine::new(proposal);
    vec![
        Cell::maybe(line.incident.as_ref()),
        Cell::maybe(line.observation.as_ref()),
        Cell::text(&line.agreement),
        Cell::maybe(line.clause.as_ref()),
        Cell::maybe(proposal.actor.as_ref()),
        Cell::text(line.answer),
        Cell::text(&line.detail),
        Cell::list(&line.because),
        Cell::text(&line.method),
    ]
}
