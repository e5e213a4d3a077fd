//! Patrols' tables by commands: entered, put right, listed, screened, shown in the brief, and what is wrong with them.

use crate::program::{Desk, assert_one_clear_line, said};

const TABLE: &str = "id,area,team,position,position_latitude,position_longitude,from,to,means,what,count,description,direction,distance_km\n\
    o1,Tarhuna,T 2,the mill,32.43,13.63,2020-01-20T10:15,2020-01-20T10:40,heard,explosion,7,undetermined,NW,3-5\n\
    o2,Tarhuna,T 2,the mill,32.43,13.63,2020-01-20T12:00,2020-01-20T16:00,heard; seen,nothing,,,,\n";
const RESTRICTIONS: &str = "id,kind,by_id,place,from,reason\nr1,denied,ly-lna,the bridge,2020-01-20,closed\nr2,delayed,ly-gna,the gate,2020-01-20,\n";
const EFFORT: &str = "area,from,teams,hours,planned,reached,out_of_reach\nTarhuna,2020-01-20,2,16.5,the mill; the bridge,the mill,the bridge: closed\n";

fn output(desk: &Desk, arguments: &[&str]) -> String {
    let output = desk.run(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn entered() -> Desk {
    let desk = Desk::new();
    let agreement = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/agreements/moscow-2020.toml");
    output(&desk, &["agreement", "add", agreement]);
    let table = desk.file("patrols.csv", TABLE);
    let told = output(&desk, &["observe", "add", table.to_str().unwrap()]);
    assert!(told.starts_with("2 entered, 0 were there already"), "{told}");
    for (name, table, noun) in [("r.csv", RESTRICTIONS, "restrictions"), ("e.csv", EFFORT, "efforts")] {
        let file = desk.file(name, table);
        output(&desk, &["observe", "add", file.to_str().unwrap(), "--as", noun]);
    }
    desk
}

#[test]
fn a_table_is_entered_once_listed_beside_effort_and_reads_back_as_it_was() {
    let desk = entered();
    let table = desk.path("patrols.csv");
    let again = output(&desk, &["observe", "add", table.to_str().unwrap()]);
    assert!(again.starts_with("0 entered, 2 were there already"), "{again}");
    let listed = output(&desk, &["observe", "list"]);
    for words in [
        "2020-01-20 10:15–10:40  the mill, heard: 7 × explosion, undetermined, 3-5 km NW",
        "the mill, heard and seen: nothing",
        "movement denied by Libyan National Army",
        "2 observations, 2 restrictions of movement; watched: 16.5 team-hours, 1 of 2 planned places reached, 1 out of reach",
    ] {
        assert!(listed.contains(words), "'{words}' is missing in:\n{listed}");
    }
    for format in ["csv", "json"] {
        for noun in ["observations", "restrictions", "efforts"] {
            let written = output(&desk, &["observe", "list", "--what", noun, "--format", format]);
            let other = Desk::new();
            let file = other.file(&format!("x.{}", if format == "csv" { "csv" } else { "jsonl" }), &written);
            output(&other, &["observe", "add", file.to_str().unwrap(), "--as", noun]);
            assert_eq!(output(&other, &["observe", "list", "--what", noun, "--format", format]), written);
        }
    }
    assert_eq!(output(&desk, &["export", "observations"]).lines().count(), 2);
    let before = output(&desk, &["export", "observations", "--format", "csv"]);
    output(&desk, &["rebuild"]);
    assert_eq!(output(&desk, &["export", "observations", "--format", "csv"]), before);
    let record = desk.record();
    output(&desk, &["verify", record.to_str().unwrap(), "--deep"]);
}

#[test]
fn what_is_wrong_is_told_line_by_line_and_nothing_is_entered() {
    let desk = entered();
    let bad = TABLE.replace("o1,", "o8,").replace("o2,", "o9,").replace("heard; seen", "smelt").replace("3-5", "5-3");
    let bad = desk.file("bad.csv", bad);
    let refused = desk.run(&["observe", "add", bad.to_str().unwrap()]);
    let told = said(&refused);
    assert_eq!(refused.status.code(), Some(1));
    for words in
        ["line 2: field 'distance_km' holds '5-3'", "line 3: field 'means' holds 'smelt'", "nothing was entered"]
    {
        assert!(told.contains(words), "{told}");
    }
    let other = desk.file("other.csv", TABLE.replace(",7,", ",8,"));
    let refused = said(&desk.run(&["observe", "add", other.to_str().unwrap()]));
    assert!(refused.contains("line 2: observation o1 stands in the record and says something else"), "{refused}");
    let stranger = desk.file("stranger.csv", RESTRICTIONS.replace("ly-lna", "nobody-known").replace("r1,", "r8,"));
    let refused = said(&desk.run(&["observe", "add", stranger.to_str().unwrap(), "--as", "restrictions"]));
    assert!(refused.contains("line 2: the register of actors has no 'nobody-known'"), "{refused}");
    let rehearsed = desk.file("new.csv", TABLE.replace("o1,", "o3,").replace("o2,", "o4,"));
    let told = output(&desk, &["observe", "add", rehearsed.to_str().unwrap(), "--dry-run"]);
    assert!(told.starts_with("2 would be entered"), "{told}");
    assert_eq!(output(&desk, &["export", "observations"]).lines().count(), 2);
    assert_one_clear_line(&desk.run(&["observe", "list", "--from", "yesterday"]), &["--from 'yesterday' is no day"]);
}

#[test]
fn an_observation_is_screened_put_right_and_its_answers_have_a_history() {
    let desk = entered();
    let screened = output(&desk, &["screen", "--observation", "o1"]);
    for words in ["o1: 7 × explosion", "moscow-2020", "who did it"] {
        assert!(screened.contains(words), "'{words}' is missing in:\n{screened}");
    }
    let right = "id,corrects,means,what,from\no5,o1,heard,nothing,2020-01-20T10:15\n";
    let input = desk.run_with_input(&["observe", "add", "-"], right.as_bytes());
    assert!(input.status.success(), "{}", said(&input));
    assert_one_clear_line(&desk.run(&["screen", "--observation", "o1"]), &["holds no observation 'o1' that stands"]);
    let history = output(&desk, &["screen", "--history", "o1"]);
    for words in ["cannot tell: ", "    + ", "asked no more; before, cannot tell", "(screening/2)"] {
        assert!(history.contains(words), "'{words}' is missing in:\n{history}");
    }
    assert_one_clear_line(&desk.run(&["screen", "--history", "o2"]), &["nothing was ever answered on 'o2'"]);
    let second = desk.run_with_input(&["observe", "add", "-"], right.replace("o5", "o6").as_bytes());
    assert!(said(&second).contains("observation o1 was corrected by o5 already; correct o5"), "{}", said(&second));
}

#[test]
fn the_brief_tells_counts_beside_effort_and_what_is_owed() {
    let desk = entered();
    let brief = output(&desk, &["brief", "--from", "2020-01-20", "--to", "2020-01-20"]);
    let brief = brief.split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "7 × explosion; nothing in 1 watch. Watched: 16.5 team-hours",
        "Out of reach: the bridge (closed)",
        "Libyan National Army: 1 × denied",
        "Government of National Accord: 1 × delayed",
        "Observation o1",
        "As of 2020-01-21 00:00",
    ] {
        assert!(brief.contains(words), "'{words}' is missing in:\n{brief}");
    }
}

#[test]
fn deadlines_are_a_list_a_table_and_a_calendar() {
    let desk = Desk::new();
    let agreement = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/agreements/libya-2020-10-23.toml");
    output(&desk, &["agreement", "add", agreement]);
    let of = |more: &[&str]| {
        let id = ["obligations", "--agreement", "libya-2020-10-23", "--as-of", "2021-01-20"];
        output(&desk, &[&id[..], more].concat())
    };
    let soon = of(&["--due-within", "2w"]);
    assert!(soon.contains("It is due before 2021-01-24 00:00") && soon.contains("nothing else falls due"), "{soon}");
    assert!(of(&["--due-within", "1d"]).contains("nothing falls due in that time"));
    let calendar = of(&["--format", "ics"]);
    assert!(calendar.contains("DTSTART:20210123T220000Z\r\n"), "{calendar}");
    assert!(of(&["--format", "csv"]).contains("libya-2020-10-23,o1,"), "{}", of(&["--format", "csv"]));
    assert!(of(&["--format", "json"]).contains("\"due\":\"2021-01-24T00:00:00\""));
    let wrong = desk.run(&["obligations", "--due-within", "soon"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(said(&wrong).contains("write 14d or 2w"));
}
