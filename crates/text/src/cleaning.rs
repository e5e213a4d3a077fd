//! Leaves out what is no part of the news: invitations, forms, footers, lists of other articles; sets credits aside.
//!
//! General rules over `data/boilerplate`; never by a site's name. A sentence of prose is kept when in doubt.

use crate::lines::ends_with_stop;
use crate::passage::{Passage, Role};
use crate::phrases::{TABLES, normal};

/// The longest line, in words, that may be taken for an invitation or a credit.
const SHORT: usize = 25;
/// The longest passage, in bytes, whose phrases are looked up; a page's footer is shorter.
const LONGEST: usize = 2_000;

/// What is left, and what was set aside.
pub(crate) struct Cleaned<'a> {
    pub(crate) passages: Vec<Passage<'a>>,
    pub(crate) credits: Vec<String>,
}

/// What becomes of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Keep,
    Drop,
    Credit,
    /// It opens a list of other articles.
    Teasers,
    /// It opens what follows an article.
    Tail,
}

/// Cleans the passages of a report.
pub(crate) fn clean(passages: Vec<Passage<'_>>) -> Cleaned<'_> {
    let verdicts = verdicts(&passages);
    let mut cleaned = Cleaned { passages: Vec::with_capacity(passages.len()), credits: Vec::new() };
    for (passage, verdict) in passages.into_iter().zip(verdicts) {
        match verdict {
            Verdict::Keep => cleaned.passages.push(passage),
            Verdict::Credit => cleaned.credits.push(passage.text().trim().to_owned()),
            Verdict::Drop | Verdict::Teasers | Verdict::Tail => {}
        }
    }
    cleaned
}

fn verdicts(passages: &[Passage<'_>]) -> Vec<Verdict> {
    let mut verdicts: Vec<Verdict> = passages.iter().map(|passage| verdict(&passage.text())).collect();
    picture_groups(passages, &mut verdicts);
    let total: usize = passages.iter().map(|passage| passage.text().len()).sum();
    let (mut seen, mut teasers, mut tail) = (0, false, false);
    for (passage, verdict) in passages.iter().zip(verdicts.iter_mut()) {
        let late = seen * 2 > total;
        seen += passage.text().len();
        match *verdict {
            Verdict::Tail if late => tail = true,
            Verdict::Teasers => teasers = true,
            Verdict::Keep if tail => *verdict = Verdict::Drop,
            Verdict::Keep if teasers => {
                let prose = is_prose(&passage.text());
                teasers = !prose;
                if !prose {
                    *verdict = Verdict::Drop;
                }
            }
            _ => {}
        }
    }
    verdicts
}

/// A sentence or more, long enough to be no headline and not cut off.
fn is_prose(text: &str) -> bool {
    ends_with_stop(text) && !text.trim_end().ends_with('…') && text.split_whitespace().nth(7).is_some()
}

fn verdict(text: &str) -> Verdict {
    if text.len() > LONGEST {
        return Verdict::Keep;
    }
    let line = normal(text);
    if !line.chars().any(char::is_alphanumeric) {
        return Verdict::Drop;
    }
    if TABLES.drop.anywhere(&line) {
        return Verdict::Drop;
    }
    if line.split(' ').nth(SHORT).is_some() {
        return Verdict::Keep;
    }
    short_verdict(text, &line)
}

fn short_verdict(text: &str, line: &str) -> Verdict {
    if TABLES.tail.whole(line) || TABLES.tail.start(line).is_some() {
        return Verdict::Tail;
    }
    if TABLES.teasers.whole(line) || TABLES.teasers.start(line).is_some() {
        return Verdict::Teasers;
    }
    if TABLES.drop.whole(line) || TABLES.drop.start(line).is_some() {
        return Verdict::Drop;
    }
    let prose = is_prose(text);
    let credit = TABLES.credit.whole(line)
        || is_credit(line, prose)
        || TABLES.credit.anywhere(line)
        || TABLES.only_agencies(line)
        || is_byline(text, line)
        || (!prose && is_picture_credit(text, line));
    if credit { Verdict::Credit } else { Verdict::Keep }
}

/// "Source: X"; "Submitted by X, authored by Y". One phrase without a colon may open a sentence: "Submitted by the envoy, …".
fn is_credit(line: &str, prose: bool) -> bool {
    let Some(phrase) = TABLES.credit.start(line) else {
        return false;
    };
    let parts = line.split([',', ';', '|']).filter(|part| TABLES.credit.start(part.trim()).is_some()).count();
    !prose || !phrase.ends_with(char::is_alphanumeric) || parts > 1
}

/// "By Ann Bee and C. Dee, Correspondent": names only, without a stop.
fn is_byline(text: &str, line: &str) -> bool {
    let Some(phrase) = TABLES.byline.start(line) else {
        return false;
    };
    let words: Vec<&str> = text.split_whitespace().skip(phrase.split(' ').count()).collect();
    let small = [
        "and", "&", "|", "de", "van", "von", "der", "al", "el", "bin", "of", "the", "for", "in", "et", "du", "-", "–",
        "/", "at", "with",
    ];
    let named = words.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    let fits = words.iter().all(|word| {
        !word.chars().next().is_some_and(char::is_lowercase) || small.contains(&word.trim_end_matches(','))
    });
    fits && named >= 1 && words.len() <= 14 && !text.trim_end().ends_with([':', '?', '!']) && !is_prose(text)
}

/// "© Name", "Photo: Name", "(Photo by Name/Agency)".
fn is_picture_credit(text: &str, line: &str) -> bool {
    is_copyright(text) || TABLES.picture.start(line).is_some() || TABLES.picture.anywhere(line)
}

fn is_copyright(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| crate::chars::is_blank(c) || crate::phrases::is_bullet(c));
    bare.starts_with('©') || bare.starts_with("(c) ") || bare.starts_with("(C) ")
}

/// A run of items of which one is a credit describes a picture: its other items are no prose either.
fn picture_groups(passages: &[Passage<'_>], verdicts: &mut [Verdict]) {
    let mut place = 0;
    while place < passages.len() {
        let group = passages.iter().skip(place).take_while(|passage| passage.role == Role::Item).count();
        let range = place..place + group;
        let credited = verdicts.get(range.clone()).unwrap_or_default().contains(&Verdict::Credit);
        if (1..=6).contains(&group) && credited {
            for (passage, verdict) in passages.iter().zip(verdicts.iter_mut()).take(range.end).skip(range.start) {
                let text = passage.text();
                if *verdict != Verdict::Keep || is_prose(&text) {
                    continue;
                }
                let words = text.split_whitespace().count();
                *verdict = if text.contains('.') && words <= 2 { Verdict::Credit } else { Verdict::Drop };
            }
        }
        place += group.max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines;

    fn run(text: &str) -> (Vec<String>, Vec<String>) {
        let cleaned = clean(lines::passages(text));
        (cleaned.passages.iter().map(|passage| passage.text().into_owned()).collect(), cleaned.credits)
    }

    #[track_caller]
    fn credit(line: &str) {
        let (kept, credits) = run(&format!("The army left the town on Monday.\n\n{line}\n\nIt came back on Tuesday."));
        assert_eq!((kept.len(), credits), (2, vec![line.to_owned()]), "{line}");
    }

    #[track_caller]
    fn dropped(line: &str) {
        let (kept, credits) = run(&format!("The army left the town on Monday evening.\n\nIt came back.\n\n{line}"));
        assert_eq!((kept.len(), credits), (2, vec![]), "{line}");
    }

    #[track_caller]
    fn kept(line: &str) {
        assert_eq!(run(line), (vec![line.to_owned()], vec![]), "{line}");
    }

    #[test]
    fn lines_that_tell_whence_become_credits() {
        credit("Source ; News Agencies");
        credit("More From: VOA");
        credit("Submitted by Some Outlet, authored by Ann Bee, Research Fellow at the Center for Studies…");
        credit("The post Title Of It All appeared first on Some Blog.");
        credit("By Ann Bee and Carl Dee, Reuters");
        credit("(Reuters/AFP)");
        credit("Par Jean Dupont");
        credit("Источник: РИА Новости");
        credit("المصدر: رويترز");
        credit("Reporting by Ann Bee; Editing by Carl Dee");
    }

    #[test]
    fn wrapping_is_dropped() {
        dropped("Categories: ZH");
        dropped("Published by on");
        dropped("Don’t Miss");
        dropped("Your email address will not be published. Required fields are marked *");
        dropped("Read more: Army returns to the town");
        dropped("Follow us on Twitter");
        dropped("Читайте также");
        dropped(
            "Publishers named above each report are responsible for their own content, which the site does not have the legal right to edit or correct.",
        );
    }

    #[test]
    fn prose_that_looks_alike_is_kept() {
        kept("By Monday, the truce had collapsed in most of the suburbs.");
        kept("Sources said that the army had left.");
        kept("As fighting broke out, the office helped refugees who escaped (file photo).");
        kept("Via Moscow, the two sides exchanged drafts of the agreement.");
        kept("Submitted by the envoy, the draft calls for a truce in the capital.");
        kept("Share prices fell after the attack.");
    }

    #[test]
    fn items_beside_a_credit_are_a_caption() {
        let text = "The army left on Monday.\n\n  • Soldiers of the army\n  • Reuters\n  • © Ann Bee\n\nIt came back.";
        assert_eq!(run(text).0, ["The army left on Monday.", "It came back."]);
        assert_eq!(run(text).1, ["• Reuters", "• © Ann Bee"]);
    }
}
