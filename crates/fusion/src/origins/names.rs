//! Names of publishers: under which key a name, however written, stands. Keys are opaque; nothing prefers one to another.

use crate::corpus::Corpus;
use model::{Actor, ActorKind, ActorRef, MentionKind, Reading, Source, SourceKind};
use std::collections::BTreeMap;

/// Names by which agencies sign their copy; shared with the reader of main text.
const AGENCIES: &str = include_str!("../../../../data/boilerplate/agencies.toml");

/// What is known under a key.
#[derive(Debug, Clone, Default)]
pub(crate) struct Publisher {
    /// The name to show.
    pub(crate) name: String,
    /// The actor, where a mention gave one.
    pub(crate) actor: Option<ActorRef>,
    /// Whether it is known to be an agency.
    pub(crate) agency: bool,
}

/// The names of those who publish.
pub(crate) struct Names {
    keys: BTreeMap<String, String>,
    publishers: BTreeMap<String, Publisher>,
}

#[derive(serde::Deserialize)]
struct Agencies {
    names: Vec<String>,
}

impl Names {
    /// Gathers names from the sources known, from the register's media, from the agencies' own list, from the reports' sources and from the media that
    /// the reports mention. Where two of these call one name by two keys, the first in this order holds.
    pub(crate) fn new(corpus: &Corpus, sources: &[Source], actors: &[Actor]) -> Self {
        let mut names = Self { keys: BTreeMap::new(), publishers: BTreeMap::new() };
        let mut sorted: Vec<&Source> = sources.iter().collect();
        sorted.sort_by(|a, b| a.id.cmp(&b.id));
        for source in sorted {
            let key = names.add(&source.name, &source.name);
            names.alias(source.id.as_str(), &key);
            names.publishers.entry(key).or_default().agency |= source.kind == SourceKind::Agency;
        }
        let agencies: Agencies = toml::from_str(AGENCIES).unwrap_or(Agencies { names: Vec::new() });
        names.add_listed(actors, &agencies.names);
        names.add_media(corpus);
        for agency in &agencies.names {
            let key = names.add(agency, &shown(agency));
            names.publishers.entry(key).or_default().agency = true;
        }
        // Of several ways to write one name the first is shown.
        for source in (0..corpus.len()).filter_map(|report| corpus.source(report)) {
            names.add(source, source);
        }
        names
    }

    fn add(&mut self, name: &str, shown: &str) -> String {
        let plain = plain(name);
        let key = self.keys.entry(plain.clone()).or_insert_with(|| format!("media:{plain}")).clone();
        let publisher = self.publishers.entry(key.clone()).or_default();
        if publisher.name.is_empty() {
            publisher.name = shown.to_owned();
        }
        key
    }

    fn alias(&mut self, name: &str, key: &str) {
        self.keys.entry(plain(name)).or_insert_with(|| key.to_owned());
    }

    /// The media of the register: all names of one meet under one key ("AFP" and "Agence France-Presse").
    /// It is shown by the shortest name by which it signs its copy, else by the register's.
    fn add_listed(&mut self, actors: &[Actor], agencies: &[String]) {
        let mut media: Vec<&Actor> = actors.iter().filter(|actor| actor.kind == ActorKind::Media).collect();
        media.sort_by(|a, b| a.id.cmp(&b.id));
        for actor in media {
            let mut written = std::iter::once(&actor.name).chain(&actor.aliases);
            let known = written.find_map(|name| self.keys.get(&plain(name)).cloned());
            let is_own = |signed: &&String| {
                let mut own = std::iter::once(&actor.name).chain(&actor.aliases);
                own.any(|name| plain(name) == plain(signed))
            };
            let signed = agencies.iter().filter(is_own).min_by_key(|signed| signed.len());
            let name = signed.map_or_else(|| actor.name.clone(), |signed| shown(signed));
            let key = known.unwrap_or_else(|| self.add(&name, &name));
            for name in std::iter::once(&actor.name).chain(&actor.aliases).filter(|name| !plain(name).is_empty()) {
                self.alias(name, &key);
            }
            let listed = ActorRef::Listed { id: actor.id.clone(), name: actor.name.clone() };
            self.publishers.entry(key).or_default().actor.get_or_insert(listed);
        }
    }

