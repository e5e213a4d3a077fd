//! Cases on hand-made readings: what is joined, what is kept apart, and from whom it comes.

use crate::fuse;
use crate::sample::*;
use model::*;

fn sure(id: &str, source: &str, text: &str, claims: Vec<Sample>) -> Reading {
    report(id, "2020-01-21", source, text, claims)
}

fn ain_zara() -> Where {
    town("Ain Zara", 32.8, 13.27)
}

fn incidents(readings: &[Reading]) -> Vec<Incident> {
    fuse(readings, &[], &[]).0.incidents
}

const WIRE: &str = "TRIPOLI (Reuters) - Three people were killed on Monday when shells hit a vegetable market in the Tripoli suburb \
                    of Ain Zara, a health official said. Ambulance crews carried the wounded to two hospitals, and shops in \
                    the district stayed closed for the rest of the day.";
const WIRE_EVIDENCE: &str = "Three people were killed on Monday when shells hit a vegetable market";

fn wire_claim() -> Sample {
    claim(ClaimKind::Shelling, "hit", WIRE_EVIDENCE).on("2020-01-20").at(ain_zara()).killed(3)
}

#[test]
fn one_wire_text_in_two_papers_is_one_origin() {
    let titled = format!("Three dead in suburb\n\n{WIRE}");
    let all = [
        sure("r-1", "Coast Gazette", WIRE, vec![wire_claim()]),
        sure("r-2", "Mountain Gazette", &titled, vec![wire_claim()]),
    ];
    let (fused, notes) = fuse(&all, &[], &[]);
    assert!(notes.is_empty());
    assert_eq!(fused.copies.len(), 1);
    assert_eq!((fused.copies[0].report.as_str(), fused.copies[0].of.as_str()), ("r-2", "r-1"));
    assert!(fused.copies[0].share > 0.8);
    let (here, there) = fused.copies[0].passages[0];
    assert_eq!(here.slice(&titled), there.slice(WIRE));
    assert_eq!(fused.origins.len(), 1);
    assert_eq!((fused.origins[0].kind, fused.origins[0].name.as_str()), (OriginKind::Agency, "Reuters"));
    assert_eq!(fused.origins[0].reports.len(), 2);
    assert_eq!(fused.incidents.len(), 1);
    let incident = &fused.incidents[0];
    assert_eq!((incident.origins.len(), incident.documents.len(), incident.members.len()), (1, 2, 2));
    assert_eq!(incident.harm[0].toll, Toll::exactly(3));
    assert_eq!(incident.why[0].features, [("copied".to_owned(), 1.0)]);
}

#[test]
fn a_copy_that_arrives_or_sorts_first_still_has_the_agency_as_origin() {
    let all = [
        report("r-1", "2020-01-21", "Mountain Gazette", WIRE, vec![wire_claim()]),
        report("r-2", "2020-01-21", "Reuters", WIRE, vec![wire_claim()]),
    ];
    let (fused, _) = fuse(&all, &[source("Reuters", SourceKind::Agency)], &[]);
    assert_eq!((fused.copies[0].report.as_str(), fused.copies[0].of.as_str()), ("r-1", "r-2"));
    assert_eq!(fused.origins.len(), 1);
    assert_eq!(fused.origins[0].id.as_str(), "o-media-reuters");
}

#[test]
fn an_agencys_paragraph_in_another_article_is_a_partial_copy() {
    let article = format!(
        "Our council met on Tuesday to talk about roads and the price of bread, and many came to listen to it. {} The mayor \
         closed the meeting at noon and went home by bus as he does every week of the year.",
        &WIRE[20..190]
    );
    let all = [
        report("r-1", "2020-01-20", "Reuters", WIRE, vec![wire_claim()]),
        report(
            "r-2",
            "2020-01-22",
            "Hill Post",
            &article,
            vec![
                claim(ClaimKind::Shelling, "hit", WIRE_EVIDENCE).at(ain_zara()),
                claim(ClaimKind::Meeting, "met", "Our council met on Tuesday"),
            ],
        ),
    ];
    let (fused, _) = fuse(&all, &[], &[]);
    assert!(fused.copies[0].share > 0.3 && fused.copies[0].share < 0.7, "{}", fused.copies[0].share);
    let origin = |claim: &str| fused.claim_origins[&ClaimId::new(claim).unwrap()].to_string();
    assert_eq!(origin("r-2.c1"), "o-media-reuters");
    assert_eq!(origin("r-2.c2"), "o-media-hill-post");
}

