//! What was agreed, and who stands by it? The instrument, and each party's acts over time with the words behind them.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::drawing;
use crate::error::PageError;
use crate::fragments::{Filters, Frame, Link, Party, Quote, Shown, parties, quotes, terms};
use crate::query::{KindChoice, Query};
use crate::view::View;
use crate::{links, words};
use askama::Template;
use jiff::civil::Date;
use model::{Agreement, AgreementId, Bound, ClaimKind, Deadline, Drawing, ProposedAnswer, ProvisionId, StatusEntry};
use publication::map::Overlay;
use std::collections::{BTreeMap, BTreeSet};

/// One agreement.
#[derive(Template)]
#[template(path = "agreement.html")]
pub(crate) struct AgreementPage {
    frame: Frame,
    /// Until when acts are shown.
    filters: Filters,
    title: String,
    effect: String,
    facts_from: String,
    called: String,
    parties: Vec<Party>,
    others: Vec<(&'static str, Vec<Link>)>,
    /// The days of the lanes; the last column is of unknown time.
    days: Vec<String>,
    lanes: Vec<Lane>,
    /// The lines and zones on a map; empty where there are none.
    map: String,
    /// Each line and zone, in words.
    drawings: Vec<String>,
    drafts: Vec<Draft>,
    /// How long it lasts, its reviews, what its words mean, its committees: what it is called, what is told.
    terms: Vec<(String, String)>,
    provisions: Vec<Clause>,
    permitted: Vec<Clause>,
    reservations: Vec<(Link, String, String, String)>,
    obligations: Vec<Clause>,
    acts: Vec<Told>,
}

/// What one party, or all others, did over time.
struct Lane {
    party: Option<Party>,
    name: &'static str,
    /// By day.
    cells: Vec<Vec<Done>>,
}

/// An act in a lane.
struct Done {
    /// Who, where that is not simply the lane's party.
    who: Option<Link>,
    act: &'static str,
    /// Its number in the list below.
    number: usize,
    contested: bool,
}

/// A version of the text.
struct Draft {
    version: String,
    by: Vec<Link>,
    date: String,
    summary: String,
    /// Who suggested something about it, what, and what became of that.
    suggestions: Vec<(Vec<Link>, String, &'static str)>,
}

/// A clause of the instrument.
struct Clause {
    id: String,
    text: String,
    bound: Vec<Link>,
    kinds: Vec<Link>,
    /// Where it holds, against whom, or by when.
    scope: String,
    /// The incidents about which it is proposed.
    proposed: Vec<Link>,
}

/// An act with everything said about it.
struct Told {
    number: usize,
    who: Option<Link>,
    act: &'static str,
    /// Each time told, with who says so.
    versions: Vec<(String, Vec<Quote>)>,
    /// Claims that tell no time.
    untimed: Vec<Quote>,
    against: Vec<Quote>,
    origins: Vec<String>,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(AgreementPage::new(ask)?.render()?))
}

impl AgreementPage {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let missing = || PageError::NotFound { noun: "agreement", id: ask.id.clone() };
        let id = AgreementId::new(ask.id.as_str()).map_err(|_| missing())?;
        let view = ask.view();
        let agreement = view.record.agreements.iter().find(|one| one.id == id).ok_or_else(missing)?;
        let by_then = |entry: &&StatusEntry| is_by_then(&view, &ask.query, entry);
        let entries: Vec<StatusEntry> =
            crate::fragments::entries(&view, agreement).iter().filter(by_then).cloned().collect();
        let (days, lanes) = lanes(&view, agreement, &entries);
        let clauses = Clauses { view, agreement };
        Ok(Self {
            frame: ask.frame(agreement.title.clone(), "/agreements"),
            filters: Filters::new(&view, &ask.path, &ask.query, Shown::Period),
            title: agreement.title.clone(),
            effect: crate::fragments::effect(agreement),
            facts_from: agreement.facts_from.clone(),
            called: agreement.called.join(", "),
            parties: parties(&view, agreement),
            others: others(&view, agreement),
            days,
            lanes,
            map: map(ask, agreement),
            drawings: drawings(agreement),
            drafts: agreement.drafts.iter().map(|draft| Draft::new(&view, draft)).collect(),
            terms: terms(&view, agreement),
            provisions: clauses.provisions(),
            permitted: clauses.permitted(),
            reservations: clauses.reservations(),
            obligations: clauses.obligations(),
            acts: entries.iter().zip(1..).map(|(entry, number)| Told::new(&view, entry, number)).collect(),
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/agreement/rivers-2020", "rivers-2020")).expect("the sample has this agreement")
    }
}

/// The lines and the zones' rings; nothing where there are none, or the ground cannot be drawn.
fn map(ask: &Ask, agreement: &Agreement) -> String {
    let label = |drawing: &Drawing| format!("{}, version {}", drawing.name, drawing.version);
    let lines = agreement.annex.lines.iter().map(|line| Overlay {
        points: line.points().to_vec(),
        closed: false,
        label: label(line.drawing()),
    });
    let zones = agreement.annex.zones.iter().flat_map(|zone| {
        zone.polygons().iter().map(|polygon| Overlay {
            points: polygon.outer().to_vec(),
            closed: true,
            label: label(zone.drawing()),
        })
    });
    let overlays: Vec<Overlay> = lines.chain(zones).collect();
    let ground = ask.site.basemap().filter(|_| !overlays.is_empty());
    ground
        .map(|ground| drawing::lines(ground, &overlays, (720, 440), "Lines and zones of the agreement"))
        .unwrap_or_default()
}

fn drawings(agreement: &Agreement) -> Vec<String> {
    let lines = agreement.annex.lines.iter().map(model::Line::drawing);
    let all = lines.chain(agreement.annex.zones.iter().map(model::Zone::drawing));
    all.map(|drawing| {
        let until = drawing.until.map_or_else(|| "on".to_owned(), |until| format!("until {until}"));
        let by = drawing.drawn_by.as_ref().map_or_else(String::new, |by| format!("; drawn {by}"));
        format!(
            "{} ({}, version {}): from {} {until}; may be {} off{by}",
            drawing.name,
            drawing.id,
            drawing.version,
            drawing.from,
            distance(drawing.uncertainty_m)
        )
    })
    .collect()
}

/// Kilometres where they say it in full.
fn distance(metres: f64) -> String {
    if metres >= 1000.0 { format!("{} km", metres / 1000.0) } else { format!("{metres} m") }
}

fn others(view: &View<'_>, agreement: &Agreement) -> Vec<(&'static str, Vec<Link>)> {
    let all = [
        ("mediated by", &agreement.mediators),
        ("guaranteed by", &agreement.guarantors),
        ("witnessed by", &agreement.witnesses),
    ];
    let links = |ids: &Vec<model::ActorId>| ids.iter().map(|id| Link::actor(&view.actor_ref(id))).collect::<Vec<_>>();
    all.into_iter().filter(|(_, ids)| !ids.is_empty()).map(|(words, ids)| (words, links(ids))).collect()
}

/// Whether an act lies before the end of the period: by a time that is told, else by the first report of it. Acts before the
/// beginning stay, since who signed has signed.
fn is_by_then(view: &View<'_>, query: &Query, entry: &StatusEntry) -> bool {
    let Some(last) = query.to else { return true };
    let told: Vec<Date> = days_of(entry).into_iter().flatten().collect();
    if told.is_empty() {
        let first = crate::fragments::first_published(view, entry).interval();
        return first.is_none_or(|when| when.from().date() <= last);
    }
    told.iter().any(|day| *day <= last)
}

/// The day on which a version of an entry's time begins; `None` where it is unknown.
fn days_of(entry: &StatusEntry) -> BTreeSet<Option<Date>> {
    let told = entry.when.versions().iter().map(|version| version.value.hull().map(|hull| hull.from().date()));
    let days: BTreeSet<Option<Date>> = told.collect();
    if days.is_empty() { BTreeSet::from([None]) } else { days }
}

/// A lane a party, then one for all others; an act with several times stands on the day of each.
fn lanes(view: &View<'_>, agreement: &Agreement, entries: &[StatusEntry]) -> (Vec<String>, Vec<Lane>) {
    let all: BTreeSet<Option<Date>> = entries.iter().flat_map(days_of).collect();
    // The unknown comes first in the set's order and is shown last.
    let known = all.iter().copied().flatten().map(Some);
    let columns: Vec<Option<Date>> = known.chain(all.contains(&None).then_some(None)).collect();
    let cell = |lane: usize, day: Option<Date>| {
        let here = entries.iter().zip(1..).filter(|(entry, _)| {
            entry.party.unwrap_or(agreement.parties.len()) == lane && days_of(entry).contains(&day)
        });
        let act = |(entry, number): (&StatusEntry, usize)| {
            let itself = entry.actor.as_ref().and_then(|actor| actor.id());
            let party = entry.party.and_then(|party| agreement.parties.get(party));
            let who = entry.actor.as_ref().filter(|_| itself.is_none() || itself != party).map(Link::actor);
            Done { who, act: words::act(entry.act), number, contested: entry.when.is_contested() }
        };
        here.map(act).collect::<Vec<_>>()
    };
    let marks = parties(view, agreement).into_iter().map(Some).chain([None]);
    let lanes = marks.enumerate().map(|(lane, party)| Lane {
        name: if party.is_none() { "Mediators and others" } else { "" },
        party,
        cells: columns.iter().map(|day| cell(lane, *day)).collect(),
    });
    let lanes = lanes.collect();
    let days = columns.iter().map(|day| day.map_or_else(|| "time unknown".to_owned(), |day| day.to_string()));
    (days.collect(), lanes)
}

impl Draft {
    fn new(view: &View<'_>, draft: &model::Draft) -> Self {
        Self {
            version: draft.version.clone(),
            by: draft.proposed_by.iter().map(|id| Link::actor(&view.actor_ref(id))).collect(),
            date: draft.date.map_or_else(|| "unknown".to_owned(), |date| date.to_string()),
            summary: draft.summary.clone(),
            suggestions: draft.suggestions.iter().map(|one| suggestion(view, one)).collect(),
        }
    }
}

fn suggestion(view: &View<'_>, one: &model::Suggestion) -> (Vec<Link>, String, &'static str) {
    let by = one.by.iter().map(|id| Link::actor(&view.actor_ref(id))).collect();
    let about = one.clause.as_ref().map_or_else(String::new, |clause| format!("On {clause}: "));
    (by, format!("{about}{}", one.text), words::fate(one.fate))
}

/// A scope with what the clause says more closely.
fn closer(scope: String, more: &model::ClauseScope) -> String {
    let more = more.to_string();
    if more.is_empty() { scope } else { format!("{scope}, {more}") }
}

/// What makes the clauses of one agreement.
struct Clauses<'a> {
    view: View<'a>,
    agreement: &'a Agreement,
}

impl Clauses<'_> {
    fn provisions(&self) -> Vec<Clause> {
        let area = |codes: &[model::CountryCode]| {
            let codes: Vec<&str> = codes.iter().map(model::CountryCode::as_str).collect();
            if codes.is_empty() { "everywhere".to_owned() } else { format!("in {}", codes.join(", ")) }
        };
        let clause = |one: &model::Provision| Clause {
            id: one.id.to_string(),
            text: one.text.clone(),
            bound: self.bound(&one.bound),
            kinds: kinds(&one.prohibits),
            scope: closer(area(&one.area), &one.scope),
            proposed: self.proposed(&one.id),
        };
        self.agreement.provisions.iter().map(clause).collect()
    }

