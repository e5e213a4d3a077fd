//! How long a million generated incidents take under fifty provisions that refer to twenty lines.
//!
//! `cargo run --release -p assessment --example screening -- [INCIDENTS] [PROVISIONS] [LINES] [THREADS]`
//!
//! Everything is generated from a counter: half of the incidents lie within the longest distance that a provision names,
//! every provision measures from a line, and every incident is asked of about a fifth of the provisions.
#![allow(clippy::disallowed_methods, clippy::expect_used, clippy::indexing_slicing, reason = "a measurement")]

use assessment::{Screen, Verdict};
use jiff::civil::date;
use model::*;
use std::collections::BTreeMap;
use std::time::Instant;

/// How many points a generated line has; they lie some five kilometres apart.
const POINTS: u32 = 200;
const KINDS: [ClaimKind; 10] = [
    ClaimKind::Shelling,
    ClaimKind::ArmedClash,
    ClaimKind::SmallArmsFire,
    ClaimKind::AirStrike,
    ClaimKind::DroneStrike,
    ClaimKind::TroopMovement,
    ClaimKind::WeaponsMovement,
    ClaimKind::Fortification,
    ClaimKind::Overflight,
    ClaimKind::Sniping,
];

/// A row of numbers that look random and are the same in every run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from((self.0 >> 33) % u64::from(limit)).unwrap_or(0)
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + f64::from(self.below(1_000_000)) / 1e6 * (high - low)
    }
}

fn party(number: u32) -> ActorId {
    ActorId::new(format!("party-{number}")).expect("an id without spaces")
}

fn actor(id: String, part_of: Vec<ActorId>) -> Actor {
    Actor {
        id: ActorId::new(id.as_str()).expect("an id without spaces"),
        name: id,
        kind: ActorKind::ArmedForce,
        aliases: Vec::new(),
        ambiguous_aliases: Vec::new(),
        country: CountryCode::new("XX"),
        part_of,
        leads: Vec::new(),
        speaks_for: Vec::new(),
    }
}

fn register() -> Vec<Actor> {
    let parties = (0..2).map(|number| actor(format!("party-{number}"), Vec::new()));
    let units = (0..200).map(|number| actor(format!("unit-{number}"), vec![party(number % 2)]));
    parties.chain(units).collect()
}

fn day(number: u32) -> Interval {
    let first = date(2031, 1, 1).checked_add(jiff::Span::new().days(i64::from(number))).expect("within the calendar");
    Interval::day(first).expect("a day with a morrow")
}

/// Lines that run from south to north beside each other, each with small bends.
fn line(number: u32, numbers: &mut Numbers) -> Line {
    let west = 30.0 + f64::from(number) * 0.3;
    let point = |step: u32, numbers: &mut Numbers| {
        Position::new(44.0 + f64::from(step) * 0.045, west + numbers.between(-0.05, 0.05)).expect("on the globe")
    };
    let points = (0..POINTS).map(|step| point(step, numbers)).collect();
    let flank = |number: u32| Flank { name: format!("side {number}"), held_by: vec![party(number)] };
    let drawing = Drawing {
        id: ShapeId::new(format!("line-{number}")).expect("an id without spaces"),
        version: "1".to_owned(),
        name: format!("line {number}"),
        from: day(0),
        until: None,
        uncertainty_m: 500.0,
        drawn_by: None,
    };
    Line::new(drawing, points, flank(0), flank(1)).expect("a line with points")
}

fn provision(number: u32, lines: u32, numbers: &mut Numbers) -> Provision {
    let prohibits = (0..2).map(|_| KINDS[numbers.below(10) as usize % KINDS.len()]).collect();
    let side = [None, Some(SideOf::Own), Some(SideOf::Other)][number as usize % 3].clone();
    let line = LineScope {
        line: ShapeId::new(format!("line-{}", number % lines)).expect("an id without spaces"),
        within_m: Some(5_000 + numbers.below(65_000)),
        side,
    };
    Provision {
        id: ProvisionId::new(format!("p{number}")).expect("an id without spaces"),
        text: "Generated.".to_owned(),
        prohibits,
        bound: Bound::AllParties,
        area: CountryCode::new("XX").into_iter().collect(),
        scope: ClauseScope { line: Some(line), ..ClauseScope::default() },
    }
}

