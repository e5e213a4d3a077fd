//! Every attribution of a sentence, whatever it is about: verbs of speech and thought with what they report, sources
//! behind "according to", nouns of speech with their holder, "reportedly". Claims take theirs from `levels`; here nothing
//! is asked but that somebody says or thinks something.

use super::levels;
use crate::arguments::{Arguments, is_passive};
use crate::reading_sentence::Sentence;
use crate::roles;
use grammar::{Relation, Tag};
use model::{Filler, MentionRef, Span, Speech};

/// The attributions of a sentence; `quoted` tells whether it stands in or holds a quotation.
pub(crate) fn find(sentence: &Sentence<'_>, issuer: Option<MentionRef>, quoted: bool) -> Vec<Speech> {
    let tree = sentence.tree;
    let mut found: Vec<Speech> = before_colon(sentence).into_iter().collect();
    for at in 0..tree.len() {
        let lemma = tree.lemma(at);
        let speech = match () {
            () if tree.lower(at) == "according" => according(sentence, at),
            () if tree.is_clause(at) && tree.tag(at).is_verb() => verb(sentence, at, lemma, issuer, quoted),
            () if tree.is_noun(at) => noun(sentence, at, lemma),
            () if sentence.lexicon.is("hearsay_adverb", &tree.lower(at)) => hearsay(sentence, at),
            () => None,
        };
        found.extend(speech);
    }
    found
}

/// A verb of speech or thought with something that it reports.
fn verb(sentence: &Sentence<'_>, at: usize, lemma: &str, issuer: Option<MentionRef>, quoted: bool) -> Option<Speech> {
    let tree = sentence.tree;
    let lexicon = sentence.lexicon;
    let says = ["say", "tell", "talkto", "cite"].iter().any(|class| lexicon.is(class, lemma));
    let thinks = lexicon.is("think", lemma);
    let judges = lexicon.is("judge", lemma) || lexicon.is("accuse", lemma);
    if !(says || thinks || judges) || is_only_meant(sentence, at) {
        return None;
    }
    let content = complement(sentence, at);
    let beside = matches!(tree.relation(at), Relation::Parataxis) || marked_as(sentence, at);
    let surely = lexicon.is("always_speech", lemma);
    let object = tree.child(at, Relation::Obj).is_some();
    let fits = match () {
        () if content.is_some() || beside => true,
        () if surely => true,
        () if lexicon.is("tell", lemma) => quoted || object,
        () if judges => object || phrase_behind(sentence, at).is_some(),
        () if document(sentence, at) => object,
        () => lexicon.is("talkto", lemma) && phrase_behind(sentence, at).is_some(),
    };
    let descriptive = tree.tag(at) == Tag::Vbn && tree.relation(at) == Relation::Amod;
    if !fits || descriptive {
        return None;
    }
    let level = levels::speech(sentence, at, issuer);
    let relayed_by = level.as_ref().map(|level| level.relays.clone()).unwrap_or_default();
    let named = level.and_then(|level| level.speaker).map(Filler::Mention);
    let source = named.or_else(|| subject(sentence, at));
    // "I think" is how one speaks and tells of nobody's speech.
    let own = source.is_some_and(|source| is_nobody(sentence, source));
    if own && !(surely || lexicon.is("tell", lemma)) {
        return None;
    }
    // Without a source only a passive tells of hearsay: "it is believed that".
    let impersonal = is_passive(tree, at) && content.is_some();
    (source.is_some() || impersonal).then_some(())?;
    let content = content.and_then(|content| whole(sentence, content));
    Some(Speech { source, relayed_by, cue: tree.span(at)?, content })
}

/// "declined to say", "asking for": an infinitive or a gerund under another verb tells of no speech that was made; "…,
/// saying that" does.
fn is_only_meant(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    let helped = tree.kids(at).iter().any(|kid| matches!(tree.relation(*kid), Relation::Aux));
    match tree.tag(at) {
        Tag::Vb => !helped,
        Tag::Vbg => {
            let tells = sentence.lexicon.is("say", tree.lemma(at)) && complement(sentence, at).is_some();
            let free =
                matches!(tree.relation(at), Relation::Advcl | Relation::Acl | Relation::Conj | Relation::Parataxis);
            !helped && !(free && tree.marker(at).is_empty() && (tells || tree.relation(at) == Relation::Advcl))
        }
        _ => false,
    }
}

/// First and second persons, and those who stand for no one.
fn is_nobody(sentence: &Sentence<'_>, source: Filler) -> bool {
    let text = match source {
        Filler::Mention(mention) => sentence.mentions.get(mention).map(|mention| mention.text.to_lowercase()),
        Filler::Words(_) => None,
    };
    let text = text.unwrap_or_default();
    matches!(text.as_str(), "i" | "we" | "you" | "people" | "someone" | "anyone" | "nobody" | "everyone" | "one")
}

/// "A poll shows a lead": papers and figures tell by their verb and object alone.
fn document(sentence: &Sentence<'_>, at: usize) -> bool {
    let tree = sentence.tree;
    tree.kids(at)
        .iter()
        .any(|kid| tree.relation(*kid).is_subject() && sentence.lexicon.is("document", tree.lemma(*kid)))
}

