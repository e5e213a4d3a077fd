//! Nouns for the tests: invented reports, readings as large as real ones, what fusion might make of them.
#![allow(dead_code, reason = "each test file uses its own part")]

pub(crate) mod cases;
pub(crate) mod fieldwork;
pub(crate) mod posts;
pub(crate) mod protected;
pub(crate) mod story;

use ledger::Hash;
use model::{
    ActorRef, Basis, Cause, ChangeKind, Claim, ClaimId, ClaimKind, Contested, CopyOf, Decision, DecisionAct,
    DecisionId, Effect, Figure, Filler, Finding, FindingId, Fused, Incident, IncidentChange, IncidentId, Interval,
    Join, Language, MediaType, Mention, MentionKind, MentionRef, Method, Modality, Origin, OriginId, OriginKind, Place,
    PlaceId, PlacePrecision, Polarity, Position, Published, Reading, Referent, Report, ReportId, Role, Source,
    SourceId, SourceKind, Span, Tense, Toll, Version, When, Where,
};
use std::collections::BTreeMap;
use store::{Change, Reason};

pub(crate) const AT: &str = "2031-05-01T06:00:00Z";

pub(crate) fn reason() -> Reason {
    Reason { who: "Desk 2".into(), why: "read from the morning's dispatches".into() }
}

fn day(n: usize) -> Interval {
    let date = jiff::civil::date(2031, 5, 1).checked_add(jiff::Span::new().days((n % 200) as i64)).unwrap();
    Interval::day(date).unwrap()
}

pub(crate) fn bytes(n: usize) -> Vec<u8> {
    let body = "Shells fell on the ridge road before dawn, said the district council. Nobody claimed the fire. ";
    format!("Dispatch {n}\n\n{}", body.repeat(10 + n % 7)).into_bytes()
}

/// Invented report number `n`.
pub(crate) fn report(n: usize) -> (Report, Vec<u8>) {
    let bytes = bytes(n);
    let content = Hash::of(&bytes).to_string();
    let report = Report {
        id: ReportId::new(format!("r-{}", &content[..16])).unwrap(),
        content,
        media: MediaType::Text,
        encoding: "utf-8".into(),
        text: String::from_utf8(bytes.clone()).unwrap(),
        source: Some("Harbour Wire".into()),
        external_id: n.is_multiple_of(2).then(|| format!("hw-{n}")),
        found_at: format!("dispatches/{n}.txt"),
        url: None,
        title: Some(format!("Dispatch {n}")),
        language: None,
        published: Published::Known { when: day(n), basis: Basis::Stated },
    };
    (report, bytes)
}

pub(crate) fn place(n: usize) -> Where {
    Where::At(Place {
        id: PlaceId::new(format!("supplement:ridge-{}", n % 90)).unwrap(),
        name: format!("Ridge {}", n % 90),
        position: Position::new(31.0 + (n % 90) as f64 / 7.0, 13.1).unwrap(),
        radius_km: 2.5,
        country: None,
        precision: PlacePrecision::Settlement,
    })
}

pub(crate) fn actor(n: usize) -> ActorRef {
    ActorRef::Listed {
        id: model::ActorId::new(format!("council-{}", n % 9)).unwrap(),
        name: format!("Council {}", n % 9),
    }
}

fn statement() -> model::Statement {
    let span = |start, end| Span::new(start, end).unwrap();
    model::Statement {
        source: Some(span(0, 4)),
        speaker: None,
        cue: span(5, 9),
        content: span(10, 20),
        inside: None,
        quotation: model::Quotation::Indirect,
    }
}

/// A reading of report `n`, with so many claims.
pub(crate) fn reading(n: usize, claims: usize) -> Reading {
    let (report, _) = report(n);
    let span = |start: usize| Span::new(start, start + 6).unwrap();
    let kinds = [MentionKind::Organisation, MentionKind::Place, MentionKind::Time];
    let mention = |i: usize| {
        let text: String = report.text.chars().skip(i * 5).take(6).collect();
        Mention { span: span(i * 5), head: span(i * 5), kind: kinds[i % 3], text, antecedent: None }
    };
    let referent = |i: usize| match i % 3 {
        0 => Referent::Actor(actor(n + i)),
        1 => Referent::Place(place(n + i)),
        _ => Referent::Time(When::Known(day(n + i))),
    };
    let claim = |i: usize| Claim {
        id: ClaimId::new(format!("{}.c{}", report.id, i + 1)).unwrap(),
        kind: ClaimKind::ALL[(n + i) % ClaimKind::ALL.len()],
        trigger: span(i * 5),
        evidence: Span::new(i * 5, i * 5 + 40).unwrap(),
        roles: BTreeMap::from([(Role::Agent, vec![Filler::Mention(MentionRef(i * 3))])]),
        time: Some(MentionRef(i * 3 + 2)),
        place: Some(MentionRef(i * 3 + 1)),
        harm: Vec::new(),
        attribution: model::Attribution { speaker: Some(MentionRef(i * 3)), relayed_by: Vec::new(), cue: None },
        modality: Modality::Asserted,
        polarity: Polarity::Affirmed,
        tense: Tense::Past,
        why: "said-clause, active voice".into(),
        method: Method::new("english-clauses", 1),
    };
    Reading {
        report: report.id.clone(),
        published: report.published,
        source: report.source.clone(),
        language: Language::English,
        mentions: (0..claims * 3).map(mention).collect(),
        referents: (0..claims * 3).map(referent).collect(),
        claims: (0..claims).map(claim).collect(),
        statements: vec![statement()],
        credits: Vec::new(),
        notes: Vec::new(),
        text: report.text.clone(),
    }
}

