//! Who acts. Who is a party, a backer or a mediator is said by agreements and claims, not by an actor's entry here.

use crate::id::ActorId;
use crate::place::CountryCode;
use std::fmt;

/// What kind of actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A state.
    State,
    /// A government, parliament or authority.
    Government,
    /// Armed forces under an authority.
    ArmedForce,
    /// An armed group.
    ArmedGroup,
    /// A person.
    Person,
    /// An organisation.
    Organisation,
    /// A monitoring or political mission.
    Mission,
    /// A body of states.
    Intergovernmental,
    /// An outlet or agency.
    Media,
    /// A coalition of actors.
    Coalition,
    /// People who bear no arms: civilians, migrants, residents.
    Population,
}

impl ActorKind {
    /// All kinds.
    pub const ALL: [ActorKind; 11] = [
        ActorKind::State,
        ActorKind::Government,
        ActorKind::ArmedForce,
        ActorKind::ArmedGroup,
        ActorKind::Person,
        ActorKind::Organisation,
        ActorKind::Mission,
        ActorKind::Intergovernmental,
        ActorKind::Media,
        ActorKind::Coalition,
        ActorKind::Population,
    ];

    /// The name in data files and on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            ActorKind::State => "state",
            ActorKind::Government => "government",
            ActorKind::ArmedForce => "armed_force",
            ActorKind::ArmedGroup => "armed_group",
            ActorKind::Person => "person",
            ActorKind::Organisation => "organisation",
            ActorKind::Mission => "mission",
            ActorKind::Intergovernmental => "intergovernmental",
            ActorKind::Media => "media",
            ActorKind::Coalition => "coalition",
            ActorKind::Population => "population",
        }
    }

    /// Reads the name in data files.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// An actor of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Its id.
    pub id: ActorId,
    /// Its usual name.
    pub name: String,
    /// What kind.
    pub kind: ActorKind,
    /// Other names and spellings, in any script.
    pub aliases: Vec<String>,
    /// Names that others bear too, trusted only in context.
    pub ambiguous_aliases: Vec<String>,
    /// Its country.
    pub country: Option<CountryCode>,
    /// What it is part of.
    pub part_of: Vec<ActorId>,
    /// Whom it leads.
    pub leads: Vec<ActorId>,
    /// For whom it speaks or stands.
    pub speaks_for: Vec<ActorId>,
}

/// Who a mention means.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorRef {
    /// An actor of the register.
    Listed {
        /// Its id.
        id: ActorId,
        /// Its usual name.
        name: String,
    },
    /// A name that the register does not hold, kept as it is told.
    Unlisted {
        /// The fullest form of the name in the report.
        name: String,
        /// What kind, as far as the words show.
        kind: ActorKind,
    },
    /// Actors without a name: "gunmen", "two civilians".
    Described {
        /// The head words, lower case, plural: "gunmen", "civilians".
        description: String,
        /// What kind.
        kind: ActorKind,
        /// On whose side or of which country, where the words say so ("Turkish troops", "pro-government forces").
        of: Option<Box<ActorRef>>,
    },
    /// One of these listed actors, the likeliest first, at least two.
    Ambiguous(Vec<(ActorId, String)>),
}

impl ActorRef {
    /// The name to show.
    pub fn name(&self) -> &str {
        match self {
            ActorRef::Listed { name, .. } | ActorRef::Unlisted { name, .. } => name,
            ActorRef::Described { description, .. } => description,
            ActorRef::Ambiguous(all) => all.first().map_or("unknown", |(_, name)| name.as_str()),
        }
    }

    /// The listed actor's id, where it is settled.
    pub fn id(&self) -> Option<&ActorId> {
        match self {
            ActorRef::Listed { id, .. } => Some(id),
            _ => None,
        }
    }

    /// A key under which mentions of one actor meet: the id, else the name in lower case.
    pub fn key(&self) -> String {
        match self {
            ActorRef::Listed { id, .. } => id.to_string(),
            ActorRef::Unlisted { name, .. } => format!("name:{}", name.to_lowercase()),
            ActorRef::Described { description, of, .. } => match of {
                Some(of) => format!("described:{description} of {}", of.key()),
                None => format!("described:{description}"),
            },
            ActorRef::Ambiguous(all) => all.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>().join("|"),
        }
    }
}

impl fmt::Display for ActorRef {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ActorRef::Described { description, of: Some(of), .. } => write!(out, "{description} ({of})"),
            ActorRef::Ambiguous(all) => {
                let names: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
                out.write_str(&names.join(" or "))
            }
            other => out.write_str(other.name()),
        }
    }
}
