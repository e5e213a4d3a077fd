//! PETRARCH's records: which pairs of source and target are read out of a sentence.
//!
//! The gold is codes of CAMEO's actor dictionaries, of which the first three letters say whose actor it is and the rest of
//! what sort ("RUSGOV"). We hold the first three letters against whom our mention means:
//! - a country's code fits an actor or place of that country, and the demonyms that the register knows;
//! - where the register knows no country, as for those that exist only in the records, a code fits a capitalised word that
//!   begins with its first letter and has the others in their order ("GON", Gondor);
//! - names of the records' own dictionary that no abbreviation tells fit the code that it gives them (`DICTIONARY`);
//! - IGO, NGO, IMG, MNC and the like fit any organisation; `---` and `###` (no country) fit anybody.
//!
//! A pair is right where both sides fit; each counts once in a record. Meetings, talks and calls count in both directions,
//! as CAMEO codes them, and so does what several do together ("France and Italy signed"). Things give way to whom their
//! words name ("the roads leading into Jordan"); a pronoun among them names nobody, since the codes are of words that stand
//! there: "crowds burned its embassy" has no second code. What is done to a thing, or to people of whom nothing more is said,
//! is done to the country where it is done ("cordoned off the roads in Jordan", "killed eight people in Aleppo"). People of
//! several countries ("French and Italian officials") are somebody for each. Records that test what a coder does with a
//! broken record are passed over: their sentences are right.

