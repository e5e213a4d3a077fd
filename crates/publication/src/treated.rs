//! How the mechanism treated each party in a period, in words: the same questions of every party, side by side. It must not rank the
//! parties, nor make one number of several.

use jiff::civil::Date;
use model::{ActorId, AgreementId};

/// How the parties of an agreement were treated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treated {
    /// Under which agreement.
    pub agreement: AgreementId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The parties, in the order of the instrument.
    pub parties: Vec<ActorId>,
    /// Each question, with the answer for each party in that order.
    pub questions: Vec<(&'static str, Vec<String>)>,
    /// What is asked of no party: allegations by others, and how much was watched.
    pub beside: Vec<(&'static str, String)>,
}

/// For a terminal, party by party.
pub fn text(told: &Treated) -> String {
    let mut lines = vec![format!("{}, {} to {}", told.agreement, told.from, told.to)];
    for (place, party) in told.parties.iter().enumerate() {
        lines.push(party.to_string());
        let answer = |answers: &Vec<String>| answers.get(place).cloned().unwrap_or_default();
        lines.extend(told.questions.iter().map(|(question, answers)| format!("  {question}: {}", answer(answers))));
    }
    lines.extend(told.beside.iter().map(|(question, answer)| format!("{question}: {answer}")));
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_party_is_asked_the_same() {
        let told = Treated {
            agreement: AgreementId::new("hills-2031").unwrap(),
            from: jiff::civil::date(2031, 5, 1),
            to: jiff::civil::date(2031, 5, 31),
            parties: ["xx-north", "xx-south"].map(|id| ActorId::new(id).unwrap()).into(),
            questions: vec![("access it denied", vec!["1".to_owned(), "0".to_owned()])],
            beside: vec![("observations", "3".to_owned())],
        };
        let words = "hills-2031, 2031-05-01 to 2031-05-31\nxx-north\n  access it denied: 1\nxx-south\n  access it denied: 0\nobservations: 3\n";
        assert_eq!(text(&told), words);
    }
}
