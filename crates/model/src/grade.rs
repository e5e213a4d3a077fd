//! The Admiralty code: a source's reliability and a statement's credibility, judged apart.

/// How reliable a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    #[default]
    F,
}

impl Reliability {
    /// The letter.
    pub fn letter(self) -> char {
        match self {
            Reliability::A => 'A',
            Reliability::B => 'B',
            Reliability::C => 'C',
            Reliability::D => 'D',
            Reliability::E => 'E',
            Reliability::F => 'F',
        }
    }

    /// Reads the letter.
    pub fn parse(text: &str) -> Option<Self> {
        let all = [Reliability::A, Reliability::B, Reliability::C, Reliability::D, Reliability::E, Reliability::F];
        all.into_iter().find(|grade| text.len() == 1 && text.starts_with(grade.letter()))
    }
}

/// How credible a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Credibility {
    /// 1: confirmed by other sources.
    Confirmed,
    /// 2: probably true.
    Probable,
    /// 3: possibly true.
    Possible,
    /// 4: doubtful.
    Doubtful,
    /// 5: improbable.
    Improbable,
    /// 6: cannot be judged.
    #[default]
    CannotBeJudged,
}

impl Credibility {
    /// The number.
    pub fn number(self) -> u8 {
        match self {
            Credibility::Confirmed => 1,
            Credibility::Probable => 2,
            Credibility::Possible => 3,
            Credibility::Doubtful => 4,
            Credibility::Improbable => 5,
            Credibility::CannotBeJudged => 6,
        }
    }

    /// Reads the number.
    pub fn parse(number: u8) -> Option<Self> {
        let all = [
            Credibility::Confirmed,
            Credibility::Probable,
            Credibility::Possible,
            Credibility::Doubtful,
            Credibility::Improbable,
            Credibility::CannotBeJudged,
        ];
        all.into_iter().find(|grade| grade.number() == number)
    }
}
