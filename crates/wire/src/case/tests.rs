//! Steps as people write them, and what is said of mistakes.

use super::*;

/// The second block of the documentation is a whole step.
fn example() -> &'static str {
    let docs = include_str!("../../../../docs/cases.md");
    docs.split("```toml\n").nth(2).and_then(|block| block.split("```").next()).unwrap()
}

fn head(act: &str) -> String {
    format!("case = \"case-1\"\nat = \"2031-05-03T09:00:00Z\"\nby = \"n1\"\nreasons = \"Because.\"\n{act}")
}

fn read(text: &str) -> Result<CaseStep, WireError> {
    CaseStepLine::parse_toml(text)?.to_step()
}

const SIGNED: &str = "with = [\"s1\"]\n[[act.KIND.evidence]]\nclaim = \"r-1.c1\"\nreliability = \"B\"\ncredibility = 2\n\
    [[act.KIND.dissent]]\nby = \"s2\"\nreasons = \"Not seen.\"";

fn acts() -> Vec<String> {
    let signed = |kind: &str, fields: &str| format!("[act.{kind}]\n{fields}\n{}", SIGNED.replace("KIND", kind));
    let standard = "standard = \"reasonable_grounds\"";
    let mut acts: Vec<String> = [
        "[act.received]\nagreement = \"hills-2031\"\nincident = \"i-1\"\nreporter = \"n1\"\nagainst = [\"xx-south\"]\nclaims = [\"r-1.c1\"]\ntext = \"Shelling.\"",
        "[act.received]\nagreement = \"hills-2031\"\nobligation = \"o1\"\nreporter_name = \"A caller\"\nreporter_party = \"xx-north\"\ntext = \"Guns.\"",
        "[act.logged]\nreceipt = \"2031/7\"",
        "[act.declared]",
        "[act.declared]\nconflict = \"kin\"",
        "[act.screened]",
        "[act.screened]\nout = \"period\"",
        "[act.assigned]\nteam = [\"n1\", \"s1\"]",
        "[act.verification_begun]",
        "[act.investigation_begun]",
        "[act.reply_asked]",
        "[act.replied]\nparty = \"xx-south\"\ntext = \"Not us.\"",
        "[act.convened]\npresent = [\"n1\"]\nresolution = \"remedy\"\nmotion = \"Guns back.\"",
        "[act.convened]\npresent = []\nemergency = true\nresolution = \"closed\"\nmotion = \"Close.\"",
        "[act.adjourned]\npresent = [\"n1\"]",
        "[act.voted]\nchoice = \"against\"",
        "[act.resolved]\nfinding = \"f-1\"",
        "[act.published]\nlevel = \"public\"\nsecond = \"s1\"",
        "[act.reopened]",
        "[act.corrected]\nfinding = \"f-2\"\nsecond = \"s1\"",
    ]
    .map(str::to_owned)
    .to_vec();
    for outcome in [
        "outcome = \"not_verified\"",
        "outcome = \"access_denied\"\ndenied_by = \"xx-south\"",
        "outcome = \"stale\"",
        "outcome = \"insecure\"",
    ] {
        acts.push(signed("verified", outcome));
    }
    for outcome in ["occurred", "refuted"] {
        acts.push(signed("verified", &format!("outcome = \"{outcome}\"\n{standard}")));
    }
    for what in [
        "{ id = \"xx-south\", name = \"South\" }",
        "[{ id = \"a\", name = \"A\" }, { id = \"b\", name = \"B\" }]",
        "\"could_not_be_attributed\"",
    ] {
        acts.push(signed(
            "attributed",
            &format!("answer = \"established\"\n{standard}\nwhat = {what}\nparties = [\"xx-south\"]"),
        ));
    }
    acts.push(signed("attributed", &format!("answer = \"refuted\"\n{standard}")));
    acts.push(signed("attributed", "answer = \"insufficient\""));
    for class in ["breach", "permitted_act"] {
        let intent = "intent = \"intended\"\nintent_standard = \"suspicion\"";
        acts.push(signed("classified", &format!("class = \"{class}\"\nclause = \"p1\"\n{standard}\n{intent}")));
    }
    for class in ["accident", "outside_scope"] {
        acts.push(signed("classified", &format!("class = \"{class}\"\n{standard}\nintent = \"insufficient\"")));
    }
    acts.push(signed("classified", "class = \"insufficient\"\nintent = \"refuted\"\nintent_standard = \"suspicion\""));
    acts
}

