//! The form of a list's filters; what it asks goes into the address bar.

use crate::query::{FAMILIES, KindChoice, LANGUAGES, Query};
use crate::view::View;
use crate::words;
use askama::Template;
use askama::filters::HtmlSafe;
use model::{ClaimKind, Means};
use publication::fieldwork::means_in_words;

/// A choice of a list: value, words, whether it is chosen.
pub(crate) type Choice = (String, String, bool);

/// Which filters a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// The period alone.
    Period,
    /// The period and words.
    Words,
    /// Period, words, kind, language.
    Reports,
    /// All.
    Incidents,
    /// Period, words, area, means.
    Observations,
}

/// The form of a list's filters.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "filters.html")]
pub(crate) struct Filters {
    pub(crate) path: String,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) q: String,
    pub(crate) place: String,
    /// An actor's key, set by a link and not by the form.
    pub(crate) actor: String,
    pub(crate) kinds: Vec<(String, Vec<Choice>)>,
    pub(crate) parties: Vec<Choice>,
    pub(crate) contested: Vec<Choice>,
    pub(crate) languages: Vec<Choice>,
    pub(crate) means: Vec<Choice>,
    /// Whether anything is asked that could be cleared.
    pub(crate) asked: bool,
    pub(crate) all: bool,
    pub(crate) observed: bool,
    pub(crate) kinds_too: bool,
    pub(crate) words: bool,
}

impl HtmlSafe for Filters {}

impl Filters {
    pub(crate) fn new(view: &View<'_>, path: &str, query: &Query, shown: Shown) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
        let yes_no = [("yes", "contested", true), ("no", "not contested", false)];
        let languages =
            LANGUAGES.map(|one| (one.code().to_owned(), words::language(one).to_owned(), query.lang == Some(one)));
        Self {
            path: path.to_owned(),
            from: day(query.from),
            to: day(query.to),
            q: text(&query.q),
            place: text(&query.place),
            actor: text(&query.actor),
            kinds: kinds(query.kind),
            parties: parties(view, query.party.as_deref()),
            contested: yes_no
                .map(|(value, words, yes)| (value.to_owned(), words.to_owned(), query.contested == Some(yes)))
                .into(),
            languages: languages.into(),
            means: Means::ALL.iter().map(|one| means(*one, query.means)).collect(),
            asked: *query != Query { page: query.page, ..Query::default() },
            all: shown == Shown::Incidents,
            observed: shown == Shown::Observations,
            kinds_too: matches!(shown, Shown::Incidents | Shown::Reports),
            words: shown != Shown::Period,
        }
    }
}

fn means(one: Means, chosen: Option<Means>) -> Choice {
    (one.as_str().to_owned(), means_in_words(one).to_owned(), chosen == Some(one))
}

fn kinds(chosen: Option<KindChoice>) -> Vec<(String, Vec<Choice>)> {
    let group = |family: model::Family| {
        let whole = (
            family.as_str().to_owned(),
            format!("all: {}", family.as_str()),
            chosen == Some(KindChoice::Family(family)),
        );
        let own = ClaimKind::ALL.iter().filter(|kind| kind.family() == family && kind.as_str() != family.as_str());
        let each = own.map(|kind| (kind.as_str().to_owned(), kind.words(), chosen == Some(KindChoice::Kind(*kind))));
        (family.as_str().to_owned(), std::iter::once(whole).chain(each).collect())
    };
    FAMILIES.map(group).into()
}

/// The parties of all agreements, each once, in their orders.
fn parties(view: &View<'_>, chosen: Option<&str>) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    for id in view.record.agreements.iter().flat_map(|agreement| &agreement.parties) {
        if all.iter().all(|(known, _, _)| known != id.as_str()) {
            all.push((id.to_string(), view.actor_name(id), chosen == Some(id.as_str())));
        }
    }
    all
}
