//! The words that name something, and whom or what they were found to mean.

use crate::actor::ActorRef;
use crate::place::Where;
use crate::span::Span;
use crate::when::When;

/// What kind of thing the words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// Somebody who acts, without a proper name, or whose kind is not known: "the rebels", "he".
    Actor,
    /// A named person.
    Person,
    /// A named organisation, force, government or party.
    Organisation,
    /// A place.
    Place,
    /// A time.
    Time,
    /// A weapon.
    Weapon,
    /// A number of persons or things.
    Quantity,
    /// An agreement, a draft, a truce.
    Agreement,
}

impl MentionKind {
    /// All kinds.
    pub const ALL: [MentionKind; 8] = [
        MentionKind::Actor,
        MentionKind::Person,
        MentionKind::Organisation,
        MentionKind::Place,
        MentionKind::Time,
        MentionKind::Weapon,
        MentionKind::Quantity,
        MentionKind::Agreement,
    ];

    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            MentionKind::Actor => "actor",
            MentionKind::Person => "person",
            MentionKind::Organisation => "organisation",
            MentionKind::Place => "place",
            MentionKind::Time => "time",
            MentionKind::Weapon => "weapon",
            MentionKind::Quantity => "quantity",
            MentionKind::Agreement => "agreement",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The place of a mention in its reading's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MentionRef(pub usize);

/// Words that name something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where they stand: the whole phrase ("Turkish President Recep Tayyip Erdoğan", "about 2,000 fighters").
    pub span: Span,
    /// The words that decide what they mean: the name without titles, or the head noun.
    pub head: Span,
    /// What kind of thing they name.
    pub kind: MentionKind,
    /// The words.
    pub text: String,
    /// The earlier mention that a pronoun or a definite phrase stands for ("he", "the two leaders").
    pub antecedent: Option<MentionRef>,
}

/// Whom or what a mention was found to mean.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Referent {
    /// Nothing could be said.
    #[default]
    Unresolved,
    /// Somebody who acts.
    Actor(ActorRef),
    /// A place.
    Place(Where),
    /// A place that stands for those who rule it ("Ankara responded"); `0` is who acts, `1` where it lies.
    Metonym(ActorRef, Where),
    /// A time.
    Time(When),
}

impl Referent {
    /// Who acts, if anybody.
    pub fn actor(&self) -> Option<&ActorRef> {
        match self {
            Referent::Actor(actor) | Referent::Metonym(actor, _) => Some(actor),
            _ => None,
        }
    }

    /// The place, if one is meant.
    pub fn place(&self) -> Option<&Where> {
        match self {
            Referent::Place(place) | Referent::Metonym(_, place) => Some(place),
            _ => None,
        }
    }

    /// The time, if one is meant.
    pub fn time(&self) -> Option<&When> {
        match self {
            Referent::Time(when) => Some(when),
            _ => None,
        }
    }
}

/// Words in a text that a register of names holds, spotted before extraction so that names are cut where they end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownName {
    /// Where they stand: the name alone, without titles.
    pub span: Span,
    /// What the register says they name; `Actor` where its entries differ in kind.
    pub kind: MentionKind,
    /// Whether the register of those who act holds the name; otherwise the gazetteer alone does, whose places are named
    /// like many persons and bodies.
    pub listed: bool,
    /// How many letters at the start of the span are no part of the name: Arabic writes conjunctions and prepositions onto it.
    pub prefix: usize,
}
