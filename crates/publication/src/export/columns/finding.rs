//! A finding as a row, in the words of its line, so that there is one spelling.

use super::super::csv_cells::Cell;
use model::Finding;

pub(super) fn finding(finding: &Finding) -> Vec<Cell> {
    // The wire's words for answers and standards, so that there is one spelling.
    let line = wire::FindingLine::new(finding);
    let subject = match (&line.incident, &line.agreement, &line.obligation) {
        (Some(incident), ..) => incident.clone(),
        (None, agreement, obligation) => {
            format!("{} {}", agreement.as_deref().unwrap_or_default(), obligation.as_deref().unwrap_or_default())
        }
    };
    fn answer<T>(line: &wire::finding::ElementLine<T>, word: impl Fn(&T) -> String) -> [Cell; 2] {
        let what = line.what.as_ref().map(word);
        let parts = [Some(line.answer.clone()), line.standard.clone(), what];
        [Cell::list(parts.into_iter().flatten()), Cell::text(&line.reasons)]
    }
    let mut row = vec![
        Cell::text(&line.id),
        Cell::text(subject),
        Cell::text(&line.body),
        Cell::list(&line.authors),
        Cell::text(&line.at),
    ];
    row.extend(answer(&line.occurred, |_| "it occurred".to_owned()));
    row.extend(answer(&line.attribution, wire::finding::AttributedLine::names));
    row.extend(answer(&line.intent, String::clone));
    row.extend(answer(&line.breach, |breach| format!("{} of {}", breach.provision, breach.agreement)));
    row.push(Cell::list(
        line.evidence.iter().map(|one| format!("{} {}{}", one.claim, one.reliability, one.credibility)),
    ));
    row.push(Cell::list(line.dissent.iter().map(|one| format!("{}: {}", one.by, one.reasons))));
    row.push(Cell::text(line.reply_text.as_ref().unwrap_or(&line.reply)));
    row.push(Cell::maybe(line.supersedes.as_ref()));
    row
}