    fn permitted(&self) -> Vec<Clause> {
        let against = |ids: &[model::ActorId]| {
            let names: Vec<String> = ids.iter().map(|id| self.view.actor_name(id)).collect();
            if names.is_empty() { "anybody".to_owned() } else { names.join(", ") }
        };
        let clause = |one: &model::PermittedAct| Clause {
            id: one.id.to_string(),
            text: one.text.clone(),
            bound: self.bound(&one.bound),
            kinds: kinds(&one.kinds),
            scope: closer(against(&one.against), &one.scope),
            proposed: self.proposed(&one.id),
        };
        self.agreement.permitted.iter().map(clause).collect()
    }

    fn reservations(&self) -> Vec<(Link, String, String, String)> {
        let one = |one: &model::Reservation| {
            let kinds: Vec<String> = one.kinds.iter().map(|kind| kind.words()).collect();
            let date = one.date.map_or_else(|| "unknown".to_owned(), |date| date.to_string());
            (Link::actor(&self.view.actor_ref(&one.by)), one.text.clone(), kinds.join(", "), date)
        };
        self.agreement.reservations.iter().map(one).collect()
    }

    fn obligations(&self) -> Vec<Clause> {
        let deadline = |deadline: &Deadline| {
            let told = deadline.last_day(self.agreement.in_effect).map(|day| format!(", that is {day}"));
            let told = told.unwrap_or_default();
            let after_effect = |count: u32, one: &'static str, many: &'static str| {
                format!("{} after entry into effect{told}", words::count(count as usize, one, many))
            };
            match deadline {
                Deadline::Unstated => "not told".to_owned(),
                Deadline::By(by) => format!("by {by}"),
                Deadline::DaysAfterEffect(days) => after_effect(*days, "day", "days"),
                Deadline::MonthsAfterEffect(months) => after_effect(*months, "month", "months"),
                Deadline::HoursAfterEffect(hours) => after_effect(*hours, "hour", "hours"),
                Deadline::DaysAfter(other, days) => {
                    format!("{} after {other}", words::count(*days as usize, "day", "days"))
                }
            }
        };
        let clause = |one: &model::Obligation| Clause {
            id: one.id.to_string(),
            text: one.text.clone(),
            bound: self.bound(&one.bound),
            kinds: kinds(&one.shown_by),
            scope: deadline(&one.deadline),
            proposed: Vec::new(),
        };
        self.agreement.obligations.iter().map(clause).collect()
    }

