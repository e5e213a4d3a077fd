//! The kinds of claim. The enumeration says which there are; what each means, an example, and its place in other codebooks
//! stand in `data/kinds/kinds.tsv`, which a test holds to one row a kind.

/// A family of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// Acts of force.
    HostileAct,
    /// How forces stand.
    MilitaryPosture,
    /// The life of an agreement.
    Agreement,
    /// Talks and statements.
    Talks,
    /// Steps that build trust or show compliance.
    ConfidenceAndCompliance,
    /// Harm told without an act.
    Harm,
    /// Civil events.
    Civil,
    /// Acts between governments, parties and groups, short of force.
    Politics,
}

impl Family {
    /// The name in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Family::HostileAct => "hostile",
            Family::MilitaryPosture => "posture",
            Family::Agreement => "agreement",
            Family::Talks => "talks",
            Family::ConfidenceAndCompliance => "compliance",
            Family::Harm => "harm",
            Family::Civil => "civil",
            Family::Politics => "politics",
        }
    }
}

macro_rules! kinds {
    ($($family:ident: $($variant:ident $name:literal),+;)+) => {
        /// What kind of thing a claim says. Definitions: [`ClaimKind::row`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each kind is defined in data/kinds/kinds.tsv")]
        pub enum ClaimKind { $($($variant),+),+ }

        impl ClaimKind {
            /// All kinds, by family.
            pub const ALL: &[ClaimKind] = &[$($(ClaimKind::$variant),+),+];

            /// The name on exchange lines.
            pub fn as_str(self) -> &'static str {
                match self { $($(ClaimKind::$variant => $name),+),+ }
            }

            /// Its family.
            pub fn family(self) -> Family {
                match self { $($(ClaimKind::$variant)|+ => Family::$family),+ }
            }
        }
    };
}

kinds! {
    HostileAct:
        ArmedClash "armed_clash",
        SmallArmsFire "small_arms_fire",
        Shelling "shelling",
        AirStrike "air_strike",
        DroneStrike "drone_strike",
        ExplosiveDevice "explosive_device",
        SuicideAttack "suicide_attack",
        Sniping "sniping",
        AttackOnCivilians "attack_on_civilians",
        Assassination "assassination",
        Abduction "abduction",
        SexualViolence "sexual_violence",
        Arson "arson",
        RobberyOrLooting "robbery_or_looting",
        Detention "detention",
        Destruction "destruction",
        Incursion "incursion",
        TerritorialChange "territorial_change",
        Blockade "blockade",
        Siege "siege",
        CeasefireViolation "ceasefire_violation";
    MilitaryPosture:
        TroopMovement "troop_movement",
        WeaponsMovement "weapons_movement",
        Fortification "fortification",
        Mobilisation "mobilisation",
        Overflight "overflight",
        Jamming "jamming",
        CyberAttack "cyber_attack",
        Exercise "exercise",
        ArmsTransfer "arms_transfer",
        ForeignFighters "foreign_fighters",
        MilitaryAid "military_aid";
    Agreement:
        Call "call",
        Proposal "proposal",
        Draft "draft",
        Demand "demand",
        Reservation "reservation",
        Welcome "welcome",
        Acceptance "acceptance",
        Signature "signature",
        Refusal "refusal",
        Delay "delay",
        EntryIntoEffect "entry_into_effect",
        Extension "extension",
        Suspension "suspension",
        WithdrawalFromAgreement "withdrawal_from_agreement",
        End "end";
    Talks:
        Meeting "meeting",
        Negotiation "negotiation",
        Mediation "mediation",
        Visit "visit",
        PhoneCall "phone_call",
        WalkOut "walk_out",
        ConferencePlanned "conference_planned",
        Statement "statement",
        Accusation "accusation",
        Denial "denial",
        Threat "threat",
        Condemnation "condemnation",
        Pledge "pledge",
        Support "support";
    ConfidenceAndCompliance:
        Withdrawal "withdrawal",
        Disengagement "disengagement",
        Disarmament "disarmament",
        PrisonerExchange "prisoner_exchange",
        Release "release",
        Demining "demining",
        Reopening "reopening",
        HumanitarianAccess "humanitarian_access",
        MonitoringDeployed "monitoring_deployed",
        Inspection "inspection",
        AccessDenied "access_denied";
    Harm:
        Harm "harm",
        CumulativeToll "cumulative_toll";
    Civil:
        Protest "protest",
        Riot "riot",
        Sanction "sanction",
        Arrest "arrest";
    Politics:
        DiplomaticTies "diplomatic_ties",
        Cooperation "cooperation",
        Aid "aid",
        Concession "concession",
        Resignation "resignation",
        Inquiry "inquiry",
        Apology "apology",
        BreakOff "break_off",
        Coercion "coercion";
}

/// What the table says of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindRow {
    /// The kind.
    pub kind: ClaimKind,
    /// What it means, a sentence.
    pub definition: &'static str,
    /// A sentence of a report.
    pub example: &'static str,
    /// The nearest ACLED sub-event type.
    pub acled: &'static str,
    /// The PLOVER category.
    pub plover: &'static str,
    /// The CAMEO root code.
    pub cameo: &'static str,
}

/// The table as it stands in `data/`.
const TABLE: &str = include_str!("../../../data/kinds/kinds.tsv");

impl ClaimKind {
    /// Reads the name on exchange lines.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
    }

    /// What the table says of this kind; the test below keeps it from ever being `None`.
    pub fn row(self) -> Option<KindRow> {
        rows().find(|row| row.kind == self)
    }

    /// The name as words: "armed clash".
    pub fn words(self) -> String {
        self.as_str().replace('_', " ")
    }
}

/// The rows of the table, in its order.
pub fn rows() -> impl Iterator<Item = KindRow> {
    TABLE.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(row)
}

fn row(line: &'static str) -> Option<KindRow> {
    let mut cells = line.split('\t').skip(1);
    let kind = ClaimKind::parse(cells.next()?)?;
    let (definition, example) = (cells.next()?, cells.next()?);
    Some(KindRow { kind, definition, example, acled: cells.next()?, plover: cells.next()?, cameo: cells.next()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_one_whole_row_a_kind_in_their_order() {
        let kinds: Vec<ClaimKind> = rows().map(|row| row.kind).collect();
        assert_eq!(kinds, ClaimKind::ALL);
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(lines, ClaimKind::ALL.len() + 1);
        for (line, kind) in TABLE.lines().filter(|line| !line.starts_with('#')).skip(1).zip(ClaimKind::ALL) {
            assert!(line.starts_with(kind.family().as_str()), "{line}");
        }
    }
}
