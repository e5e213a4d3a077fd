//! What the address bar says: period, filters, page. What cannot be understood is refused by name, never passed over.

use crate::error::PageError;
use crate::links::segment;
use axum::extract::Query as Pairs;
use axum::http::Uri;
use jiff::civil::Date;
use model::stage::Stage;
use model::{ClaimKind, Family, Interval, Language, Means, ObligationStatus};
use publication::Period;

/// A kind or a family of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KindChoice {
    Kind(ClaimKind),
    Family(Family),
}

/// What the address bar says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
    pub(crate) kind: Option<KindChoice>,
    /// A party's actor id: whoever stands on its side.
    pub(crate) party: Option<String>,
    /// An actor's key: this one.
    pub(crate) actor: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) contested: Option<bool>,
    /// By what means an observation was made.
    pub(crate) means: Option<Means>,
    /// Words to be searched for.
    pub(crate) q: Option<String>,
    /// From 1.
    pub(crate) page: usize,
    pub(crate) lang: Option<Language>,
    /// Where a case stands, or how an obligation does.
    pub(crate) state: Option<String>,
    /// Somebody who took or may take steps, by their id.
    pub(crate) person: Option<String>,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            from: None,
            to: None,
            kind: None,
            party: None,
            actor: None,
            place: None,
            contested: None,
            means: None,
            q: None,
            page: 1,
            lang: None,
            state: None,
            person: None,
        }
    }
}

/// The families by their names in addresses.
pub(crate) const FAMILIES: [Family; 8] = [
    Family::HostileAct,
    Family::MilitaryPosture,
    Family::Agreement,
    Family::Talks,
    Family::ConfidenceAndCompliance,
    Family::Harm,
    Family::Civil,
    Family::Politics,
];

/// The languages by their codes.
pub(crate) const LANGUAGES: [Language; 5] =
    [Language::English, Language::Arabic, Language::French, Language::Russian, Language::Other];

impl Query {
    /// Reads the query of an address. A parameter without a value is as good as none: forms send them.
    pub(crate) fn parse(text: &str) -> Result<Self, PageError> {
        let mut query = Self::default();
        for (name, value) in pairs(text)? {
            let value = value.trim();
            if !value.is_empty() {
                query.set(&name, value)?;
            }
        }
        if let (Some(from), Some(to)) = (query.from, query.to)
            && to < from
        {
            return Err(bad("to", &to.to_string(), format!("it should not lie before from={from}")));
        }
        Ok(query)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<(), PageError> {
        match name {
            "from" => self.from = Some(day(name, value)?),
            "to" => self.to = Some(day(name, value)?),
            "kind" => self.kind = Some(kind(value)?),
            "party" => self.party = Some(value.to_owned()),
            "actor" => self.actor = Some(value.to_owned()),
            "place" => self.place = Some(value.to_owned()),
            "contested" => self.contested = Some(yes_or_no(value)?),
            "means" => self.means = Some(means(value)?),
            "q" => self.q = Some(value.to_owned()),
            "page" => self.page = page(value)?,
            "lang" => self.lang = Some(language(value)?),
            "state" => self.state = Some(state(value)?),
            "person" => self.person = Some(value.to_owned()),
            _ => {
                let known = "the parts known are from, to, kind, party, actor, place, contested, means, q, page, lang, state and \
                             person";
                return Err(bad(name, value, known));
            }
        }
        Ok(())
    }

    pub(crate) fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }

    /// Whether a time lies in the period; where no period is asked for, an unknown time does too.
    pub(crate) fn touches(&self, time: Option<Interval>) -> bool {
        match time {
            Some(time) => self.period().touches(time),
            None => self.from.is_none() && self.to.is_none(),
        }
    }

    /// The query as an address writes it, with its question mark; empty where nothing is asked.
    pub(crate) fn written(&self) -> String {
        let kind = self.kind.map(|kind| match kind {
            KindChoice::Kind(kind) => kind.as_str(),
            KindChoice::Family(family) => family.as_str(),
        });
        let contested = self.contested.map(|yes| if yes { "yes" } else { "no" }.to_owned());
        let parts = [
            ("from", self.from.map(|day| day.to_string())),
            ("to", self.to.map(|day| day.to_string())),
            ("kind", kind.map(str::to_owned)),
            ("party", self.party.clone()),
            ("actor", self.actor.clone()),
            ("place", self.place.clone()),
            ("contested", contested),
            ("means", self.means.map(|means| means.as_str().to_owned())),
            ("q", self.q.clone()),
            ("lang", self.lang.map(|language| language.code().to_owned())),
            ("state", self.state.clone()),
            ("person", self.person.clone()),
            ("page", (self.page > 1).then(|| self.page.to_string())),
        ];
        let told = parts.iter().filter_map(|(name, value)| Some(format!("{name}={}", segment(value.as_deref()?))));
        let told: Vec<String> = told.collect();
        if told.is_empty() { String::new() } else { format!("?{}", told.join("&")) }
    }

