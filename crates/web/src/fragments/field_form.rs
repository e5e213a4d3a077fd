//! The forms by which people enter what a patrol noticed, met and did. Their fields are the columns of the tables, so that a form
//! says what a row says; what may be wrong in them is told by whoever reads the row.

use super::DeskFields;
use crate::ask::Ask;
use crate::form::Form;
use crate::words;
use askama::Template;
use askama::filters::HtmlSafe;
use model::{Compass, Description, Means, PlacePrecision, Precision, RestrictionKind};
use publication::fieldwork::{description, means_in_words, restriction_kind};
use wire::fieldwork::Tabular;
use wire::{EffortLine, ObservationLine, RestrictionLine};

/// A value and its words.
type Choices = Vec<(&'static str, String)>;

/// How a field is filled in.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Needed,
    Long,
    /// Several may be ticked.
    Ticks(fn() -> Choices),
    /// One is chosen, or none.
    Choice(fn() -> Choices),
}

/// The column, its label, how it is filled in.
type Column = (&'static str, &'static str, Kind);

/// A field as it is shown.
struct Field {
    name: &'static str,
    label: &'static str,
    value: String,
    needed: bool,
    long: bool,
    /// Value, words, whether it is chosen; empty where something is typed.
    choices: Vec<(&'static str, String, bool)>,
    ticks: bool,
}

/// Fields under one legend.
struct Group {
    legend: &'static str,
    fields: Vec<Field>,
}

/// A form.
#[derive(Template)]
#[template(path = "field_form.html")]
pub(crate) struct FieldForm {
    desk: DeskFields,
    action: String,
    /// What is entered, as the button says it.
    act: &'static str,
    summary: String,
    groups: Vec<Group>,
    /// Columns without a field, which a correction carries along.
    hidden: Vec<(&'static str, String)>,
    open: bool,
}

impl HtmlSafe for FieldForm {}

const WHO: &[Column] = &[
    ("team", "Team", Kind::Text),
    ("observers", "Observers, with semicolons between", Kind::Text),
    ("patrol", "Patrol", Kind::Text),
    ("mirrors", "Its mirror patrol", Kind::Text),
    ("area", "Area", Kind::Text),
];

const WHEN: &[Column] = &[
    ("from", "Day, or beginning (2031-05-03T10:15)", Kind::Needed),
    ("to", "End", Kind::Text),
    ("precision", "Told to the", Kind::Choice(precisions)),
    ("time_zone", "Time zone (Africa/Tripoli)", Kind::Text),
];

const OBSERVATION: &[(&str, &[Column])] = &[
    ("Who was there", WHO),
    ("When", WHEN),
    (
        "From where",
        &[
            ("position", "Position", Kind::Text),
            ("position_latitude", "Latitude", Kind::Text),
            ("position_longitude", "Longitude", Kind::Text),
            ("position_precision", "Told as", Kind::Choice(place_precisions)),
            ("position_radius_km", "Within, in km", Kind::Text),
        ],
    ),
    (
        "What was noticed",
        &[
            ("means", "By what means", Kind::Ticks(means)),
            ("what", "What; “nothing” where nothing was", Kind::Needed),
            ("count", "How many (7, 3-5, 3+, about 40, some)", Kind::Text),
            ("description", "Description", Kind::Choice(descriptions)),
            ("weapon", "Weapon", Kind::Text),
            ("calibre_mm", "Calibre, in mm", Kind::Text),
            ("exercise", "A live-fire exercise", Kind::Choice(yes)),
        ],
    ),
    (
        "Where it was",
        &[
            ("direction", "Direction (NW, or degrees)", Kind::Text),
            ("distance_km", "Distance, in km (4, 7-10)", Kind::Text),
            ("toward", "Moving toward", Kind::Choice(compass)),
            ("event", "Place, where it was told", Kind::Text),
            ("event_latitude", "Latitude", Kind::Text),
            ("event_longitude", "Longitude", Kind::Text),
            ("event_precision", "Told as", Kind::Choice(place_precisions)),
            ("event_radius_km", "Within, in km", Kind::Text),
        ],
    ),
    ("The patrol’s own words", &[("words", "Words", Kind::Long)]),
];

const RESTRICTION: &[(&str, &[Column])] = &[
    ("Who was restricted", WHO),
    ("When", WHEN),
    (
        "What happened",
        &[
            ("kind", "In what way", Kind::Choice(restriction_kinds)),
            ("restricted_by", "By whom; empty where not known", Kind::Text),
            ("place", "Where", Kind::Text),
            ("minutes", "For how many minutes", Kind::Text),
            ("reason", "The reason given", Kind::Long),
            ("words", "The patrol’s own words", Kind::Long),
        ],
    ),
];

const EFFORT: &[(&str, &[Column])] = &[
    ("When", WHEN),
    (
        "How much was watched",
        &[
            ("area", "Area", Kind::Needed),
            ("teams", "Teams", Kind::Text),
            ("hours", "Hours, of all teams together", Kind::Text),
            ("planned", "Places planned, with semicolons between", Kind::Long),
            ("reached", "Places reached", Kind::Long),
            ("out_of_reach", "Places out of reach (the ridge: mines; Mill: road closed)", Kind::Long),
            ("cameras_working", "Cameras working", Kind::Text),
            ("cameras", "Cameras in all", Kind::Text),
            ("words", "Remark", Kind::Long),
        ],
    ),
];

fn means() -> Choices {
    Means::ALL.iter().map(|one| (one.as_str(), means_in_words(*one).to_owned())).collect()
}

fn descriptions() -> Choices {
    Description::ALL.iter().map(|one| (one.as_str(), description(*one).to_owned())).collect()
}

fn restriction_kinds() -> Choices {
    RestrictionKind::ALL.iter().map(|one| (one.as_str(), restriction_kind(*one).to_owned())).collect()
}

fn precisions() -> Choices {
    Precision::ALL.iter().map(|one| (one.as_str(), one.as_str().replace('_', " "))).collect()
}

fn place_precisions() -> Choices {
    PlacePrecision::ALL.iter().map(|one| (one.as_str(), one.as_str().to_owned())).collect()
}

fn compass() -> Choices {
    Compass::ALL.iter().map(|one| (one.as_str(), one.as_str().to_owned())).collect()
}

fn yes() -> Choices {
    vec![("yes", "yes".to_owned())]
}

/// The forms of the page of all observations, each with what was typed into it; none where the desk is closed.
pub(crate) fn all_forms(ask: &Ask) -> Vec<FieldForm> {
    let forms = [
        ("observation", "Enter an observation", OBSERVATION),
        ("restriction", "Enter a restriction of movement", RESTRICTION),
        ("effort", "Enter how much was watched", EFFORT),
    ];
    let made = |(act, summary, groups): (&'static str, &str, _)| {
        let own = ask.form.one("act") == act;
        let typed = if own { ask.form.clone() } else { Form::default() };
        FieldForm::new(ask, "/observations".to_owned(), act, summary, groups, &typed)
    };
    forms.into_iter().filter_map(made).collect()
}

/// The form by which an observation is put right: it begins with what the observation says.
pub(crate) fn correction(ask: &Ask, observation: &model::Observation) -> Option<FieldForm> {
    let typed = if ask.form.one("act") == "observation" {
        ask.form.clone()
    } else {
        let cells = ObservationLine::new(observation).to_cells();
        let pairs = ObservationLine::COLUMNS.split_whitespace().zip(cells);
        let pairs = pairs.filter(|(name, _)| !matches!(*name, "id" | "corrects"));
        Form::new(pairs.map(|(name, value)| (name.to_owned(), value)).collect())
    };
    let action = crate::links::observation(&observation.id);
    let summary = format!("Put {} right by a new observation", observation.id);
    FieldForm::new(ask, action, "observation", &summary, OBSERVATION, &typed)
}

/// The columns that a form of this name fills in.
fn columns(act: &str) -> &'static str {
    match act {
        "observation" => ObservationLine::COLUMNS,
        "restriction" => RestrictionLine::COLUMNS,
        _ => EffortLine::COLUMNS,
    }
}

impl FieldForm {
    /// `None` where the desk is closed.
    fn new(
        ask: &Ask,
        action: String,
        act: &'static str,
        summary: &str,
        groups: &'static [(&'static str, &'static [Column])],
        typed: &Form,
    ) -> Option<Self> {
        let shown: Vec<&str> = groups.iter().flat_map(|(_, columns)| *columns).map(|(name, ..)| *name).collect();
        let rest = columns(act).split_whitespace().filter(|name| !shown.contains(name) && *name != "id");
        let group = |(legend, columns): &(&'static str, &'static [Column])| Group {
            legend,
            fields: columns.iter().map(|column| Field::new(*column, typed)).collect(),
        };
        Some(Self {
            desk: DeskFields::new(ask)?,
            action,
            act,
            summary: summary.to_owned(),
            groups: groups.iter().map(group).collect(),
            hidden: rest.filter_map(|name| Some((name, typed.told(name)?))).collect(),
            open: ask.form.one("act") == act,
        })
    }
}

impl Field {
    fn new((name, label, kind): Column, typed: &Form) -> Self {
        let (choices, ticks) = match kind {
            Kind::Ticks(choices) => (choices(), true),
            Kind::Choice(choices) => (choices(), false),
            Kind::Text | Kind::Needed | Kind::Long => (Vec::new(), false),
        };
        let ticked: Vec<String> = typed.all(name).iter().map(|one| one.trim_end_matches(';').to_owned()).collect();
        let chosen = |value: &str| if ticks { ticked.iter().any(|one| one == value) } else { typed.one(name) == value };
        Self {
            name,
            label,
            value: typed.one(name).to_owned(),
            needed: matches!(kind, Kind::Needed),
            long: matches!(kind, Kind::Long),
            choices: choices.into_iter().map(|(value, words)| (value, words::capital(&words), chosen(value))).collect(),
            ticks,
        }
    }
}
