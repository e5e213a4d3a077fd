//! The worked cases of `suite/procedure`: steps in the order of a story, and what has to come of them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test")]

use assessment::case::{Case, Rule};
use model::{CaseStep, Procedure};
use serde_json::{Map, Value, json};
use wire::{CaseStepLine, FindingLine, RulesFile};

const SUITE: &str = include_str!("../../../suite/procedure/cases.md");
const DOCS: &str = include_str!("../../../docs/cases.md");

/// What holds a list on a step's line.
const LISTS: [&str; 6] = ["with", "team", "present", "against", "claims", "parties"];

fn block<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text.split(&format!("```{name}\n")).nth(1)?.split("```").next()
}

/// The documentation's rules; a case's own lines take the place of those that begin alike.
fn procedure(own: &str) -> Procedure {
    let mut text = block(DOCS, "toml").unwrap().to_owned();
    for line in ["conflicts = []"].into_iter().chain(own.lines().filter(|line| !line.is_empty())) {
        let key = format!("{} =", line.split(" =").next().unwrap());
        let old = text.lines().find(|other| other.starts_with(&key)).unwrap_or_else(|| panic!("no '{key}'")).to_owned();
        text = text.replacen(&old, line, 1);
    }
    Procedure::new(vec![RulesFile::parse(&text).unwrap().to_rules().unwrap()]).unwrap()
}

/// Words of a line; one in quotes may hold spaces.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            other => words.last_mut().unwrap().push(other),
        }
    }
    words
}

fn value(key: &str, text: &str) -> Value {
    let actor = |id: &str| json!({ "id": id, "name": id });
    match key {
        "evidence" => {
            let grade = |one: &str| {
                let (claim, grade) = one.split_once(':').unwrap();
                let (reliability, credibility) = grade.split_at(1);
                json!({ "claim": claim, "reliability": reliability, "credibility": credibility.parse::<u8>().unwrap() })
            };
            text.split(',').map(grade).collect()
        }
        "what" if text == "could_not_be_attributed" => json!(text),
        "what" if text.contains(',') => text.split(',').map(actor).collect(),
        "what" => actor(text),
        "emergency" => json!(text == "yes"),
        _ if LISTS.contains(&key) => text.split(',').map(|one| json!(one)).collect(),
        _ => json!(text),
    }
}

/// `TIME WHO STEP key=value …`, in the zone of the rules.
fn step(line: &str, procedure: &Procedure) -> CaseStep {
    let words = words(line);
    let [at, by, act, rest @ ..] = words.as_slice() else { panic!("too short: {line}") };
    let zone = procedure.versions()[0].calendar.zone().clone();
    let at = at.parse::<jiff::civil::DateTime>().unwrap().to_zoned(zone).unwrap().timestamp();
    let mut fields: Map<String, Value> = rest
        .iter()
        .map(|word| word.split_once('=').unwrap_or_else(|| panic!("no key: {word}")))
        .map(|(key, text)| (key.to_owned(), value(key, text)))
        .collect();
    if act == "received" {
        fields.insert("agreement".to_owned(), json!("hills-2031"));
        fields.insert("text".to_owned(), json!("As told."));
    }
    let line = json!({ "case": "case-1", "at": at.to_string(), "by": by, "reasons": "As told.", "act": { act.as_str(): fields } });
    CaseStepLine::parse(&line.to_string()).unwrap().to_step().unwrap_or_else(|error| panic!("{line}: {error}"))
}

struct Told<'r> {
    case: Case<'r>,
    /// The number of each refused step, and the rule against it.
    refused: Vec<(usize, Rule)>,
    end: jiff::Timestamp,
}

fn tell<'r>(lines: &str, procedure: &'r Procedure) -> Told<'r> {
    let steps: Vec<CaseStep> = lines.lines().map(|line| step(line, procedure)).collect();
    let mut told = Told { case: Case::open(&steps[0], procedure).unwrap(), refused: Vec::new(), end: steps[0].at };
    for (number, step) in (2..).zip(&steps[1..]) {
        told.end = step.at;
        if let Err(refusal) = told.case.take(step) {
            told.refused.push((number, refusal.rule));
        }
    }
    told
}

/// What a line of a `case` block asks, as it came out.
fn found(told: &Told<'_>, asked: &[String], procedure: &Procedure) -> String {
    let zone = procedure.versions()[0].calendar.zone();
    let clock = |name: &str| told.case.clocks().into_iter().rfind(|clock| clock.of.as_str() == name).unwrap();
    match asked {
        [word, ..] if word == "stage" => format!("stage {}", told.case.stage().as_str()),
        [word, ..] if word == "asked" => {
            let asked: Vec<String> =
                told.case.stage().docket().unwrap().hearing.asked.iter().map(ToString::to_string).collect();
            format!("asked {}", asked.join(","))
        }
        [word, of, _] if word == "due" => {
            let due = clock(of).due.to_zoned(zone.clone()).datetime();
            format!("due {of} {}", due.strftime("%Y-%m-%dT%H:%M"))
        }
        [word, of] if word == "late" => {
            if clock(of).is_late(told.end) {
                format!("late {of}")
            } else {
                format!("not late {of}")
            }
        }
        [word, answers @ ..] if word == "finding" => finding(told, answers),
        _ => panic!("nobody knows what to compare with {asked:?}"),
    }
}

fn finding(told: &Told<'_>, answers: &[String]) -> String {
    let line = serde_json::to_value(FindingLine::new(&told.case.finding().unwrap())).unwrap();
    let answer = |asked: &String| {
        let key = asked.split('=').next().unwrap();
        let value = line[key].get("answer").unwrap_or(&line[key]);
        format!("{key}={}", value.as_str().unwrap_or_default())
    };
    format!("finding {}", answers.iter().map(answer).collect::<Vec<_>>().join(" "))
}

#[test]
fn every_case_comes_out_as_its_story_says() {
    let cases: Vec<&str> = SUITE.split("\n## ").skip(1).collect();
    assert!(cases.len() >= 12, "{}", cases.len());
    for case in cases {
        let title = case.lines().next().unwrap();
        let procedure = procedure(block(case, "rules").unwrap_or_default());
        let told = tell(block(case, "steps").unwrap(), &procedure);
        let (mut refusals, mut others) = (Vec::new(), Vec::new());
        for line in block(case, "case").unwrap().lines().map(words) {
            match line.as_slice() {
                [word, number, rule] if word == "refused" => {
                    refusals.push((number.parse::<usize>().unwrap(), rule.clone()))
                }
                _ => others.push(line),
            }
        }
        let refused: Vec<(usize, String)> =
            told.refused.iter().map(|(number, rule)| (*number, rule.to_string())).collect();
        assert_eq!(refused, refusals, "{title}");
        for line in others {
            assert_eq!(found(&told, &line, &procedure), line.join(" "), "{title}");
        }
    }
}