    /// Media that reports mention: the register's name and every written name meet under one key.
    fn add_media(&mut self, corpus: &Corpus) {
        let mut seen: BTreeMap<(&str, &str), &ActorRef> = BTreeMap::new();
        for (actor, written) in corpus.reports().iter().flat_map(|report| &report.media) {
            let actor = corpus.actor(*actor);
            seen.entry((actor.name(), corpus.text(*written))).or_insert(actor);
        }
        for ((name, written), actor) in seen {
            let known = [name, written].into_iter().find_map(|name| self.keys.get(&plain(name)).cloned());
            let key = known.unwrap_or_else(|| self.add(name, name));
            self.alias(name, &key);
            if !plain(written).is_empty() {
                self.alias(written, &key);
            }
            self.publishers.entry(key).or_default().actor.get_or_insert_with(|| actor.clone());
        }
    }

    /// The key of a name, where it is one that publishes.
    pub(crate) fn key(&self, name: &str) -> Option<&str> {
        self.keys.get(&plain(name)).map(String::as_str)
    }

    /// What is known under a key.
    pub(crate) fn publisher(&self, key: &str) -> Option<&Publisher> {
        self.publishers.get(key)
    }

    /// The key of an actor, where it is one that publishes.
    pub(crate) fn actor_key(&self, actor: &ActorRef) -> Option<String> {
        let known = self.key(actor.name()).map(str::to_owned);
        known.or_else(|| is_media(actor).then(|| format!("media:{}", plain(actor.name()))))
    }
}

/// The media that a report mentions, each with the words that name it there; none where they only stand for it.
pub(crate) fn written_media(reading: &Reading) -> impl Iterator<Item = (&ActorRef, &str)> {
    let mentions = reading.mentions.iter().zip(&reading.referents);
    mentions.filter_map(|(mention, referent)| {
        let actor = referent.actor().filter(|actor| is_media(actor))?;
        let named = mention.antecedent.is_none() && mention.kind != MentionKind::Actor;
        Some((actor, if named { mention.head.slice(&reading.text) } else { "" }))
    })
}

/// The register gives the ids of media the prefix `media-`; see data/actors/README.md.
fn is_media(actor: &ActorRef) -> bool {
    match actor {
        ActorRef::Listed { id, .. } => id.as_str().starts_with("media-"),
        ActorRef::Unlisted { kind, .. } => *kind == ActorKind::Media,
        ActorRef::Described { .. } | ActorRef::Ambiguous(_) => false,
    }
}

/// A name as it is compared: lower case, words only, without what stands in brackets or behind a dot, and without the
/// words that agencies may add or leave out.
pub(crate) fn plain(name: &str) -> String {
    let core = name.split(['·', '(', '|']).find(|part| !part.trim().is_empty()).unwrap_or_default().to_lowercase();
    let mut words: Vec<&str> = core.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && words.first() == Some(&"the") {
        words.remove(0);
    }
    while words.len() > 1 && matches!(words.last(), Some(&("agency" | "news"))) {
        words.pop();
    }
    words.join(" ")
}

/// Short names are initials, longer ones are names.
fn shown(name: &str) -> String {
    let word = |word: &str| {
        if word.chars().count() <= 4 && !name.contains(' ') {
            return word.to_uppercase();
        }
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    };
    name.split(' ').map(word).collect::<Vec<String>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_however_written() {
        assert_eq!(plain("The Anadolu News Agency"), plain("anadolu agency"));
        assert_eq!(plain("Cape Lantern Wire · demonstration"), "cape lantern wire");
        assert_eq!(plain("News"), "news");
        assert_eq!(shown("afp"), "AFP");
        assert_eq!(shown("ria novosti"), "Ria Novosti");
    }

    #[test]
    fn the_agencies_own_list_can_be_read() {
        let agencies: Agencies = toml::from_str(AGENCIES).unwrap();
        assert!(agencies.names.len() > 20);
    }
}