    /// The period alone: what goes along from page to page.
    pub(crate) fn period_only(&self) -> Query {
        Query { from: self.from, to: self.to, ..Query::default() }
    }

    /// Whether anything but the period and the page is asked.
    pub(crate) fn filters(&self) -> bool {
        Query { page: 1, ..self.clone() } != self.period_only()
    }
}

fn pairs(text: &str) -> Result<Vec<(String, String)>, PageError> {
    let uri: Result<Uri, _> = format!("/?{text}").parse();
    let pairs = uri.ok().and_then(|uri| Pairs::<Vec<(String, String)>>::try_from_uri(&uri).ok());
    pairs.map(|Pairs(pairs)| pairs).ok_or_else(|| bad("query", text, "it should be name=value pairs joined by &"))
}

fn bad(name: &str, value: &str, expected: impl Into<String>) -> PageError {
    PageError::BadQuery { name: name.to_owned(), value: value.to_owned(), expected: expected.into() }
}

fn day(name: &str, value: &str) -> Result<Date, PageError> {
    value.parse().map_err(|_| bad(name, value, "it should be a day such as 2020-01-12"))
}

fn kind(value: &str) -> Result<KindChoice, PageError> {
    let family = || FAMILIES.into_iter().find(|family| family.as_str() == value).map(KindChoice::Family);
    // "harm" names a kind and its family; the family holds the kind.
    let found = family().or_else(|| ClaimKind::parse(value).map(KindChoice::Kind));
    found.ok_or_else(|| bad("kind", value, "it should be a kind or a family of kinds as the help page lists them"))
}

fn means(value: &str) -> Result<Means, PageError> {
    Means::parse(value).ok_or_else(|| bad("means", value, format!("it should be {}", Means::EXPECTED)))
}

fn yes_or_no(value: &str) -> Result<bool, PageError> {
    match value {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(bad("contested", value, "it should be yes or no")),
    }
}

fn page(value: &str) -> Result<usize, PageError> {
    let number = value.parse().ok().filter(|page| (1..=1_000_000).contains(page));
    number.ok_or_else(|| bad("page", value, "it should be a number from 1"))
}

fn state(value: &str) -> Result<String, PageError> {
    let known = Stage::NAMES.contains(&value) || ObligationStatus::parse(value).is_some();
    let names = || format!("of a case: {}; of an obligation: {}", Stage::NAMES.join(" "), ObligationStatus::EXPECTED);
    known.then(|| value.to_owned()).ok_or_else(|| bad("state", value, format!("it should be one {}", names())))
}

fn language(value: &str) -> Result<Language, PageError> {
    let found = LANGUAGES.into_iter().find(|language| language.code() == value);
    found.ok_or_else(|| bad("lang", value, "it should be en, ar, fr, ru or und"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_it_said() {
        let text = "?from=2020-01-10&to=2020-01-20&kind=shelling&party=ly-gna&place=A%C3%AFn%20Zara&contested=yes&means=uav&q=a%26b&lang=ar&page=3";
        let query = Query::parse(&text[1..]).unwrap();
        assert_eq!(query.place.as_deref(), Some("Aïn Zara"));
        assert_eq!(query.written(), text);
        assert_eq!(Query::parse("from=&q=+&page=1").unwrap(), Query::default());
        assert_eq!(query.period_only().written(), "?from=2020-01-10&to=2020-01-20");
        assert!(query.filters() && !query.period_only().filters());
    }

    #[test]
    fn what_is_not_understood_is_named() {
        for (text, names) in [
            ("from=yesterday", "from=yesterday"),
            ("kind=violation", "kind=violation"),
            ("page=0", "page=0"),
            ("contested=maybe", "contested=maybe"),
            ("means=smelt", "means=smelt"),
            ("lang=xx", "lang=xx"),
            ("state=lost", "state=lost"),
            ("colour=red", "colour=red"),
            ("from=2020-02-01&to=2020-01-01", "to=2020-01-01"),
        ] {
            let error = Query::parse(text).unwrap_err();
            assert!(error.to_string().contains(names), "{error}");
        }
    }
}
