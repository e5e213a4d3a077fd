//! An allegation from its arrival to its publication, as a commission's secretary enters it, and what is refused on the way.

use crate::program::{Desk, assert_one_clear_line, said};
use std::path::Path;

const REPORT: &str = "The ceasefire took effect at 00:00 on January 12. LNA troops shelled Ain Zara in Tripoli on Tuesday, killing two people.\n";

/// The rules of the documentation, for the parties of a real truce.
pub fn rules([a, b]: [&str; 2]) -> String {
    let docs = include_str!("../../../../docs/cases.md");
    let example = docs.split("```toml\n").nth(1).and_then(|block| block.split("```").next()).unwrap();
    [
        ("hills-2031", "moscow-2020"),
        ("2031-05-01T06:00", "2020-01-12T06:00"),
        ("parties = [\"xx-north\", \"xx-south\"]", "parties = [\"ly-gna\", \"ly-lna\"]"),
        ("\"xx-north\"", &format!("\"{a}\"")),
        ("\"xx-south\"", &format!("\"{b}\"")),
        ("Asia/Beirut", "Africa/Tripoli"),
        ("[\"served in a unit concerned\", \"kin among those harmed\"]", "[]"),
    ]
    .into_iter()
    .fold(example.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// A record with rules of procedure, and the story of one case.
pub struct Commission {
    pub desk: Desk,
    pub incident: String,
    claim: String,
    /// Who accuses, and who is accused.
    sides: [&'static str; 2],
}

/// A step as a form sends it.
pub struct Turned {
    /// The incident on whose page an allegation is received.
    pub incident: Option<String>,
    pub fields: Vec<(String, String)>,
}

pub fn output(desk: &Desk, arguments: &[&str]) -> String {
    let output = desk.run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

/// A field of a file as the form's fields say it.
fn typed(name: &str, value: &serde_json::Value) -> Vec<(String, String)> {
    let text = |value: &serde_json::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match (name, value) {
        ("evidence", serde_json::Value::Array(all)) => {
            let grade =
                |one: &serde_json::Value, name: &str| (format!("{name}:{}", text(&one["claim"])), text(&one[name]));
            all.iter().flat_map(|one| [grade(one, "reliability"), grade(one, "credibility")]).collect()
        }
        ("what", actor) => vec![(name.to_owned(), text(&actor["id"]))],
        ("claims", serde_json::Value::Array(all)) => all.iter().map(|one| ("claim".to_owned(), text(one))).collect(),
        (_, serde_json::Value::Array(all)) => all.iter().map(|one| (name.to_owned(), text(one))).collect(),
        _ => vec![(name.to_owned(), text(value))],
    }
}

impl Commission {
    /// A record with a report, the agreement and the rules.
    pub fn new() -> Self {
        Self::of(["ly-gna", "ly-lna"])
    }

    /// The same with the parties exchanged.
    pub fn swapped() -> Self {
        Self::of(["ly-lna", "ly-gna"])
    }

    fn of(sides: [&'static str; 2]) -> Self {
        let desk = Desk::new();
        let report = desk.file("a.txt", REPORT);
        output(&desk, &["read", report.to_str().unwrap(), "--published", "2020-01-15", "--source", "Gulf Sheet"]);
        let agreement = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/agreements/moscow-2020.toml");
        output(&desk, &["agreement", "add", agreement.to_str().unwrap()]);
        let rules = desk.file("rules.toml", rules(sides));
        assert!(output(&desk, &["rules", "check", rules.to_str().unwrap()]).contains("Joint commission of the hills"));
        output(&desk, &["rules", "add", rules.to_str().unwrap()]);
        let first = |what: &str| -> serde_json::Value {
            let lines = output(&desk, &["export", what]);
            let shelling = |line: &&str| line.contains("\"kind\":\"shelling\"");
            serde_json::from_str(lines.lines().find(shelling).unwrap()).unwrap()
        };
        let id = |line: serde_json::Value| line["id"].as_str().unwrap().to_owned();
        let (incident, claim) = (id(first("incidents")), id(first("claims")));
        Self { desk, incident, claim, sides }
    }

    /// The steps of a whole case: when, who, why, what.
    fn acts(&self) -> Vec<(&'static str, &'static str, &'static str, String)> {
        let weighed = |act: &str| {
            format!("with = [\"s1\"]\n[[act.{act}.evidence]]\nclaim = \"CLAIM\"\nreliability = \"C\"\ncredibility = 2")
        };
        let acts = [
            ("2020-01-15T08:00:00Z", "n2", "[act.received]\nagreement = \"moscow-2020\"\nincident = \"INCIDENT\"\nreporter_name = \"Liaison office\"\nreporter_party = \"ly-gna\"\nagainst = [\"ly-lna\"]\nclaims = [\"CLAIM\"]\ntext = \"Shelling of Ain Zara.\"".to_owned()),
            ("2020-01-15T09:00:00Z", "z1", "[act.logged]\nreceipt = \"2020/1\"".to_owned()),
            ("2020-01-15T09:30:00Z", "z1", "[act.screened]".to_owned()),
            ("2020-01-15T10:00:00Z", "z1", "[act.assigned]\nteam = [\"n1\", \"s1\"]".to_owned()),
            ("2020-01-15T11:00:00Z", "n1", "[act.verification_begun]".to_owned()),
            ("2020-01-16T15:00:00Z", "n1", format!("[act.verified]\noutcome = \"occurred\"\nstandard = \"clear_and_convincing\"\n{}", weighed("verified"))),
            ("2020-01-16T16:00:00Z", "n1", "[act.investigation_begun]".to_owned()),
            ("2020-01-17T15:00:00Z", "n1", format!("[act.attributed]\nanswer = \"established\"\nstandard = \"balance_of_probabilities\"\nwhat = {{ id = \"ly-lna\", name = \"ACCUSED\" }}\nparties = [\"ly-lna\"]\n{}", weighed("attributed"))),
            ("2020-01-17T16:00:00Z", "n1", format!("[act.classified]\nclass = \"breach\"\nclause = \"p1\"\nstandard = \"reasonable_grounds\"\n{}", weighed("classified"))),
            ("2020-01-18T08:00:00Z", "z1", "[act.reply_asked]".to_owned()),
            ("2020-01-19T08:00:00Z", "s2", "[act.replied]\nparty = \"ly-lna\"\ntext = \"Our guns were silent.\"".to_owned()),
            ("2020-01-20T08:00:00Z", "z1", "[act.convened]\npresent = [\"z1\", \"n1\", \"n2\", \"s1\", \"s2\"]\nresolution = \"remedy\"\nmotion = \"The guns go back.\"".to_owned()),
            ("2020-01-20T08:10:00Z", "z1", "[act.voted]\nchoice = \"against\"".to_owned()),
            ("2020-01-20T08:11:00Z", "n1", "[act.voted]\nchoice = \"for\"".to_owned()),
            ("2020-01-20T08:12:00Z", "n2", "[act.voted]\nchoice = \"for\"".to_owned()),
            ("2020-01-20T08:13:00Z", "s1", "[act.voted]\nchoice = \"for\"".to_owned()),
            ("2020-01-20T08:14:00Z", "s2", "[act.voted]\nchoice = \"abstain\"".to_owned()),
            ("2020-01-20T08:20:00Z", "z1", "[act.resolved]".to_owned()),
            ("2020-01-20T09:00:00Z", "z1", "[act.published]\nlevel = \"parties\"\nsecond = \"n1\"".to_owned()),
        ];
        let why = |by: &str, act: &str| {
            if by == "z1" && act.contains("voted") { "I saw no guns there." } else { "As the minutes say." }
        };
        let named = |act: String| {
            let act = act.replace("INCIDENT", &self.incident).replace("CLAIM", &self.claim);
            let act = act.replace("ly-gna", "\u{0}").replace("ly-lna", self.sides[1]).replace('\u{0}', self.sides[0]);
            let name = if self.sides[1] == "ly-lna" { "Libyan National Army" } else { "Government of National Accord" };
            act.replace("ACCUSED", name)
        };
        acts.into_iter().map(|(at, by, act)| (at, by, why(by, &act), named(act))).collect()
    }

    /// The files of a whole case.
    pub fn files(&self) -> Vec<String> {
        let file = |(number, (at, by, why, act)): (usize, (&str, &str, &str, String))| {
            let head = format!("case = \"case-1\"\nat = \"{at}\"\nby = \"{by}\"\nreasons = \"{why}\"\n");
            self.desk.file(&format!("{number}.toml"), head + &act).to_str().unwrap().to_owned()
        };
        self.acts().into_iter().enumerate().map(file).collect()
    }

    /// The same steps as forms send them.
    pub fn turned(&self) -> Vec<Turned> {
        let turned = |(at, by, why, act): (&str, &str, &str, String)| {
            let table: serde_json::Map<String, serde_json::Value> = toml::from_str(&act).unwrap();
            let (name, told) = table["act"].as_object().unwrap().iter().next().unwrap();
            let mut fields = [("act", name.as_str()), ("at", at), ("by", by), ("reasons", why)]
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .to_vec();
            told.as_object().unwrap().iter().for_each(|(name, value)| fields.extend(typed(name, value)));
            Turned { incident: (name == "received").then(|| self.incident.clone()), fields }
        };
        self.acts().into_iter().map(turned).collect()
    }

    pub fn step(&self, files: &[String]) -> std::process::Output {
        let arguments: Vec<&str> = ["case", "step"].into_iter().chain(files.iter().map(String::as_str)).collect();
        self.desk.run(&arguments)
    }
}

#[test]
fn an_allegation_goes_the_whole_way_and_yields_its_finding() {
    let commission = Commission::new();
    let (desk, files) = (&commission.desk, commission.files());
    let early = commission.step(&[files[0].clone(), files[5].clone()]);
    assert_eq!(String::from_utf8_lossy(&early.stdout), "case-1: received\n", "what was good before stays");
    assert_one_clear_line(
        &early,
        &["5.toml was not entered", "'n1' may not take the step 'verified'", "order of steps"],
    );
    let rest = commission.step(&files[1..]);
    assert!(rest.status.success(), "{}", said(&rest));
    assert_eq!(output(desk, &["case", "list"]), "case-1 (2020/1): published; against ly-lna\n");
    let shown = output(desk, &["case", "show", "case-1"]);
    for words in [
        "alleged by Liaison office (of ly-gna)",
        "2020-01-16 17:00 verified by N. First",
        "to reply: due before 2020-01-24 00:00, done 2020-01-19",
        "finding: f-1",
    ] {
        assert!(shown.contains(words), "'{words}' is missing in:\n{shown}");
    }
    let findings = output(desk, &["export", "findings"]);
    for words in ["\"authors\":[\"N. First\",\"S. First\"]", "\"reply\":\"given\"", "\"provision\":\"p1\""] {
        assert!(findings.contains(words), "'{words}' is missing in:\n{findings}");
    }
    let told = output(desk, &["impartiality", "--from", "2020-01-12", "--to", "2020-01-31"]);
    for words in [
        "allegations it made: 1, of which 1 verified",
        "allegations it made: 0",
        "replies: 1 given in time",
        "to the first step 1:00 h",
    ] {
        assert!(told.contains(words), "'{words}' is missing in:\n{told}");
    }
    let by_hand = "incident = \"INCIDENT\"\nbody = \"Desk\"\nauthors = [\"D.\"]\n[occurred]\nanswer = \"insufficient\"\nreasons = \"Unseen.\"\n";
    let by_hand = desk.file("by-hand.toml", by_hand.replace("INCIDENT", &commission.incident));
    assert_one_clear_line(
        &desk.run(&["finding", "add", by_hand.to_str().unwrap()]),
        &["what case-1 is about", "supersedes"],
    );
    assert_eq!(output(desk, &["case", "export"]).lines().count(), files.len());
    output(desk, &["rebuild"]);
    assert_eq!(output(desk, &["case", "show", "case-1"]), shown, "tables made anew say the same");
    let record = desk.record();
    output(desk, &["verify", record.to_str().unwrap(), "--deep"]);
}

#[test]
fn what_the_record_does_not_hold_is_told() {
    let commission = Commission::new();
    let (desk, files) = (&commission.desk, commission.files());
    let stray = commission.step(&files[1..2]);
    assert_one_clear_line(&stray, &["1.toml was not entered", "there is no case 'case-1'", "received"]);
    let unknown = std::fs::read_to_string(&files[0]).unwrap().replace(&commission.incident, "i-none");
    let unknown = desk.file("unknown.toml", unknown).to_str().unwrap().to_owned();
    assert_one_clear_line(&commission.step(&[unknown]), &["the record holds no incident 'i-none'"]);
    let future = std::fs::read_to_string(&files[0]).unwrap().replace("2020-01-15T08", "2999-01-15T08");
    let future = desk.file("future.toml", future).to_str().unwrap().to_owned();
    assert_one_clear_line(&commission.step(&[future]), &["'at' holds 2999-01-15", "still to come"]);
    assert_eq!(output(desk, &["case", "list"]), "no cases\n");
    assert_one_clear_line(&desk.run(&["case", "show", "case-9"]), &["case-9", "case list"]);
    let wrong = desk.file("wrong.toml", rules(commission.sides).replace("each_party = 2", "each_party = 9"));
    let output = desk.run(&["rules", "add", wrong.to_str().unwrap()]);
    assert_one_clear_line(&output, &["wrong.toml", "'quorum.each_party' holds '9'", "the members that each party has"]);
    let backwards = desk.run(&["impartiality", "--from", "2020-02-01", "--to", "2020-01-01"]);
    assert_one_clear_line(&backwards, &["--from 2020-02-01", "exchange them"]);
}
