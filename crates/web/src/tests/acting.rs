//! Forms from outside: what comes in, what is turned away, and what a refused form looks like.

use super::{Came, Served};
use crate::{Desk, DeskError, Door};
use model::{Asked, CaseId, DecisionId};
use std::sync::{Arc, Mutex};
use wire::{CaseStepLine, FieldworkFile, FindingLine};

/// A desk that notes what is handed over, and refuses what is asked for by "nobody" or after "state 1".
#[derive(Default)]
pub(super) struct Noted(Mutex<Vec<String>>);

impl Desk for Noted {
    fn decide(&self, asked: Asked, by: &str, why: &str, seen: u64) -> Result<DecisionId, DeskError> {
        if by == "nobody" {
            return Err(DeskError::Refused("nobody may not decide <here>".to_owned()));
        }
        if seen < 2 {
            return Err(DeskError::Changed("A. Lind pinned it in entry 1".to_owned()));
        }
        self.0.lock().unwrap().push(format!("{asked:?} by {by} because {why} at {seen}"));
        Ok(DecisionId::new("d-9").unwrap())
    }

    fn observe(&self, file: FieldworkFile, by: &str) -> Result<String, DeskError> {
        let lines = (file.observations, file.restrictions, file.efforts);
        if lines.0.iter().any(|line| line.patrol.team == "nobody") {
            return Err(DeskError::Refused("field 'team' holds 'nobody'".to_owned()));
        }
        self.0.lock().unwrap().push(format!("{lines:?} by {by}"));
        Ok("obs-0001".to_owned())
    }

    fn step(&self, step: CaseStepLine, seen: u64) -> Result<CaseId, DeskError> {
        self.0.lock().unwrap().push(format!("{step:?} at {seen}"));
        Ok(CaseId::new("case-1").unwrap())
    }

    fn correct(&self, finding: FindingLine, step: CaseStepLine, seen: u64) -> Result<CaseId, DeskError> {
        self.0.lock().unwrap().push(format!("{finding:?} with {step:?} at {seen}"));
        Ok(CaseId::new("case-1").unwrap())
    }
}

const SECRET: [u8; 32] = [7; 32];

fn open() -> (Served, Arc<Noted>) {
    let noted = Arc::new(Noted::default());
    let desk: Arc<dyn Desk> = Arc::<Noted>::clone(&noted);
    (Served::with(Door::with_desk(["sample".to_owned()].into(), desk, SECRET)), noted)
}

fn token() -> String {
    "07".repeat(32)
}

impl Served {
    fn post(&self, path: &str, headers: &[&str], form: &str) -> Came {
        let length = form.len();
        let own = ["Content-Type: application/x-www-form-urlencoded".to_owned(), format!("Content-Length: {length}")];
        let all: Vec<&str> = own.iter().map(String::as_str).chain(headers.iter().copied()).collect();
        self.send("POST", path, &all, form)
    }
}

#[test]
fn what_is_sent_is_handed_over_and_the_page_is_asked_for_anew() {
    let (served, noted) = open();
    let page = served.get("/incidents/i-0001").body;
    assert!(page.contains(&token()) && page.contains("name=\"seen\" value=\"2\""), "{page}");
    let form =
        format!("token={}&seen=2&by=A.+Lind&why=one+crater&act=merge&incidents=%2Fincidents%2Fi-0002+i-0003", token());
    let came = served.post("/incidents/i-0001", &["Origin: http://sample", "Sec-Fetch-Site: same-origin"], &form);
    assert_eq!(came.status, 303, "{}", came.body);
    assert!(came.head.contains("location: /incidents/i-0001#decided"), "{}", came.head);
    assert!(came.head.contains("set-cookie: trucewatch-name=a.%20lind;") && came.head.contains("samesite=strict"));
    let told = noted.0.lock().unwrap().join("\n");
    for words in [
        "Merge([IncidentId(\"i-0001\"), IncidentId(\"i-0002\"), IncidentId(\"i-0003\")])",
        "by A. Lind because one crater at 2",
    ] {
        assert!(told.contains(words), "{told}");
    }
    let kept = served.send("GET", "/incidents/i-0001", &["Cookie: trucewatch-name=A.%20Lind"], "").body;
    assert!(kept.contains("name=\"by\" value=\"A. Lind\""), "the name is typed once");
}

#[test]
fn a_refused_form_comes_back_as_it_was_typed() {
    let (served, noted) = open();
    let form = |by: &str, seen: &str| {
        format!("token={}&seen={seen}&by={by}&why=%22one%22+%3Ccrater%3E&act=split&claim=r-0001.c1", token())
    };
    let came = served.post("/incidents/i-0001", &[], &form("nobody", "2"));
    assert_eq!(came.status, 422);
    for words in [
        "nobody may not decide &#60;here&#62;",
        "value=\"&#34;one&#34; &#60;crater&#62;\"",
        "value=\"r-0001.c1\" checked",
    ] {
        assert!(came.body.contains(words), "{words}\n{}", came.body);
    }
    let second = served.post("/incidents/i-0001", &[], &form("B.+Okoro", "1"));
    assert_eq!(second.status, 409, "whoever is second is told what the first did");
    assert!(second.body.contains("A. Lind pinned it in entry 1") && second.body.contains("value=\"B. Okoro\""));
    let strange = served.post("/incidents/i-0001", &[], &form("B.+Okoro", "2").replace("split", "burn"));
    assert_eq!(strange.status, 422);
    assert!(strange.body.contains("nothing is called “burn” here"));
    assert!(noted.0.lock().unwrap().is_empty());
}