#[test]
fn a_relay_and_a_spokesman_named_in_two_reports_are_one_origin_each() {
    let one = "Mortar fire killed two women in Uri on Friday, the spokesman told a press conference.";
    let two = "The spokesman said two women had been killed by mortar fire in Uri on Friday.";
    let uri = || town("Uri", 34.08, 74.03);
    let fire = |evidence: &str, trigger: &str| {
        claim(ClaimKind::Shelling, trigger, evidence).on("2020-01-17").at(uri()).killed(2)
    };
    let all = [
        sure("r-1", "Line Monitor", one, vec![fire("Mortar fire killed two women", "fire").said_by("Rajat Kaul")]),
        sure("r-2", "Valley Herald", two, vec![fire("killed by mortar fire", "killed").said_by("Rajat Kaul")]),
        sure(
            "r-3",
            "Island Mail",
            "Shells fell on Uri, AFP reported.",
            vec![fire("Shells fell on Uri", "fell").relayed_by("AFP")],
        ),
        sure("r-4", "AFP", "Two women died in Uri in shell fire.", vec![fire("died in Uri", "died")]),
    ];
    let found = incidents(&all);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].origins.iter().map(OriginId::as_str).collect::<Vec<_>>(),
        ["o-speaker-rajat-kaul", "o-media-afp"]
    );
    assert!(found[0].contested.is_empty());
}

#[test]
fn the_same_news_without_a_source_is_common_text() {
    let text = WIRE.replace("TRIPOLI (Reuters) - ", "");
    let all = [
        report("r-1", "2020-01-21", "", &text, vec![wire_claim()]),
        report("r-2", "2020-01-22", "Hill Post", &text, vec![wire_claim()]),
    ];
    let (fused, _) = fuse(&all, &[], &[]);
    assert_eq!(fused.origins.len(), 1);
    assert_eq!(fused.origins[0].kind, OriginKind::CommonText);
    assert_eq!(fused.origins[0].because.len(), 2);
}

/// Pairs of claims, and whether they tell one event.
#[test]
fn what_is_one_event_and_what_is_not() {
    let shelling = |evidence: &str| claim(ClaimKind::Shelling, evidence.split(' ').next().unwrap(), evidence);
    let horlivka = || town("Horlivka", 48.3, 38.05);
    let nyala = || town("Nyala", 12.05, 24.88);
    let january = When::Known(
        Interval::new("2020-01-01T00:00".parse().unwrap(), "2020-02-01T00:00".parse().unwrap(), Precision::Month)
            .unwrap(),
    );
    let base = || shelling("Shelling killed two people").on("2020-01-20").at(horlivka()).killed(2);
    let cases: Vec<(&str, Sample, bool)> = vec![
        ("same town, same day", shelling("Mortars wounded a man").on("2020-01-20").at(horlivka()), true),
        ("same town, next day, same words", base().on("2020-01-19"), false),
        ("another town, same day, same words", base().at(nyala()), false),
        (
            "a vague time and place around it",
            shelling("Mortars wounded a man").when(january.clone()).killed(2).at(area(
                "Donbas",
                48.2,
                38.5,
                150.0,
                PlacePrecision::Region,
            )),
            false,
        ),
        (
            "the same by another means",
            claim(ClaimKind::AirStrike, "bombs", "bombs killed two people").on("2020-01-20").at(horlivka()).killed(2),
            true,
        ),
        (
            "harm without an act",
            claim(ClaimKind::Harm, "died", "Two people died").on("2020-01-20").at(horlivka()).killed(2),
            true,
        ),
        (
            "a protest",
            claim(ClaimKind::Protest, "protested", "Hundreds protested").on("2020-01-20").at(horlivka()),
            false,
        ),
        ("no time and no place", shelling("Shelling went on"), false),
        (
            "no time and no place, all else the same",
            shelling("Shelling killed two people").killed(2).role(Role::Agent, "Blue Army"),
            true,
        ),
        ("feared", base().meant(Modality::Feared), false),
        ("demanded to stop", base().meant(Modality::Demanded), false),
        ("to come", base().tense(Tense::Future), false),
        ("denied", base().meant(Modality::Denied), true),
        (
            "of a denied kind",
            claim(ClaimKind::Denial, "denied", "Shelling denied in town")
                .on("2020-01-20")
                .at(horlivka())
                .role(Role::Agent, "Blue Army"),
            true,
        ),
    ];
    for (name, other, together) in cases {
        let text = "Shelling killed two people. Mortars wounded a man. bombs killed two people. Two people died. Hundreds \
                    protested. Shelling went on. Shelling denied in town.";
        let all = [
            sure("r-1", "A", text.get(..30).unwrap(), vec![base().role(Role::Agent, "Blue Army")]),
            report("r-2", "2020-01-22", "B", text.get(26..).map_or(text, |_| text), vec![other]),
        ];
        let found = incidents(&all);
        let joined = found.iter().any(|incident| incident.members.len() == 2);
        assert_eq!(joined, together, "{name}: {found:#?}");
    }
}