use crate::bench::{Bench, Input, Read};
use crate::corpora::petrarch::{Record, read};
use crate::counts::Counts;
use crate::scorers::assignment;
use crate::tasks::events::event;
use crate::tasks::fillers::{Part, is_pronoun, mentioned};
use crate::tasks::{Case, Figure, Outcome};
use anyhow::Result;
use model::{ActorRef, Claim, ClaimKind, CountryCode, MentionKind, MentionRef, Role, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const FILES: [(&str, &str); 2] =
    [("unit records", "PETR.UnitTest.records.xml"), ("news records", "PETR2_GSR_validation.xml")];
/// Names and codes of the records' own dictionary that no abbreviation tells: most exist in the records only, and some
/// countries have codes older than ISO's.
const DICTIONARY: [(&str, &str); 18] = [
    ("Minas Tirith", "GON"),
    ("Cirith Ungol", "MOR"),
    ("Barad-dur", "MOR"),
    ("Caras Galadhon", "ELF"),
    ("Galadriel", "ELF"),
    ("Frodo", "HOB"),
    ("Gamgee", "HOB"),
    ("Gollum", "HOB"),
    ("Smeagol", "HOB"),
    ("Slinker", "HOB"),
    ("Stinker", "HOB"),
    ("Michel Delving", "SHR"),
    ("Orcs", "MRG"),
    ("Quibbler", "HGW"),
    ("Hermit Kingdom", "PRK"),
    ("Kuwait", "KUW"),
    ("New Zealand", "NZE"),
    ("Zimbabwe", "ZBW"),
];
/// CAMEO's codes of actors that belong to no country.
const STATELESS: [&str; 5] = ["IGO", "NGO", "NGM", "IMG", "MNC"];

/// Measures both files.
pub fn run(bench: &Bench, folder: &Path) -> Result<Outcome> {
    let codes = country_codes();
    let (mut outcome, mut sum, mut parts) = (Outcome::default(), Counts::default(), Vec::new());
    for (name, file) in FILES {
        let records = read(&folder.join(file))?;
        let reads = bench.read("events", &records.iter().map(|one| Input::english(&one.text)).collect::<Vec<_>>())?;
        let mut counts = Counts::default();
        for (record, read) in records.iter().zip(&reads) {
            let found = pairs(bench, read, &codes);
            let one = score(record, &found);
            counts += one;
            outcome.cases.extend(case(record, &found, one.wrong()));
        }
        sum += counts;
        parts.push(Figure::f1(name, "pairs F1", counts));
    }
    outcome.figures.push(Figure::f1("all", "pairs F1", sum));
    outcome.figures.extend(parts);
    Ok(outcome)
}

/// ISO 3166 codes of two letters → of three, out of the gazetteer's table.
fn country_codes() -> BTreeMap<&'static str, &'static str> {
    let rows = include_str!("../../../../data/gazetteer/countries.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split('\t').next().zip(row.split('\t').nth(1))).collect()
}

/// Somebody who acts: the words, and whose they may be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Side {
    words: String,
    countries: BTreeSet<String>,
    /// Whether the countries are the register's word, and no guess from a place of that name.
    listed: bool,
    organisation: bool,
}

impl Side {
    /// Whether nothing in the words tells whose they are: "eight people".
    fn is_of_nobody(&self) -> bool {
        self.countries.is_empty() && !self.words.contains(char::is_uppercase)
    }

    fn fits(&self, code: &str) -> bool {
        let whose = code.get(..3).unwrap_or(code);
        if ["---", "###"].contains(&whose) {
            return true;
        }
        if DICTIONARY.iter().any(|(name, code)| *code == whose && self.words.contains(name)) {
            return true;
        }
        if STATELESS.contains(&whose) {
            return self.organisation;
        }
        if self.countries.contains(whose) || self.listed {
            return self.countries.contains(whose);
        }
        self.words.split(|c: char| !c.is_alphanumeric()).any(|word| abbreviates(whose, word))
    }
}

/// Whether a word begins with the code's first letter and holds the others in their order.
fn abbreviates(code: &str, word: &str) -> bool {
    if !word.starts_with(char::is_uppercase) || word.chars().next() != code.chars().next() {
        return false;
    }
    let mut letters = word.chars().flat_map(char::to_uppercase);
    code.chars().all(|wanted| letters.any(|letter| letter == wanted))
}

fn pairs(bench: &Bench, read: &Read, codes: &BTreeMap<&str, &str>) -> Vec<(Side, Side)> {
    let mut pairs = BTreeSet::new();
    for claim in &read.reading.claims {
        let event = event(read, claim);
        let sides = |parts: &[Part<'_>]| {
            let parts = parts.iter().flat_map(|part| actors(read, part));
            parts.flat_map(|part| each_side(bench, read, &part, codes)).collect::<Vec<_>>()
        };
        let (sources, mut targets) = (sides(&event.sources), sides(&event.targets));
        let place = claim.place.and_then(|place| mentioned(read, place));
        let place = place.map(|place| sides(&[place])).unwrap_or_default();
        if targets.is_empty() && !event.targets.is_empty() {
            targets.clone_from(&place);
        }
        for target in targets.iter_mut().filter(|target| target.is_of_nobody()) {
            target.countries.extend(place.iter().flat_map(|place| place.countries.iter().cloned()));
        }
        for (source, target) in sources.iter().flat_map(|source| targets.iter().map(move |target| (source, target))) {
            pairs.insert((source.clone(), target.clone()));
            if in_both_directions(claim) {
                pairs.insert((target.clone(), source.clone()));
            }
        }
        if targets.is_empty() && is_joint(claim) {
            let each = sources.iter().flat_map(|one| sources.iter().map(move |other| (one, other)));
            pairs.extend(each.filter(|(one, other)| one != other).map(|(one, other)| (one.clone(), other.clone())));
        }
    }
    pairs.into_iter().collect()
}

fn in_both_directions(claim: &Claim) -> bool {
    use ClaimKind::{ArmedClash, Meeting, Negotiation, PhoneCall, Visit};
    let clash = claim.kind == ArmedClash && claim.roles.contains_key(&Role::Counterpart);
    clash || matches!(claim.kind, Meeting | Negotiation | PhoneCall | Visit)
}

/// What several do with each other where nobody else is named.
fn is_joint(claim: &Claim) -> bool {
    use ClaimKind::{
        Acceptance, ArmedClash, BreakOff, Cooperation, Delay, DiplomaticTies, PrisonerExchange, Signature,
    };
    let kinds = [Acceptance, ArmedClash, BreakOff, Cooperation, Delay, DiplomaticTies, PrisonerExchange, Signature];
    in_both_directions(claim) || kinds.contains(&claim.kind)
}

/// The part where it is somebody, else whoever its words name; what is only a pronoun's ("its embassy") is nobody of a code.
fn actors<'a>(read: &'a Read, part: &Part<'a>) -> Vec<Part<'a>> {
    let opening = read.words(part.span).split_whitespace().next().unwrap_or_default();
    if is_pronoun(opening) {
        return Vec::new();
    }
    if acts(part) {
        return part.mention.and_then(|mention| mentioned(read, mention)).into_iter().collect();
    }
    let mentions = (0..read.reading.mentions.len()).map(MentionRef);
    let inside = mentions
        .filter(|mention| read.reading.mentions.get(mention.0).is_some_and(|mention| part.span.contains(mention.span)));
    let named = inside.filter(|one| read.reading.mentions.get(one.0).is_some_and(|one| !is_pronoun(&one.text)));
    named.filter_map(|mention| mentioned(read, mention)).filter(acts).collect()
}

/// Codes are of actors, so that things which fill a role make no pair; a place may stand for those who rule it.
fn acts(part: &Part<'_>) -> bool {
    matches!(part.kind, Some(MentionKind::Actor | MentionKind::Person | MentionKind::Organisation | MentionKind::Place))
}

/// Somebody, or one for each of several countries whose people the words join ("French and Italian officials").
fn each_side(bench: &Bench, read: &Read, part: &Part<'_>, codes: &BTreeMap<&str, &str>) -> Vec<Side> {
    let whole = side(bench, read, part, codes);
    if whole.listed || whole.countries.len() < 2 || !joins(read, part) {
        return vec![whole];
    }
    let one = |country: &String| Side { countries: BTreeSet::from([country.clone()]), ..whole.clone() };
    whole.countries.iter().map(one).collect()
}

/// Whether two mentions inside the words are joined by "and".
fn joins(read: &Read, part: &Part<'_>) -> bool {
    let inside: Vec<Span> =
        beside(read, part).iter().map(|one| one.span).filter(|one| part.span.contains(*one)).collect();
    inside.windows(2).any(|two| match two {
        [one, other] => Span::new(one.end(), other.start()).is_some_and(|gap| read.words(gap).trim() == "and"),
        _ => false,
    })
}

fn side(bench: &Bench, read: &Read, part: &Part<'_>, codes: &BTreeMap<&str, &str>) -> Side {
    let (mut listed, mut placed) = (Vec::new(), Vec::new());
    whose(bench, read, part, &mut listed, &mut placed);
    let mut span = part.span;
    if listed.is_empty() && placed.is_empty() {
        for other in beside(read, part) {
            span = span.join(other.span);
            whose(bench, read, &other, &mut listed, &mut placed);
        }
    }
    let sure = !listed.is_empty();
    listed.extend(placed);
    Side {
        words: read.words(span).to_owned(),
        countries: listed.iter().filter_map(|code| Some((*codes.get(code.as_str())?).to_owned())).collect(),
        listed: sure,
        organisation: part.kind == Some(MentionKind::Organisation),
    }
}

fn whose(bench: &Bench, read: &Read, part: &Part<'_>, listed: &mut Vec<CountryCode>, placed: &mut Vec<CountryCode>) {
    if let Some(actor) = part.actor {
        of_actor(bench, actor, listed);
    }
    let place = part.mention.and_then(|mention| read.reading.referent(mention).place());
    placed.extend(place.and_then(|place| place.likeliest()?.country));
}

/// Mentions that say whose somebody is: inside the words ("the US secretary"), right before them ("Chad's minister", "Chad
/// President Idris"), or right behind ("lawmakers in Chad").
fn beside<'a>(read: &'a Read, part: &Part<'a>) -> Vec<Part<'a>> {
    let between = |from: usize, to: usize| Span::new(from, to).map(|span| read.words(span).trim().to_owned());
    let fits = |span: Span| {
        let before = || (span.end() <= part.span.start()).then(|| between(span.end(), part.span.start())).flatten();
        let behind = || (part.span.end() <= span.start()).then(|| between(part.span.end(), span.start())).flatten();
        part.span.contains(span) && span != part.span
            || before().is_some_and(|words| matches!(words.as_str(), "" | "'s" | "’s" | "'"))
            || behind().is_some_and(|words| matches!(words.trim_end_matches(" the"), "in" | "of" | "from"))
    };
    let mentions = (0..read.reading.mentions.len()).map(MentionRef);
    let named = |mention: &model::Mention| fits(mention.span) && !is_pronoun(&mention.text);
    let near = mentions.filter(|one| read.reading.mentions.get(one.0).is_some_and(named));
    near.filter_map(|mention| mentioned(read, mention)).filter(acts).collect()
}

/// The countries that the register knows of whoever is meant, or of those on whose side described people are.
fn of_actor(bench: &Bench, actor: &ActorRef, countries: &mut Vec<CountryCode>) {
    let country = |id| bench.stages.resolver().register().get(id).and_then(|actor| actor.country);
    match actor {
        ActorRef::Listed { id, .. } => countries.extend(country(id)),
        ActorRef::Ambiguous(all) => countries.extend(all.first().and_then(|(id, _)| country(id))),
        ActorRef::Described { of: Some(of), .. } => of_actor(bench, of, countries),
        ActorRef::Described { of: None, .. } | ActorRef::Unlisted { .. } => {}
    }
}

fn score(record: &Record, found: &[(Side, Side)]) -> Counts {
    let row = |(source, target): &(String, String)| {
        found.iter().map(|(from, to)| u32::from(from.fits(source) && to.fits(target))).collect::<Vec<u32>>()
    };
    let chosen = assignment::best(&record.pairs.iter().map(row).collect::<Vec<_>>());
    Counts { gold: record.pairs.len(), found: found.len(), right: chosen.iter().flatten().count() }
}

fn case(record: &Record, found: &[(Side, Side)], wrong: usize) -> Option<Case> {
    let gold: Vec<String> = record.pairs.iter().map(|(source, target)| format!("{source} → {target}")).collect();
    let ours: Vec<String> = found
        .iter()
        .map(|(from, to)| format!("{} {:?} → {} {:?}", from.words, from.countries, to.words, to.countries))
        .collect();
    let told =
        format!("{}\n  {}\n  gold:  {}\n  found: {}", record.id, record.text, gold.join(" | "), ours.join(" | "));
    (wrong > 0).then_some(Case { wrong, told })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(words: &str, countries: &[&str], organisation: bool) -> Side {
        Side {
            words: words.to_owned(),
            countries: countries.iter().map(|code| (*code).to_owned()).collect(),
            listed: !countries.is_empty(),
            organisation,
        }
    }

    #[test]
    fn codes_fit_countries_abbreviations_and_organisations() {
        assert!(side("French police", &["FRA"], false).fits("FRACOP"));
        assert!(!side("French police", &["FRA"], false).fits("DEU"));
        assert!(!side("Austria", &["AUT"], false).fits("AUS"), "a known country is not guessed again");
        assert!(side("Gondor's army", &[], false).fits("GONMIL"));
        assert!(!side("Gondor's army", &[], false).fits("GDN"), "the letters must stand in their order");
        assert!(!side("gondolas", &[], false).fits("GON"), "a common noun is no country");
        assert!(side("the Red Cross", &[], true).fits("NGOHRI") && !side("rebels", &[], false).fits("IGO"));
        assert!(side("rebels", &[], false).fits("---REB"));
    }

    #[test]
    fn a_pair_counts_once() {
        let record = Record {
            id: "r".to_owned(),
            text: String::new(),
            pairs: vec![("FRA".to_owned(), "DEU".to_owned()), ("DEU".to_owned(), "FRA".to_owned())],
        };
        let (france, germany) = (side("Paris", &["FRA"], false), side("Berlin", &["DEU"], false));
        let found = [(france.clone(), germany.clone()), (france, germany)];
        assert_eq!(score(&record, &found), Counts { gold: 2, found: 2, right: 1 });
    }
}
