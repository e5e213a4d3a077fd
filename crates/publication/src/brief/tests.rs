//! What a brief must show, and how.

use super::*;
use crate::testing::{actor, effort, finding, observation, record, restriction};
use jiff::civil::date;
use model::track::{Attendance, Presence, Round, RoundState};
use model::{
    Contested, Due, Fieldwork, FollowedTrack, ObligationId, ObligationStatus, Obligations, ObservationId, Owed,
    ProposalSubject, ProposedAnswer, RestrictionKind, Track, TrackId,
};

const PARTIES: [&str; 2] = ["North Command", "South Council"];

fn whole() -> Period {
    Period::default()
}

fn days(from: i8, to: i8) -> Period {
    Period { from: Some(date(2020, 1, from)), to: Some(date(2020, 1, to)) }
}

/// A section as text, with its white space folded.
fn shown(record: &Record, period: &Period, id: &str) -> String {
    let mut brief = Brief::new(record, period);
    brief.sections.retain(|section| section.id == id);
    let text = render::text(&brief, 10_000);
    let start = text.find("\n\n\n").unwrap();
    text[start..].split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn holds(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "'{word}' is missing in:\n{text}");
    }
}

#[test]
fn an_empty_record_says_so_everywhere() {
    let record = Record::default();
    let brief = Brief::new(&record, &whole());
    assert_eq!(brief.sections.len(), 14);
    assert!(brief.sections.iter().all(|section| section.lines.len() == 1 && section.numbered().is_empty()));
    holds(
        &text(&record, &whole(), 80),
        &["None yet: nobody has entered a finding.", "Generated from: none", "0 reports"],
    );
    assert!(html(&record, &whole()).contains("</html>"));
}

#[test]
fn the_board_shows_each_version_of_a_time_with_who_says_it() {
    let agreement = shown(&record(PARTIES), &whole(), "agreement");
    holds(
        &agreement,
        &[
            "Party: North Command - Signed it: time contested, see below. According to The Herald; Coast Wire",
            "When: contested, told in these ways: - 2020-01-13, according to The Herald [1] - 2020-01-14, according to Coast Wire",
            "Party: South Council - Is said not to have signed it: by 2020-01-15 (time unknown, report published 2020-01-15 (stated by the report)",
            "Mediators and others - Harbour State called for it: 2020-01-08",
            "o1: Guns leave the ridge. Binds all parties. Due: 7 days after entry into effect, that is 2020-01-19.",
            "[1] “North Command signed the truce on Monday” — The Herald, 2020-01-15",
        ],
    );
}

#[test]
fn an_incident_keeps_tolls_times_and_denials_side_by_side() {
    let happened = shown(&record(PARTIES), &whole(), "happened");
    holds(
        &happened,
        &[
            "Shelling: time contested, see below; Eastport, LY (settlement, within 4 km); said to be by North Command. According to The Herald; Coast Wire (2 independent origins). [1] [2]",
            "Killed: 3 to 5; contested, by origin: - The Herald: 3 [1] - Coast Wire: 5 [2]",
            "2020-01-14, according to The Herald [1] - 2020-01-15, according to Coast Wire [2]",
            "Denied: “South Council denied it” — South Council, in The Herald [3]",
            "[proposed] if done by North Command, may breach p1 of hills-2020, because: p1 forbids shelling. (screening/1)",
            "Also told, joined to no incident - Armed clash (feared or warned of)",
        ],
    );
    assert!(!happened.contains("2,000"), "a running total is no incident's toll");
}

#[test]
fn totals_stand_apart_and_are_never_added() {
    let figures = shown(&record(PARTIES), &whole(), "figures");
    holds(
        &figures,
        &[
            "at least 2,000 people; place unknown; since when unknown; as of 2020-01-15; attributed to Mission; told by The Herald (1 report)",
        ],
    );
    // 3 and 5 are the tolls of the incident.
    assert!(!figures.contains("2,003") && !figures.contains("2,005") && !figures.contains("2,008"));
}

#[test]
fn talks_support_and_accusations_have_their_sections() {
    let record = record(PARTIES);
    holds(
        &shown(&record, &whole(), "talks"),
        &["Planned or announced - Conference planned: 2020-01-30; place unknown"],
    );
    holds(
        &shown(&record, &whole(), "backing"),
        &[
            "Harbour State → North Command - support, told as a fact: according to The Herald (1 claim, 1 independent origin) [1]",
        ],
    );
    holds(
        &shown(&record, &whole(), "statements"),
        &[
            "Harbour State, towards South Council, day unknown",
            "“Harbour State accused South Council of delay” — The Herald",
        ],
    );
}

