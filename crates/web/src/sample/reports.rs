//! The sample's reports and what was read out of them.

use super::telling::tell;
use super::{day, published};
use model::{
    Basis, ClaimKind, CountryCode, Language, Note, Place, PlaceId, PlacePrecision, Position, Published, Reading,
    ReportId, Role, Toll, When, Where,
};

const FIRST: &str = "Shells hit Millbrook as delegates met\n\n\
    The North Army shelled Millbrook on Tuesday, the South Council said, killing three people. General Ash denied that his \
    forces had fired on the town.\n\n\
    Harbour State supports the North Army, a diplomat said. The South Council signed the accord on 12 January.";

const SECOND: &str = "Town counts its dead\n\n\
    Two people died when rockets struck Millbrook, River Relief said. At least 280 people have been killed since April, it \
    said. In November it had spoken of at least 250.\n\n\
    The South Council signed the accord on 13 January, with a reservation on bandits in the hills. Both sides met in Port \
    Harbour on Wednesday. A conference is planned for the spring.";

const THIRD: &str = "هدنة النهرين\n\nقال مجلس الجنوب إن القصف استمر في ميلبروك يوم الثلاثاء.";

const FOURTH: &str = "Clash near <script>alert(1)</script> bridge\n\n\
    Gunmen & villagers clashed near Oldbridge on Monday or Tuesday, a caller said.";

/// The readings, in the order of arrival.
pub(super) fn readings() -> Vec<Reading> {
    vec![first(), second(), third(), fourth()]
}

pub(super) fn millbrook() -> Where {
    Where::At(Place {
        id: PlaceId::new("supplement:millbrook").expect("an id without spaces"),
        name: "Millbrook".to_owned(),
        position: Position::new(32.6, 13.2).expect("a position on the globe"),
        radius_km: 4.0,
        country: CountryCode::new("LY"),
        precision: PlacePrecision::Settlement,
    })
}

fn reading(id: &str, source: Option<&str>, published: Published, language: Language, text: &str) -> Reading {
    Reading {
        report: ReportId::new(id).expect("an id without spaces"),
        published,
        source: source.map(str::to_owned),
        language,
        text: text.to_owned(),
        credits: Vec::new(),
        mentions: Vec::new(),
        referents: Vec::new(),
        claims: Vec::new(),
        statements: Vec::new(),
        notes: Vec::new(),
    }
}

fn first() -> Reading {
    let when = published("2020-01-14", Basis::Stated);
    let mut reading = reading("r-0001", Some("Harbour Herald"), when, Language::English, FIRST);
    tell(
        &mut reading,
        ClaimKind::Shelling,
        "shelled",
        "The North Army shelled Millbrook on Tuesday, the South Council said, killing three people",
    )
    .role(Role::Agent, "North Army")
    .role(Role::Target, "Millbrook")
    .speaker("South Council")
    .time(When::Known(day("2020-01-14")))
    .place(millbrook())
    .killed(Toll::exactly(3), false)
    .done();
    tell(&mut reading, ClaimKind::Shelling, "fired", "his forces had fired on the town")
        .role(Role::Agent, "General Ash")
        .speaker("General Ash")
        .place(millbrook())
        .not_so()
        .done();
    tell(&mut reading, ClaimKind::Support, "supports", "Harbour State supports the North Army")
        .role(Role::Agent, "Harbour State")
        .role(Role::Beneficiary, "North Army")
        .done();
    tell(&mut reading, ClaimKind::Signature, "signed", "The South Council signed the accord on 12 January")
        .role(Role::Agent, "South Council")
        .time(When::Known(day("2020-01-12")))
        .done();
    reading
}

fn second() -> Reading {
    let when = published("2020-01-16", Basis::Inferred);
    let mut reading = reading("r-0002", Some("Delta Post"), when, Language::English, SECOND);
    tell(
        &mut reading,
        ClaimKind::Shelling,
        "rockets struck",
        "Two people died when rockets struck Millbrook, River Relief said",
    )
    .speaker("River Relief")
    .place(millbrook())
    .killed(Toll::exactly(2), false)
    .done();
    tell(&mut reading, ClaimKind::CumulativeToll, "killed", "At least 280 people have been killed since April")
        .speaker("River Relief")
        .killed(at_least(280), true)
        .done();
    tell(&mut reading, ClaimKind::CumulativeToll, "at least 250", "In November it had spoken of at least 250")
        .speaker("River Relief")
        .killed(at_least(250), true)
        .done();
    tell(&mut reading, ClaimKind::Signature, "signed", "The South Council signed the accord on 13 January")
        .role(Role::Agent, "South Council")
        .time(When::Known(day("2020-01-13")))
        .done();
    tell(&mut reading, ClaimKind::Reservation, "reservation", "with a reservation on bandits in the hills")
        .role(Role::Agent, "South Council")
        .done();
    tell(&mut reading, ClaimKind::Meeting, "met", "Both sides met in Port Harbour on Wednesday")
        .role(Role::Agent, "North Army")
        .role(Role::Counterpart, "South Council")
        .time(When::Known(day("2020-01-15")))
        .done();
    tell(&mut reading, ClaimKind::ConferencePlanned, "planned", "A conference is planned for the spring")
        .planned()
        .done();
    reading
}

fn third() -> Reading {
    let mut reading = reading("r-0003", Some("صوت الدلتا"), Published::Unknown, Language::Arabic, THIRD);
    let message = "the report is kept, but there is no reader yet for its language (ar)";
    reading.notes.push(Note::warning("language-not-read", message));
    reading
}

fn fourth() -> Reading {
    let when = published("2020-01-15", Basis::Given);
    let mut reading = reading("r-0004", None, when, Language::English, FOURTH);
    tell(
        &mut reading,
        ClaimKind::ArmedClash,
        "clashed",
        "Gunmen & villagers clashed near Oldbridge on Monday or Tuesday",
    )
    .role(Role::Agent, "gunmen")
    .role(Role::Counterpart, "villagers")
    .time(When::from_possibilities(vec![day("2020-01-13"), day("2020-01-14")]))
    .place(Where::Named("Oldbridge".to_owned()))
    .done();
    reading
}

pub(super) fn at_least(number: u64) -> Toll {
    Toll::new(number, None, None, false).expect("a range that is open upwards")
}
