//! Speech in the tree of one sentence, from the act upwards.

use super::Level;
use crate::arguments::Arguments;
use crate::mentions::Form;
use crate::reading_sentence::Sentence;
use grammar::{Relation, Tag};
use model::{MentionKind, MentionRef};

/// The speeches that an act stands in, the innermost first.
pub(super) fn climb(sentence: &Sentence<'_>, at: usize, issuer: Option<MentionRef>) -> Vec<Level> {
    let tree = sentence.tree;
    let mut found: Vec<Level> = Vec::new();
    let mut add = |level: Level| {
        let known = found.iter().any(|known| known.at.is_some() && known.at == level.at);
        if !known {
            found.push(level);
        }
    };
    let path: Vec<usize> = std::iter::once(at).chain(tree.above(at)).collect();
    for (place, node) in path.iter().copied().enumerate() {
        for kid in tree.kids(node).iter().copied().filter(|kid| !path.contains(kid)) {
            if let Some(level) = beside(sentence, node, kid, issuer).or_else(|| behind_list(sentence, kid)) {
                add(level);
            }
        }
        let Some(head) = path.get(place + 1).copied() else { break };
        if let Some(level) = above(sentence, node, head, issuer) {
            add(level);
        }
    }
    if found.is_empty() {
        found.extend(trailing(sentence, at, issuer).or_else(|| colon(sentence, at)));
    }
    found
}

/// Speech beside a clause: "…, he said", "according to the UN", "as the army put it", "citing the ministry".
fn beside(sentence: &Sentence<'_>, node: usize, kid: usize, issuer: Option<MentionRef>) -> Option<Level> {
    let tree = sentence.tree;
    match tree.relation(kid) {
        Relation::Parataxis if tree.tag(kid).is_noun() && is_source(sentence, kid) => source(sentence, kid, kid),
        Relation::Parataxis if (node.min(kid)..node.max(kid)).any(|at| tree.form(at) == ";") => None,
        Relation::Parataxis => speech(sentence, kid, issuer),
        Relation::Advcl if tree.marker(kid) == "as" => speech(sentence, kid, issuer),
        Relation::Advcl if tree.lemma(kid) == "accord" => {
            let to = tree.kids(kid).iter().copied().find(|kid| tree.relation(*kid) == Relation::Obl)?;
            source(sentence, to, kid)
        }
        Relation::Obl | Relation::Nmod | Relation::Advmod | Relation::Dep if is_source(sentence, kid) => {
            source(sentence, kid, kid)
        }
        Relation::Obl if tree.preposition(kid) == "for" && tree.is_clause(node) => None,
        _ => None,
    }
}

/// "X were killed and Y displaced, according to the UN": the source stands behind the last of the list, and for all.
fn behind_list(sentence: &Sentence<'_>, kid: usize) -> Option<Level> {
    let tree = sentence.tree;
    if tree.relation(kid) != Relation::Conj || !tree.is_clause(kid) {
        return None;
    }
    tree.kids(kid).iter().copied().filter(|inner| *inner > kid).find_map(|inner| {
        let fits = is_source(sentence, inner)
            && matches!(tree.relation(inner), Relation::Obl | Relation::Nmod | Relation::Advmod);
        fits.then(|| source(sentence, inner, inner)).flatten()
    })
}

/// Whether "according to" introduces a phrase.
pub(super) fn is_source(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.tree.preposition(at).starts_with("according") || follows_according(sentence, at)
}

fn follows_according(sentence: &Sentence<'_>, at: usize) -> bool {
    let (first, _) = sentence.tree.hull(at, |_| false);
    let word = |at: Option<usize>| at.map(|at| sentence.tree.lower(at).as_str()).unwrap_or_default();
    word(Some(first)) == "according"
        || (word(first.checked_sub(1)) == "to" && word(first.checked_sub(2)) == "according")
}

/// The source behind "according to"; of a statement, whoever issued it.
pub(super) fn source(sentence: &Sentence<'_>, at: usize, cue: usize) -> Option<Level> {
    let speaker = speaker(sentence, at, None)?;
    Some(Level { speaker: Some(speaker), relays: Vec::new(), cue: cue_span(sentence, at, "according"), at: Some(cue) })
}