/// "WALLACE: …", "Poll: half would stay": a name or a paper before a colon that opens the sentence.
fn before_colon(sentence: &Sentence<'_>) -> Option<Speech> {
    let tree = sentence.tree;
    let colon = (1..tree.len().min(6)).find(|at| tree.form(*at) == ":")?;
    let named = (0..colon).all(|at| tree.form(at).starts_with(char::is_uppercase) && !tree.tag(at).is_verb());
    let goes_on = tree.len() > colon + 3;
    let source =
        sentence.mention_around(colon - 1).map(Filler::Mention).or_else(|| tree.range(0, colon - 1).map(Filler::Words));
    let source = source.filter(|_| named && goes_on)?;
    let content = tree.range(colon + 1, tree.len() - 1);
    Some(Speech { source: Some(source), relayed_by: Vec::new(), cue: tree.span(colon)?, content })
}

/// Who speaks, as a mention or as the words of the subject; things that cannot speak are left out.
fn subject(sentence: &Sentence<'_>, at: usize) -> Option<Filler> {
    let arguments = Arguments::of_verb(sentence.tree, sentence.lexicon, at);
    let tree = sentence.tree;
    arguments
        .fillers("subj")
        .filter(|subject| !matches!(tree.lower(*subject).as_str(), "there" | "this" | "that" | "which" | "what"))
        .filter(|subject| tree.tag(*subject) != Tag::Wdt && !tree.tag(*subject).is_verb())
        .find_map(|subject| roles::filler(sentence, subject))
}

/// The clause that the verb reports.
fn complement(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let tree = sentence.tree;
    tree.kids(at).iter().copied().find(|kid| {
        matches!(tree.relation(*kid), Relation::Ccomp | Relation::Xcomp)
            || tree.relation(*kid) == Relation::Parataxis && *kid < at && tree.is_clause(*kid)
    })
}

/// "as the army put it".
fn marked_as(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tree.relation(at) == Relation::Advcl && sentence.tree.marker(at) == "as"
}

/// "spoke of", "called for", "complained about": the phrase that tells what it was about.
fn phrase_behind(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    let tree = sentence.tree;
    tree.kids(at).iter().copied().find(|kid| {
        *kid > at
            && matches!(tree.relation(*kid), Relation::Obl | Relation::Nmod)
            && matches!(tree.preposition(*kid).as_str(), "of" | "for" | "about" | "against" | "on" | "to" | "with")
    })
}

fn whole(sentence: &Sentence<'_>, content: usize) -> Option<Span> {
    let tree = sentence.tree;
    let (first, last) = tree.hull(content, |kid| tree.relation(kid) == Relation::Punct);
    tree.range(first, last)
}

/// "the ministry's claim that", "a report by the mission on", "her promise to".
fn noun(sentence: &Sentence<'_>, at: usize, lemma: &str) -> Option<Speech> {
    let tree = sentence.tree;
    if !sentence.lexicon.is("speech_noun", lemma) {
        return None;
    }
    let arguments = Arguments::of_noun(tree, sentence.lexicon, at);
    let source = ["poss", "by", "from", "among"]
        .iter()
        .find_map(|slot| arguments.fillers(slot).find_map(|holder| roles::filler(sentence, holder)))?;
    let content = tree.kids(at).iter().copied().find(|kid| {
        *kid > at && matches!(tree.relation(*kid), Relation::Acl | Relation::Ccomp | Relation::Nmod | Relation::Xcomp)
    })?;
    Some(Speech {
        source: Some(source),
        relayed_by: Vec::new(),
        cue: tree.span(at)?,
        content: whole(sentence, content),
    })
}

/// "according to the mission".
fn according(sentence: &Sentence<'_>, at: usize) -> Option<Speech> {
    let tree = sentence.tree;
    if tree.lower(at + 1) != "to" {
        return None;
    }
    // The head of the phrase stands above "according" or below it.
    let above = tree.head(at).filter(|head| *head > at && tree.relation(at) == Relation::Case);
    let below = || tree.kids(at).iter().copied().find(|kid| *kid > at && tree.relation(*kid) == Relation::Obl);
    let next = || (at + 2..(at + 9).min(tree.len())).find(|next| tree.is_noun(*next) && !tree.is_noun(next + 1));
    let source = above.or_else(below).or_else(next)?;
    let source = roles::filler(sentence, source)?;
    Some(Speech { source: Some(source), relayed_by: Vec::new(), cue: tree.range(at, at + 1)?, content: None })
}

/// "reportedly": somebody says so, nobody is named.
fn hearsay(sentence: &Sentence<'_>, at: usize) -> Option<Speech> {
    Some(Speech { source: None, relayed_by: Vec::new(), cue: sentence.tree.span(at)?, content: None })
}

#[cfg(test)]
mod tests {
    use crate::testing::speeches;

    #[test]
    fn whoever_says_anything_is_a_source() {
        let cases = [
            ("The envoy said the road was open.", Some("The envoy"), "said"),
            ("According to the mission, the road was open.", Some("the mission"), "According to"),
            ("The road was reportedly open.", None, "reportedly"),
            ("The army's claim that the road was open surprised nobody.", Some("The army"), "claim"),
            ("The minister believes that the road is open.", Some("The minister"), "believes"),
        ];
        for (text, source, cue) in cases {
            let found = speeches(text);
            let fits = found
                .iter()
                .any(|(by, words)| by.as_deref().map(|by| by.trim_end_matches("'s")) == source && words == cue);
            assert!(fits, "{text}: {found:?}");
        }
    }

    #[test]
    fn acts_are_no_speech() {
        assert!(speeches("The army shelled the town and took the bridge.").is_empty());
    }
}
