//! Who publishes.

use crate::grade::Reliability;
use crate::id::{ActorId, SourceId};
use crate::place::CountryCode;

/// What kind of publisher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A newspaper, broadcaster, site.
    Outlet,
    /// A news agency: others copy it.
    Agency,
    /// A party's own channel.
    Party,
    /// A mission's team.
    Mission,
    /// An organisation that is no party.
    Organisation,
    /// A witness.
    Witness,
}

impl SourceKind {
    /// All kinds.
    pub const ALL: [SourceKind; 6] = [
        SourceKind::Outlet,
        SourceKind::Agency,
        SourceKind::Party,
        SourceKind::Mission,
        SourceKind::Organisation,
        SourceKind::Witness,
    ];

    /// The name in data files.
    pub fn as_str(self) -> &'static str {
        match self {
            SourceKind::Outlet => "outlet",
            SourceKind::Agency => "agency",
            SourceKind::Party => "party",
            SourceKind::Mission => "mission",
            SourceKind::Organisation => "organisation",
            SourceKind::Witness => "witness",
        }
    }

    /// Reads the name in data files.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its name as readers know it.
    pub name: String,
    /// What kind of publisher.
    pub kind: SourceKind,
    /// ISO 639-1 code of its language.
    pub language: Option<String>,
    /// Its country.
    pub country: Option<CountryCode>,
    /// Who owns it.
    pub owner: Option<String>,
    /// The actor with whom it stands, where that is public.
    pub affiliation: Option<ActorId>,
    /// How reliable people judged it; F is "cannot be judged".
    pub reliability: Reliability,
}