/// "according to", where it can be found before the phrase, else the word itself.
fn cue_span(sentence: &Sentence<'_>, at: usize, word: &str) -> Option<model::Span> {
    let start = (at.saturating_sub(12)..=at).rev().find(|place| sentence.tree.lower(*place) == word);
    match start {
        Some(start) => sentence.tree.range(start, start + 1),
        None => sentence.tree.span(at),
    }
}

/// Speech above a clause: the clause is what is said.
fn above(sentence: &Sentence<'_>, node: usize, head: usize, issuer: Option<MentionRef>) -> Option<Level> {
    let tree = sentence.tree;
    let lemma = tree.lemma(head);
    let relation = tree.relation(node);
    let lexicon = sentence.lexicon;
    let clause = matches!(relation, Relation::Ccomp | Relation::Parataxis)
        || (relation == Relation::Xcomp
            && matches!(lemma, "deny" | "claim" | "admit" | "acknowledge" | "report" | "describe" | "say"))
        || (relation == Relation::Obj
            && matches!(lemma, "deny" | "report" | "admit" | "confirm" | "claim" | "announce" | "dismiss"));
    if clause && (lexicon.is("say", lemma) || lemma == "dismiss") {
        return speech(sentence, head, issuer);
    }
    if clause && lexicon.is("talkto", lemma) {
        return speech(sentence, head, issuer);
    }
    let of = matches!(relation, Relation::Advcl | Relation::Obl | Relation::Ccomp | Relation::Xcomp | Relation::Nmod);
    let marker = if tree.marker(node).is_empty() { tree.preposition(node) } else { tree.marker(node) };
    if of
        && matches!(marker.as_str(), "of" | "for" | "with")
        && matches!(lemma, "accuse" | "blame" | "suspect" | "charge")
    {
        return speech(sentence, head, issuer);
    }
    if relation == Relation::Obl && matches!(marker.as_str(), "of" | "about") && matches!(lemma, "speak" | "tell") {
        return speech(sentence, head, issuer);
    }
    if relation == Relation::Obj && lexicon.is("witness", lemma) {
        return witness(sentence, head);
    }
    // "A medical source put the death toll at five".
    if relation == Relation::Obj && lemma == "put" && matches!(tree.lemma(node), "toll" | "number" | "figure" | "count")
    {
        return speech(sentence, head, issuer);
    }
    if relation == Relation::Obj && lemma == "blame" {
        return speech(sentence, head, issuer);
    }
    // "dismissed reports of an abduction": the reports' content is spoken of by who dismisses it.
    if relation == Relation::Nmod && lexicon.is("request", lemma) {
        return None;
    }
    if matches!(relation, Relation::Nmod | Relation::Acl | Relation::Ccomp)
        && matches!(lemma, "report" | "claim" | "allegation" | "accusation" | "rumour" | "charge")
    {
        return noun_of_speech(sentence, head);
    }
    None
}

/// "The mission recorded 211 violations": monitors vouch for what they put down.
fn witness(sentence: &Sentence<'_>, verb: usize) -> Option<Level> {
    let arguments = Arguments::of_verb(sentence.tree, sentence.lexicon, verb);
    let mut monitors = arguments.fillers("subj").filter(|at| sentence.is("monitor", *at) || sentence.is("actor", *at));
    let speaker = monitors.find_map(|at| named(sentence, at))?;
    Some(Level { speaker: Some(speaker), relays: Vec::new(), cue: sentence.tree.span(verb), at: Some(verb) })
}

/// "the ministry's claim that", "a report by the UN that"; "dismissed reports of".
fn noun_of_speech(sentence: &Sentence<'_>, noun: usize) -> Option<Level> {
    let arguments = Arguments::of_noun(sentence.tree, sentence.lexicon, noun);
    let speaker =
        ["poss", "by", "from"].iter().find_map(|slot| arguments.fillers(slot).find_map(|at| named(sentence, at)));
    let speaker = speaker.or_else(|| {
        let verb = sentence.tree.head(noun)?;
        let fits = sentence.tree.relation(noun) == Relation::Obj
            && matches!(sentence.tree.lemma(verb), "dismiss" | "deny" | "reject" | "refute" | "make" | "repeat");
        fits.then(|| {
            Arguments::of_verb(sentence.tree, sentence.lexicon, verb).fillers("subj").find_map(|at| named(sentence, at))
        })
        .flatten()
    })?;
    Some(Level { speaker: Some(speaker), relays: Vec::new(), cue: sentence.tree.span(noun), at: Some(noun) })
}

