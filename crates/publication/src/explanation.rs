//! Why each claim of a report was made, on the report's own words: for a terminal. It shows a reading as it is and judges
//! nothing.

use crate::wording;
use model::{Attribution, Claim, MentionRef, Published, Reading, Referent, Span, When, Where};

/// How a run of characters is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As it stands.
    Plain,
    /// The words that name an act.
    Trigger,
    /// A number or a label.
    Label,
    /// Text that no claim speaks of.
    Quiet,
}

/// Renders a reading: its head, its text with the numbers of its claims, and under each paragraph why they were made.
/// `set` sets off a run of characters; give one that returns it unchanged where the output is no terminal.
pub fn text(reading: &Reading, width: usize, set: &dyn Fn(Tone, &str) -> String) -> String {
    let mut page = Page { text: String::new(), width: width.max(40), set };
    page.head(reading);
    for paragraph in paragraphs(&reading.text) {
        page.paragraph(reading, paragraph);
    }
    page.notes(reading);
    page.text
}

/// The lines of a text that hold more than white space, as spans.
fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split('\n') {
        let end = start + line.chars().count();
        found.extend(Span::new(start, end).filter(|_| !line.trim().is_empty()));
        start = end + 1;
    }
    found
}

struct Page<'a> {
    text: String,
    width: usize,
    set: &'a dyn Fn(Tone, &str) -> String,
}