pub(crate) fn source(n: usize) -> Source {
    Source {
        id: SourceId::new(format!("source-{n}")).unwrap(),
        name: "Harbour Wire".into(),
        kind: SourceKind::Agency,
        language: Some("en".into()),
        country: None,
        owner: None,
        affiliation: None,
        reliability: model::Reliability::parse("B").unwrap(),
    }
}

pub(crate) fn agreement(provisions: usize) -> model::Agreement {
    let mut file = String::from(
        "id = \"hills-2031\"\ntitle = \"Truce of the hills\"\nparties = [\"north\", \"south\"]\n\
         in_effect = \"2031-05-01T06:00\"\nfacts_from = \"invented\"\n",
    );
    for n in 1..=provisions {
        file += &format!(
            "[[provision]]\nid = \"p{n}\"\ntext = \"No shelling of sector {n}.\"\nprohibits = [\"shelling\"]\n"
        );
    }
    wire::AgreementFile::parse(&file).unwrap().to_agreement().unwrap()
}

pub(crate) fn finding(number: usize) -> Finding {
    let text = format!(
        "id = \"f-{number}\"\nincident = \"i-1\"\nbody = \"Joint commission\"\nauthors = [\"A. Member\"]\nat = \"{AT}\"\n\
         [occurred]\nanswer = \"established\"\nstandard = \"reasonable_grounds\"\nreasons = \"Two origins, craters seen.\"\n"
    );
    let finding = wire::FindingLine::parse_toml(&text).unwrap().to_finding().unwrap();
    assert_eq!(finding.id, FindingId::new(format!("f-{number}")).unwrap());
    finding
}

/// What fusion might make of readings 0 to `n`: scores that need every digit, a contested time.
pub(crate) fn fused(n: usize) -> Fused {
    let claim = |i: usize| reading(i, 1).claims[0].id.clone();
    let origin = |i: usize| OriginId::new(format!("o-{i}")).unwrap();
    let toll = Toll::new(2, Some(3), None, true).unwrap();
    let incident = |i: usize| Incident {
        id: IncidentId::new(format!("i-{i}")).unwrap(),
        kind: ClaimKind::Shelling,
        members: vec![claim(i)],
        documents: vec![report(i).0.id],
        time: Contested::from_versions(vec![
            Version { value: When::Known(day(i)), by: vec![claim(i)] },
            Version { value: When::Known(day(i + 1)), by: vec![claim(i)] },
        ]),
        place: Contested::from_versions(vec![Version { value: place(i), by: vec![claim(i)] }]),
        actors: BTreeMap::new(),
        harm: Vec::new(),
        origins: vec![origin(i)],
        contested: [model::Field::Time].into(),
        denials: Vec::new(),
        why: vec![Join {
            a: claim(i),
            b: claim(i),
            score: 1.0 / (3.0 + i as f64),
            features: vec![("place".into(), 0.1 + 0.2), ("time".into(), 1.0 / 7.0)],
        }],
        method: Method::new("incidents", 1),
    };
    let figure = Figure {
        effect: Effect::Killed,
        who: "civilians".into(),
        toll,
        period: When::Known(day(0)),
        as_of: None,
        place: place(1),
        attributed_to: Some(actor(1)),
        origin: origin(0),
        claims: vec![claim(0)],
        superseded_by: None,
    };
    let copy = CopyOf {
        report: report(1).0.id,
        of: report(0).0.id,
        share: 2.0 / 3.0,
        passages: vec![(Span::new(0, 9).unwrap(), Span::new(4, 13).unwrap())],
    };
    let origins = (0..n).map(|i| Origin {
        id: origin(i),
        kind: OriginKind::Agency,
        name: "Harbour Wire".into(),
        actor: None,
        reports: vec![report(i).0.id],
        because: vec!["credit line".into()],
    });
    Fused {
        copies: vec![copy],
        origins: origins.collect(),
        claim_origins: (0..n).map(|i| (claim(i), origin(i))).collect(),
        incidents: (0..n).map(incident).collect(),
        figures: vec![figure],
    }
}

/// What fusion might say of incidents 7 and 295.
pub(crate) fn changes() -> Vec<IncidentChange> {
    let id = |n: usize| IncidentId::new(format!("i-{n}")).unwrap();
    let incident = fused(8).incidents.remove(7);
    let change = |incident: usize, kind, other: Option<usize>, causes| IncidentChange {
        incident: id(incident),
        kind,
        other: other.map(id),
        claims: fused(8).incidents.remove(7).members,
        causes,
        joins: Vec::new(),
    };
    let mut joined = change(7, ChangeKind::Joined, None, vec![Cause::Report(incident.documents[0].clone())]);
    joined.joins = incident.why;
    vec![joined, change(295, ChangeKind::Merged, Some(7), vec![Cause::Elsewhere])]
}

/// A decision by Ana.
pub(crate) fn decision(number: usize, seen: u64, act: DecisionAct) -> Decision {
    let id = DecisionId::new(format!("d-{number}")).unwrap();
    Decision { id, act, by: "Ana".into(), why: "one crater, seen on site".into(), at: AT.into(), seen }
}

/// Reports and readings, as `read` appends them.
pub(crate) fn batch(numbers: impl Iterator<Item = usize>, claims: usize) -> Vec<Change> {
    let pair = |n| {
        let (report, bytes) = report(n);
        [Change::ReportReceived(Box::new(report), bytes), Change::ReadingMade(Box::new(reading(n, claims)))]
    };
    numbers.flat_map(pair).collect()
}
