//! Claims as PLOVER events: a JSON object a line. PLOVER asks for an id, a day, an actor and an event; a claim that lacks one
//! is none. What is denied, feared or yet to come is written with the mode that says so, and so never counts as done.

use model::{Claim, ClaimId, Family, Modality, Polarity, Precision, Reading, Role, Tense, When};
use serde_json::{Value, json};

/// What lies so many days before its report is history and no news.
const HISTORY_DAYS: i32 = 30;

/// The roles of those who act, and of those to whom it is done.
const ACTORS: [Role; 1] = [Role::Agent];
const RECIPIENTS: [Role; 4] = [Role::Target, Role::Victim, Role::Counterpart, Role::Beneficiary];

/// The events of a reading, and the claims that lack a day or an actor.
pub fn plover(reading: &Reading) -> (Vec<String>, Vec<ClaimId>) {
    let (mut lines, mut lacking) = (Vec::new(), Vec::new());
    for claim in &reading.claims {
        match event(reading, claim) {
            Some(line) => lines.push(line.to_string()),
            None => lacking.push(claim.id.clone()),
        }
    }
    (lines, lacking)
}

fn event(reading: &Reading, claim: &Claim) -> Option<Value> {
    let When::Known(when) = reading.time(claim) else { return None };
    let names = |roles: &[Role]| -> Vec<String> {
        roles.iter().flat_map(|role| reading.actors(claim, *role)).map(ToString::to_string).collect()
    };
    let actors = names(&ACTORS);
    if when.precision() > Precision::Day || actors.is_empty() {
        return None;
    }
    let published = reading.published.interval();
    let history = published.is_some_and(|told| (told.from().date() - when.last_day()).get_days() > HISTORY_DAYS);
    Some(json!({
        "id": claim.id.as_str(),
        "date": when.from().date().to_string(),
        "actor": actors,
        "recipient": names(&RECIPIENTS),
        "event": claim.kind.row().map(|row| row.plover),
        "modes": modes(claim, history),
        "kind": claim.kind.as_str(),
        "report": reading.report.as_str(),
        "source": reading.source,
        "text": claim.evidence.slice(&reading.text),
    }))
}

fn modes(claim: &Claim, history: bool) -> Vec<&'static str> {
    let asked =
        matches!(claim.modality, Modality::Ordered | Modality::Demanded | Modality::Promised | Modality::Planned);
    // A call or a pledge is done by being said; what it asks for is another event.
    let said = matches!(claim.kind.family(), Family::Agreement | Family::Talks);
    let doubtful = matches!(claim.modality, Modality::Hypothetical | Modality::Feared);
    let denied = (claim.polarity == Polarity::Negated) != (claim.modality == Modality::Denied);
    let all = [
        ("historical", history),
        ("future", claim.tense == Tense::Future || asked && !said),
        ("hypothetical", doubtful),
        ("negation", denied),
    ];
    all.into_iter().filter(|(_, holds)| *holds).map(|(mode, _)| mode).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Book, Register, kept, read};
    use model::ReportId;

    fn reading() -> Reading {
        let csv = "id,type_of_violence,side_a,side_b,date_prec,date_start,date_end\n7,1,North,South,1,2031-05-02,2031-05-02\n";
        let row = kept(Book::Ucdp, "f", csv.as_bytes()).unwrap();
        read(&row, ReportId::of_row("ucdp", "7", "0").unwrap(), &Register::new(&[]))
    }

    fn modes_of(change: impl Fn(&mut Claim)) -> Value {
        let mut reading = reading();
        change(&mut reading.claims[0]);
        let (lines, lacking) = plover(&reading);
        assert!(lacking.is_empty());
        let line: Value = serde_json::from_str(&lines[0]).unwrap();
        assert_eq!((&line["date"], &line["event"]), (&json!("2031-05-02"), &json!("ASSAULT")));
        assert_eq!(line["actor"], json!(["North", "South"]));
        line["modes"].clone()
    }

    #[test]
    fn what_is_not_done_is_never_written_as_done() {
        assert_eq!(modes_of(|_| {}), json!([]));
        assert_eq!(modes_of(|claim| claim.modality = Modality::Denied), json!(["negation"]));
        assert_eq!(modes_of(|claim| claim.polarity = Polarity::Negated), json!(["negation"]));
        assert_eq!(modes_of(|claim| claim.modality = Modality::Feared), json!(["hypothetical"]));
        assert_eq!(modes_of(|claim| claim.modality = Modality::Planned), json!(["future"]));
        assert_eq!(modes_of(|claim| claim.tense = Tense::Future), json!(["future"]));
        let mut bare = reading();
        bare.claims[0].roles.clear();
        assert_eq!(plover(&bare).1, [bare.claims[0].id.clone()], "PLOVER asks for an actor");
    }
}