#[test]
fn each_side_names_the_other_and_both_stay() {
    let by = |id: &str, agent: &str, speaker: &str, number: u64| {
        sure(
            id,
            id,
            "Forces shelled the village.",
            vec![
                claim(ClaimKind::Shelling, "shelled", "Forces shelled the village")
                    .on("2020-01-20")
                    .at(ain_zara())
                    .killed(number)
                    .role(Role::Agent, agent)
                    .said_by(speaker),
            ],
        )
    };
    let found = incidents(&[by("r-1", "Red", "Blue", 3), by("r-2", "Blue", "Red", 5)]);
    assert_eq!(found.len(), 1);
    let wanted = [Field::Actor(Role::Agent), Field::Harm(Effect::Killed)];
    assert_eq!(found[0].contested.iter().copied().collect::<Vec<_>>(), wanted);
    assert_eq!(found[0].actors[&Role::Agent].versions().len(), 2);
    assert_eq!((found[0].harm[0].toll.low(), found[0].harm[0].toll.high()), (3, Some(5)));
    assert_eq!(found[0].harm[0].toll.best(), Some(3), "the lower median");
}

#[test]
fn a_denial_contests_that_it_happened_or_who_did_it() {
    let told = |id: &str, agent: Option<&str>| {
        let one = claim(ClaimKind::Shelling, "shelled", "shelled the village").on("2020-01-20").at(ain_zara());
        sure(
            id,
            id,
            "They shelled the village.",
            vec![match agent {
                Some(agent) => one.role(Role::Agent, agent),
                None => one,
            }],
        )
    };
    let mut denied = told("r-9", Some("Red"));
    denied.claims[0].modality = Modality::Denied;
    let found = incidents(&[told("r-1", Some("Red")), denied.clone()]);
    assert_eq!(found[0].contested.iter().collect::<Vec<_>>(), [&Field::Occurrence]);
    assert_eq!(found[0].denials.len(), 1);
    assert_eq!(found[0].origins.len(), 1, "who denies is no origin of it");
    let found = incidents(&[told("r-1", Some("Red")), told("r-2", None), denied.clone()]);
    assert_eq!(found[0].contested.iter().collect::<Vec<_>>(), [&Field::Actor(Role::Agent)]);
    assert!(incidents(&[denied]).is_empty(), "what nobody tells is no incident");
}

