//! The columns of each CSV and how a row fills them. A list in a cell is joined by "; ".

use super::csv_cells::{Cell, table};
use super::{ExportError, What};
use model::{
    Actor, ActorRef, Agreement, Board, Claim, Contested, Figure, Finding, Incident, Interval, Origin, Proposal,
    Published, Reading, Record, Report, Role, Source, StatusEntry, When, Where,
};
use std::io::Write;

const REPORTS: &[&str] = &[
    "id",
    "source",
    "title",
    "published",
    "published_basis",
    "language",
    "url",
    "media",
    "encoding",
    "content",
    "external_id",
    "found_at",
    "characters",
    "copy_of",
    "text",
];
const READINGS: &[&str] = &[
    "report",
    "source",
    "published",
    "published_basis",
    "language",
    "characters",
    "mentions",
    "claims",
    "notes",
    "text",
];
const CLAIMS: &[&str] = &[
    "id",
    "report",
    "source",
    "origin",
    "kind",
    "words",
    "start",
    "end",
    "agent",
    "target",
    "victim",
    "counterpart",
    "instrument",
    "matter",
    "beneficiary",
    "mediator",
    "from",
    "to",
    "time_from",
    "time_to",
    "time_precision",
    "place",
    "latitude",
    "longitude",
    "radius_km",
    "harm",
    "speaker",
    "relayed_by",
    "modality",
    "polarity",
    "tense",
    "method",
];
const INCIDENTS: &[&str] = &[
    "id",
    "kind",
    "time_from",
    "time_to",
    "time_precision",
    "place",
    "latitude",
    "longitude",
    "radius_km",
    "agent",
    "target",
    "victim",
    "harm",
    "harm_by_origin",
    "origins",
    "reports",
    "claims",
    "denials",
    "contested",
    "method",
];
const FINDINGS: &[&str] = &[
    "id",
    "subject",
    "body",
    "authors",
    "at",
    "occurred",
    "occurred_reasons",
    "attribution",
    "attribution_reasons",
    "intent",
    "intent_reasons",
    "breach",
    "breach_reasons",
    "evidence",
    "dissent",
    "reply",
    "supersedes",
];
const FIGURES: &[&str] = &[
    "number",
    "effect",
    "who",
    "low",
    "best",
    "high",
    "approximate",
    "counted_from",
    "counted_to",
    "as_of",
    "place",
    "attributed_to",
    "origin",
    "claims",
    "superseded_by",
];
const ACTORS: &[&str] = &["id", "name", "kind", "country", "aliases", "part_of", "leads", "speaks_for"];
const AGREEMENTS: &[&str] = &["agreement", "title", "clause", "id", "binds", "text", "kinds", "when", "facts_from"];
const SOURCES: &[&str] = &["id", "name", "kind", "language", "country", "owner", "affiliation", "reliability"];
const ORIGINS: &[&str] = &["id", "kind", "name", "actor", "reports", "because"];
const BOARD: &[&str] = &[
    "agreement",
    "party",
    "actor",
    "act",
    "version",
    "when_from",
    "when_to",
    "when_precision",
    "contested",
    "said_by",
    "evidence",
    "against",
    "origins",
];
const PROPOSALS: &[&str] = &["incident", "agreement", "actor", "answer", "detail", "because", "method"];

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
        What::Origins => table(ORIGINS, fused.origins.iter().map(origin), out),
        What::Board => table(BOARD, record.boards.iter().flat_map(board), out),
        What::Proposals => table(PROPOSALS, record.proposals.iter().map(proposal), out),
    }
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
    let name = |mention: model::MentionRef| crate::brief::mention_name(reading, mention);
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
        Cell::list(fillers.map(|filler| crate::brief::filler_name(reading, *filler)))
    }));
    row.extend(when(&reading.time(claim)));
    row.extend(place(&reading.place(claim)));
    row.push(Cell::list(claim.harm.iter().map(|harm| {
        let running = if harm.cumulative { " (running total)" } else { "" };
        let who = harm.who.map_or_else(String::new, |who| format!(" {}", crate::brief::filler_name(reading, who)));
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

fn finding(finding: &Finding) -> Vec<Cell> {
    // The wire's words for answers and standards, so that there is one spelling.
    let line = wire::FindingLine::new(finding);
    let subject = match (&line.incident, &line.agreement, &line.obligation) {
        (Some(incident), ..) => incident.clone(),
        (None, agreement, obligation) => {
            format!("{} {}", agreement.as_deref().unwrap_or_default(), obligation.as_deref().unwrap_or_default())
        }
    };
    fn answer<T>(line: &wire::finding::ElementLine<T>, word: impl Fn(&T) -> String) -> [Cell; 2] {
        let what = line.what.as_ref().map(word);
        let parts = [Some(line.answer.clone()), line.standard.clone(), what];
        [Cell::list(parts.into_iter().flatten()), Cell::text(&line.reasons)]
    }
    let mut row = vec![
        Cell::text(&line.id),
        Cell::text(subject),
        Cell::text(&line.body),
        Cell::list(&line.authors),
        Cell::text(&line.at),
    ];
    row.extend(answer(&line.occurred, |_| "it occurred".to_owned()));
    row.extend(answer(&line.attribution, |actor| actor.name.clone()));
    row.extend(answer(&line.intent, String::clone));
    row.extend(answer(&line.breach, |breach| format!("{} of {}", breach.provision, breach.agreement)));
    row.push(Cell::list(
        line.evidence.iter().map(|one| format!("{} {}{}", one.claim, one.reliability, one.credibility)),
    ));
    row.push(Cell::list(line.dissent.iter().map(|one| format!("{}: {}", one.by, one.reasons))));
    row.push(Cell::text(line.reply_text.as_ref().unwrap_or(&line.reply)));
    row.push(Cell::maybe(line.supersedes.as_ref()));
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

/// A row a clause, in the order of the instrument.
fn agreement(agreement: &Agreement) -> Vec<Vec<Cell>> {
    let file = wire::AgreementFile::new(agreement);
    let binds = |binds: &wire::agreement::BindsLine| match binds {
        wire::agreement::BindsLine::All(_) => Cell::text("all"),
        wire::agreement::BindsLine::Only(ids) => Cell::list(ids),
    };
    let row = |clause: &str, id: &str, binds: Cell, text: &str, kinds: Cell, when: Cell| {
        let (agreement, title, facts) = (Cell::text(&file.id), Cell::text(&file.title), Cell::text(&file.facts_from));
        vec![agreement, title, Cell::text(clause), Cell::text(id), binds, Cell::text(text), kinds, when, facts]
    };
    let in_effect = Cell::maybe(file.in_effect.as_ref());
    let mut rows = vec![row("agreement", &file.id, Cell::list(&file.parties), &file.title, Cell::Empty, in_effect)];
    rows.extend(file.drafts.iter().map(|draft| {
        row(
            "draft",
            &draft.version,
            Cell::list(&draft.proposed_by),
            &draft.summary,
            Cell::Empty,
            Cell::maybe(draft.date.as_ref()),
        )
    }));
    rows.extend(
        file.provisions.iter().map(|one| {
            row("provision", &one.id, binds(&one.binds), &one.text, Cell::list(&one.prohibits), Cell::Empty)
        }),
    );
    rows.extend(
        file.permitted
            .iter()
            .map(|one| row("permitted", &one.id, binds(&one.binds), &one.text, Cell::list(&one.kinds), Cell::Empty)),
    );
    rows.extend(file.reservations.iter().map(|one| {
        row("reservation", "", Cell::text(&one.by), &one.text, Cell::list(&one.kinds), Cell::maybe(one.date.as_ref()))
    }));
    rows.extend(
        file.obligations.iter().map(|one| {
            row("obligation", &one.id, binds(&one.binds), &one.text, Cell::list(&one.shown_by), deadline(one))
        }),
    );
    rows
}

fn deadline(obligation: &wire::agreement::ObligationLine) -> Cell {
    match (&obligation.by, obligation.days_after_effect, &obligation.after, obligation.days) {
        (Some(by), ..) => Cell::text(by),
        (None, Some(days), ..) => Cell::text(format!("{days} days after entry into effect")),
        (None, None, Some(after), Some(days)) => Cell::text(format!("{days} days after {after}")),
        _ => Cell::Empty,
    }
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

/// A row a version of an act's time; one without a time where nobody tells it.
fn board(board: &Board) -> Vec<Vec<Cell>> {
    board.entries.iter().flat_map(|entry| entry_rows(board, entry)).collect()
}

fn entry_rows(board: &Board, entry: &StatusEntry) -> Vec<Vec<Cell>> {
    let versions = entry.when.versions();
    let row = |number: usize, when: [Cell; 3], by: Cell| {
        let mut row = vec![
            Cell::text(&board.agreement),
            Cell::maybe_number(entry.party),
            Cell::maybe(entry.actor.as_ref().map(ActorRef::to_string)),
            Cell::text(entry.act.as_str()),
            Cell::number(number),
        ];
        row.extend(when);
        row.extend([
            Cell::text(entry.when.is_contested() || !entry.against.is_empty()),
            by,
            Cell::list(&entry.evidence),
            Cell::list(&entry.against),
            Cell::list(&entry.origins),
        ]);
        row
    };
    if versions.is_empty() {
        return vec![row(1, [Cell::Empty, Cell::Empty, Cell::Empty], Cell::Empty)];
    }
    versions
        .iter()
        .zip(1..)
        .map(|(version, number)| row(number, when(&version.value), Cell::list(&version.by)))
        .collect()
}

fn proposal(proposal: &Proposal) -> Vec<Cell> {
    let line = wire::ProposalLine::new(proposal);
    vec![
        Cell::text(&line.incident),
        Cell::text(&line.agreement),
        Cell::maybe(proposal.actor.as_ref()),
        Cell::text(line.answer),
        Cell::text(&line.detail),
        Cell::list(&line.because),
        Cell::text(&line.method),
    ]
}
