//! The smallest parts of a phrase of time: what each word or number says, language left behind.

use super::calendar::{Part, Season, Unit};
use super::lexicon::TimeLexicon;
use super::scan::{Token, scan};
use jiff::civil::Weekday;

/// What a word or number says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Atom {
    /// A number; `digits` is 0 where it was a word, `ordinal` where it was "12th".
    Number {
        value: i64,
        digits: u8,
        ordinal: bool,
    },
    /// Two to nine.
    Few,
    /// The unit before it stands in the plural.
    Plural,
    Clock(i8, i8),
    /// The number before it is an hour of the day: "lundi à 4 heures".
    Hours,
    /// A whole date whose order is certain.
    Iso(i64, i64, i64),
    /// A date whose day and month may stand in either order.
    Slashed(i64, i64, i64),
    Decade(i64),
    Weekday(Weekday),
    Month(i8),
    Unit(Unit),
    Part(Part),
    Season(Season),
    /// Days counted from publication.
    Day(i64),
    Midnight,
    Noon,
    Weekend,
    Overnight,
    /// The night before the day told behind: "в ночь на вторник".
    Eve,
    Am,
    Pm,
    Last,
    This,
    Next,
    Past,
    Coming,
    Early,
    Mid,
    Middle,
    Late,
    Start,
    End,
    Since,
    From,
    To,
    Until,
    By,
    Before,
    After,
    Between,
    And,
    For,
    Within,
    In,
    Ago,
    Later,
    Earlier,
    Dash,
    /// "nine-month": how long, not when.
    Measure,
    /// A word that the lexicon does not hold.
    Other,
}

/// Words that have one meaning without a parameter.
const PLAIN: [(&str, Atom); 40] = [
    ("plural", Atom::Plural),
    ("few", Atom::Few),
    ("clock", Atom::Hours),
    ("midnight", Atom::Midnight),
    ("noon", Atom::Noon),
    ("weekend", Atom::Weekend),
    ("overnight", Atom::Overnight),
    ("eve", Atom::Eve),
    ("am", Atom::Am),
    ("pm", Atom::Pm),
    ("last", Atom::Last),
    ("this", Atom::This),
    ("next", Atom::Next),
    ("past", Atom::Past),
    ("coming", Atom::Coming),
    ("early", Atom::Early),
    ("mid", Atom::Mid),
    ("middle", Atom::Middle),
    ("late", Atom::Late),
    ("start", Atom::Start),
    ("end", Atom::End),
    ("since", Atom::Since),
    ("from", Atom::From),
    ("to", Atom::To),
    ("until", Atom::Until),
    ("by", Atom::By),
    ("before", Atom::Before),
    ("after", Atom::After),
    ("between", Atom::Between),
    ("and", Atom::And),
    ("for", Atom::For),
    ("within", Atom::Within),
    ("in", Atom::In),
    ("ago", Atom::Ago),
    ("later", Atom::Later),
    ("earlier", Atom::Earlier),
    ("dash", Atom::Dash),
    ("measure", Atom::Measure),
    ("other", Atom::Other),
    ("now", Atom::Day(0)),
];

impl Atom {
    /// Reads a meaning as `data/lexicon-times/README.md` writes it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let Some((word, value)) = text.split_once(' ') else {
            return PLAIN.iter().find(|(name, _)| *name == text).map(|(_, atom)| *atom);
        };
        match word {
            "number" => Some(Atom::Number { value: value.parse().ok()?, digits: 0, ordinal: false }),
            "ordinal" => Some(Atom::Number { value: value.parse().ok()?, digits: 0, ordinal: true }),
            "day" => value.parse().ok().map(Atom::Day),
            "unit" => Unit::parse(value).map(Atom::Unit),
            "part" => Part::parse(value).map(Atom::Part),
            "season" => Season::parse(value).map(Atom::Season),
            _ => None,
        }
    }
}

/// The atoms of a phrase, words that say nothing left out.
pub(crate) fn atoms(phrase: &str, lexicon: &TimeLexicon) -> Vec<Atom> {
    let tokens = scan(phrase);
    let mut atoms = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token {
            Token::Atom(atom) => {
                atoms.push(*atom);
                at += 1;
            }
            Token::Word { joined, .. } => {
                let rest = tokens.get(at..).unwrap_or_default();
                let (found, length) = lexicon.longest(rest);
                let measure = *joined && matches!(found, [Atom::Unit(_), ..]) && counts(atoms.last());
                if measure {
                    atoms.push(Atom::Measure);
                }
                atoms.extend_from_slice(found);
                at += length;
            }
        }
    }
    atoms
}

fn counts(atom: Option<&Atom>) -> bool {
    matches!(atom, Some(Atom::Number { .. } | Atom::Few))
}