/// "…, he went on, …".
fn goes_on(tree: &crate::tree::Tree<'_>, verb: usize) -> bool {
    tree.lemma(verb) == "go" && tree.relation(verb) == Relation::Parataxis && tree.lower(verb + 1) == "on"
}

/// What a verb of speech tells: who speaks, through whom.
pub(super) fn speech(sentence: &Sentence<'_>, verb: usize, issuer: Option<MentionRef>) -> Option<Level> {
    let tree = sentence.tree;
    let lexicon = sentence.lexicon;
    let lemma = tree.lemma(verb);
    let speaks = lexicon.is("say", lemma)
        || lexicon.is("tell", lemma)
        || lexicon.is("accuse", lemma)
        || lexicon.is("cite", lemma)
        || lexicon.is("talkto", lemma)
        || lexicon.is("hearsay", lemma)
        || lemma == "dismiss"
        || matches!(lemma, "put" | "speak")
        || goes_on(tree, verb);
    if !speaks || !tree.is_clause(verb) {
        return None;
    }
    if let Some(level) = cited(sentence, verb) {
        return Some(level);
    }
    let arguments = Arguments::of_verb(tree, lexicon, verb);
    let cue = tree.span(verb);
    let speaker =
        arguments.fillers("subj").find_map(|at| speaker(sentence, at, issuer)).or_else(|| by_position(sentence, verb));
    let mut relays = addressees(sentence, verb, &arguments);
    relays.extend(carriers(sentence, verb));
    if let Some((behind, relay)) = citing(sentence, verb, speaker) {
        return Some(Level {
            speaker: Some(behind),
            relays: relay.into_iter().chain(relays).collect(),
            cue,
            at: Some(verb),
        });
    }
    let impersonal = speaker.is_none() && (arguments.has("subj") || crate::arguments::is_passive(tree, verb));
    if speaker.is_none() && !impersonal {
        return None;
    }
    Some(Level { speaker, relays, cue, at: Some(verb) })
}

/// The name right behind ("…, said Captain Ruiz") or right before a verb of speech that the tree left without a subject.
fn by_position(sentence: &Sentence<'_>, verb: usize) -> Option<MentionRef> {
    let tree = sentence.tree;
    // "drivers reported dead": who is spoken of does not speak.
    let spoken_of = tree.child(verb, Relation::NsubjPass).is_some();
    if spoken_of
        || !matches!(tree.tag(verb), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn)
        || crate::arguments::is_passive(tree, verb) && tree.tag(verb) != Tag::Vbn
    {
        return None;
    }
    // "…, Ana Ruiz, spokeswoman of the mission, said": the name stands before the apposition.
    if tree.form(verb.wrapping_sub(1)) == ","
        && let Some(name) = before_apposition(sentence, verb - 1)
    {
        return Some(name);
    }
    let inverted = matches!(tree.form(verb.wrapping_sub(1)), "," | "\"" | "”");
    let at = if inverted { verb + 1 } else { verb.checked_sub(1)? };
    let around = sentence
        .mentions
        .at(sentence.number, at)
        .or_else(|| if inverted { (at..at + 4).find_map(|at| sentence.mention(at)) } else { None })?;
    let kind = sentence.mentions.get(around)?.kind;
    matches!(kind, MentionKind::Actor | MentionKind::Person | MentionKind::Organisation | MentionKind::Place)
        .then_some(around)
}

/// The name right before an apposition that ends at the comma.
fn before_apposition(sentence: &Sentence<'_>, comma: usize) -> Option<MentionRef> {
    let tree = sentence.tree;
    let opens = (comma.saturating_sub(12)..comma).rev().find(|place| tree.form(*place) == ",")?;
    let described = (opens + 1..comma).any(|place| sentence.lexicon.is("person", tree.lemma(place)));
    let name = sentence.mentions.at(sentence.number, opens.checked_sub(1)?)?;
    let named = sentence.mentions.get(name)?.kind == MentionKind::Person;
    (described && named).then_some(name)
}

/// The speaker behind a subject; a statement speaks for whoever issued it.
pub(super) fn speaker(sentence: &Sentence<'_>, at: usize, issuer: Option<MentionRef>) -> Option<MentionRef> {
    let tree = sentence.tree;
    if sentence.lexicon.is("statement", tree.lemma(at)) {
        let arguments = Arguments::of_noun(tree, sentence.lexicon, at);
        let own = ["poss", "by", "from", "of"]
            .iter()
            .find_map(|slot| arguments.fillers(slot).find_map(|at| named(sentence, at)));
        return own.or(issuer);
    }
    named(sentence, at)
}

