//! The case that the browser goes through, as data: who fills in which form, and where the case stands then. The parties, and those
//! who sit for them, can be exchanged.

use anyhow::{Context, Result, anyhow};

/// A step, as a form sends it.
pub struct Step {
    pub act: &'static str,
    pub by: &'static str,
    pub at: &'static str,
    pub reasons: &'static str,
    /// Fields by the beginning of their names; of boxes, the values that are ticked.
    pub fields: &'static [(&'static str, &'static str)],
    /// Where the case stands after it.
    pub then: &'static str,
}

const fn step(
    at: &'static str,
    by: &'static str,
    act: &'static str,
    fields: &'static [(&'static str, &'static str)],
    then: &'static str,
    reasons: &'static str,
) -> Step {
    Step { act, by, at, reasons, fields, then }
}

/// Words that stand for the ids of the parties, which the demonstration's rules name.
const FIRST: &str = "{first}";
const SECOND: &str = "{second}";

const TEAM: &str = "g1 l1";
const WEIGHED: (&str, &str) = ("reliability:", "C");
const SAID: (&str, &str) = ("credibility:", "2");

/// From the complaint of one party to the finding that everybody may read, and the correction of what it miscounted.
pub const STEPS: [Step; 26] = [
    step(
        "2020-01-20T09:00",
        "g2",
        "received",
        &[
            ("reporter_name", "Liaison office"),
            ("reporter_party", FIRST),
            ("against", SECOND),
            ("text", "Shells fell after the truce began."),
        ],
        "received",
        "Told by telephone at nine.",
    ),
    step("2020-01-20T10:00", "z1", "logged", &[("receipt", "2020/7")], "logged", "Read back and confirmed."),
    step("2020-01-20T10:10", "z1", "screened", &[], "screened", "It lies in the area and the time of the truce."),
    step("2020-01-20T10:20", "g1", "declared", &[], "screened", "None."),
    step("2020-01-20T10:21", "l1", "declared", &[], "screened", "None."),
    step("2020-01-20T10:22", "z1", "declared", &[], "screened", "None."),
    step("2020-01-20T10:23", "g2", "declared", &[], "screened", "None."),
    step("2020-01-20T10:24", "l2", "declared", &[], "screened", "None."),
    step("2020-01-20T11:00", "z1", "assigned", &[("team", TEAM)], "assigned", "One of each side."),
    step("2020-01-20T13:00", "g1", "verification_begun", &[], "under verification", "The road is open."),
    step(
        "2020-01-21T15:00",
        "g1",
        "verified",
        &[("outcome", "occurred"), ("standard", "clear_and_convincing"), ("with", "l1"), WEIGHED, SAID],
        "verified",
        "Craters, fragments, three residents heard apart.",
    ),
    step("2020-01-21T16:00", "l1", "investigation_begun", &[], "under investigation", "Whose guns stood where."),
    step(
        "2020-01-22T15:00",
        "g1",
        "attributed",
        &[
            ("answer", "established"),
            ("what", SECOND),
            ("standard", "balance_of_probabilities"),
            ("parties", SECOND),
            ("with", "l1"),
            WEIGHED,
            SAID,
        ],
        "attributed",
        "The direction of the craters.",
    ),
    step(
        "2020-01-22T16:00",
        "g1",
        "classified",
        &[("class", "breach"), ("clause", "p1"), ("standard", "reasonable_grounds"), ("with", "l1"), WEIGHED, SAID],
        "classified",
        "No permitted act fits.",
    ),
    step("2020-01-23T09:00", "z1", "reply_asked", &[], "awaiting reply", "Sent to the liaison office."),
    step(
        "2020-01-26T09:00",
        "l2",
        "replied",
        &[("party", SECOND), ("text", "Our guns were silent that day.")],
        "awaiting reply",
        "By letter.",
    ),
    step(
        "2020-01-27T09:00",
        "z1",
        "convened",
        &[("present", "z1 g1 g2 l1 l2"), ("resolution", "remedy"), ("motion", "The guns go back behind the ridge.")],
        "sitting",
        "All who were called came.",
    ),
    step("2020-01-27T09:30", "z1", "voted", &[("choice", "against")], "sitting", "The fragments were not dated."),
    step("2020-01-27T09:31", "g1", "voted", &[("choice", "for")], "sitting", "As the team found."),
    step("2020-01-27T09:32", "g2", "voted", &[("choice", "for")], "sitting", "As the team found."),
    step("2020-01-27T09:33", "l1", "voted", &[("choice", "for")], "sitting", "As the team found."),
    step("2020-01-27T09:34", "l2", "voted", &[("choice", "abstain")], "sitting", "Not present that day."),
    step("2020-01-27T09:40", "z1", "resolved", &[], "resolved", "Carried on each side."),
    step(
        "2020-01-27T10:00",
        "z1",
        "published",
        &[("level", "parties"), ("second", "g1")],
        "published",
        "To the parties first.",
    ),
    step(
        "2020-01-29T10:00",
        "z1",
        "published",
        &[("level", "public"), ("second", "l1")],
        "published",
        "The embargo is over.",
    ),
    step(
        "2020-02-02T10:00",
        "z1",
        "corrected",
        &[("second", "g1"), ("why_occurred", "Craters and fragments; four residents heard apart, not three.")],
        "published",
        "A hearing was left out of the count.",
    ),
];

/// What the dossier has to say in the end.
pub const TOLD: [&str; 10] = [
    "Liaison office, for",
    "it occurred (clear and convincing evidence)",
    "Our guns were silent that day.",
    "Dissent, A. Secretary: The fragments were not dated.",
    "it breaches p1 of moscow-2020",
    "Libyan National Army (balance of probabilities)",
    "Published to the public",
    "superseded by a later finding",
    "four residents heard apart, not three.",
    "entry",
];

/// Names that stand for each other, and the ids of the parties.
pub struct Exchange {
    parties: [String; 2],
    pairs: Vec<[String; 2]>,
}

impl Exchange {
    /// Everybody as they are.
    pub fn nobody() -> Result<Self> {
        Ok(Self { parties: parties()?, pairs: Vec::new() })
    }

    /// The parties of the demonstration record, and those who sit for them.
    pub fn of_the_demonstration() -> Result<Self> {
        let parties = parties()?;
        let pair = |[a, b]: [&str; 2]| [a.to_owned(), b.to_owned()];
        let mut pairs = vec![parties.clone()];
        pairs.extend(PERSONS.map(pair));
        Ok(Self { parties, pairs })
    }

    /// A text with the parties named and these exchanged.
    pub fn text(&self, text: &str) -> String {
        let [first, second] = &self.parties;
        let named = text.replace(FIRST, first).replace(SECOND, second);
        self.pairs.iter().fold(named, |text, [a, b]| text.replace(a, "\u{0}").replace(b, a).replace('\u{0}', b))
    }
}

/// Those who sit for the parties, and what pages call the parties.
const PERSONS: [[&str; 2]; 4] =
    [["g1", "l1"], ["g2", "l2"], ["G. ", "L. "], ["Government of National Accord", "Libyan National Army"]];

/// The two parties of the demonstration's rules of procedure.
fn parties() -> Result<[String; 2]> {
    let rules: toml::Table =
        include_str!("../../../data/demo/rules.toml").parse().context("the demonstration's rules")?;
    let named = rules.get("parties").and_then(|parties| parties.as_array()).into_iter().flatten();
    let ids: Vec<String> = named.filter_map(|id| id.as_str().map(str::to_owned)).collect();
    <[String; 2]>::try_from(ids).map_err(|_| anyhow!("the demonstration's rules do not name two parties"))
}
