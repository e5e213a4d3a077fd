//! spaCy on the same texts: a script of ours runs it in the user's own Python, texts go in and names come out. Optional.

use crate::scorers::spans::Labelled;
use anyhow::{Context, Result, ensure};
use model::Span;
use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Where spaCy is.
pub struct Spacy {
    /// A Python interpreter that has spaCy and `en_core_web_sm`.
    pub python: PathBuf,
    /// Our script.
    pub script: PathBuf,
}

impl Spacy {
    /// The names of each text.
    pub fn names(&self, texts: &[&str]) -> Result<Vec<Vec<Labelled>>> {
        let mut command = Command::new(&self.python);
        let child = command.arg(&self.script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.with_context(|| format!("{} could not be started", self.python.display()))?;
        let lines: String = texts.iter().map(|text| format!("{}\n", Value::from(*text))).collect();
        // The script reads everything before it writes anything, so that neither side waits for the other.
        child.stdin.take().context("the script takes no input")?.write_all(lines.as_bytes())?;
        let output = child.wait_with_output()?;
        ensure!(output.status.success(), "spaCy failed");
        let answers: Vec<Vec<Labelled>> =
            String::from_utf8(output.stdout)?.lines().map(answer).collect::<Result<_>>()?;
        ensure!(answers.len() == texts.len(), "spaCy answered {} of {} texts", answers.len(), texts.len());
        Ok(answers)
    }
}

fn answer(line: &str) -> Result<Vec<Labelled>> {
    let names: Vec<(usize, usize, String)> = serde_json::from_value(serde_json::from_str(line)?)?;
    let name = |(start, end, label): &(usize, usize, String)| {
        let label = ["person", "organisation", "place"].into_iter().find(|one| one == label)?;
        Some(Labelled { span: Span::new(*start, *end)?, label })
    };
    Ok(names.iter().filter_map(name).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read() {
        let names = answer(r#"[[0, 5, "place"], [9, 12, "person"], [1, 2, "other"]]"#).unwrap();
        assert_eq!(names.len(), 2);
        assert_eq!(names[0], Labelled { span: Span::new(0, 5).unwrap(), label: "place" });
    }
}