#[test]
fn sources_and_what_was_not_read_are_named() {
    let record = record(PARTIES);
    holds(
        &shown(&record, &whole(), "sources"),
        &[
            "3 reports draw on 2 independent origins.",
            "r-3, source unknown; published unknown; in Arabic; 0 claims",
            "Coast Wire: agency or outlet that others carry; drawn on by 1 report",
        ],
    );
    holds(
        &shown(&record, &whole(), "unread"),
        &["there is no reader yet for its language (ar)", "Mill: named by 1 claim, position unknown"],
    );
    holds(
        &text(&record, &whole(), 100),
        &["Not read: 1 in Arabic: kept, but not read", "12 ledger entries of hills, root AAAA"],
    );
}

#[test]
fn a_period_leaves_out_what_lies_outside() {
    let record = record(PARTIES);
    holds(&shown(&record, &days(15, 15), "happened"), &["Shelling", "2020-01-14, according to"]);
    let before = shown(&record, &days(1, 10), "happened");
    assert!(!before.contains("Shelling"), "{before}");
    let later = shown(&record, &days(20, 31), "happened");
    assert!(!later.contains("Shelling"), "{later}");
    holds(&shown(&record, &days(15, 15), "talks"), &["Conference planned"]);
    assert!(!shown(&record, &days(1, 10), "talks").contains("Conference planned"));
    // Standing is kept: an act from before the period still holds, one from after it is counted and not shown.
    holds(&shown(&record, &days(20, 31), "agreement"), &["Signed it", "Harbour State called for it"]);
    let early = shown(&record, &days(1, 10), "agreement");
    holds(&early, &["Harbour State called for it", "2 acts told of a time after the period: not shown."]);
    assert!(!early.contains("Signed it"));
}

#[test]
fn reports_outside_the_period_are_counted_and_not_listed() {
    let sources = shown(&record(PARTIES), &days(16, 16), "sources");
    holds(
        &sources,
        &[
            "3 reports draw on 2",
            "1 report published outside the period: cited above, not listed here.",
            "r-2, Coast Wire",
            "r-3, source unknown",
        ],
    );
    assert!(!sources.contains("r-1,") && !sources.contains("The Herald"), "{sources}");
}

#[test]
fn without_a_time_the_day_of_publication_counts_and_is_said() {
    let mut record = record(PARTIES);
    record.fused.incidents[0].time = Contested::Unsaid;
    record.fused.incidents[0].contested.clear();
    holds(
        &shown(&record, &days(15, 15), "happened"),
        &["Shelling: time unknown, told as “then”, report published 2020-01-15 (stated by the report)"],
    );
    assert!(!shown(&record, &days(16, 16), "happened").contains("Shelling"));
}

#[test]
fn findings_show_answers_standards_dissent_and_reply() {
    let mut record = record(PARTIES);
    record.findings.push(finding());
    holds(
        &shown(&record, &whole(), "findings"),
        &[
            "[found] Joint Commission found on incident i-1: shelling, told by 2 claims (f-1, 2020-02-01T10:00:00Z, by First Member)",
            "Did it occur: [found] it occurred; standard: reasonable grounds to believe. Reasons: Two origins and craters.",
            "Who did it: [found] insufficient evidence. Reasons: Nobody saw who fired.",
            "Was it meant: [found] not judged",
            "Weighed The Herald: B2 [1]",
            "Dissent of Second Member: [found] The craters are old.",
            "Reply of whoever is accused: asked, awaited",
        ],
    );
    holds(&shown(&record, &whole(), "happened"), &["[found] Joint Commission made finding f-1 on it"]);
    assert!(shown(&record, &days(20, 21), "findings").contains("None in the period"));
}

