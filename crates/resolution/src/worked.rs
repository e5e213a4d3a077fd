//! Worked cases for the whole stage, with the embedded register and gazetteer.
//!
//! A text marks its mentions: `{person:General <Khalifa Haftar>}` is a mention of a person with the head between the angles
//! (the whole phrase without them); `{place@speaker:Ankara}` is one that plays a part in a claim; `{actor=0:he}` stands for mention 0.

mod actors;
mod places;
mod seeds;
mod spotting;
mod swap;

use crate::Resolver;
use model::{
    Attribution, Basis, Claim, ClaimId, ClaimKind, Document, Filler, Interval, KnownName, Language, Mention,
    MentionKind, MentionRef, Method, Modality, Polarity, Published, Referent, Role, Span, Tense,
};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static RESOLVER: LazyLock<Resolver> = LazyLock::new(Resolver::embedded);

/// A document of a text, published on a day where one is given.
pub(super) fn document(text: &str, day: &str) -> Document {
    let published = match day.parse() {
        Ok(date) => Published::Known { when: Interval::day(date).unwrap(), basis: Basis::Given },
        Err(_) => Published::Unknown,
    };
    Document {
        title: None,
        text: text.to_owned(),
        language: Language::English,
        published,
        paragraphs: Vec::new(),
        pieces: Vec::new(),
        credits: Vec::new(),
    }
}

/// Takes the marks out of a text.
pub(super) fn marked(marked: &str) -> (String, Vec<Mention>, Vec<Claim>) {
    let (mut text, mut mentions, mut claims) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (mark, after) = after.split_once('}').unwrap();
        let (label, phrase) = mark.split_once(':').unwrap();
        let (label, antecedent) = label.split_once('=').map_or((label, None), |(label, number)| (label, Some(number)));
        let (kind, role) = label.split_once('@').map_or((label, None), |(kind, role)| (kind, Some(role)));
        let start = text.chars().count();
        let plain: String = phrase.chars().filter(|letter| !matches!(letter, '<' | '>')).collect();
        let whole = Span::new(start, start + plain.chars().count()).unwrap();
        let head = phrase.split_once('<').map_or(whole, |(before, head)| {
            let from = start + before.chars().count();
            Span::new(from, from + head.split('>').next().unwrap().chars().count()).unwrap()
        });
        let reference = MentionRef(mentions.len());
        text.push_str(&plain);
        mentions.push(Mention {
            span: whole,
            head,
            kind: MentionKind::parse(kind).unwrap(),
            text: plain,
            antecedent: antecedent.map(|number| MentionRef(number.parse().unwrap())),
        });
        claims.extend(role.map(|role| claim(reference, role, whole)));
        rest = after;
    }
    text.push_str(rest);
    (text, mentions, claims)
}

fn claim(mention: MentionRef, role: &str, span: Span) -> Claim {
    let mut claim = Claim {
        id: ClaimId::new("r.c1").unwrap(),
        kind: ClaimKind::Statement,
        trigger: span,
        evidence: span,
        roles: BTreeMap::new(),
        time: None,
        place: None,
        harm: Vec::new(),
        attribution: Attribution::default(),
        modality: Modality::Asserted,
        polarity: Polarity::Affirmed,
        tense: Tense::Past,
        why: String::new(),
        method: Method { name: "test".into(), version: 1 },
    };
    match role {
        "speaker" => claim.attribution.speaker = Some(mention),
        "place" => claim.place = Some(mention),
        "future" => (claim.time, claim.tense) = (Some(mention), Tense::Future),
        other => drop(claim.roles.insert(Role::parse(other).unwrap(), vec![Filler::Mention(mention)])),
    }
    claim
}

/// What a resolver finds for the marks of a text, one line a mention.
pub(super) fn read_with(resolver: &Resolver, text: &str, day: &str) -> Vec<String> {
    let (text, mentions, claims) = marked(text);
    let document = document(&text, day);
    let (referents, _) = resolver.resolve(&document, &resolver.search(&document), &mentions, &claims);
    assert_eq!(referents.len(), mentions.len());
    referents.iter().map(shown).collect()
}

pub(super) fn read(text: &str, day: &str) -> Vec<String> {
    read_with(&RESOLVER, text, day)
}

pub(super) fn shown(referent: &Referent) -> String {
    match referent {
        Referent::Unresolved => "-".to_owned(),
        Referent::Actor(actor) => actor.key(),
        Referent::Place(place) => format!("at {}", where_shown(place)),
        Referent::Metonym(actor, place) => format!("{} at {}", actor.key(), where_shown(place)),
        Referent::Time(when) => when.to_string(),
    }
}

fn where_shown(place: &model::Where) -> String {
    match place {
        model::Where::At(place) => {
            format!(
                "{} {} {}",
                place.name,
                place.country.map_or("--".to_owned(), |code| code.as_str().to_owned()),
                place.precision.as_str()
            )
        }
        other => other.to_string(),
    }
}

/// The names spotted in a text.
pub(super) fn spotted(text: &str) -> Vec<String> {
    let document = document(text, "");
    let names: Vec<KnownName> = RESOLVER.spot(&document, &RESOLVER.search(&document));
    names.iter().map(|name| format!("{} {}", name.kind.as_str(), name.span.slice(text))).collect()
}

/// Compares a table of texts with what is expected of their marks.
pub(super) fn check(day: &str, cases: &[(&str, &[&str])]) {
    let failed: Vec<String> = cases
        .iter()
        .filter_map(|(text, expected)| {
            let found = read(text, day);
            (found != *expected).then(|| format!("{text}\n   found    {found:?}\n   expected {expected:?}"))
        })
        .collect();
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}
