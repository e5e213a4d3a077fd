//! One observation: all that the patrol says, in its own words too, what was put right by what, and what screening proposes on it.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::drawing;
use crate::error::PageError;
use crate::fragments::{AnswersPast, FieldForm, Frame, Link, Proposed, correction};
use crate::{links, words};
use askama::Template;
use model::fieldwork::corrected;
use model::{Family, Noticed, Observation, ObservationId, Precision, ProposalSubject, Where};
use publication::fieldwork::{description, direction, means, noticed, patrol, position, weapon, when};
use publication::map::Mark;

/// One observation.
#[derive(Template)]
#[template(path = "observation.html")]
pub(crate) struct ObservationPage {
    frame: Frame,
    heading: String,
    about: Vec<(&'static str, String)>,
    words: String,
    /// What it puts right, and what put it right.
    corrects: Option<Link>,
    corrected_by: Option<Link>,
    map: String,
    proposals: Vec<Proposed>,
    past: AnswersPast,
    form: Option<FieldForm>,
}

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(ObservationPage::new(ask)?.render()?))
}

impl ObservationPage {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let missing = || PageError::NotFound { noun: "observation", id: ask.id.clone() };
        let id = ObservationId::new(ask.id.as_str()).map_err(|_| missing())?;
        let view = ask.view();
        let all = &view.record.fieldwork.observations;
        let one = all.iter().find(|one| one.id == id).ok_or_else(missing)?;
        let subject = ProposalSubject::Observation(id.clone());
        let link = |id: &ObservationId| Link::new(links::observation(id), id.to_string());
        let later = corrected(all).get(&id).map(|later| link(&later.id));
        let heading = format!("{}, {}", words::capital(&noticed(one)), when(one.when, None));
        Ok(Self {
            frame: ask.frame(heading.clone(), "/observations"),
            heading,
            about: about(one),
            words: one.words.clone().unwrap_or_default(),
            corrects: one.corrects.as_ref().map(link),
            map: map(ask, one),
            proposals: view.proposals_on(&subject).iter().map(|one| Proposed::new(&view, one)).collect(),
            past: AnswersPast::new(&ask.site, &subject)?,
            form: correction(ask, one).filter(|_| later.is_none()),
            corrected_by: later,
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/observations/obs-0001", "obs-0001")).expect("the sample has this observation")
    }
}

fn about(one: &Observation) -> Vec<(&'static str, String)> {
    let precision = match one.when.precision() {
        Precision::Span => "told from when to when".to_owned(),
        other => format!("told to the {}", other.as_str().replace('_', " ")),
    };
    let observers = one.patrol.observers.join("; ");
    let mut about = vec![
        ("when", format!("{}; {precision}", when(one.when, one.time_zone.as_deref()))),
        ("from where", if one.position == Where::Unknown { position(one) } else { words::place(&one.position) }),
        ("means", means(one)),
        ("noticed", noticed(one)),
    ];
    about.extend(one.noticed.iter().flat_map(something));
    about.extend([
        ("area", one.area.clone().unwrap_or_else(|| "not told".to_owned())),
        ("patrol", patrol(&one.patrol)),
        ("observers", if observers.is_empty() { "not told".to_owned() } else { observers }),
    ]);
    about
}

fn something(noticed: &Noticed) -> Vec<(&'static str, String)> {
    let unknown = || "not known".to_owned();
    vec![
        ("how many", noticed.count.map_or_else(|| "not counted".to_owned(), words::toll)),
        ("description", noticed.description.map_or_else(|| "not told".to_owned(), |one| description(one).to_owned())),
        ("weapon", weapon(noticed).unwrap_or_else(unknown)),
        ("where from there", direction(noticed).unwrap_or_else(unknown)),
        ("place", words::place(&noticed.place)),
        ("exercise", if noticed.exercise { "told as a live-fire exercise" } else { "not told as one" }.to_owned()),
    ]
}

/// The position, and the place where that is told.
fn map(ask: &Ask, one: &Observation) -> String {
    let mark = |place: &Where, label: &str| Mark {
        place: place.clone(),
        family: Family::MilitaryPosture,
        number: String::new(),
        label: label.to_owned(),
        href: links::observation(&one.id),
    };
    let event = one.noticed.iter().map(|noticed| mark(&noticed.place, "where it was"));
    let marks: Vec<Mark> = event.chain([mark(&one.position, "where the patrol was")]).collect();
    let marks: Vec<Mark> = marks.into_iter().filter(|mark| matches!(mark.place, Where::At(_))).collect();
    let drawn = ask.site.basemap().map(|ground| drawing::map(ground, &marks, (440, 300), "Where it was noticed"));
    drawn.filter(|map| map.placed > 0).map_or_else(String::new, |map| map.svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_shows_the_patrols_words_its_place_and_what_is_proposed() {
        let html = ObservationPage::sample().render().unwrap();
        for words in [
            "7 × explosion, undetermined, 7-10 km NW",
            "Dull &#60;thuds&#62;",
            "who did it",
            "A. Lind; B. Okoro",
            "1 change",
        ] {
            assert!(html.contains(words), "{words}\n{html}");
        }
    }

    #[test]
    fn what_was_put_right_stays_and_leads_on() {
        let at = |id: &str| ObservationPage::new(&Ask::sample("/observations/x", id)).unwrap();
        assert_eq!(at("obs-0003").corrected_by.unwrap().text, "obs-0004");
        assert_eq!(at("obs-0004").corrects.unwrap().text, "obs-0003");
        let error = ObservationPage::new(&Ask::sample("/observations/x", "obs-9")).err().unwrap();
        assert_eq!(error.status(), 404);
    }
}