#[test]
fn what_is_no_form_of_ours_is_turned_away() {
    let (served, noted) = open();
    let form = format!("token={}&seen=2&by=A&why=b&act=pin", token());
    for headers in [vec!["Origin: http://evil.example"], vec!["Origin: null"], vec!["Sec-Fetch-Site: cross-site"]] {
        let came = served.post("/incidents/i-0001", &headers, &form);
        assert_eq!(came.status, 403, "{headers:?}");
        assert!(came.body.contains("another site"), "{}", came.body);
    }
    let old = served.post("/incidents/i-0001", &[], &form.replace("07", "08"));
    assert_eq!(old.status, 403);
    assert!(old.body.contains("started anew") && old.body.contains(&token()), "it can be sent again");
    let long = format!("{form}&why={}", "x".repeat(70_000));
    assert_eq!(served.post("/incidents/i-0001", &[], &long).status, 400);
    let foreign = served.send("GET", "/", &["Host: evil.example"], "");
    assert_eq!(foreign.status, 421, "a name that another site points here");
    assert_eq!(served.post("/talks", &[], &form).status, 405);
    assert!(noted.0.lock().unwrap().is_empty());
}

#[test]
fn where_the_desk_is_shut_nothing_is_offered_and_nothing_taken() {
    let served = Served::start();
    let page = served.get("/incidents/i-0001").body;
    assert!(!page.contains("method=\"post\"") && page.contains("To decide:"));
    assert_eq!(served.post("/incidents/i-0001", &[], "act=pin").status, 405);
}

#[test]
fn an_observation_is_entered_as_a_row_is() {
    let (served, noted) = open();
    let page = served.get("/observations").body;
    assert_eq!(page.matches("method=\"post\"").count(), 3);
    let form = |team: &str, from: &str| {
        format!(
            "token={}&seen=2&by=A.+Lind&act=observation&team={team}&from={from}&means=heard&means=seen&what=explosion&count=about+40&direction=NW",
            token()
        )
    };
    let came = served.post("/observations", &[], &form("Ridge+2", "2031-05-03T10%3A15"));
    assert_eq!(came.status, 303, "{}", came.body);
    assert!(came.head.contains("location: /observations/obs-0001"), "{}", came.head);
    let told = noted.0.lock().unwrap().join("\n");
    for words in
        ["means: [\"heard\", \"seen\"]", "count: Some(\"about 40\")", "Told(\"2031-05-03T10:15\")", "by A. Lind"]
    {
        assert!(told.contains(words), "{told}");
    }
    for (team, from) in [("nobody", "2031-05-03"), ("Ridge+2", "")] {
        let came = served.post("/observations", &[], &form(team, from));
        assert_eq!(came.status, 422, "{}", came.body);
        assert!(
            came.body.contains("value=\"about 40\"") && came.body.contains("value=\"seen\" checked"),
            "{}",
            came.body
        );
    }
}

#[test]
fn a_correction_begins_with_what_was_entered_and_names_it() {
    let (served, noted) = open();
    let page = served.get("/observations/obs-0001").body;
    for words in ["value=\"7-10\"", "value=\"heard\" checked", "value=\"A. Lind; B. Okoro\"", "Dull &#60;thuds&#62;"] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    assert!(!served.get("/observations/obs-0003").body.contains("method=\"post\""), "it was put right already");
    let form = format!("token={}&seen=2&by=B&act=observation&from=2020-01-14&means=heard&what=nothing", token());
    assert_eq!(served.post("/observations/obs-0001", &[], &form).status, 303);
    assert!(noted.0.lock().unwrap()[0].contains("corrects: Some(\"obs-0001\")"));
    let restriction =
        format!("token={}&seen=2&by=B&act=restriction&from=2020-01-14&kind=denied&restricted_by=North+Army", token());
    assert_eq!(served.post("/observations", &[], &restriction).status, 303);
    let told = noted.0.lock().unwrap().join("\n");
    assert!(told.contains("name: \"North Army\"") && told.contains("kind: \"denied\""), "{told}");
}

#[test]
fn an_allegation_on_an_obligation_opens_a_case_on_it() {
    let (served, noted) = open();
    let page = served.get("/obligations/rivers-2020%2Fo1").body;
    assert!(
        page.contains("action=\"/obligations/rivers-2020%2Fo1\"") && page.contains("Receive an allegation"),
        "{page}"
    );
    let form = format!(
        "token={}&seen=2&by=z1&act=received&agreement=rivers-2020&reporter_name=Harbour+office&against=south-council&text=The+guns+stayed.&reasons=By+letter.",
        token()
    );
    let came = served.post("/obligations/rivers-2020%2Fo1", &[], &form);
    assert_eq!(came.status, 303, "{}", came.body);
    let told = noted.0.lock().unwrap().join("\n");
    for words in ["incident: None", "obligation: Some(\"o1\")", "against: [\"south-council\"]"] {
        assert!(told.contains(words), "{told}");
    }
    let strange = served.post("/obligations/rivers-2020%2Fo1", &[], &form.replace("received", "burn"));
    assert_eq!(strange.status, 422);
}
