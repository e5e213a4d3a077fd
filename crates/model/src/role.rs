//! The parts that actors and things play in a claim.

/// A role. The same few for every kind of claim, so that they can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Who acts: the attacker, the signatory, the caller.
    Agent,
    /// Against whom, at what or to whom the act is directed.
    Target,
    /// Who was harmed.
    Victim,
    /// With whom: the other side of talks, of a deal, of a clash.
    Counterpart,
    /// The weapon or means.
    Instrument,
    /// The text or thing concerned: agreement, proposal, conference, territory.
    Matter,
    /// For whose good: whom support or aid reaches.
    Beneficiary,
    /// Who brings others together, or hosts.
    Mediator,
    /// Where a movement begins.
    From,
    /// Where a movement ends.
    To,
}

impl Role {
    /// All, in the order in which they are shown.
    pub const ALL: [Role; 10] = [
        Role::Agent,
        Role::Target,
        Role::Victim,
        Role::Counterpart,
        Role::Instrument,
        Role::Matter,
        Role::Beneficiary,
        Role::Mediator,
        Role::From,
        Role::To,
    ];

    /// The name on exchange lines.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Agent => "agent",
            Role::Target => "target",
            Role::Victim => "victim",
            Role::Counterpart => "counterpart",
            Role::Instrument => "instrument",
            Role::Matter => "matter",
            Role::Beneficiary => "beneficiary",
            Role::Mediator => "mediator",
            Role::From => "from",
            Role::To => "to",
        }
    }

    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}
