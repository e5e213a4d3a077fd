//! What did we see ourselves? The patrols' tables, "nothing" among them, with restrictions by whom, always beside how much was
//! watched.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{FieldForm, Filters, Frame, Link, Pager, Shown, all_forms};
use crate::query::Query;
use crate::{links, selection, words};
use askama::Template;
use model::fieldwork::corrected;
use model::{ActorId, Effort, Observation, Restriction, RestrictionKind};
use publication::fieldwork::{
    Watched, chosen, counts, counts_in_words, description, direction, means, name, patrol, position, restricted_by,
    restriction_kind, restrictions_by, weapon, when,
};

/// What patrols noticed, met and did.
#[derive(Template)]
#[template(path = "observations.html")]
pub(crate) struct Observations {
    frame: Frame,
    filters: Filters,
    pager: Pager,
    /// How much was watched, and what was counted.
    watched: String,
    counted: String,
    rows: Vec<Row>,
    efforts: Vec<Watch>,
    /// Who restricted movement, in which ways.
    restricted: Vec<(String, Vec<(&'static str, usize)>)>,
    restrictions: Vec<Met>,
    /// Entries that were put right: what each said, and what took its place.
    replaced: Vec<(String, String, Link)>,
    forms: Vec<FieldForm>,
}

/// An observation on one row.
struct Row {
    href: String,
    id: String,
    when: String,
    position: String,
    means: String,
    /// The number, and what; empty where nothing was noticed.
    number: String,
    what: String,
    description: &'static str,
    weapon: String,
    place: String,
    patrol: String,
    exercise: bool,
}

/// A report of effort on one row.
struct Watch {
    id: String,
    when: String,
    area: String,
    teams: String,
    hours: String,
    reached: String,
    planned: String,
    out: Vec<(String, String)>,
    cameras: String,
    words: String,
}

/// A restriction on one row.
struct Met {
    id: String,
    when: String,
    kind: &'static str,
    by: String,
    href: String,
    place: String,
    lasted: String,
    reason: String,
    patrol: String,
    words: String,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(Observations::new(ask).render()?))
}

impl Observations {
    pub(crate) fn new(ask: &Ask) -> Self {
        let (view, query) = (ask.view(), &ask.query);
        let fieldwork = &view.record.fieldwork;
        let (period, area) = (query.period(), query.place.as_deref());
        let mut observations = chosen(&fieldwork.observations, &period, area);
        observations.retain(|one| says(query, one));
        let restrictions = chosen(&fieldwork.restrictions, &period, area);
        let efforts = chosen(&fieldwork.efforts, &period, area);
        let (shown, from) = selection::page_of(&observations, query.page);
        let parties: Vec<ActorId> = view.record.agreements.iter().flat_map(|one| one.parties.clone()).collect();
        let kinds = |kinds: std::collections::BTreeMap<RestrictionKind, usize>| {
            kinds.into_iter().map(|(kind, count)| (restriction_kind(kind), count)).collect()
        };
        let by = restrictions_by(&restrictions, &parties).into_iter();
        Self {
            frame: ask.frame("Observations", "/observations"),
            filters: Filters::new(&view, "/observations", query, Shown::Observations),
            pager: Pager::new("/observations", query, from, shown.len(), observations.len()),
            watched: Watched::of(efforts.iter().copied()).words(),
            counted: counts_in_words(&counts(observations.iter().copied())),
            rows: shown.iter().map(|one| Row::new(one)).collect(),
            efforts: efforts.iter().map(|one| Watch::new(one)).collect(),
            restricted: by.map(|(name, told)| (name, kinds(told))).collect(),
            restrictions: restrictions.iter().map(|one| Met::new(one)).collect(),
            replaced: replaced(ask),
            forms: all_forms(ask),
        }
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/observations", ""))
    }
}

/// Whether an observation was made by the means asked for, and holds the words.
fn says(query: &Query, one: &Observation) -> bool {
    let told = |wanted: &str| {
        let wanted = wanted.to_lowercase();
        let told = [publication::fieldwork::noticed(one), position(one), patrol(&one.patrol)];
        let words = one.words.iter().chain(&told);
        words.into_iter().any(|text| text.to_lowercase().contains(&wanted))
    };
    query.means.is_none_or(|means| one.means.contains(&means)) && query.q.as_deref().is_none_or(told)
}

/// What was put right stays visible.
fn replaced(ask: &Ask) -> Vec<(String, String, Link)> {
    let fieldwork = &ask.view().record.fieldwork;
    let observations = corrected(&fieldwork.observations);
    let restrictions = corrected(&fieldwork.restrictions);
    let efforts = corrected(&fieldwork.efforts);
    let observed = fieldwork.observations.iter().filter_map(|one| {
        let later = observations.get(&one.id)?;
        let told = format!("{}, {}", when(one.when, None), publication::fieldwork::noticed(one));
        Some((one.id.to_string(), told, Link::new(links::observation(&later.id), later.id.to_string())))
    });
    let anchor = |id: String| Link::new(format!("#{}", links::segment(&id)), id);
    let restricted = fieldwork.restrictions.iter().filter_map(|one| {
        let later = restrictions.get(&one.id)?;
        Some((one.id.to_string(), publication::fieldwork::restriction(one), anchor(later.id.to_string())))
    });
    let watched = fieldwork.efforts.iter().filter_map(|one| {
        let later = efforts.get(&one.id)?;
        Some((one.id.to_string(), Watched::of([one]).words(), anchor(later.id.to_string())))
    });
    observed.chain(restricted).chain(watched).collect()
}

fn or_unknown(text: Option<String>) -> String {
    text.unwrap_or_else(|| "not known".to_owned())
}

impl Row {
    fn new(one: &Observation) -> Self {
        let noticed = one.noticed.as_ref();
        let place = noticed.and_then(|noticed| name(&noticed.place).or_else(|| direction(noticed)));
        Self {
            href: links::observation(&one.id),
            id: one.id.to_string(),
            when: when(one.when, one.time_zone.as_deref()),
            position: position(one),
            means: means(one),
            number: noticed.map_or_else(String::new, |noticed| {
                noticed.count.map_or_else(|| "not counted".to_owned(), words::toll)
            }),
            what: noticed.map_or_else(|| "nothing".to_owned(), |noticed| noticed.what.clone()),
            description: noticed.and_then(|noticed| noticed.description).map_or("", description),
            weapon: noticed.map_or_else(String::new, |noticed| or_unknown(weapon(noticed))),
            place: if noticed.is_some() { or_unknown(place) } else { String::new() },
            patrol: patrol(&one.patrol),
            exercise: noticed.is_some_and(|noticed| noticed.exercise),
        }
    }
}

impl Watch {
    fn new(one: &Effort) -> Self {
        let number = |told: Option<u32>| told.map_or_else(|| "not told".to_owned(), |told| told.to_string());
        let out = |place: &model::OutOfReach| {
            let why = if place.why.is_empty() { "no reason told" } else { &place.why };
            (place.place.clone(), why.to_owned())
        };
        Self {
            id: one.id.to_string(),
            when: when(one.when, one.time_zone.as_deref()),
            area: one.area.clone(),
            teams: number(one.teams),
            hours: one.hours.map_or_else(|| "not told".to_owned(), |hours| hours.to_string()),
            reached: one.reached.join("; "),
            planned: one.planned.join("; "),
            out: one.out_of_reach.iter().map(out).collect(),
            cameras: match (one.cameras_working, one.cameras) {
                (None, None) => "not told".to_owned(),
                (working, all) => format!("{} of {}", number(working), number(all)),
            },
            words: one.words.clone().unwrap_or_default(),
        }
    }
}

impl Met {
    fn new(one: &Restriction) -> Self {
        Self {
            id: one.id.to_string(),
            when: when(one.when, one.time_zone.as_deref()),
            kind: restriction_kind(one.kind),
            by: restricted_by(one),
            href: one.by.as_ref().filter(|by| by.id().is_some()).map(links::actor).unwrap_or_default(),
            place: name(&one.place).unwrap_or_else(|| "not told".to_owned()),
            lasted: one
                .minutes
                .map_or_else(|| "not told".to_owned(), |minutes| words::count(minutes as usize, "minute", "minutes")),
            reason: one.reason.clone().unwrap_or_else(|| "none told".to_owned()),
            patrol: patrol(&one.patrol),
            words: one.words.clone().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_heard_stands_in_the_table_and_counts_stand_beside_effort() {
        let page = Observations::sample();
        assert_eq!(page.rows.len(), 3, "what was put right is not counted");
        assert_eq!(page.counted, "about 30 × burst; 7 × explosion; nothing in 1 watch");
        assert!(page.watched.starts_with("24.5 team-hours, 2 of 3 planned places reached, 1 out of reach"));
        let names: Vec<&str> = page.restricted.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["North Army", "South Council", "nobody known"], "in the agreement's order");
        let html = page.render().unwrap();
        for words in
            ["nothing", "the ridge</bdi>: <bdi>road closed", "obs-0003", "id=\"res-0001\"", "mirror patrol p-18"]
        {
            assert!(html.contains(words), "{words}\n{html}");
        }
    }

    #[test]
    fn filters_choose_and_an_empty_choice_still_tells_the_effort() {
        let at = |query: &str| Observations::new(&Ask::sample(&format!("/observations?{query}"), ""));
        assert_eq!(at("means=camera").rows.len(), 1);
        assert_eq!((at("place=ridge").rows.len(), at("q=explosion").rows.len()), (2, 1));
        let none = at("from=1999-01-01&to=1999-12-31");
        assert!(none.rows.is_empty() && none.watched.starts_with("no effort is reported"));
        assert!(none.render().unwrap().contains("no effort is reported"));
    }
}