fn agreement(provisions: u32, lines: u32) -> Agreement {
    let mut numbers = Numbers(7);
    let lines_drawn = (0..lines).map(|number| line(number, &mut numbers)).collect();
    Agreement {
        id: AgreementId::new("generated").expect("an id without spaces"),
        title: "Generated".to_owned(),
        called: Vec::new(),
        parties: vec![party(0), party(1)],
        mediators: Vec::new(),
        guarantors: Vec::new(),
        witnesses: Vec::new(),
        drafts: Vec::new(),
        provisions: (0..provisions).map(|number| provision(number, lines, &mut numbers)).collect(),
        permitted: Vec::new(),
        reservations: Vec::new(),
        obligations: Vec::new(),
        in_effect: Some(day(0)),
        ended: None,
        facts_from: "generated".to_owned(),
        annex: Annex { lines: lines_drawn, ..Annex::default() },
    }
}

fn incident(number: u32, lines: u32) -> Incident {
    let mut numbers = Numbers(u64::from(number) * 2_654_435_761 + 1);
    let agreed = |value| Contested::Agreed(Version { value, by: Vec::new() });
    let unit = ActorRef::Listed {
        id: ActorId::new(format!("unit-{}", numbers.below(200))).expect("an id without spaces"),
        name: "a unit".to_owned(),
    };
    let width = f64::from(lines) * 0.3;
    let position =
        Position::new(numbers.between(43.5, 53.5), numbers.between(29.5, 30.5 + width)).expect("on the globe");
    let place = Place {
        id: PlaceId::new("generated").expect("an id without spaces"),
        name: "a place".to_owned(),
        position,
        radius_km: [0.5, 2.0, 5.0, 20.0][numbers.below(4) as usize % 4],
        country: CountryCode::new("XX"),
        precision: PlacePrecision::Settlement,
    };
    let when = When::Known(day(10 + numbers.below(300)));
    Incident {
        id: IncidentId::new(format!("i-{number}")).expect("an id without spaces"),
        kind: KINDS[numbers.below(10) as usize % KINDS.len()],
        members: Vec::new(),
        documents: Vec::new(),
        time: Contested::Agreed(Version { value: when, by: Vec::new() }),
        place: agreed(Where::At(place)),
        actors: BTreeMap::from([(Role::Agent, Contested::Agreed(Version { value: unit, by: Vec::new() }))]),
        harm: Vec::new(),
        origins: Vec::new(),
        contested: Default::default(),
        denials: Vec::new(),
        why: Vec::new(),
        method: Method::new("generated", 1),
    }
}

/// How often each answer was given.
#[derive(Debug, Default, Clone, Copy)]
struct Counts {
    may_breach: u64,
    outside: u64,
    cannot_tell: u64,
}

fn count(screen: &Screen<'_>, incidents: &[Incident]) -> Counts {
    let mut counts = Counts::default();
    for one in incidents.iter().flat_map(|incident| screen.verdicts(incident)) {
        match one.verdict {
            Verdict::MayBreach | Verdict::Permitted(_) => counts.may_breach += 1,
            Verdict::Outside(_) => counts.outside += 1,
            Verdict::CannotTell(_) => counts.cannot_tell += 1,
        }
    }
    counts
}

fn main() {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<u32>().unwrap_or(1));
    let mut argument = |otherwise: u32| arguments.next().unwrap_or(otherwise);
    let (many, provisions, lines, threads) = (argument(1_000_000), argument(50), argument(20), argument(2));
    let (agreement, actors) = (agreement(provisions, lines), register());
    let incidents: Vec<Incident> = (0..many).map(|number| incident(number, lines)).collect();
    let start = Instant::now();
    let screen = Screen::new(&agreement, &actors);
    let made_ready = start.elapsed();
    let share = incidents.len().div_ceil(threads as usize).max(1);
    let (screen, parts) = (&screen, incidents.chunks(share));
    let counts: Vec<Counts> = std::thread::scope(|scope| {
        let running: Vec<_> = parts.map(|part| scope.spawn(move || count(screen, part))).collect();
        running.into_iter().filter_map(|one| one.join().ok()).collect()
    });
    let total = |of: fn(&Counts) -> u64| counts.iter().map(of).sum::<u64>();
    println!(
        "{many} incidents, {provisions} provisions, {lines} lines of {POINTS} points, {threads} threads: {:.1} s \
         (made ready in {:.3} s); may breach {}, outside {}, cannot tell {}",
        start.elapsed().as_secs_f64(),
        made_ready.as_secs_f64(),
        total(|counts| counts.may_breach),
        total(|counts| counts.outside),
        total(|counts| counts.cannot_tell),
    );
}