    /// The day itself, where the instrument says when it entered into effect.
    fn bound(&self, bound: &Bound) -> Vec<Link> {
        match bound {
            Bound::AllParties => vec![Link::new("", "all parties")],
            Bound::Only(ids) => ids.iter().map(|id| Link::actor(&self.view.actor_ref(id))).collect(),
        }
    }

    fn proposed(&self, clause: &ProvisionId) -> Vec<Link> {
        let mut by: BTreeMap<&model::IncidentId, Link> = BTreeMap::new();
        for proposal in self.view.record.proposals.iter().filter(|one| one.agreement == self.agreement.id) {
            let (ProposedAnswer::MayBreach(id) | ProposedAnswer::Permitted(id)) = &proposal.answer else { continue };
            let incident = proposal.subject.incident().and_then(|id| self.view.incident(id));
            if let Some(incident) = incident.filter(|_| id == clause) {
                let when = words::unknown_of("time", words::contested_when(&incident.time));
                let label = format!("{}, {when}", incident.kind.words());
                by.insert(&incident.id, Link::new(links::incident(&incident.id), label));
            }
        }
        by.into_values().collect()
    }
}

fn kinds(kinds: &BTreeSet<ClaimKind>) -> Vec<Link> {
    let link = |kind: &ClaimKind| {
        let query = Query { kind: Some(KindChoice::Kind(*kind)), ..Query::default() };
        Link::new(format!("/incidents{}", query.written()), kind.words())
    };
    kinds.iter().map(link).collect()
}

