//! What exactly two texts have in common: maximal common runs of words, as places in both.

use super::fingerprints::{GUARANTEED, SHINGLE, shingles};
use crate::words::Word;
use model::Span;

/// The least words outside quotation marks that make a run a passage.
const OWN_WORDS: usize = 8;
/// How many changed words may lie between a passage and a shorter run beside it.
const CHANGED: usize = 6;
/// How many places of one shingle are tried: more only in texts that repeat themselves.
const TRIED: usize = 8;

/// A run of words that stands in both texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    /// The first word in the copy.
    pub(crate) copy: usize,
    /// The first word in the original.
    pub(crate) original: usize,
    /// How many words.
    pub(crate) length: usize,
}

/// A text made ready to be looked up.
pub(crate) struct Indexed {
    words: Vec<Word>,
    places: Vec<(u64, usize)>,
}

impl Indexed {
    /// Indexes an original.
    pub(crate) fn new(words: Vec<Word>) -> Self {
        let mut places: Vec<(u64, usize)> =
            shingles(&words).into_iter().enumerate().map(|(place, hash)| (hash, place)).collect();
        places.sort_unstable();
        Self { words, places }
    }

    /// How many words it has.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// The passages of `copy` that stand in this text, in the order of the copy. Empty where the likeness may be chance.
    pub(crate) fn passages(&self, copy: &[Word]) -> Vec<Run> {
        let runs = self.runs(copy);
        let sure: Vec<bool> = runs.iter().map(|run| is_passage(run, copy)).collect();
        let mut kept = sure.clone();
        spread(&runs, &mut kept, 0..runs.len());
        spread(&runs, &mut kept, (0..runs.len()).rev());
        runs.into_iter().zip(kept).filter_map(|(run, kept)| kept.then_some(run)).collect()
    }

    fn runs(&self, copy: &[Word]) -> Vec<Run> {
        let hashes = shingles(copy);
        let (mut runs, mut place) = (Vec::new(), 0);
        while let Some(hash) = hashes.get(place) {
            let longest = self.longest(*hash, copy, place);
            place += longest.map_or(1, |run| run.length);
            runs.extend(longest);
        }
        runs
    }

    fn longest(&self, hash: u64, copy: &[Word], place: usize) -> Option<Run> {
        let first = self.places.partition_point(|(other, _)| *other < hash);
        let same = self.places.iter().skip(first).take_while(|(other, _)| *other == hash).take(TRIED);
        let runs = same.map(|(_, original)| {
            let ours = copy.iter().skip(place);
            let theirs = self.words.iter().skip(*original);
            let length = ours.zip(theirs).take_while(|(a, b)| a.hash == b.hash).count();
            Run { copy: place, original: *original, length }
        });
        runs.filter(|run| run.length >= SHINGLE).max_by_key(|run| (run.length, std::cmp::Reverse(run.original)))
    }

    /// A run's places in characters: in the copy, and in this text.
    pub(crate) fn spans(&self, run: &Run, copy: &[Word]) -> Option<(Span, Span)> {
        Some((span(copy, run.copy, run.length)?, span(&self.words, run.original, run.length)?))
    }
}

fn span(words: &[Word], first: usize, length: usize) -> Option<Span> {
    Span::new(words.get(first)?.start, words.get((first + length).checked_sub(1)?)?.end)
}

/// Long enough to be no turn of phrase; in a text of a sentence or two, most of it.
fn is_passage(run: &Run, copy: &[Word]) -> bool {
    let own = copy.iter().skip(run.copy).take(run.length).filter(|word| !word.quoted).count();
    let most = run.length * 10 >= copy.len() * 8;
    own >= OWN_WORDS && (run.length >= GUARANTEED || most)
}

/// A shorter run counts beside a passage, where only a few words were changed in between on both sides.
fn spread(runs: &[Run], kept: &mut [bool], order: impl Iterator<Item = usize>) {
    let mut last: Option<Run> = None;
    for place in order {
        let (Some(run), Some(keep)) = (runs.get(place), kept.get_mut(place)) else { continue };
        *keep = *keep || last.is_some_and(|last| beside(&last, run));
        last = keep.then_some(*run);
    }
}

fn beside(a: &Run, b: &Run) -> bool {
    let (first, second) = if a.copy < b.copy { (a, b) } else { (b, a) };
    let in_copy = second.copy - (first.copy + first.length);
    let in_original = second.original.checked_sub(first.original + first.length);
    in_copy <= CHANGED && in_original.is_some_and(|gap| gap <= CHANGED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    fn found(original: &str, copy: &str) -> Vec<String> {
        let index = Indexed::new(words(original));
        let copied = words(copy);
        let runs = index.passages(&copied);
        runs.iter().map(|run| index.spans(run, &copied).unwrap().0.slice(copy).to_owned()).collect()
    }

    const WIRE: &str = "Three people were killed on Monday when shells hit a vegetable market in the suburb of Ain Zara, \
                        and shops in the district stayed closed for the rest of the day.";

    #[test]
    fn a_changed_number_cuts_a_passage_in_two_and_loses_neither() {
        let copy = WIRE.replace("Three", "Five").replace("Monday", "Monday morning");
        let passages = found(WIRE, &copy);
        assert_eq!(passages.len(), 2);
        assert_eq!(passages[0], "people were killed on Monday");
    }

    #[test]
    fn a_shared_quotation_alone_is_no_copy() {
        let quote =
            "“We have worked with our partners all day long for the factions to sign a letter and we drafted a text”";
        assert!(found(&format!("He told the room: {quote}."), &format!("{quote}, the minister said late.")).is_empty());
    }

    #[test]
    fn a_turn_of_phrase_is_no_copy_and_a_short_text_whole_is() {
        assert!(
            found(
                "said at a news conference in the capital on Monday",
                "told a news conference in the capital on Monday that it rained"
            )
            .is_empty()
        );
        let line = "Two soldiers were killed near the northern crossing overnight";
        assert_eq!(found(line, line).len(), 1);
    }
}