/// The record with what patrols entered and with what is owed.
fn watched(parties: [&str; 2]) -> Record {
    let mut record = record(parties);
    let [a, b] = parties;
    record.fieldwork = Fieldwork {
        observations: vec![
            observation("obs-1", Some("explosion"), "2020-01-14"),
            observation("obs-2", None, "2020-01-15"),
        ],
        restrictions: vec![
            restriction("res-1", Some(b), RestrictionKind::Denied, "2020-01-14"),
            restriction("res-2", Some(a), RestrictionKind::Jamming, "2020-01-14"),
            restriction("res-3", None, RestrictionKind::Mines, "2020-01-15"),
        ],
        efforts: vec![effort("eff-1", "Ridge", "2020-01-14"), effort("eff-2", "Coast", "2020-01-15")],
    };
    let mut on_observation = record.proposals[0].clone();
    on_observation.subject = ProposalSubject::Observation(ObservationId::new("obs-1").unwrap());
    on_observation.actor = None;
    on_observation.answer = ProposedAnswer::CannotTell("who did it".to_owned());
    record.proposals.push(on_observation);
    let owed = |party: &str, status| Owed {
        obligation: ObligationId::new("o1").unwrap(),
        is_measure: false,
        party: actor(party).id().unwrap().clone(),
        status,
        due: Due::Until(date(2020, 1, 20).at(0, 0, 0, 0)),
        evidence: Vec::new(),
        against: Vec::new(),
        finding: None,
        because: vec!["It is due before 2020-01-20 00:00 (local time).".to_owned()],
    };
    record.obligations = vec![Obligations {
        agreement: record.agreements[0].id.clone(),
        as_of: date(2020, 1, 16).at(12, 0, 0, 0),
        owed: vec![owed(a, ObligationStatus::Due), owed(b, ObligationStatus::Reported)],
    }];
    record
}

#[test]
fn counts_stand_beside_effort_and_restrictions_name_every_party() {
    let record = watched(PARTIES);
    holds(
        &shown(&record, &whole(), "watched"),
        &[
            "Effort: 33 team-hours, 1 of 2 planned places reached, 1 out of reach (2 reports of effort)",
            "Out of reach: Mill (mines)",
            "Ridge: at least 1 × explosion. Watched: 16.5 team-hours",
            "Coast: no observation entered. Watched: 16.5 team-hours",
            "Ridge: nothing in 1 watch. Watched: no effort is reported",
            "North Command: 1 × signal jammed - South Council: 1 × denied - nobody known: 1 × impeded by mines",
        ],
    );
    let none = shown(&Record::default(), &whole(), "watched");
    holds(&none, &["how much was watched is not known, and few incidents do not mean calm"]);
    let one = shown(&watched(PARTIES), &days(15, 15), "watched");
    assert!(!one.contains("explosion") && one.contains("nothing in 1 watch"), "{one}");
}

#[test]
fn what_is_owed_tells_what_falls_due_and_how_each_party_stands() {
    let owed = shown(&watched(PARTIES), &whole(), "owed");
    holds(
        &owed,
        &[
            "As of 2020-01-16 12:00.",
            "Falls due within 14 days - o1, North Command: before 2020-01-20 00:00",
            "Obligation o1: Guns leave the ridge.",
            "Reported",
        ],
    );
    assert!(!owed.contains("o1, South Council: before"), "what is reported is not called for: {owed}");
}

#[test]
fn proposals_are_counted_by_party_and_observations_are_named() {
    let screened = shown(&watched(PARTIES), &whole(), "screened");
    holds(
        &screened,
        &[
            "North Command: 1 may breach, 0 permitted, 0 outside, 0 cannot be told",
            "South Council: 0 may breach, 0 permitted, 0 outside, 0 cannot be told",
            "Others, or nobody named: 0 may breach, 0 permitted, 0 outside, 1 cannot be told",
            "Observation obs-1, 2020-01-14: explosion, not counted:",
        ],
    );
}

#[test]
fn exchanging_the_parties_exchanges_the_lines() {
    let [a, b] = PARTIES;
    let exchanged = |text: String| text.replace(a, "\u{1}").replace(b, a).replace('\u{1}', b);
    // Wide, so that lines do not break where a longer name would break them.
    let straight = text(&watched([a, b]), &whole(), 5_000);
    let crossed = text(&watched([b, a]), &whole(), 5_000);
    assert_eq!(exchanged(straight.clone()), crossed);
    assert_ne!(straight, crossed);
    let page = html(&watched([a, b]), &whole());
    assert_eq!(exchanged(page), html(&watched([b, a]), &whole()));
}

#[test]
fn text_fits_its_width_and_every_reference_has_its_evidence() {
    let record = record(PARTIES);
    for width in [40, 60, 100] {
        let text = text(&record, &whole(), width);
        assert!(text.lines().all(|line| line.chars().count() <= width), "{width}");
        assert!(!text.contains('\u{1b}'));
    }
    for section in Brief::new(&record, &whole()).sections {
        let numbered = section.numbered();
        for line in &section.lines {
            assert!(line.evidence.iter().all(|one| numbered.iter().any(|numbered| numbered.claim == one.claim)));
        }
    }
}

