//! What must be in the main text, and what must not.

use cases::{Case, Line};

/// `+ WORDS` must stand in the main text of some report of the case, `- WORDS` in none.
pub fn judge(case: &Case, lines: &[Line]) -> Vec<bool> {
    let texts: Vec<String> = case.reports.iter().map(|one| text::document(&one.report).0.text).collect();
    let stands = |words: &str| texts.iter().any(|text| text.contains(words));
    lines
        .iter()
        .map(|line| match (line.text.strip_prefix("+ "), line.text.strip_prefix("- ")) {
            (Some(kept), _) => stands(kept),
            (_, Some(dropped)) => !stands(dropped),
            _ => panic!("'{}' begins with neither '+ ' nor '- '", line.text),
        })
        .collect()
}
