//! What an export must hold, line by line and cell by cell.

use super::*;
use crate::testing::{effort, finding, observation, record, restriction};
use model::{ActorId, ActorKind, Basis, MediaType, Published, ReportId};
use wire::{AgreementFile, FigureLine, FindingLine, IncidentLine, OriginLine, ReadingLine, StoryLine};

fn sample() -> Record {
    let mut record = record(["North Command", "South Council"]);
    record.findings.push(finding());
    let mut restriction = restriction("res-1", Some("North Command"), model::RestrictionKind::Denied, "2020-01-14");
    restriction.reason = Some("=1+1; \"closed\"".to_owned());
    record.fieldwork = model::Fieldwork {
        observations: vec![observation("obs-1", Some("-burst"), "2020-01-14")],
        restrictions: vec![restriction],
        efforts: vec![effort("eff-1", "'Ridge", "2020-01-14")],
    };
    record
}

fn written(record: &Record, what: What<'_>, format: Format) -> String {
    let mut out = Vec::new();
    write(record, what, format, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn report() -> Report {
    Report {
        id: ReportId::new("r-1").unwrap(),
        content: "00ff".to_owned(),
        media: MediaType::Html,
        encoding: "windows-1256".to_owned(),
        text: "<p>=1+1</p>".to_owned(),
        source: Some("=cmd|' /C calc'!A0".to_owned()),
        external_id: None,
        found_at: "feed.xml".to_owned(),
        url: None,
        title: None,
        language: None,
        published: Published::Known { when: crate::testing::day("2020-01-15"), basis: Basis::Inferred },
    }
}

fn actor() -> Actor {
    Actor {
        id: ActorId::new("north").unwrap(),
        name: "North".to_owned(),
        kind: ActorKind::ArmedForce,
        aliases: vec!["الشمال".to_owned(), "Nord".to_owned()],
        ambiguous_aliases: Vec::new(),
        country: None,
        part_of: Vec::new(),
        leads: Vec::new(),
        speaks_for: Vec::new(),
    }
}

#[test]
fn lines_read_back_as_what_they_were() {
    let record = sample();
    let lines = |what| written(&record, what, Format::JsonLines);
    let back: Vec<_> =
        lines(What::Readings).lines().map(|line| ReadingLine::parse(line).unwrap().to_reading().unwrap()).collect();
    assert_eq!(back.len(), 3);
    assert_eq!(back.iter().map(|reading| reading.claims.len()).collect::<Vec<_>>(), [9, 1, 0]);
    let incident = IncidentLine::parse(lines(What::Incidents).trim()).unwrap().to_incident().unwrap();
    assert_eq!(incident.time, record.fused.incidents[0].time);
    assert_eq!(FindingLine::parse(lines(What::Findings).trim()).unwrap().to_finding().unwrap(), finding());
    let figure: FigureLine = serde_json::from_str(lines(What::Figures).trim()).unwrap();
    assert_eq!(figure.to_figure().unwrap(), record.fused.figures[0]);
    let agreement: AgreementFile = serde_json::from_str(lines(What::Agreements).trim()).unwrap();
    assert_eq!(agreement.to_agreement().unwrap(), record.agreements[0]);
    let origins = lines(What::Origins);
    let origin: OriginLine = serde_json::from_str(origins.lines().next().unwrap()).unwrap();
    assert_eq!(origin.to_origin().unwrap(), record.fused.origins[0]);
    let story: StoryLine = serde_json::from_str(lines(What::Stories).trim()).unwrap();
    assert_eq!(story, StoryLine::new(&record.stories[0]));
}

#[test]
fn a_claim_can_be_read_alone() {
    let lines = written(&sample(), What::Claims, Format::JsonLines);
    let first: serde_json::Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    assert_eq!(first["report"], "r-1");
    assert_eq!(first["words"], "North Command signed the truce on Monday");
    assert_eq!(first["origin"], "o-herald");
    assert_eq!(first["kind"], "signature");
    assert_eq!(lines.lines().count(), 10);
}

#[test]
fn a_report_s_line_can_be_taken_in_again() {
    let line = written(&Record::default(), What::Reports(&[report()]), Format::JsonLines);
    let doc: wire::DocLine = serde_json::from_str(line.trim()).unwrap();
    assert_eq!((doc.html.as_deref(), doc.text), (Some("<p>=1+1</p>"), None));
    assert_eq!(doc.published.as_deref(), Some("2020-01-15"));
    let value: serde_json::Value = serde_json::from_str(line.trim()).unwrap();
    assert_eq!((&value["content"], &value["published_basis"]), (&"00ff".into(), &"inferred".into()));
}

#[test]
fn every_table_is_whole() {
    let record = sample();
    let (reports, actors) = ([report()], [actor()]);
    let all = [
        (What::Reports(&reports), 1),
        (What::Readings, 3),
        (What::Claims, 10),
        (What::Incidents, 1),
        (What::Findings, 1),
        (What::Figures, 1),
        (What::Actors(&actors), 1),
        (What::Agreements, 5),
        (What::Sources, 0),
        (What::Stories, 1),
        (What::Origins, 2),
        (What::Board, 4),
        (What::Proposals, 1),
        (What::Observations, 1),
        (What::Restrictions, 1),
        (What::Efforts, 1),
        (What::Obligations, 0),
    ];
    for (what, rows) in all {
        let text = written(&record, what, Format::Csv);
        assert!(text.starts_with('\u{feff}') && text.ends_with("\r\n"), "{what:?}");
        let mut reader = csv::ReaderBuilder::new().from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let width = reader.headers().unwrap().len();
        let records: Vec<_> = reader.records().map(|row| row.unwrap()).collect();
        assert_eq!(records.len(), rows, "{what:?}");
        assert!(records.iter().all(|row| row.len() == width), "{what:?}");
        assert!(records.iter().flatten().all(|cell| !cell.starts_with(['=', '@', '+'])), "{what:?}");
    }
}

/// What a mission exports it can enter again, whatever its words begin with.
#[test]
fn the_tables_of_patrols_read_back_as_they_were() {
    fn again<L: wire::fieldwork::Tabular>(text: &str) -> L::Noun {
        wire::fieldwork::read_table::<L>(text).unwrap()[0].1.to_noun().unwrap()
    }
    let record = sample();
    let held = &record.fieldwork;
    let table = |what| written(&record, what, Format::Csv);
    assert_eq!(again::<wire::ObservationLine>(&table(What::Observations)), held.observations[0]);
    assert_eq!(again::<wire::RestrictionLine>(&table(What::Restrictions)), held.restrictions[0]);
    assert_eq!(again::<wire::EffortLine>(&table(What::Efforts)), held.efforts[0]);
}

#[test]
fn cells_keep_versions_scripts_and_ranges() {
    let record = sample();
    let board = written(&record, What::Board, Format::Csv);
    assert!(
        board.contains("hills-2020,0,North Command,signed,2,2020-01-14T00:00:00,2020-01-15T00:00:00,day,true,r-2.c1,"),
        "{board}"
    );
    let actors = [actor()];
    assert!(written(&record, What::Actors(&actors), Format::Csv).contains("الشمال; Nord"));
    let incidents = written(&record, What::Incidents, Format::Csv);
    assert!(incidents.contains("o-herald killed 3; o-wire killed 5"), "{incidents}");
    assert!(written(&Record::default(), What::Reports(&[report()]), Format::Csv).contains(",'=cmd|' /C calc'!A0,"));
}

#[test]
fn a_full_disk_is_an_error() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::from(std::io::ErrorKind::StorageFull))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    for format in [Format::JsonLines, Format::Csv] {
        let error = write(&sample(), What::Claims, format, &mut Full).unwrap_err();
        assert!(
            matches!(&error, ExportError::Write(cause) if cause.kind() == std::io::ErrorKind::StorageFull),
            "{error}"
        );
    }
}
