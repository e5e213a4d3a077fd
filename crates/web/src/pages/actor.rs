//! One actor: its names, what it is part of, whom it backs according to whom, and the claims that name it.

use crate::answer::Answer;
use crate::ask::Ask;
use crate::error::PageError;
use crate::fragments::{Filters, Frame, Link, Quote, Shown};
use crate::pages::actors::{claims, in_period, kind_words};
use crate::view::{Told, View};
use askama::Template;
use model::{Actor, ActorRef, ClaimKind, Role};
use std::collections::BTreeMap;

/// One actor.
#[derive(Template)]
#[template(path = "actor.html")]
pub(crate) struct ActorPage {
    frame: Frame,
    filters: Filters,
    name: String,
    kind: &'static str,
    listed: bool,
    aliases: Vec<String>,
    ambiguous: Vec<String>,
    relations: Vec<(&'static str, Vec<Link>)>,
    /// Whom it is said to back, and who is said to back it: with the words.
    backs: Vec<(Link, Vec<Quote>)>,
    backed_by: Vec<(Link, Vec<Quote>)>,
    /// Its claims by part: the heading, how many in words, those shown.
    parts: Vec<(&'static str, String, Vec<Quote>)>,
    incidents: String,
}

/// How many claims of a part are shown; the number of all is always told.
const MOST: usize = 40;

/// The kinds that tell of backing.
const BACKING: [ClaimKind; 4] =
    [ClaimKind::Support, ClaimKind::MilitaryAid, ClaimKind::ArmsTransfer, ClaimKind::ForeignFighters];

pub(crate) fn show(ask: &Ask) -> Result<Answer, PageError> {
    Ok(Answer::html(ActorPage::new(ask)?.render()?))
}

impl ActorPage {
    pub(crate) fn new(ask: &Ask) -> Result<Self, PageError> {
        let view = ask.view();
        let entry = view.actors.iter().find(|actor| actor.id.as_str() == ask.id);
        let named = Named::new(ask);
        let missing = || PageError::NotFound { noun: "actor", id: ask.id.clone() };
        let name = entry.map(|entry| entry.name.clone()).or_else(|| named.name.clone()).ok_or_else(missing)?;
        let kind = entry.map(|entry| entry.kind).or(named.kind);
        let query = crate::query::Query { actor: Some(ask.id.clone()), ..ask.query.period_only() };
        Ok(Self {
            frame: ask.frame(name.clone(), "/actors"),
            filters: Filters::new(&view, &ask.path, &ask.query, Shown::Period),
            name,
            kind: kind.map_or("not settled", kind_words),
            listed: entry.is_some(),
            aliases: entry.map(|entry| entry.aliases.clone()).unwrap_or_default(),
            ambiguous: entry.map(|entry| entry.ambiguous_aliases.clone()).unwrap_or_default(),
            relations: entry.map(|entry| relations(&view, entry)).unwrap_or_default(),
            backs: backing(&named.claims, &ask.id, Role::Agent, &[Role::Beneficiary, Role::Target, Role::Counterpart]),
            backed_by: backers(&named.claims, &ask.id),
            parts: named.parts(&ask.id),
            incidents: format!("/incidents{}", query.written()),
        })
    }

    #[cfg(test)]
    pub(crate) fn sample() -> Self {
        Self::new(&Ask::sample("/actors/north-army", "north-army")).expect("the sample has this actor")
    }
}

/// The claims of the period that name an actor.
struct Named<'a> {
    name: Option<String>,
    kind: Option<model::ActorKind>,
    claims: Vec<Told<'a>>,
}

impl<'a> Named<'a> {
    fn new(ask: &'a Ask) -> Self {
        let mut named = Self { name: None, kind: None, claims: Vec::new() };
        for told in ask.view().all_told() {
            let Some(actor) = everybody(told).find(|actor| actor.key() == ask.id) else { continue };
            // The name is known whatever the period, so that a period without claims is no missing page.
            named.name.get_or_insert_with(|| actor.to_string());
            if let ActorRef::Unlisted { kind, .. } | ActorRef::Described { kind, .. } = actor {
                named.kind.get_or_insert(*kind);
            }
            if in_period(ask, &told) {
                named.claims.push(told);
            }
        }
        named
    }

