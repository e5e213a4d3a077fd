//! What every step of reading a sentence is given: its tree, its mentions, the lexicon.

use crate::lexicon::Lexicon;
use crate::mentions::Mentions;
use crate::tree::Tree;
use grammar::{Relation, Tag};
use model::{MentionKind, MentionRef};

/// A sentence under reading.
#[derive(Clone, Copy)]
pub(crate) struct Sentence<'a> {
    /// Its tree.
    pub(crate) tree: &'a Tree<'a>,
    /// The document's mentions.
    pub(crate) mentions: &'a Mentions,
    /// Its number in the document.
    pub(crate) number: usize,
    /// The words known.
    pub(crate) lexicon: &'a Lexicon,
}

impl<'a> Sentence<'a> {
    /// The mention headed by a word.
    pub(crate) fn mention(&self, at: usize) -> Option<MentionRef> {
        let headed = self.mentions.headed(self.number, self.tree, at);
        let headed = headed.or_else(|| {
            let around = self.mentions.at(self.number, at)?;
            let title = self.mentions.form(around) == crate::mentions::Form::Name;
            title.then_some(around)
        });
        // "Japanese Prime Minister Sato": a name that the tree strung behind an adjective.
        headed.or_else(|| {
            let strung = self.tree.kids(at).iter().copied().find(|kid| self.tree.relation(*kid) == Relation::Flat)?;
            let name = self.mentions.at(self.number, strung)?;
            (self.mentions.form(name) == crate::mentions::Form::Name && strung > at).then_some(name)
        })
    }

    /// The mention that a word stands in, as its head or not.
    pub(crate) fn mention_around(&self, at: usize) -> Option<MentionRef> {
        self.mention(at).or_else(|| self.mentions.at(self.number, at))
    }

    /// The first word of a mention as the rules see it: in English, whatever the language of the text.
    pub(crate) fn opening(&self, mention: MentionRef) -> &str {
        let first = (0..self.tree.len()).find(|at| self.mentions.at(self.number, *at) == Some(mention));
        first.map_or("", |at| self.tree.lower(at))
    }

    /// The kind of the mention headed by a word.
    pub(crate) fn kind(&self, at: usize) -> Option<MentionKind> {
        self.mentions.kind(self.number, self.tree, at)
    }

    /// Whether a word stands inside a name's own words: nothing there is a trigger.
    pub(crate) fn in_name(&self, at: usize) -> bool {
        let named = self.mention(at).is_some_and(|mention| self.mentions.form(mention) == crate::mentions::Form::Name);
        named && !self.tree.headline
    }

    /// Whether a word is one of `words`, or belongs to one of the classes among them.
    pub(crate) fn fits(&self, at: usize, words: &[String]) -> bool {
        let at = self.content(at);
        words.is_empty()
            || words.iter().any(|word| match word.strip_prefix('@') {
                Some(class) => self.is(class, at),
                None => self.tree.lemma(at) == word || self.tree.lower(at) == word,
            })
    }

    /// "a number of soldiers" means soldiers; "dozens of people" people; "the village of Tarn" the village.
    /// A bare number in somebody's phrase ("to 18 Rwandan rebels") means them, however the tree hung it.
    pub(crate) fn content(&self, at: usize) -> usize {
        if let Some(counted) = self.counted(at) {
            return counted;
        }
        let empty = matches!(
            self.tree.lemma(at),
            "dozen"
                | "number"
                | "score"
                | "hundred"
                | "thousand"
                | "group"
                | "series"
                | "couple"
                | "lot"
                | "some"
                | "one"
                | "both"
                | "all"
                | "many"
                | "several"
                | "last"
                | "rest"
                | "majority"
                | "part"
                | "most"
        );
        let of = self.tree.kids(at).iter().copied().find(|kid| {
            matches!(self.tree.relation(*kid), Relation::Nmod | Relation::Obl) && self.tree.preposition(*kid) == "of"
        });
        // "in front of the gate" is the gate; "the Front of Guria" and "the sides of the conflict" are themselves.
        let governed = !self.tree.preposition(at).is_empty();
        let beside = matches!(self.tree.lemma(at), "front" | "vicinity" | "proximity" | "midst" | "middle" | "side");
        if beside && governed && self.tree.tag(at) != Tag::Nns {
            return of.unwrap_or(at);
        }
        let plural = |of: &usize| self.tree.tag(*of) == Tag::Nns || self.tree.lemma(*of) == "people";
        // "three of their commanders".
        let empty = empty || self.tree.tag(at) == Tag::Cd;
        if empty { of.filter(plural).unwrap_or(at) } else { at }
    }

    fn counted(&self, at: usize) -> Option<usize> {
        let around = self.mentions.at(self.number, at).filter(|_| self.tree.tag(at) == Tag::Cd)?;
        let headed = |next: &usize| self.mentions.headed(self.number, self.tree, *next) == Some(around);
        (at + 1..(at + 8).min(self.tree.len())).find(headed)
    }

    /// Whether a word belongs to a class, one of the lexicon's or one that mentions tell.
    pub(crate) fn is(&self, class: &str, at: usize) -> bool {
        let named = || {
            let mention = self.mention(at).filter(|it| self.mentions.form(*it) == crate::mentions::Form::Name)?;
            Some(self.mentions.get(mention)?.kind)
        };
        let kind = self.kind(at);
        match class {
            "actor" => {
                // A title may head the tree's phrase: "the proposal of President Hamid".
                let kind = kind.or_else(named);
                let actor = matches!(
                    kind,
                    Some(MentionKind::Actor | MentionKind::Person | MentionKind::Organisation | MentionKind::Place)
                );
                actor && !matches!(self.tree.lower(at).as_str(), "it")
            }
            "name" => {
                let kind_fits = matches!(
                    kind,
                    Some(MentionKind::Actor | MentionKind::Person | MentionKind::Organisation | MentionKind::Place)
                );
                kind_fits && self.mention(at).is_some_and(|it| self.mentions.form(it) == crate::mentions::Form::Name)
            }
            "place" => kind == Some(MentionKind::Place),
            "time" => kind == Some(MentionKind::Time),
            "number" => self.tree.child(at, Relation::Nummod).is_some(),
            "verb" => self.tree.is_clause(at),
            "infinitive" => {
                self.tree.is_clause(at)
                    && self.tree.tag(at) == Tag::Vb
                    && self.tree.child(at, Relation::Nsubj).is_none()
            }
            "troops" | "fighter" | "group" if kind == Some(MentionKind::Organisation) => {
                self.organisation_fits(class, at)
            }
            "projectile" | "weapon" | "artillery" | "explosive" if !self.tree.is_noun(at) => false,
            _ => {
                let lexicon = self.lexicon;
                lexicon.is(class, self.tree.lemma(at)) || lexicon.is(class, self.tree.lower(at))
            }
        }
    }

    /// A named organisation fights like a group; it is a body of troops where its name says so. One that the register
    /// knows says nothing here: its words are not looked at.
    fn organisation_fits(&self, class: &str, at: usize) -> bool {
        match class {
            "group" => true,
            _ => self.lexicon.is("troops", self.tree.lower(at).trim_end_matches('s')),
        }
    }
}