/// The mention at a word that may speak: no time, no number, no text.
pub(super) fn named(sentence: &Sentence<'_>, at: usize) -> Option<MentionRef> {
    let fits = |mention: &MentionRef| {
        let kind = sentence.mentions.get(*mention).map(|mention| mention.kind);
        matches!(kind, Some(MentionKind::Actor | MentionKind::Person | MentionKind::Organisation | MentionKind::Place))
            && sentence.tree.lower(at) != "it"
            || (sentence.tree.lower(at) == "it" && kind == Some(MentionKind::Actor))
    };
    let none = |kid: &usize| {
        sentence.tree.relation(*kid) == Relation::Det && matches!(sentence.tree.lower(*kid).as_str(), "no" | "neither")
    };
    if matches!(sentence.tree.lower(at).as_str(), "nobody" | "none" | "nothing")
        || sentence.tree.kids(at).iter().any(none)
    {
        return None;
    }
    // "the UNHCR's local office": the office, or whose it is.
    let own = crate::roles::named_beside(sentence, at).or_else(|| sentence.mention(at)).filter(fits);
    own.or_else(|| {
        let holder = sentence.tree.child(at, Relation::NmodPoss)?;
        sentence.mention(holder).filter(fits)
    })
}

/// "AFP quoted the ministry as saying", "the ministry was quoted by AFP as saying".
fn cited(sentence: &Sentence<'_>, verb: usize) -> Option<Level> {
    let tree = sentence.tree;
    let cites = |at: usize| sentence.lexicon.is("cite", tree.lemma(at));
    let outer = if cites(verb) {
        verb
    } else {
        tree.head(verb).filter(|head| cites(*head) && tree.relation(verb) != Relation::Parataxis)?
    };
    let arguments = Arguments::of_verb(tree, sentence.lexicon, outer);
    let speaker = arguments.fillers("obj").find_map(|at| named(sentence, at))?;
    let relays = arguments.fillers("subj").filter_map(|at| named(sentence, at)).collect();
    Some(Level { speaker: Some(speaker), relays, cue: tree.span(outer), at: Some(outer) })
}

/// "TASS reported, citing the command, that …": the command speaks, the agency relays.
fn citing(sentence: &Sentence<'_>, verb: usize, reporter: Option<MentionRef>) -> Option<(MentionRef, Vec<MentionRef>)> {
    let tree = sentence.tree;
    let cites =
        tree.kids(verb).iter().copied().find(|kid| tree.lower(*kid) == "citing" || (tree.lower(*kid) == "quoting"))?;
    let object = tree.child(cites, Relation::Obj).or_else(|| tree.child(cites, Relation::Obl))?;
    Some((named(sentence, object)?, reporter.into_iter().collect()))
}

/// Those told who are outlets or bodies: what is told to them reached the report through them.
fn addressees(sentence: &Sentence<'_>, verb: usize, arguments: &Arguments) -> Vec<MentionRef> {
    let mut found = Vec::new();
    // "blamed the army for the raid": who is blamed passes nothing on.
    let told = ["tell", "say"].iter().any(|class| sentence.lexicon.is(class, sentence.tree.lemma(verb)));
    let slots: &[&str] = if told { &["obj", "iobj", "to", "with"] } else { &["to", "with"] };
    for slot in slots {
        for at in arguments.fillers(slot) {
            if let Some(mention) = sentence.mention(at).filter(|mention| relays(sentence, *mention, at)) {
                found.push(mention);
            }
        }
    }
    found.dedup();
    found
}

fn relays(sentence: &Sentence<'_>, mention: MentionRef, at: usize) -> bool {
    let kind = sentence.mentions.get(mention).map(|mention| mention.kind);
    let named = sentence.mentions.form(mention) == Form::Name;
    let medium = sentence.lexicon.is("media", sentence.tree.lemma(at))
        && !matches!(sentence.tree.lemma(at), "reporter" | "journalist" | "correspondent" | "press");
    medium || (named && matches!(kind, Some(MentionKind::Organisation | MentionKind::Actor)))
}

