//! The worked rules of the documentation, and each mistake in them.

use super::*;

/// The first block of the documentation is a whole rules file.
pub(crate) fn example() -> &'static str {
    let docs = include_str!("../../../../docs/cases.md");
    docs.split("```toml\n").nth(1).and_then(|block| block.split("```").next()).unwrap()
}

fn rules() -> Rules {
    RulesFile::parse(example()).unwrap().to_rules().unwrap()
}

#[test]
fn what_is_written_reads_back() {
    let rules = rules();
    assert_eq!(rules.from.to_string(), "2031-05-01T03:00:00Z", "six in the morning, three hours before Greenwich");
    assert_eq!(rules.limits.reply, Term::new(5, TermUnit::WorkingDays).unwrap());
    let again = toml::to_string(&RulesFile::new(&rules)).unwrap();
    assert_eq!(RulesFile::parse(&again).unwrap().to_rules().unwrap(), rules);
    let json = serde_json::to_string(&RulesFile::new(&rules)).unwrap();
    assert_eq!(serde_json::from_str::<RulesFile>(&json).unwrap().to_rules().unwrap(), rules);
}

/// What is said of the example after a change; the table of the documentation holds the same.
fn said(from: &str, to: &str) -> String {
    assert!(example().contains(from), "{from}");
    let read = RulesFile::parse(&example().replacen(from, to, 1)).and_then(|file| file.to_rules());
    read.unwrap_err().to_string()
}

#[test]
fn the_documentations_errors_are_said_so() {
    let docs = include_str!("../../../../docs/cases.md");
    for (from, to) in [
        (r#"parties = ["xx-north", "xx-south"]"#, r#"parties = ["xx-north"]"#),
        (r#"zone = "Asia/Beirut""#, r#"zone = "Hilltown""#),
        (r#"from = "2031-05-01T06:00""#, r#"from = "2031-03-30T00:30""#),
        (r#"decision = "majority_of_each_side""#, r#"decision = "most""#),
        ("each_party = 2", "each_party = 3"),
        ("each_party = 2", "each_party = 0"),
        ("at_least = 2", "at_least = 1"),
        ("reply = { working_days = 5 }", "reply = { days = 3, hours = 2 }"),
        ("reply = { working_days = 5 }", "reply = { days = 0 }"),
        (r#"breach = "reasonable_grounds""#, r#"breach = "beyond_doubt""#),
        (r#"occurred = "balance_of_probabilities""#, r#"occurred = "suspicion""#),
        (r#"side = "neutral""#, r#"side = "xx-east""#),
        (r#"id = "n2""#, r#"id = "n1""#),
        (r#"levels = ["parties", "public"]"#, r#"levels = ["public"]"#),
    ] {
        let said = said(from, to);
        assert!(docs.contains(&format!("| {said} |")), "the table does not hold: {said}");
    }
    assert!(said("joint = true", "together = true").contains("unknown field `together`"));
}

#[test]
fn a_later_format_is_refused() {
    let later = format!("v = 2\n{}", example());
    assert!(matches!(RulesFile::parse(&later).unwrap().to_rules(), Err(WireError::Newer(2))));
}

/// The names of the parties, exchanged everywhere, give the same rules with the parties exchanged: no field prefers one.
#[test]
fn exchanging_the_parties_exchanges_the_rules() {
    let exchange =
        |text: &str| text.replace("xx-north", "\u{0}").replace("xx-south", "xx-north").replace('\u{0}', "xx-south");
    let swapped = RulesFile::parse(&exchange(example())).unwrap().to_rules().unwrap();
    assert_eq!(format!("{swapped:?}"), exchange(&format!("{:?}", rules())));
}