impl Page<'_> {
    fn head(&mut self, reading: &Reading) {
        let source = reading.source.as_deref().unwrap_or("source unknown");
        let published = match reading.published {
            Published::Unknown => "published unknown".to_owned(),
            known => format!("published {}", wording::published(known)),
        };
        let claims = wording::count(reading.claims.len(), "claim", "claims");
        let line = format!("{}: {source}; {published}; {claims}", reading.report);
        self.wrapped("", "  ", &line, Tone::Label);
    }

    fn paragraph(&mut self, reading: &Reading, paragraph: Span) {
        let claims: Vec<&Claim> = reading.claims.iter().filter(|claim| paragraph.contains(claim.trigger)).collect();
        self.text.push('\n');
        if claims.is_empty() {
            let words = wording::one_line(paragraph.slice(&reading.text));
            self.wrapped("", "", &words, Tone::Quiet);
            return;
        }
        self.marked(&reading.text, paragraph, &claims);
        for claim in claims {
            self.claim(reading, claim);
        }
    }

    /// A paragraph word by word, each trigger set off and followed by the number of its claim.
    fn marked(&mut self, text: &str, paragraph: Span, claims: &[&Claim]) {
        let mut column = 0;
        let mut at = paragraph.start();
        for word in paragraph.slice(text).split(char::is_whitespace) {
            let length = word.chars().count();
            let (start, end) = (at, at + length);
            at = end + 1;
            if length == 0 {
                continue;
            }
            let ending = claims.iter().filter(|claim| start < claim.trigger.end() && claim.trigger.end() <= end);
            let numbers: String = ending.map(|claim| format!("[{}]", number(claim))).collect();
            let inside = claims.iter().any(|claim| claim.trigger.start() < end && start < claim.trigger.end());
            let wide = length + numbers.chars().count();
            if column > 0 && column + 1 + wide > self.width {
                self.text.push('\n');
                column = 0;
            } else if column > 0 {
                self.text.push(' ');
                column += 1;
            }
            column += wide;
            self.text.push_str(&(self.set)(if inside { Tone::Trigger } else { Tone::Plain }, word));
            if !numbers.is_empty() {
                self.text.push_str(&(self.set)(Tone::Label, &numbers));
            }
        }
        self.text.push('\n');
    }

    fn claim(&mut self, reading: &Reading, claim: &Claim) {
        let meant = format!("{}, {}, {}", claim.modality.as_str(), claim.polarity.as_str(), claim.tense.as_str());
        let head = format!("[{}] {} ({meant})", number(claim), wording::capital(&claim.kind.words()));
        self.wrapped("  ", "      ", &head, Tone::Label);
        for (name, value) in facts(reading, claim) {
            self.wrapped("      ", "        ", &format!("{name}: {value}"), Tone::Plain);
        }
    }

    fn notes(&mut self, reading: &Reading) {
        if reading.notes.is_empty() {
            return;
        }
        self.text.push('\n');
        self.wrapped("", "", "Remarks", Tone::Label);
        for note in &reading.notes {
            self.wrapped("  - ", "    ", &note.to_string(), Tone::Plain);
        }
    }

    /// Words over as many lines as they need, each line set off as a whole.
    fn wrapped(&mut self, first: &str, others: &str, words: &str, tone: Tone) {
        let mut line = String::new();
        let mut indent = first;
        for word in words.split_whitespace() {
            let used = indent.chars().count() + line.chars().count();
            if !line.is_empty() && used + 1 + word.chars().count() > self.width {
                self.flush(indent, &line, tone);
                line.clear();
                indent = others;
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        self.flush(indent, &line, tone);
    }

    fn flush(&mut self, indent: &str, line: &str, tone: Tone) {
        self.text.push_str(indent);
        self.text.push_str(&(self.set)(tone, line));
        self.text.push('\n');
    }
}

/// The claim's number in its report: `3` of `r-1.c3`.
fn number(claim: &Claim) -> &str {
    claim.id.as_str().rsplit_once(".c").map_or(claim.id.as_str(), |(_, number)| number)
}

/// What the claim holds, and why: each with the words and what they were taken to mean.
fn facts(reading: &Reading, claim: &Claim) -> Vec<(String, String)> {
    let mut facts = vec![("words".to_owned(), format!("“{}”", wording::one_line(claim.evidence.slice(&reading.text))))];
    for (role, fillers) in &claim.roles {
        let named: Vec<String> = fillers.iter().map(|filler| filled(reading, *filler)).collect();
        facts.push((role.as_str().to_owned(), named.join("; ")));
    }
    facts.extend(claim.time.map(|time| ("when".to_owned(), meaning(reading, time))));
    facts.extend(claim.place.map(|place| ("where".to_owned(), meaning(reading, place))));
    for harm in &claim.harm {
        let words = wording::one_line(harm.evidence.slice(&reading.text));
        facts.push((harm.effect.as_str().to_owned(), format!("{}, from “{words}”", wording::toll(harm.toll))));
    }
    facts.push(("said by".to_owned(), said_by(reading, &claim.attribution)));
    facts.push(("because".to_owned(), format!("{}; {}", claim.why, claim.method)));
    facts
}

fn filled(reading: &Reading, filler: model::Filler) -> String {
    match filler {
        model::Filler::Mention(mention) => meaning(reading, mention),
        model::Filler::Words(_) => wording::filler(reading, filler),
    }
}

/// A mention's words, an arrow, and what they were found to mean.
fn meaning(reading: &Reading, at: MentionRef) -> String {
    let words = reading.mentions.get(at.0).map(|mention| wording::one_line(&mention.text)).unwrap_or_default();
    let meant = match reading.referent(at) {
        Referent::Unresolved => return format!("“{words}”"),
        Referent::Actor(actor) => named(actor),
        Referent::Metonym(actor, place) => format!("{}, for {}", named(actor), wording::place(place)),
        Referent::Place(Where::Unknown) => "a place that nothing here knows".to_owned(),
        Referent::Place(place) => wording::place(place),
        Referent::Time(When::Unknown) => "a time that could not be placed".to_owned(),
        Referent::Time(when) => wording::when(when),
    };
    format!("“{words}” → {meant}")
}

fn named(actor: &model::ActorRef) -> String {
    match actor.id() {
        Some(id) => format!("{actor} ({id})"),
        None => format!("{actor} (in no register)"),
    }
}

fn said_by(reading: &Reading, attribution: &Attribution) -> String {
    let speaker = attribution.speaker.map_or_else(|| "the report itself".to_owned(), |who| meaning(reading, who));
    let relayed: Vec<String> = attribution.relayed_by.iter().map(|who| meaning(reading, *who)).collect();
    let through = if relayed.is_empty() { String::new() } else { format!(", through {}", relayed.join(", ")) };
    let cue = attribution.cue.map_or_else(String::new, |cue| format!(", by “{}”", cue.slice(&reading.text)));
    format!("{speaker}{through}{cue}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    fn plain(_: Tone, words: &str) -> String {
        words.to_owned()
    }

    #[test]
    fn every_claim_stands_under_its_words_with_its_reason() {
        let record = testing::record(["North", "South"]);
        for reading in &record.readings {
            let shown = text(reading, 80, &plain);
            for claim in &reading.claims {
                assert!(shown.contains(&format!("[{}] ", number(claim))), "{}\n{shown}", claim.id);
            }
            assert!(reading.claims.is_empty() || shown.contains("because: "), "{shown}");
            assert!(shown.lines().all(|line| line.chars().count() <= 80 || !line.contains(' ')), "{shown}");
        }
    }

    #[test]
    fn a_paragraph_is_a_line_with_words() {
        let spans = paragraphs("one\n\n  \nعين زارة\n");
        let words: Vec<&str> = spans.iter().map(|span| span.slice("one\n\n  \nعين زارة\n")).collect();
        assert_eq!(words, ["one", "عين زارة"]);
    }
}