#[test]
fn every_step_reads_back_as_it_was_written() {
    let mut seen = std::collections::BTreeSet::new();
    for act in acts() {
        let step = read(&head(&act)).unwrap_or_else(|error| panic!("{act}: {error}"));
        seen.insert(step.act.as_str());
        let line = serde_json::to_string(&CaseStepLine::new(&step)).unwrap();
        assert!(line.contains(&format!("\"{}\":", step.act.as_str())), "one spelling: {line}");
        assert_eq!(CaseStepLine::parse(&line).unwrap().to_step().unwrap(), step);
        let toml = toml::to_string(&CaseStepLine::new(&step)).unwrap();
        assert_eq!(read(&toml).unwrap(), step);
    }
    assert_eq!(seen.len(), 19, "every kind of step: {seen:?}");
}

#[test]
fn the_documentations_step_is_read() {
    assert_eq!(read(example()).unwrap().act.as_str(), "verified");
}

#[test]
fn the_documentations_line_is_what_is_written() {
    let docs = include_str!("../../../../docs/cases.md");
    let line = docs.split("```json\n").nth(1).and_then(|block| block.split("\n```").next()).unwrap();
    let step = CaseStepLine::parse(line).unwrap().to_step().unwrap();
    assert_eq!(to_line(&step), line);
}

#[test]
fn mistakes_are_named() {
    let refused = |act: &str| read(&head(act)).unwrap_err().to_string();
    for (act, says) in [
        ("[act.verified]\noutcome = \"true\"", "'outcome' holds 'true'; expected occurred, not_verified"),
        ("[act.verified]\noutcome = \"occurred\"", "'standard' holds ''; expected suspicion"),
        (
            "[act.verified]\noutcome = \"stale\"\nstandard = \"suspicion\"",
            "'standard' holds 'suspicion'; expected nothing",
        ),
        ("[act.verified]\noutcome = \"stale\"\ndenied_by = \"x\"", "'denied_by' holds 'x'; expected nothing"),
        ("[act.voted]\nchoice = \"yes\"", "'choice' holds 'yes'; expected one of: for against abstain"),
        ("[act.published]\nlevel = \"press\"\nsecond = \"s1\"", "'level' holds 'press'; expected one of: parties"),
        ("[act.received]\nagreement = \"a\"\nincident = \"i\"\ntext = \"t\"", "'reporter' holds ''; expected either"),
        ("[act.received]\nagreement = \"a\"\nreporter = \"n1\"\ntext = \"t\"", "'incident' holds ''; expected either"),
        (
            "[act.attributed]\nanswer = \"established\"",
            "'answer' holds 'established'; expected established with 'what'",
        ),
        (
            "[act.classified]\nclass = \"accident\"\nclause = \"p1\"\nstandard = \"suspicion\"",
            "'clause' holds 'p1'; expected nothing",
        ),
        ("[act.assigned]\nteam = [\"two words\"]", "'team' holds 'two words'; expected ids of persons"),
        ("[act.judged]", "unknown variant `judged`, expected one of `received`"),
        ("[act.logged]\nreceipt = \"1\"\nnumber = 2", "unexpected keys in table: number"),
    ] {
        assert!(refused(act).contains(says), "{act}: {}", refused(act));
    }
    let local = head("[act.reply_asked]").replace("09:00:00Z", "09:00:00");
    assert!(read(&local).unwrap_err().to_string().contains("a time with its offset"));
}
