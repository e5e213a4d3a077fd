//! What must hold for every input: no order of arrival matters, no name matters, a flood is cheap.

use crate::sample::*;
use crate::{Context, Corpus, each_incident, fuse};
use model::*;
use proptest::prelude::*;

const KINDS: [ClaimKind; 8] = [
    ClaimKind::Shelling,
    ClaimKind::AirStrike,
    ClaimKind::Harm,
    ClaimKind::Acceptance,
    ClaimKind::Meeting,
    ClaimKind::Statement,
    ClaimKind::Denial,
    ClaimKind::CumulativeToll,
];
const TEXTS: [&str; 4] = [
    "Forces shelled the northern market at noon and killed several people, a doctor at the field hospital said late in the evening.",
    "Shells fell near the harbour. The committee met its guests and said that the truce would hold for the whole of the winter.",
    "(Reuters) - Forces shelled the northern market at noon and killed several people, a doctor at the field hospital said. Nobody knew why.",
    "A strike hit the road to the airport.",
];
const SOURCES: [&str; 4] = ["Coast Gazette", "Reuters", "", "Hill Post"];

/// The two parties, by names whose order in the alphabet is that of neither role.
pub(crate) type Parties = (&'static str, &'static str);
pub(crate) const PARTIES: Parties = ("Amber Front", "Zinc Army");

#[derive(Debug, Clone)]
pub(crate) struct Plan {
    text: usize,
    source: usize,
    day: u8,
    claims: Vec<(usize, u8, u8, u8, u8, u8)>,
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let claim = (0..KINDS.len(), 0..6_u8, 0..4_u8, 0..4_u8, 0..5_u8, 0..5_u8);
    (0..TEXTS.len(), 0..SOURCES.len(), 0..6_u8, prop::collection::vec(claim, 0..4))
        .prop_map(|(text, source, day, claims)| Plan { text, source, day, claims })
}

fn build(number: usize, plan: &Plan, parties: Parties) -> Reading {
    let text = TEXTS[plan.text];
    let published = if plan.day == 5 { String::new() } else { format!("2020-01-{}", 20 + plan.day) };
    let mut made = reading(&format!("r-{number:02}"), &published, SOURCES[plan.source], text);
    for (kind, day, place, agent, toll, speaker) in &plan.claims {
        let words = text.split('.').next().unwrap();
        let mut one = claim(KINDS[*kind], words.split(' ').nth(1).unwrap(), words);
        if *day > 0 {
            one = one.on(&format!("2020-01-{}", 17 + day));
        }
        one = match place {
            0 => one,
            1 => one.at(town("Northtown", 32.8, 13.27)),
            2 => one.at(town("Southtown", 30.1, 15.0)),
            _ => one.at(area("Coast", 32.5, 13.5, 200.0, PlacePrecision::Region)),
        };
        one = match agent {
            0 => one,
            1 => one.role(Role::Agent, parties.0).role(Role::Target, parties.1),
            2 => one.role(Role::Agent, parties.1).role(Role::Target, parties.0),
            _ => one.role(Role::Agent, parties.0).role(Role::Agent, parties.1),
        };
        one = match toll {
            0 => one,
            1 => one.harm(Effect::Killed, Toll::new(2, None, None, true).unwrap(), false, ""),
            other => one.harm(
                Effect::Killed,
                Toll::exactly(u64::from(*other)),
                KINDS[*kind] == ClaimKind::CumulativeToll,
                "",
            ),
        };
        one = match speaker {
            0 | 1 => one,
            2 => one.said_by(parties.0),
            3 => one.said_by(parties.1).meant(Modality::Denied),
            _ => one.relayed_by("AFP"),
        };
        add(&mut made, one);
    }
    made
}

pub(crate) fn build_all(plans: &[Plan], parties: Parties) -> Vec<Reading> {
    plans.iter().enumerate().map(|(number, plan)| build(number, plan, parties)).collect()
}

