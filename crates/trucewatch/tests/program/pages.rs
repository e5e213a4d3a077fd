//! The pages with the desk open, as a browser without script uses them: the case of `cases` again, sent by forms.

use crate::cases::{Commission, Turned, output};
use crate::program::{Desk, said};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

/// The pages of a desk's record, ended when dropped.
struct Pages {
    child: Child,
    address: String,
}

impl Pages {
    fn open(desk: &Desk) -> Self {
        let arguments = ["serve", "--desk", "--listen", "127.0.0.1:0"];
        let mut child = desk.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert!(line.contains("with the desk open"), "{line}");
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_owned();
        Self { child, address }
    }

    /// The status, the head and the body of an answer.
    fn ask(&self, head: &str, body: &str) -> (u16, String, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "{head}\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        (head[9..12].parse().unwrap(), head.to_lowercase(), body.to_owned())
    }

    fn get(&self, path: &str) -> String {
        let (status, _, body) = self.ask(&format!("GET {path} HTTP/1.1"), "");
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// Sends a form of a page, with what every form of it bears.
    fn send(&self, path: &str, fields: &[(String, String)]) -> (u16, String, String) {
        let page = self.get(path);
        let hidden = ["token", "seen"].map(|name| (name.to_owned(), hidden(&page, name)));
        let all = hidden.iter().chain(fields).map(|(name, value)| format!("{}={}", coded(name), coded(value)));
        let form = all.collect::<Vec<_>>().join("&");
        let head = format!(
            "POST {path} HTTP/1.1\r\nOrigin: http://{}\r\nContent-Type: application/x-www-form-urlencoded",
            self.address
        );
        self.ask(&head, &form)
    }

    /// Sends a step; it is taken, and seen on the case's page.
    fn take(&self, turned: &Turned) {
        let path = turned.incident.as_ref().map_or_else(|| "/cases/case-1".to_owned(), |id| format!("/incidents/{id}"));
        let (status, head, body) = self.send(&path, &turned.fields);
        assert_eq!(status, 303, "{:?}: {}", turned.fields, refusal(&body));
        assert!(head.contains("location: /cases/case-1#last"), "{head}");
    }
}

impl Drop for Pages {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

fn hidden(page: &str, name: &str) -> String {
    let field =
        page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap_or_else(|| panic!("no '{name}' in {page}"));
    field.split('"').next().unwrap().to_owned()
}

fn coded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// What a page says was refused.
fn refusal(page: &str) -> String {
    page.split("class=\"refused\"").nth(1).unwrap_or(page).split("</div>").next().unwrap().to_owned()
}

/// What a reader sees: the words without the marks around them.
fn visible(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let words = main.split('<').map(|part| part.split_once('>').map_or(part, |(_, words)| words));
    words.collect::<Vec<_>>().join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_same_case_by_forms_and_by_commands_is_the_same_record() {
    let (by_forms, by_commands) = (Commission::new(), Commission::new());
    let pages = Pages::open(&by_forms.desk);
    let incident = pages.get(&format!("/incidents/{}", by_forms.incident));
    assert!(incident.contains("Receive an allegation on it"), "{incident}");
    for turned in by_forms.turned() {
        pages.take(&turned);
    }
    let done = by_commands.step(&by_commands.files());
    assert!(done.status.success(), "{}", said(&done));
    assert_eq!(output(&by_forms.desk, &["case", "export"]), output(&by_commands.desk, &["case", "export"]));
    assert_eq!(output(&by_forms.desk, &["export", "findings"]), output(&by_commands.desk, &["export", "findings"]));
    let dossier = visible(&pages.get("/cases/case-1"));
    for words in [
        "case-1: published",
        "alleged",
        "it occurred (clear and convincing evidence)",
        "source C · statement 2",
        "Our guns were silent.",
        "against dissent I saw no guns there.",
        "Published to the parties",
        "it breaches p1 of moscow-2020",
        "Dissent , Z. Secretary :",
    ] {
        assert!(dossier.contains(words), "'{words}' is missing in:\n{dossier}");
    }
    let queue = visible(&pages.get("/cases?state=published"));
    assert!(queue.contains("1 published") && queue.contains("case-1"), "{queue}");
    output(&by_forms.desk, &["verify", by_forms.desk.record().to_str().unwrap(), "--deep"]);
}

#[test]
fn exchanging_the_parties_exchanges_what_the_pages_say() {
    let shown = |commission: &Commission| {
        let pages = Pages::open(&commission.desk);
        commission.turned().iter().for_each(|turned| pages.take(turned));
        visible(&pages.get("/cases/case-1"))
    };
    let (one, other) = (shown(&Commission::new()), shown(&Commission::swapped()));
    let names = ["Government of National Accord", "Libyan National Army"];
    let ids = ["ly-gna", "ly-lna"];
    let exchanged =
        [names, ids].iter().fold(other, |text, [a, b]| text.replace(a, "\u{0}").replace(b, a).replace('\u{0}', b));
    assert!(one.contains(names[0]) && one.contains(names[1]), "{one}");
    assert_eq!(one, exchanged);
}

#[test]
fn a_refused_step_is_told_with_its_rule_and_whoever_is_second_is_told_who_was_first() {
    let commission = Commission::new();
    let (pages, steps) = (Pages::open(&commission.desk), commission.turned());
    pages.take(&steps[0]);
    let (status, _, body) = pages.send("/cases/case-1", &steps[2].fields);
    assert_eq!(status, 422);
    assert!(refusal(&body).contains("rule: order of steps"), "{body}");
    let page = pages.get("/cases/case-1");
    // Somebody else logs it meanwhile, by a command: the desk holds no lock between two acts.
    let logged = commission.step(&commission.files()[1..2]);
    assert!(logged.status.success(), "{}", said(&logged));
    let old: Vec<(String, String)> = [("token", hidden(&page, "token")), ("seen", hidden(&page, "seen"))]
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .chain(steps[1].fields.clone())
        .collect();
    let form =
        old.iter().map(|(name, value)| format!("{}={}", coded(name), coded(value))).collect::<Vec<_>>().join("&");
    let head = "POST /cases/case-1 HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded";
    let (status, _, body) = pages.ask(head, &form);
    assert_eq!(status, 409, "{body}");
    assert!(refusal(&body).contains("z1 took the step &#39;logged&#39;"), "{}", refusal(&body));
    let csv = output(&commission.desk, &["case", "list", "--format", "csv"]);
    assert!(csv.contains("case-1,2020/1,moscow-2020,logged"), "{csv}");
    let brief = output(&commission.desk, &["brief"]);
    assert!(brief.contains("Against ly-lna") && brief.contains("1 case: 1 logged"), "{brief}");
}

#[test]
fn a_finding_is_put_right_by_a_form_and_both_stay_visible() {
    let commission = Commission::new();
    let pages = Pages::open(&commission.desk);
    commission.turned().iter().for_each(|turned| pages.take(turned));
    let form = visible(&pages.get("/cases/case-1"));
    assert!(form.contains("Correct the finding") && form.contains("Why it occurred, or did not"), "{form}");
    let corrected = |second: &str| {
        let claim = commission.turned()[5]
            .fields
            .iter()
            .find_map(|(name, _)| Some(name.strip_prefix("reliability:")?.to_owned()));
        let graded = |name: &str, grade: &str| (format!("{name}:{}", claim.as_ref().unwrap()), grade.to_owned());
        [("act", "corrected"), ("by", "z1"), ("at", "2020-01-22T08:00:00Z"), ("reasons", "A hearing was left out.")]
            .into_iter()
            .chain([("second", second), ("why_occurred", "Four residents were heard apart, not three.")])
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .chain([graded("reliability", "B"), graded("credibility", "2")])
            .collect::<Vec<_>>()
    };
    let (status, _, body) = pages.send("/cases/case-1", &corrected("z1"));
    assert_eq!(status, 422, "nobody corrects alone: {}", refusal(&body));
    assert_eq!(output(&commission.desk, &["export", "findings"]).lines().count(), 1, "and nothing of it entered");
    let (status, _, body) = pages.send("/cases/case-1", &corrected("n1"));
    assert_eq!(status, 303, "{}", refusal(&body));
    let dossier = visible(&pages.get("/cases/case-1"));
    for words in
        ["Four residents were heard apart, not three.", "superseded by a later finding", "source B · statement 2"]
    {
        assert!(dossier.contains(words), "'{words}' is missing in:\n{dossier}");
    }
    let findings = output(&commission.desk, &["export", "findings"]);
    assert!(findings.lines().count() == 2 && findings.contains("\"supersedes\":\"f-1\""), "{findings}");
    output(&commission.desk, &["verify", commission.desk.record().to_str().unwrap(), "--deep"]);
}

#[test]
fn an_allegation_on_an_obligation_opens_a_case_on_its_page() {
    let commission = Commission::new();
    let pages = Pages::open(&commission.desk);
    let matrix = visible(&pages.get("/obligations"));
    for words in
        ["A commission is set up", "Government of National Accord", "Libyan National Army", "no deadline stated"]
    {
        assert!(matrix.contains(words), "'{words}' is missing in:\n{matrix}");
    }
    let path = "/obligations/moscow-2020%2Fo1";
    let fields = [
        ("act", "received"),
        ("by", "z1"),
        ("at", "2020-02-01T08:00:00Z"),
        ("reasons", "By letter."),
        ("agreement", "moscow-2020"),
        ("reporter_name", "Liaison office"),
        ("reporter_party", "ly-gna"),
        ("against", "ly-lna"),
        ("text", "Nobody was named for the commission."),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let (status, head, body) = pages.send(path, &fields);
    assert_eq!(status, 303, "{}", refusal(&body));
    assert!(head.contains("location: /cases/case-1#last"), "{head}");
    let case = visible(&pages.get("/cases/case-1"));
    assert!(case.contains("obligation o1 of moscow-2020") && case.contains("Nobody was named"), "{case}");
    assert!(visible(&pages.get(path)).contains("case-1 : received ; alleged by Liaison office"));
}

#[test]
fn decisions_are_made_on_an_incidents_page() {
    let commission = Commission::new();
    let pages = Pages::open(&commission.desk);
    let path = format!("/incidents/{}", commission.incident);
    let act = |act: &str| {
        [("act", act), ("by", "A. Lind"), ("why", "seen on site"), ("decision", "d-1")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
    };
    assert_eq!(pages.send(&path, &act("pin")).0, 303);
    let page = visible(&pages.get(&path));
    assert!(page.contains("keeps ") && page.contains("A. Lind, 20"), "{page}");
    let (status, _, body) = pages.send(&path, &act("pin"));
    assert_eq!(status, 422, "{body}");
    assert!(refusal(&body).contains("decided already"), "{body}");
    assert_eq!(pages.send(&path, &act("revoke")).0, 303);
    assert!(visible(&pages.get(&path)).contains("revoked by d-2"));
}

#[test]
fn the_desk_stays_shut_where_everybody_could_reach_it() {
    let desk = Desk::new();
    let output = desk.run(&["serve", "--desk", "--listen", "0.0.0.0:0"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("--behind-log-in") && said(&output).lines().count() == 1, "{}", said(&output));
    let unnamed = desk.run(&["serve", "--desk", "--listen", "0.0.0.0:0", "--behind-log-in"]);
    assert_eq!(unnamed.status.code(), Some(2), "the names by which the pages answer are told too");
}
