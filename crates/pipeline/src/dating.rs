//! When an undated report was published, by an agreement whose days are known and of which it tells. Two agreements that
//! would date it differently date it not at all.

use model::{Actor, Agreement, Note, Published, Reading};

/// The agreements that may date a report; what people entered replaces what the program carries under the same id.
pub(crate) struct Known<'a> {
    /// With the program.
    pub(crate) carried: &'a [Agreement],
    /// By people.
    pub(crate) entered: &'a [Agreement],
}

impl Known<'_> {
    fn all(&self) -> impl Iterator<Item = &Agreement> {
        let replaced = |one: &&Agreement| self.entered.iter().all(|entered| entered.id != one.id);
        self.carried.iter().filter(replaced).chain(self.entered)
    }
}

/// The interval of publication, and the words that tell it.
pub(crate) fn published(known: &Known<'_>, actors: &[Actor], reading: &Reading) -> Option<(Published, Note)> {
    let mut dated = known.all().filter_map(|agreement| by_one(agreement, actors, reading));
    let first = dated.next()?;
    dated.all(|other| other.0 == first.0).then_some(first)
}

fn by_one(agreement: &Agreement, actors: &[Actor], reading: &Reading) -> Option<(Published, Note)> {
    let found = assessment::anchors(agreement, actors, reading);
    let anchors: Vec<resolution::Anchor<'_>> = found
        .iter()
        .map(|anchor| resolution::Anchor {
            phrase: anchor.phrase.slice(&reading.text),
            tense: anchor.tense,
            happened: &anchor.happened,
        })
        .collect();
    let published = resolution::published_by_anchors(&reading.text, reading.language, &anchors);
    let when = published.interval()?;
    let words: Vec<String> = anchors.iter().map(|anchor| format!("'{}'", anchor.phrase)).collect();
    let message = format!("dated to {when} by its words {}, told of {}", words.join(", "), agreement.title);
    Some((published, Note::information("published-by-agreement", message)))
}