#[test]
fn acts_about_an_agreement_join_by_who_and_what_and_may_disagree_on_when() {
    let act = |id: &str, kind, agent: &str, date: &str| {
        report(
            id,
            "2020-01-15",
            id,
            "He left without a signature.",
            vec![claim(kind, "left", "left without a signature").role(Role::Agent, agent).on(date)],
        )
    };
    let found = incidents(&[
        act("r-1", ClaimKind::Refusal, "Haftar", "2020-01-13"),
        act("r-2", ClaimKind::Refusal, "Haftar", "2020-01-14"),
        act("r-3", ClaimKind::Refusal, "Sarraj", "2020-01-13"),
        act("r-4", ClaimKind::Acceptance, "Haftar", "2020-01-13"),
    ]);
    assert_eq!(found.len(), 3);
    let refusal = found.iter().find(|incident| incident.members.len() == 2).unwrap();
    assert!(refusal.contested.contains(&Field::Time));
    assert_eq!(refusal.time.versions().len(), 2);
}

#[test]
fn those_who_act_together_are_not_contested() {
    let call = |id: &str, agents: &[&str]| {
        let one = claim(ClaimKind::Call, "called", "called for a truce").on("2020-01-08");
        let one = agents.iter().fold(one, |one, agent| one.role(Role::Agent, agent));
        sure(id, id, "They called for a truce.", vec![one])
    };
    let found = incidents(&[call("r-1", &["Putin", "Erdogan"]), call("r-2", &["Erdogan"])]);
    assert_eq!(found.len(), 1);
    assert!(found[0].contested.is_empty());
    let names: Vec<&str> =
        found[0].actors[&Role::Agent].versions().iter().map(|version| version.value.name()).collect();
    assert_eq!(names, ["Erdogan", "Putin"], "who is named more often comes first");
}

#[test]
fn one_report_that_tells_two_incidents_keeps_them_apart() {
    let text = "An air strike killed four people in Baalbek on Monday. In a separate incident rockets wounded two in Metula. \
                Six died in another air strike in Baalbek on Monday.";
    let baalbek = || town("Baalbek", 34.0, 36.2);
    let all = [
        sure(
            "r-1",
            "A",
            text,
            vec![
                claim(ClaimKind::AirStrike, "strike", "An air strike killed four people")
                    .on("2020-01-20")
                    .at(baalbek())
                    .killed(4),
                claim(ClaimKind::Shelling, "rockets", "rockets wounded two")
                    .on("2020-01-20")
                    .at(town("Metula", 33.28, 35.57)),
                claim(ClaimKind::AirStrike, "strike", "Six died in another air strike")
                    .on("2020-01-20")
                    .at(baalbek())
                    .killed(6),
            ],
        ),
        sure(
            "r-2",
            "B",
            "A strike hit Baalbek.",
            vec![claim(ClaimKind::AirStrike, "strike", "A strike hit Baalbek").on("2020-01-20").at(baalbek())],
        ),
    ];
    let found = incidents(&all);
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|incident| incident.harm.iter().all(|harm| harm.toll.best() != Some(10))));
}

#[test]
fn a_growing_toll_replaces_and_groups_of_one_claim_add() {
    let bomb = |id: &str, date: &str, tolls: &[(u64, &str)]| {
        let text =
            format!("A bomb killed soldiers and civilians, including three children, in town, {} in all.", tolls[0].0);
        let one = claim(ClaimKind::ExplosiveDevice, "bomb", "A bomb killed").on("2020-01-20").at(ain_zara());
        let one =
            tolls.iter().fold(one, |one, (number, who)| one.harm(Effect::Killed, Toll::exactly(*number), false, who));
        report(id, date, "Times", &text, vec![one])
    };
    let found = incidents(&[bomb("r-1", "2020-01-20", &[(5, "")]), bomb("r-2", "2020-01-21", &[(16, "")])]);
    assert_eq!((found.len(), found[0].harm[0].toll, found[0].harm[0].by.len()), (1, Toll::exactly(16), 1));
    let found = incidents(&[bomb("r-1", "2020-01-20", &[(3, "soldiers"), (2, "civilians")])]);
    assert_eq!(found[0].harm[0].toll, Toll::exactly(5));
    let found = incidents(&[bomb("r-1", "2020-01-20", &[(10, "civilians"), (3, "children")])]);
    assert_eq!(found[0].harm[0].toll, Toll::exactly(10));
}