/// "in comments carried by TASS", "in an interview with AFP".
fn carriers(sentence: &Sentence<'_>, verb: usize) -> Vec<MentionRef> {
    let tree = sentence.tree;
    let mut found = Vec::new();
    for kid in
        tree.kids(verb).iter().copied().filter(|kid| matches!(tree.relation(*kid), Relation::Obl | Relation::Nmod))
    {
        let noun = tree.lemma(kid);
        if sentence.lexicon.is("statement", noun) {
            for inner in tree.kids(kid).iter().copied() {
                if sentence.lexicon.is("carry", tree.lemma(inner)) {
                    let arguments = Arguments::of_verb(tree, sentence.lexicon, inner);
                    found.extend(arguments.fillers("subj").filter_map(|at| sentence.mention(at)));
                }
                let with =
                    tree.relation(inner) == Relation::Nmod && matches!(tree.preposition(inner).as_str(), "with" | "to");
                found.extend(sentence.mention(inner).filter(|mention| with && relays(sentence, *mention, inner)));
            }
        }
    }
    found
}

/// A verb of speech at the end, behind a comma, that the tree hung elsewhere: "…, doctors say".
fn trailing(sentence: &Sentence<'_>, at: usize, issuer: Option<MentionRef>) -> Option<Level> {
    let tree = sentence.tree;
    let comma = (at + 1..tree.len()).rev().find(|place| matches!(tree.form(*place), "," | "”" | "\""))?;
    let verb = (comma + 1..tree.len()).find(|place| {
        let told = sentence.lexicon.is("say", tree.lemma(*place)) || sentence.lexicon.is("tell", tree.lemma(*place));
        let to_come = tree.kids(*place).iter().any(|kid| tree.tag(*kid) == Tag::Md);
        told && tree.tag(*place).is_verb() && tree.tag(*place) != Tag::Vbg && !to_come
    })?;
    let complement = tree
        .kids(verb)
        .iter()
        .any(|kid| *kid > verb && matches!(tree.relation(*kid), Relation::Ccomp | Relation::Obj | Relation::Xcomp));
    let short = verb - comma <= 9 && tree.len() - verb <= 8;
    let relative = (comma + 1..verb).any(|place| matches!(tree.lower(place).as_str(), "who" | "which" | "that"));
    let complement = complement && !sentence.lexicon.is("tell", tree.lemma(verb));
    if complement || !short || relative {
        return None;
    }
    speech(sentence, verb, issuer)
}

/// A headline with a colon: "Baku: forces shell town", "Haftar left without signing: Russia".
fn colon(sentence: &Sentence<'_>, at: usize) -> Option<Level> {
    let tree = sentence.tree;
    let place = (1..tree.len()).find(|place| tree.form(*place) == ":")?;
    let only_name = |first: usize, last: usize| {
        let mention = sentence.mention_around(last).or_else(|| sentence.mention_around(first))?;
        let words = last + 1 - first;
        let verb = (first..=last).any(|at| tree.tag(at).is_verb());
        (words <= 6 && !verb).then_some(mention)
    };
    let end = (place + 1..tree.len()).rev().find(|at| tree.form(*at).chars().any(char::is_alphanumeric))?;
    let speaker = if at > place { only_name(0, place - 1)? } else { only_name(place + 1, end)? };
    let kind = sentence.mentions.get(speaker)?.kind;
    // "Mali: twelve killed in an attack": a place before a colon says where, unless a finite verb tells that it speaks;
    // "RDC : l'armée se replie" opens with the country where it happens.
    let finite = |at: usize| tree.tag(at).is_verb() && !matches!(tree.tag(at), Tag::Vbn | Tag::Vbg);
    let told = (place + 1..tree.len()).any(finite);
    let fits = matches!(kind, MentionKind::Actor | MentionKind::Person | MentionKind::Organisation)
        || kind == MentionKind::Place && told && !spaced(sentence, place);
    fits.then(|| Level { speaker: Some(speaker), relays: Vec::new(), cue: tree.span(place), at: Some(place) })
}

/// Whether a blank stands before a mark, as French writes it.
fn spaced(sentence: &Sentence<'_>, place: usize) -> bool {
    let span = |at: usize| sentence.tree.span(at);
    let before = place.checked_sub(1).and_then(span);
    sentence.tree.laid && before.zip(span(place)).is_some_and(|(before, mark)| before.end() < mark.start())
}
