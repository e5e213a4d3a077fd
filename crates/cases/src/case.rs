//! Cases out of Markdown, and the marks on lines that are known to fail.

use model::{Basis, MediaType, Published, Report, ReportId};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder of `suite/`.
pub struct Folder {
    files: Vec<PathBuf>,
}

/// A case: its reports in the order of their arrival, and what is expected of them.
pub struct Case {
    /// Its heading.
    pub name: String,
    /// Its reports.
    pub reports: Vec<CaseReport>,
    /// What people entered, each file under its kind: one of [`ENTERED`].
    pub entered: BTreeMap<String, String>,
    /// What is expected.
    pub expected: Vec<Line>,
}

/// The files that people enter: tables of patrols, as `trucewatch observe add` reads them, and a negotiation track.
pub const ENTERED: [&str; 4] = ["observations", "restrictions", "efforts", "track"];

/// A report of a case.
pub struct CaseReport {
    /// The report.
    pub report: Report,
    /// The file of the agreement that its head names.
    pub agreement: Option<String>,
}

/// An expected line.
#[derive(Clone)]
pub struct Line {
    /// Its number in the file, from 0.
    pub number: usize,
    /// Whether it is marked as known to fail.
    pub fixme: bool,
    /// What it asks for.
    pub text: String,
}

impl Folder {
    /// A folder of this repository's suite.
    pub fn open(name: &str) -> Self {
        Self::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../suite").join(name))
    }

    /// Any folder with files of cases; a README holds none.
    pub fn at(folder: &Path) -> Self {
        let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut files: Vec<PathBuf> = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "md"))
            .collect();
        files.sort();
        Self { files }
    }

    /// All cases, in the order of the files.
    pub fn cases(&self) -> Vec<Case> {
        self.files.iter().flat_map(|file| parse(file, &std::fs::read_to_string(file).unwrap(), None)).collect()
    }

    /// Judges every case: `judge` says of each line whether it holds. A line that does not hold fails unless it is marked
    /// FIXME; a marked line that holds fails too. `TRUCEWATCH_SUITE=mark` sets and removes the marks instead.
    pub fn run(&self, block: &str, judge: impl Fn(&Case, &[Line]) -> Vec<bool>) {
        let mark = std::env::var("TRUCEWATCH_SUITE").is_ok_and(|mode| mode == "mark");
        let (mut wrong, mut held, mut total) = (Vec::new(), 0, 0);
        for file in &self.files {
            let text = std::fs::read_to_string(file).unwrap();
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            for case in parse(file, &text, Some(block)) {
                let outcome = judge(&case, &case.expected);
                assert_eq!(outcome.len(), case.expected.len());
                for (line, holds) in case.expected.iter().zip(outcome) {
                    total += 1;
                    held += usize::from(holds);
                    if holds == line.fixme {
                        let fault = if holds { "holds now: remove FIXME from" } else { "does not hold:" };
                        wrong.push(format!(
                            "{} ({}:{})\n    {fault} {}",
                            case.name,
                            file.display(),
                            line.number + 1,
                            line.text
                        ));
                    }
                    lines[line.number] = if holds { line.text.clone() } else { format!("FIXME {}", line.text) };
                }
            }
            if mark && lines.join("\n") + "\n" != text {
                std::fs::write(file, lines.join("\n") + "\n").unwrap();
            }
        }
        println!("{block}: {held} of {total} lines hold ({:.1} %)", 100.0 * held as f64 / total.max(1) as f64);
        assert!(total > 0, "no line of {block} was judged");
        assert!(mark || wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
    }
}

/// Splits a file into its cases; with a block's name, only those that have such a block.
fn parse(file: &Path, text: &str, block: Option<&str>) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut fence: Option<(String, Vec<(usize, &str)>)> = None;
    for (number, line) in text.lines().enumerate() {
        match (&mut fence, line.strip_prefix("```")) {
            (None, Some(kind)) => fence = Some((kind.trim().to_owned(), Vec::new())),
            (Some(_), Some("")) => {
                let (kind, body) = fence.take().unwrap();
                close(
                    cases
                        .last_mut()
                        .unwrap_or_else(|| panic!("{}:{number}: a block before any heading", file.display())),
                    &kind,
                    &body,
                    block,
                );
            }
            (Some((_, body)), _) => body.push((number, line)),
            (None, None) => {
                if let Some(heading) = line.strip_prefix("## ") {
                    let name = heading.to_owned();
                    cases.push(Case { name, reports: Vec::new(), entered: BTreeMap::new(), expected: Vec::new() });
                }
            }
        }
    }
    assert!(fence.is_none(), "{}: a block is not closed", file.display());
    cases.retain(|case| block.is_none() || !case.expected.is_empty());
    cases
}

fn close(case: &mut Case, kind: &str, body: &[(usize, &str)], block: Option<&str>) {
    if kind == "report" {
        let number = case.reports.len() + 1;
        case.reports.push(report(number, body));
    } else if ENTERED.contains(&kind) {
        case.entered.insert(kind.to_owned(), body.iter().map(|(_, line)| format!("{line}\n")).collect());
    } else if block.is_none_or(|block| block == kind) {
        let lines = body.iter().filter(|(_, text)| !text.trim().is_empty() && !text.starts_with('#'));
        case.expected.extend(lines.map(|(number, text)| {
            let fixme = text.strip_prefix("FIXME ");
            Line { number: *number, fixme: fixme.is_some(), text: fixme.unwrap_or(text).to_owned() }
        }));
    }
}

fn report(number: usize, body: &[(usize, &str)]) -> CaseReport {
    let head_end = body.iter().position(|(_, line)| *line == "---");
    let (head, rest) = head_end.map_or((&body[..0], body), |end| (&body[..end], &body[end + 1..]));
    let value = |key: &str| {
        head.iter().find_map(|(_, line)| line.strip_prefix(key)?.strip_prefix(':')).map(|value| value.trim().to_owned())
    };
    let text = rest.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
    let published = value("published").map_or(Published::Unknown, |when| Published::Known {
        when: wire::time::instant_or_day(&when).unwrap_or_else(|error| panic!("{error}")),
        basis: Basis::Given,
    });
    let report = Report {
        id: ReportId::new(format!("report-{number}")).unwrap(),
        content: String::new(),
        media: if text.trim_start().starts_with('<') { MediaType::Html } else { MediaType::Text },
        encoding: "utf-8".to_owned(),
        text,
        source: value("source"),
        external_id: None,
        found_at: "suite".to_owned(),
        url: None,
        title: value("title"),
        language: value("language"),
        published,
    };
    CaseReport { report, agreement: value("agreement") }
}