    fn parts(&self, key: &str) -> Vec<(&'static str, String, Vec<Quote>)> {
        let has = |told: &Told<'_>, roles: &[Role]| {
            roles.iter().any(|role| told.reading.actors(told.claim, *role).any(|actor| actor.key() == key))
        };
        let speaks = |told: &Told<'_>| told.reading.speaker(told.claim).is_some_and(|speaker| speaker.key() == key);
        let other = [
            Role::Counterpart,
            Role::Beneficiary,
            Role::Mediator,
            Role::Matter,
            Role::Instrument,
            Role::From,
            Role::To,
        ];
        let parts: [(&str, Vec<Told<'_>>); 4] = [
            ("Said to act", self.those(|told| has(told, &[Role::Agent]))),
            ("Said to be acted upon", self.those(|told| has(told, &[Role::Target, Role::Victim]))),
            ("Named otherwise", self.those(|told| has(told, &other))),
            ("Speaks", self.those(speaks)),
        ];
        let shown = parts.into_iter().filter(|(_, told)| !told.is_empty());
        shown
            .map(|(heading, told)| {
                let number = if told.len() > MOST {
                    format!("{}, the first {MOST} shown; choose a period for others", claims(told.len()))
                } else {
                    claims(told.len())
                };
                (heading, number, told.into_iter().take(MOST).map(Quote::new).collect())
            })
            .collect()
    }

    fn those(&self, wanted: impl Fn(&Told<'_>) -> bool) -> Vec<Told<'a>> {
        self.claims.iter().copied().filter(|told| wanted(told)).collect()
    }
}

fn everybody<'a>(told: Told<'a>) -> impl Iterator<Item = &'a ActorRef> {
    let Told { reading, claim } = told;
    Role::ALL.into_iter().flat_map(move |role| reading.actors(claim, role)).chain(reading.speaker(claim))
}

fn relations(view: &View<'_>, entry: &Actor) -> Vec<(&'static str, Vec<Link>)> {
    let ids = |ids: &[model::ActorId]| ids.iter().map(|id| Link::actor(&view.actor_ref(id))).collect::<Vec<_>>();
    let lists = |pick: fn(&Actor) -> &[model::ActorId]| {
        let those = view.actors.iter().filter(|actor| pick(actor).contains(&entry.id));
        those.map(|actor| Link::actor(&view.actor_ref(&actor.id))).collect::<Vec<_>>()
    };
    let all = [
        ("part of", ids(&entry.part_of)),
        ("leads", ids(&entry.leads)),
        ("speaks for", ids(&entry.speaks_for)),
        ("its parts", lists(|actor| &actor.part_of)),
        ("led by", lists(|actor| &actor.leads)),
        ("for it speak", lists(|actor| &actor.speaks_for)),
    ];
    all.into_iter().filter(|(_, links)| !links.is_empty()).collect()
}

/// Whom the actor is said to back: where it fills `own` in a claim of backing, whoever fills the first of `others` that is filled.
fn backing(told: &[Told<'_>], key: &str, own: Role, others: &[Role]) -> Vec<(Link, Vec<Quote>)> {
    let mut by: BTreeMap<String, (Link, Vec<Quote>)> = BTreeMap::new();
    for one in told.iter().filter(|one| BACKING.contains(&one.claim.kind)) {
        if !one.reading.actors(one.claim, own).any(|actor| actor.key() == key) {
            continue;
        }
        let filled = others.iter().find(|role| one.reading.actors(one.claim, **role).next().is_some());
        for actor in filled.into_iter().flat_map(|role| one.reading.actors(one.claim, *role)) {
            let entry = by.entry(actor.key()).or_insert_with(|| (Link::actor(actor), Vec::new()));
            entry.1.push(Quote::new(*one));
        }
    }
    by.into_values().collect()
}

fn backers(told: &[Told<'_>], key: &str) -> Vec<(Link, Vec<Quote>)> {
    let mut all = backing(told, key, Role::Beneficiary, &[Role::Agent]);
    let without = |one: &&Told<'_>| one.reading.actors(one.claim, Role::Beneficiary).next().is_none();
    let rest: Vec<Told<'_>> = told.iter().filter(without).copied().collect();
    for role in [Role::Target, Role::Counterpart] {
        all.extend(backing(&rest, key, role, &[Role::Agent]));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_party_has_names_relations_and_backers_according_to_somebody() {
        let page = ActorPage::sample().render().unwrap();
        for words in ["Army of the North", "Harbour State", "Said to act", "General Ash", "/reports/r-0001#c"] {
            assert!(page.contains(words), "{words}\n{page}");
        }
    }

    #[test]
    fn whoever_is_not_listed_has_a_page_and_nobody_has_none() {
        let page = ActorPage::new(&Ask::sample("/actors/described:gunmen", "described:gunmen")).unwrap();
        assert!(!page.listed && page.kind == "armed group");
        assert!(ActorPage::new(&Ask::sample("/actors/x", "x")).is_err());
    }
}