/// The result as text with names exchanged back, and with what is listed by id put in order again.
pub(crate) fn exchanged(fused: &Fused, swap: bool) -> Vec<String> {
    let exchange = |text: String| {
        if !swap {
            return text;
        }
        let pairs = [("Amber Front", "Zinc Army"), ("amber-front", "zinc-army")];
        pairs.iter().fold(text, |text, (a, b)| text.replace(a, "\u{1}").replace(b, a).replace('\u{1}', b))
    };
    let mut origins: Vec<String> = fused.origins.iter().map(|origin| exchange(format!("{origin:?}"))).collect();
    origins.sort();
    let rest = [format!("{:?}", fused.copies), format!("{:?}", fused.claim_origins), format!("{:?}", fused.figures)];
    let incidents = fused.incidents.iter().map(|incident| format!("{incident:?}"));
    origins.into_iter().chain(rest.into_iter().chain(incidents).map(exchange)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn the_order_of_arrival_does_not_matter(
        (plans, order) in prop::collection::vec(plan(), 1..14)
            .prop_flat_map(|plans| {
                let order: Vec<usize> = (0..plans.len()).collect();
                (Just(plans), Just(order).prop_shuffle())
            })
    ) {
        let readings = build_all(&plans, PARTIES);
        let shuffled: Vec<Reading> = order.iter().map(|place| readings[*place].clone()).collect();
        prop_assert_eq!(fuse(&readings, &[], &[]), fuse(&shuffled, &[], &[]));
    }

    #[test]
    fn exchanging_the_parties_exchanges_the_result(plans in prop::collection::vec(plan(), 1..14)) {
        let (told, _) = fuse(&build_all(&plans, PARTIES), &[], &[]);
        let (other, _) = fuse(&build_all(&plans, (PARTIES.1, PARTIES.0)), &[], &[]);
        prop_assert_eq!(exchanged(&told, false), exchanged(&other, true));
    }

    #[test]
    fn every_claim_of_an_event_is_in_one_incident_at_most_and_has_one_origin(plans in prop::collection::vec(plan(), 1..14)) {
        let readings = build_all(&plans, PARTIES);
        let (fused, _) = fuse(&readings, &[], &[]);
        let mut members: Vec<&ClaimId> = fused.incidents.iter().flat_map(|incident| &incident.members).collect();
        members.sort();
        let count = members.len();
        members.dedup();
        prop_assert_eq!(count, members.len());
        prop_assert_eq!(fused.claim_origins.len(), readings.iter().map(|reading| reading.claims.len()).sum::<usize>());
        let ids: Vec<&OriginId> = fused.origins.iter().map(|origin| &origin.id).collect();
        prop_assert!(fused.claim_origins.values().all(|id| ids.contains(&id)));
        for incident in &fused.incidents {
            prop_assert!(!incident.origins.is_empty());
            prop_assert!(incident.denials.iter().all(|claim| incident.members.contains(claim)));
        }
    }

    #[test]
    fn copies_add_no_origin_and_change_no_incident(
        plans in prop::collection::vec(plan(), 1..8), which in 0..8_usize, count in 1..6_usize
    ) {
        let mut readings = build_all(&plans, PARTIES);
        let original = readings[which % readings.len()].clone();
        // Beyond the first three holders of a passage a copy may still miss the one that tells the claim.
        let body = |reading: &Reading| reading.text.trim_start_matches("(Reuters) - ").get(..40).map(str::to_owned);
        let holders = readings.iter().filter(|reading| body(reading) == body(&original)).count();
        prop_assume!(original.text.split(' ').count() >= 10 && original.published != Published::Unknown && holders <= 3);
        // An agency's own text credits nobody; the same words in another paper credit the agency.
        let credits_anew = original.text.starts_with("(Reuters)") && original.source.as_deref() == Some("Reuters");
        let before = fuse(&readings, &[], &[]).0;
        readings.extend((0..count).map(|number| copied(&original, number)));
        let after = fuse(&readings, &[], &[]).0;
        prop_assert_eq!(without_copies(&before), without_copies(&after));
        // A copy is no origin. What it may add is a credit: that can show that two origins were one, and that a paper's
        // report was an agency's, so that the paper's own reports stand beside it.
        let origins = |fused: &Fused| fused.incidents.iter().map(|incident| incident.origins.len()).sum::<usize>();
        prop_assert!(credits_anew || origins(&after) <= origins(&before));
        prop_assert!(after.origins.iter().all(|origin| origin.name != "Copyist"));
        let of_others = |fused: &Fused| {
            let twins: Vec<&ReportId> =
                readings.iter().filter(|reading| body(reading) == body(&original)).map(|reading| &reading.report).collect();
            let mut incidents = fused.incidents.clone();
            incidents.retain(|incident| incident.documents.iter().all(|report| !twins.contains(&report)));
            incidents
        };
        prop_assert_eq!(of_others(&before), of_others(&after));
    }
}

/// A later copy of a report, in a paper of its own.
fn copied(original: &Reading, number: usize) -> Reading {
    let mut copy = original.clone();
    copy.report = ReportId::new(format!("r-9{number}")).unwrap();
    copy.source = Some("Copyist".to_owned());
    copy.published = Published::Known { when: day("2020-02-20"), basis: Basis::Given };
    for (nth, claim) in copy.claims.iter_mut().enumerate() {
        claim.id = ClaimId::new(format!("r-9{number}.c{}", nth + 1)).unwrap();
    }
    copy
}

/// The claims of each incident but for those of copies.
fn without_copies(fused: &Fused) -> Vec<Vec<&ClaimId>> {
    let is_own = |claim: &&ClaimId| !claim.as_str().starts_with("r-9");
    fused.incidents.iter().map(|incident| incident.members.iter().filter(is_own).collect()).collect()
}

#[test]
fn a_flood_of_copies_is_one_origin() {
    let body = "Three people were killed on Monday when shells hit a vegetable market in the suburb of Ain Zara, a health official \
                said. Ambulance crews carried the wounded to two hospitals, and shops in the district stayed closed for the rest of \
                the day. Nobody claimed the attack, and both sides called on the other to respect the truce of the week before.";
    let copies: Vec<Reading> = (0..3_000)
        .map(|number| {
            let text = format!("Edition {number} of the morning\n\n{body}");
            let one = claim(
                ClaimKind::Shelling,
                "hit",
                "Three people were killed on Monday when shells hit a vegetable market",
            );
            let one = one.on("2020-01-20").at(town("Ain Zara", 32.8, 13.27)).killed(3);
            report(&format!("r-{number:05}"), "2020-01-21", &format!("Paper {}", number % 300), &text, vec![one])
        })
        .collect();
    let (fused, _) = fuse(&copies, &[], &[]);
    assert_eq!((fused.origins.len(), fused.incidents.len()), (1, 1));
    assert_eq!(fused.copies.len(), 2_999, "each names the earliest only");
    assert_eq!(fused.incidents[0].harm[0].toll, Toll::exactly(3));
    assert!(fused.origins[0].because.len() < 50);
}

#[test]
fn a_flood_of_ten_thousand_copies_takes_as_much_as_they_say_and_no_more() {
    let body = "Three people were killed on Monday when shells hit a vegetable market in the suburb of Ain Zara, a health official \
                said. Ambulance crews carried the wounded to two hospitals, and shops in the district stayed closed.";
    let words = "Three people were killed on Monday when shells hit a vegetable market";
    let one = claim(ClaimKind::Shelling, "hit", words).on("2020-01-20").at(town("Ain Zara", 32.8, 13.27)).killed(3);
    let original = report("r-00000", "2020-01-21", "Paper", body, vec![one]);
    let flood = |count: usize| {
        let mut corpus = Corpus::default();
        for number in 0..count {
            let mut copy = original.clone();
            copy.report = ReportId::new(format!("r-{number:05}")).unwrap();
            copy.claims[0].id = ClaimId::new(format!("r-{number:05}.c1")).unwrap();
            corpus.take(&copy);
        }
        let kept = corpus.distinct();
        let mut incidents = Vec::new();
        each_incident(&mut corpus, &Context::default(), &mut |incident| incidents.push(incident));
        (kept, incidents)
    };
    let ((few, _), (many, incidents)) = (flood(10), flood(10_000));
    assert_eq!(few, many, "what copies say is kept once");
    assert_eq!((incidents.len(), incidents[0].origins.len(), incidents[0].members.len()), (1, 1, 10_000));
}

#[test]
fn a_merge_of_half_the_record_is_refused_and_asked_about() {
    let all: Vec<Reading> = (0..600)
        .map(|number| {
            let text =
                format!("Shells fell at Ain Zara as witness number {number} of the street told us {}.", number * 7919);
            let one = claim(ClaimKind::Shelling, "fell", "Shells fell at Ain Zara");
            report(
                &format!("r-{number:05}"),
                "2020-01-21",
                &format!("Paper {number}"),
                &text,
                vec![one.on("2020-01-20").at(town("Ain Zara", 32.8, 13.27))],
            )
        })
        .collect();
    let (fused, notes) = fuse(&all, &[], &[]);
    assert!(notes.iter().any(|note| note.code == "merge-refused"));
    assert!(fused.incidents.iter().all(|incident| incident.members.len() <= 200));
}