#[test]
fn the_page_is_complete_in_itself_and_nothing_said_becomes_markup() {
    let mut record = record(PARTIES);
    record.readings[0].source = Some("<script>alert(1)</script> & Sons".to_owned());
    record.fused.claim_origins.clear();
    // An id like an anchor of the page's own must not take its place.
    record.fused.incidents[0].id = model::IncidentId::new("agreement-1").unwrap();
    record.proposals[0].subject = model::ProposalSubject::Incident(record.fused.incidents[0].id.clone());
    let page = html(&record, &whole());
    assert!(!page.contains("<script") && !page.contains("src=") && !page.contains("http"));
    holds(
        &page,
        &[
            "&#60;script&#62;alert(1)",
            "class=\"proposed\"",
            "class=\"said\"",
            "dir=\"auto\"",
            "@media print",
            "prefers-color-scheme:dark",
        ],
    );
    for (open, close) in
        [("<ul>", "</ul>"), ("<li", "</li>"), ("<ol>", "</ol>"), ("<section", "</section>"), ("<a ", "</a>")]
    {
        let opened = page.matches(open).count() - if open == "<li" { page.matches("<link").count() } else { 0 };
        assert_eq!(opened, page.matches(close).count(), "{open}");
    }
    for anchor in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert_eq!(page.matches(&format!("id=\"{anchor}\"")).count(), 1, "{anchor}");
    }
    let markdown = markdown(&record, &whole());
    assert!(!markdown.contains("<script") && markdown.contains("&lt;script&gt;alert(1)"));
    holds(
        &markdown,
        &["## What happened", "**Shelling**", "#### Evidence", "\n1. “", " \\[1\\]", "**\\[proposed\\]**"],
    );
}

#[test]
fn json_holds_what_the_others_show() {
    let record = record(PARTIES);
    let value: serde_json::Value = serde_json::from_str(&json(&record, &whole())).unwrap();
    assert_eq!(value["v"], 1);
    let ids: Vec<&str> = value["sections"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(
        ids,
        [
            "agreement",
            "findings",
            "cases",
            "watched",
            "happened",
            "screened",
            "owed",
            "figures",
            "tracks",
            "talks",
            "backing",
            "statements",
            "sources",
            "unread"
        ]
    );
    let lines = value["sections"][4]["lines"].as_array().unwrap();
    let shelling = lines.iter().find(|line| line["about"] == "i-1").unwrap();
    assert_eq!(shelling["evidence"][0]["claim"], "r-1.c3");
    assert_eq!(shelling["evidence"][0]["words"], "North Command shelled Eastport on Tuesday, killing three");
    assert!(lines.iter().any(|line| line["parts"][0]["part"] == "proposed"));
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    let (first, second) = (record(PARTIES), record(PARTIES));
    assert_eq!(html(&first, &whole()), html(&second, &whole()));
    assert_eq!(json(&first, &whole()), json(&second, &whole()));
}

#[test]
fn the_rounds_of_the_period_stand_with_who_took_part_and_what_reports_tell() {
    let mut record = record(PARTIES);
    let attended = |who: &str, how| Attendance { who: model::ActorId::new(who).unwrap(), how, remark: None };
    let round = |name: &str, day: &str| Round {
        name: name.to_owned(),
        when: crate::testing::day(day),
        place: Some("Harbour City".to_owned()),
        state: RoundState::BrokenOff,
        present: vec![attended("xx-north", Presence::WalkedOut), attended("xx-south", Presence::Indirect)],
        mediators: Vec::new(),
        outcome: Some("One asked for time.".to_owned()),
        next: Some(crate::testing::day("2020-02-01")),
    };
    let incident = record.fused.incidents[0].id.clone();
    record.tracks = vec![FollowedTrack {
        track: Track {
            id: TrackId::new("t").unwrap(),
            title: "Talks on the hills".to_owned(),
            agreements: Vec::new(),
            mediators: Vec::new(),
            rounds: vec![round("First round", "2020-01-14"), round("Second round", "2020-02-01")],
            facts_from: "invented".to_owned(),
        },
        entry: 1,
        told: vec![vec![incident], Vec::new()],
    }];
    let tracks = shown(&record, &days(10, 20), "tracks");
    holds(
        &tracks,
        &[
            "Talks on the hills",
            "First round, 2020-01-14, Harbour City: broken off",
            "[1]",
            "xx-north: walked out",
            "xx-south: indirect",
            "One asked for time.",
            "To meet again: 2020-02-01",
        ],
    );
    assert!(!tracks.contains("Second round"), "it lies outside the period:\n{tracks}");
    holds(&shown(&record, &days(1, 2), "tracks"), &["No round of a track lies in the period."]);
}
