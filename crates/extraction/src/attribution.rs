//! Who says so: said-clauses before, behind and inside, "according to", accusations and denials, citations through
//! agencies, headlines with a colon; then quotation marks, which hold across sentences. The innermost speaker speaks;
//! those further out relay.

mod levels;
pub(crate) mod quotations;
pub(crate) mod statements;

use crate::reading_sentence::Sentence;
use model::{Attribution, MentionRef, Span};

/// One speech: who speaks, through whom, and the words that say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Level {
    /// Who; `None` for "it is said".
    pub(crate) speaker: Option<MentionRef>,
    /// Through whom, the nearest to the speaker first.
    pub(crate) relays: Vec<MentionRef>,
    /// The words.
    pub(crate) cue: Option<Span>,
    /// The word of the cue, where it stands in this sentence.
    pub(crate) at: Option<usize>,
}

/// Who says what the act at `at` tells; `quoted` is the speech of the quotation it stands in.
pub(crate) fn of(
    sentence: &Sentence<'_>,
    at: usize,
    quoted: Option<&Level>,
    issuer: Option<MentionRef>,
) -> Attribution {
    let mut levels = levels::climb(sentence, at, issuer);
    if let Some(quoted) = quoted {
        let known = levels.iter().any(|level| level.speaker.is_some() && level.speaker == quoted.speaker);
        if !known {
            levels.push(quoted.clone());
        }
    }
    join(levels)
}

/// The innermost speaker, and the others from the report inwards.
fn join(levels: Vec<Level>) -> Attribution {
    let cue = levels.first().and_then(|level| level.cue);
    let inner = levels.iter().position(|level| level.speaker.is_some());
    let speaker = inner.and_then(|inner| levels.get(inner)).and_then(|level| level.speaker);
    let mut relayed_by = Vec::new();
    for (place, level) in levels.iter().enumerate().rev() {
        relayed_by.extend(level.relays.iter().rev().copied());
        if inner.is_some_and(|inner| place > inner) {
            relayed_by.extend(level.speaker);
        }
    }
    let mut seen: Vec<MentionRef> = speaker.into_iter().collect();
    relayed_by.retain(|relay| {
        let new = !seen.contains(relay);
        seen.push(*relay);
        new
    });
    Attribution { speaker, relayed_by, cue }
}

/// The speech that a verb of speech tells, if it is one here.
pub(crate) fn speech(sentence: &Sentence<'_>, verb: usize, issuer: Option<MentionRef>) -> Option<Level> {
    levels::speech(sentence, verb, issuer)
}

#[cfg(test)]
mod tests {
    use crate::testing::claims;

    #[test]
    fn speakers_before_behind_and_between() {
        let cases = [
            ("The army said the rebels shelled the town.", "The army"),
            ("The rebels shelled the town, the army said.", "the army"),
            ("According to the army, the rebels shelled the town.", "the army"),
            ("The army accused the rebels of shelling the town.", "The army"),
        ];
        for (text, speaker) in cases {
            let found = claims(text);
            let claim = found.iter().find(|claim| claim.trigger.starts_with("shell")).unwrap();
            assert_eq!(claim.speaker.as_deref(), Some(speaker), "{text}");
        }
    }

    #[test]
    fn monitors_vouch_for_what_they_record() {
        let found = claims("The mission recorded 14 ceasefire violations near the airport.");
        let claim = found.iter().find(|claim| claim.trigger.contains("violations")).unwrap();
        assert_eq!(claim.speaker.as_deref(), Some("The mission"));
    }

    #[test]
    fn an_agency_relays() {
        let found = claims("The envoy told Reuters that the rebels had shelled the town.");
        let claim = found.iter().find(|claim| claim.trigger == "shelled").unwrap();
        assert_eq!(claim.speaker.as_deref(), Some("The envoy"));
        assert_eq!(claim.relayed, ["Reuters"]);
    }
}
