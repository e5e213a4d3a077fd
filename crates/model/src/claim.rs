//! One statement inside a report: somebody says that something happened, will happen, must happen or did not happen.

use crate::harm::Harm;
use crate::id::ClaimId;
use crate::kind::ClaimKind;
use crate::mention::MentionRef;
use crate::method::Method;
use crate::role::Role;
use crate::span::Span;
use std::collections::BTreeMap;

/// How a statement is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Modality {
    /// As a fact.
    #[default]
    Asserted,
    /// As something that the speaker says is not so.
    Denied,
    /// As an order.
    Ordered,
    /// As a demand or a call.
    Demanded,
    /// As a promise, a threat or a vow.
    Promised,
    /// As a plan, a schedule, an offer.
    Planned,
    /// As something feared or warned of.
    Feared,
    /// As a condition, a question, a possibility.
    Hypothetical,
}

impl Modality {
    /// All.
    pub const ALL: [Modality; 8] = [
        Modality::Asserted,
        Modality::Denied,
        Modality::Ordered,
        Modality::Demanded,
        Modality::Promised,
        Modality::Planned,
        Modality::Feared,
        Modality::Hypothetical,
    ];

    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Modality::Asserted => "asserted",
            Modality::Denied => "denied",
            Modality::Ordered => "ordered",
            Modality::Demanded => "demanded",
            Modality::Promised => "promised",
            Modality::Planned => "planned",
            Modality::Feared => "feared",
            Modality::Hypothetical => "hypothetical",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|modality| modality.as_str() == text)
    }
}

/// Whether the thing is said to be or not to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Polarity {
    /// It is.
    #[default]
    Affirmed,
    /// It is not: "did not sign", "without signing".
    Negated,
}

impl Polarity {
    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Polarity::Affirmed => "affirmed",
            Polarity::Negated => "negated",
        }
    }

    /// The other one.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Polarity::Affirmed => Polarity::Negated,
            Polarity::Negated => Polarity::Affirmed,
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        [Polarity::Affirmed, Polarity::Negated].into_iter().find(|polarity| polarity.as_str() == text)
    }
}

/// When, seen from the moment of speaking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tense {
    /// Done.
    #[default]
    Past,
    /// Going on.
    Ongoing,
    /// To come.
    Future,
}

impl Tense {
    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Tense::Past => "past",
            Tense::Ongoing => "ongoing",
            Tense::Future => "future",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        [Tense::Past, Tense::Ongoing, Tense::Future].into_iter().find(|tense| tense.as_str() == text)
    }
}

/// What fills a role: a mention, or other words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filler {
    /// A mention of this reading.
    Mention(MentionRef),
    /// Words that are no mention ("the withdrawal of his troops").
    Words(Span),
}

/// Who says so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// Whom the report names as the speaker; `None` where the report itself speaks.
    pub speaker: Option<MentionRef>,
    /// Through whom it reached the report, the nearest to the report first ("told AFP", "carried by TASS").
    pub relayed_by: Vec<MentionRef>,
    /// The words that attribute: "said", "according to".
    pub cue: Option<Span>,
}

/// One statement inside a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// Its id.
    pub id: ClaimId,
    /// What kind of thing is said.
    pub kind: ClaimKind,
    /// The words that name the act: "signed", "a call".
    pub trigger: Span,
    /// The least stretch of text that says it all.
    pub evidence: Span,
    /// Who and what play which parts, in the order of the text.
    pub roles: BTreeMap<Role, Vec<Filler>>,
    /// The mention that tells when.
    pub time: Option<MentionRef>,
    /// The mention that tells where.
    pub place: Option<MentionRef>,
    /// The harm told with it.
    pub harm: Vec<Harm>,
    /// Who says so.
    pub attribution: Attribution,
    /// How it is meant.
    pub modality: Modality,
    /// Whether it is said to be.
    pub polarity: Polarity,
    /// When, seen from the moment of speaking.
    pub tense: Tense,
    /// The rule or entry that made it, in a few words, for whoever asks why.
    pub why: String,
    /// The reader that made it.
    pub method: Method,
}

impl Claim {
    /// The mentions that fill a role.
    pub fn mentions(&self, role: Role) -> impl Iterator<Item = MentionRef> + '_ {
        self.roles.get(&role).into_iter().flatten().filter_map(|filler| match filler {
            Filler::Mention(mention) => Some(*mention),
            Filler::Words(_) => None,
        })
    }

    /// Whether it states that the thing happened or is happening: asserted, affirmed, not to come.
    pub fn is_fact_told(&self) -> bool {
        self.modality == Modality::Asserted && self.polarity == Polarity::Affirmed && self.tense != Tense::Future
    }
}
