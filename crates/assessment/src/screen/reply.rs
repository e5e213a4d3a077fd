//! The answer to one question of a screening: yes, no, or what is missing to tell. Small, so that millions can be held.

/// What is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Lack {
    /// Whether it happened at all.
    Occurrence,
    /// Which of several things it was.
    Kind,
    /// When it happened.
    Time,
    /// Whether the agreement was extended.
    Extension,
    /// At what hour of the day.
    Hour,
    /// Where it happened.
    Place,
    /// Where more closely: the place or the line is too rough.
    Closer,
    /// Where the line or zone ran at that time.
    Drawing,
    /// With which weapon.
    Weapon,
    /// Of which calibre.
    Calibre,
    /// Who did it.
    Doer,
    /// On whose side the doer stands.
    Standing,
    /// Against whom it went.
    Against,
}

impl Lack {
    /// All, in the order in which they are told.
    pub const ALL: [Lack; 13] = [
        Lack::Occurrence,
        Lack::Kind,
        Lack::Time,
        Lack::Extension,
        Lack::Hour,
        Lack::Place,
        Lack::Closer,
        Lack::Drawing,
        Lack::Weapon,
        Lack::Calibre,
        Lack::Doer,
        Lack::Standing,
        Lack::Against,
    ];

    /// The words in a proposal.
    pub fn as_str(self) -> &'static str {
        match self {
            Lack::Occurrence => "whether it happened",
            Lack::Kind => "what it was",
            Lack::Time => "when it happened",
            Lack::Extension => "whether the agreement was extended",
            Lack::Hour => "at what hour it happened",
            Lack::Place => "where it happened",
            Lack::Closer => "where exactly it happened",
            Lack::Drawing => "where the line or zone ran then",
            Lack::Weapon => "with which weapon",
            Lack::Calibre => "of which calibre",
            Lack::Doer => "who did it",
            Lack::Standing => "on whose side the doer stands",
            Lack::Against => "against whom it went",
        }
    }
}

/// A set of what is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Lacks(u16);

impl Lacks {
    pub(crate) fn add(&mut self, lack: Lack) {
        self.0 |= 1 << lack as u16;
    }

    /// Whether nothing is missing.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// What is missing, in the order in which it is told.
    pub fn iter(self) -> impl Iterator<Item = Lack> {
        Lack::ALL.into_iter().filter(move |lack| self.0 & (1 << *lack as u16) != 0)
    }

    /// What is missing, in words.
    pub fn words(self) -> String {
        self.iter().map(Lack::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// The answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reply {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// It cannot be told without this.
    Lacks(Lack),
}

impl Reply {
    /// The common answer of all possibilities; where they differ, or there are none, this is missing.
    pub(crate) fn common(replies: impl IntoIterator<Item = Reply>, missing: Lack) -> Reply {
        let mut replies = replies.into_iter();
        let Some(first) = replies.next() else { return Reply::Lacks(missing) };
        let mut all = replies;
        if all.all(|reply| reply == first) { first } else { Reply::Lacks(missing) }
    }

    /// Both must hold: a sure no settles it, then what is missing to the first.
    pub(crate) fn and(self, other: Reply) -> Reply {
        match (self, other) {
            (Reply::No, _) | (_, Reply::No) => Reply::No,
            (Reply::Lacks(lack), _) | (Reply::Yes, Reply::Lacks(lack)) => Reply::Lacks(lack),
            (Reply::Yes, Reply::Yes) => Reply::Yes,
        }
    }

    /// One suffices: a sure yes settles it, then what is missing.
    pub(crate) fn or(self, other: Reply) -> Reply {
        match (self, other) {
            (Reply::Yes, _) | (_, Reply::Yes) => Reply::Yes,
            (Reply::Lacks(lack), _) | (Reply::No, Reply::Lacks(lack)) => Reply::Lacks(lack),
            (Reply::No, Reply::No) => Reply::No,
        }
    }

    pub(crate) fn told(known: bool) -> Reply {
        if known { Reply::Yes } else { Reply::No }
    }
}
