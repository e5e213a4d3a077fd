//! The swap test: exchanging two parties in the register and in the text exchanges them in the result, and nothing else.

use super::{RESOLVER, read_with};
use crate::{Gazetteer, Register, Resolver};

const ACTORS: &str = r#"
[[actor]]
id = "ALPHA"
name = "Northern Council"
kind = "government"
aliases = ["NCX", "council of the north"]
ambiguous_aliases = ["the council"]
country = "LY"

[[actor]]
id = "BETA"
name = "Southern Command"
kind = "armed_force"
aliases = ["SCX"]
ambiguous_aliases = ["the council", "the command"]
country = "LY"

[[actor]]
id = "ALPHA-head"
name = "Adil Aref"
kind = "person"
aliases = ["Aref"]
country = "LY"
leads = ["ALPHA"]
office = [{ title = "president", of = "ALPHA", since = "2019" }]

[[actor]]
id = "BETA-head"
name = "Basil Bakr"
kind = "person"
aliases = ["Bakr"]
country = "LY"
leads = ["BETA"]
office = [{ title = "commander", of = "BETA", since = "2019" }]

[[noun]]
id = "noun-fighter"
singular = ["fighter"]
plural = ["fighters"]
kind = "armed_group"
"#;

const TEXT: &str = "{organisation@speaker:The <Northern Council>} said {actor:<fighters> of the Southern Command} broke the truce. \
    {person:President <Adil Aref>} called on {person:Basil Bakr} to stop. {person:Bakr} refused; {actor:the NCX <leader>} and \
    {actor:the SCX <leader>} met. {organisation:The <council>} waits. {actor:pro-Aref <fighters>} left {place@place:Tripoli}.";

/// Exchanges the names of the parties wherever they stand; ids stay, so that each id bears the other's names.
fn exchanged(text: &str) -> String {
    let pairs =
        [("Northern Council", "Southern Command"), ("NCX", "SCX"), ("Adil Aref", "Basil Bakr"), ("Aref", "Bakr")];
    let marks = |text: String, (number, (one, other)): (usize, &(&str, &str))| {
        text.replace(one, &format!("\u{1}{number}")).replace(other, &format!("\u{2}{number}"))
    };
    let marked = pairs.iter().enumerate().fold(text.to_owned(), marks);
    pairs.iter().enumerate().fold(marked, |text, (number, (one, other))| {
        text.replace(&format!("\u{1}{number}"), other).replace(&format!("\u{2}{number}"), one)
    })
}

fn exchanged_ids(line: &str) -> String {
    line.replace("ALPHA", "\u{1}").replace("BETA", "ALPHA").replace('\u{1}', "BETA")
}

fn resolver(actors: &str) -> Resolver {
    Resolver::new(Register::parse(&[("a.toml", actors)]).unwrap(), Gazetteer::embedded())
}

#[test]
fn exchanging_the_names_in_the_text_exchanges_the_actors() {
    let resolver = resolver(ACTORS);
    let plain = read_with(&resolver, TEXT, "2020-01-14");
    assert!(plain.iter().any(|line| line.contains("ALPHA")) && plain.iter().any(|line| line.contains("BETA-head")));
    let swapped: Vec<String> =
        read_with(&resolver, &exchanged(TEXT), "2020-01-14").iter().map(|line| exchanged_ids(line)).collect();
    let settled = |lines: &[String]| lines.iter().filter(|line| !line.contains('|')).cloned().collect::<Vec<_>>();
    assert_eq!(settled(&plain), settled(&swapped));
}

#[test]
fn the_order_of_ids_does_not_matter() {
    let plain = read_with(&resolver(ACTORS), TEXT, "2020-01-14");
    let renamed = read_with(&resolver(&exchanged_ids(ACTORS)), TEXT, "2020-01-14");
    let back: Vec<String> = renamed.iter().map(|line| exchanged_ids(line)).collect();
    let sorted = |lines: &[String]| -> Vec<Vec<String>> {
        lines
            .iter()
            .map(|line| {
                let mut all: Vec<String> = line.split('|').map(str::to_owned).collect();
                all.sort();
                all
            })
            .collect()
    };
    assert_eq!(sorted(&plain), sorted(&back));
}

#[test]
fn the_embedded_resolver_is_one_value_for_all() {
    let text = "{organisation:the <GNA>} and {organisation:the <LNA>} met in Libya";
    assert_eq!(read_with(&RESOLVER, text, ""), ["ly-gna", "ly-lna"]);
}