#[test]
fn totals_are_figures_and_the_later_replaces_the_earlier() {
    let total = |id: &str, date: &str, number: u64| {
        let text = format!("Since April {number} civilians have been killed, the UN said.");
        report(
            id,
            date,
            id,
            &text,
            vec![
                claim(ClaimKind::CumulativeToll, "killed", "civilians have been killed")
                    .said_by("United Nations")
                    .since("2019-04-04")
                    .harm(Effect::Killed, Toll::exactly(number), true, "civilians"),
            ],
        )
    };
    let (fused, _) = fuse(
        &[total("r-3", "2020-01-15", 284), total("r-1", "2020-01-13", 280), total("r-2", "2020-01-14", 280)],
        &[],
        &[],
    );
    assert!(fused.incidents.is_empty());
    assert_eq!(fused.figures.len(), 2);
    assert_eq!(fused.figures[0].claims.len(), 2);
    assert_eq!((fused.figures[0].superseded_by, fused.figures[1].superseded_by), (Some(1), None));
    assert_eq!(fused.figures[0].who, "civilians");
    assert_eq!(fused.figures[0].attributed_to.as_ref().unwrap().name(), "United Nations");
    assert_eq!(fused.figures[0].period.hull().unwrap().from(), day("2019-04-04").from());
}

#[test]
fn bad_input_is_data() {
    assert_eq!(fuse(&[], &[], &[]).0, Fused::default());
    let mut broken = sure("r-1", "", "", vec![]);
    broken.mentions.clear();
    let mut twice = broken.clone();
    twice.text = "Another text under the same id".to_owned();
    let (_, notes) = fuse(&[broken.clone(), twice.clone()], &[], &[]);
    assert_eq!(notes[0].code, "report-read-twice");
    assert_eq!(fuse(&[twice, broken], &[], &[]).1, notes);
}

/// Without the copy nothing says that the paper's first report was the agency's text; the agency's own bears no credit.
#[test]
fn a_credit_in_a_later_copy_shows_whose_text_a_papers_was_and_its_own_report_stands_beside_it() {
    let wire =
        "Forces shelled the northern market at noon and killed several people, a doctor at the field hospital said";
    let told = |words: &str| vec![claim(ClaimKind::Shelling, "shelled", words).on("2020-01-20").at(ain_zara())];
    let shelled = "Forces shelled the northern market at noon";
    let all = [
        sure("r-1", "Coast Gazette", &format!("{wire} late in the evening."), told(shelled)),
        report("r-2", "2020-01-21", "Reuters", &format!("(Reuters) - {wire}. Nobody knew why."), told(shelled)),
        report("r-3", "2020-01-22", "Coast Gazette", "It was our town: they shelled it.", told("they shelled it")),
        report("r-4", "2020-02-20", "Copyist", &format!("(Reuters) - {wire}. Nobody knew why."), told(shelled)),
    ];
    let origins = |reports: &[Reading]| {
        let (fused, _) = fuse(reports, &[], &[]);
        assert_eq!(fused.incidents.len(), 1);
        fused.origins.into_iter().map(|origin| origin.name).collect::<Vec<String>>()
    };
    assert_eq!(origins(&all[..3]), ["Coast Gazette"]);
    assert_eq!(origins(&all), ["Coast Gazette", "Reuters"]);
}

#[test]
fn two_claims_of_one_trigger_stay_two_in_a_copy() {
    let text = "Forces shelled the towns of Northtown and Southtown on Monday, a doctor at the field hospital told us.";
    let told = || {
        let one = |place: Where| claim(ClaimKind::Shelling, "shelled", "shelled the towns").on("2020-01-20").at(place);
        vec![one(town("Northtown", 32.8, 13.27)), one(town("Southtown", 30.1, 15.0))]
    };
    let found = incidents(&[sure("r-1", "A", text, told()), sure("r-2", "B", text, told())]);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|incident| incident.members.len() == 2 && incident.origins.len() == 1));
}