impl Told {
    fn new(view: &View<'_>, entry: &StatusEntry, number: usize) -> Self {
        let versions = entry.when.versions().iter();
        let timed: BTreeSet<_> = versions.clone().flat_map(|version| &version.by).collect();
        Self {
            number,
            who: entry.actor.as_ref().map(Link::actor),
            act: words::act(entry.act),
            versions: versions.map(|version| (words::when(&version.value), quotes(view, &version.by))).collect(),
            untimed: quotes(view, entry.evidence.iter().filter(|claim| !timed.contains(claim))),
            against: quotes(view, &entry.against),
            origins: entry.origins.iter().map(|origin| view.origin_name(origin)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_follow_the_agreement_and_contested_times_stand_twice() {
        let page = AgreementPage::sample();
        let names: Vec<&str> =
            page.lanes.iter().map(|lane| lane.party.as_ref().map_or(lane.name, |party| party.name.as_str())).collect();
        assert_eq!(names, ["North Army", "South Council", "Mediators and others"]);
        let contested = page.lanes[1].cells.iter().flatten().filter(|done| done.contested).count();
        assert_eq!(contested, 2);
    }

    #[test]
    fn as_of_a_day_only_what_was_done_by_then_stands() {
        let at = |query: &str| {
            let ask = Ask::sample(&format!("/agreement/rivers-2020{query}"), "rivers-2020");
            AgreementPage::new(&ask).unwrap().acts.iter().map(|act| act.act).collect::<Vec<_>>()
        };
        assert_eq!(at("").len(), 2);
        assert_eq!(at("?to=2020-01-12"), ["signed it"], "the earlier of two contested times");
        assert!(at("?to=2020-01-11").is_empty());
    }

    #[test]
    fn what_was_suggested_and_what_words_mean_is_told() {
        let page = AgreementPage::sample().render().unwrap();
        for words in
            ["Suggestions", "Guns stay where they are.", "turned down", "“towns”", "Rivers commission", "is reviewed"]
        {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }

    #[test]
    fn the_instrument_is_shown_whole() {
        let page = AgreementPage::sample().render().unwrap();
        for words in [
            "Guns fall silent",
            "Escorts may return fire",
            "seven days",
            "that is 2020-01-19",
            "act1",
            "made a reservation",
        ] {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }
}