/// A register in which one leads a force, and an agency has two names.
fn register() -> Vec<Actor> {
    let entry = |name: &str, kind, leads: &[&str], aliases: &[&str]| Actor {
        id: actor(name).id().unwrap().clone(),
        name: name.to_owned(),
        kind,
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        ambiguous_aliases: Vec::new(),
        country: None,
        part_of: Vec::new(),
        leads: leads.iter().map(|name| actor(name).id().unwrap().clone()).collect(),
        speaks_for: Vec::new(),
    };
    vec![
        entry("River Army", ActorKind::ArmedForce, &[], &[]),
        entry("General Oru", ActorKind::Person, &["River Army"], &[]),
        entry("Agence du Fleuve", ActorKind::Media, &[], &["ADF"]),
    ]
}

#[test]
fn a_leader_and_his_force_refuse_once_and_an_agency_has_one_name() {
    let refused = |who: &str, evidence: &str| {
        claim(ClaimKind::Refusal, "refused", evidence).on("2020-01-20").role(Role::Agent, who)
    };
    let (one, two) = ("General Oru refused to sign.", "The army refused the text.");
    let all = [
        sure("r-1", "ADF", one, vec![refused("General Oru", one)]),
        sure("r-2", "Agence du Fleuve", two, vec![refused("River Army", two)]),
    ];
    assert_eq!(fuse(&all, &[], &[]).0.incidents.len(), 2);
    let (fused, _) = fuse(&all, &[], &register());
    assert_eq!((fused.incidents.len(), fused.origins.len()), (1, 1));
    assert!(fused.incidents[0].contested.is_empty());
    assert!(fused.incidents[0].why[0].features.iter().any(|(name, _)| name == "agent_for_another"));
}

#[test]
fn who_was_hit_may_be_told_as_a_leader_or_as_his_force() {
    let told = |id: &str, who: &str, text: &str| {
        sure(id, id, text, vec![claim(ClaimKind::Shelling, "shelled", text).on("2020-01-20").role(Role::Target, who)])
    };
    let all = [
        told("r-1", "General Oru", "Mortars shelled General Oru at the ford."),
        told("r-2", "River Army", "The army was shelled at the ford by mortars."),
    ];
    let (fused, _) = fuse(&all, &[], &register());
    assert_eq!(fused.incidents.len(), 1);
    assert!(fused.incidents[0].why[0].features.iter().any(|(name, _)| name == "patient_for_another"));
}

#[test]
fn what_one_report_dates_and_another_tells_days_later_is_rather_another_event() {
    let text = |id: &str| format!("Two guards killed in shelling, ministry says ({id}).");
    let told = |id: &str, published: &str, on: &str| {
        let text = text(id);
        let mut claim = claim(ClaimKind::Shelling, "shelling", &text).role(Role::Agent, "North").killed(2);
        if !on.is_empty() {
            claim = claim.on(on);
        }
        report(id, published, "", &text, vec![claim])
    };
    let with =
        |published: &str| incidents(&[told("r-1", "2020-01-20", "2020-01-20"), told("r-2", published, "")]).len();
    assert_eq!((with("2020-01-20"), with("2020-01-21")), (1, 1), "the day or the next");
    assert_eq!(with("2020-01-23"), 2);
}

#[test]
fn shots_and_shells_in_one_town_on_one_day_may_be_one_event() {
    let text = "Gunfire and shelling killed three in Ain Zara.";
    let told = |id: &str, source: &str, kind, trigger: &str| {
        let claim = claim(kind, trigger, text).on("2020-01-20").at(ain_zara()).killed(3);
        sure(id, source, text, vec![claim])
    };
    let all = [
        told("r-1", "Coast Wire", ClaimKind::SmallArmsFire, "Gunfire"),
        told("r-2", "Hill Post", ClaimKind::Shelling, "shelling"),
    ];
    assert_eq!(incidents(&all).len(), 1);
}
