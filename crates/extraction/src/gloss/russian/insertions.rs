//! Speech set into a sentence or behind it, which parsers take for its frame: "рынок, как утверждают жители, обстреляли",
//! "отряды заняли село, подтвердил староста".

use super::super::acts::acts;
use super::super::attachment::{is_finite, mark_between};
use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Mends such speech.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        utters(sheet, at, lexicon);
        inserted(sheet, at);
        told_behind(sheet, at, lexicon);
    }
}

/// "«…», — бросил командир", "…, вспоминает учитель": what stands behind the quotation, or closes the sentence before somebody, is
/// said by him, whatever the verb.
fn utters(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let finite = matches!(sheet.own_tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp) && sheet.upos(at) == Upos::Verb;
    let lemma = sheet.lemma(at);
    let told = ["say", "tell", "talkto", "accuse"].iter().any(|class| lexicon.is(class, lemma));
    if !finite || told || matches!(lemma, "threaten" | "demand" | "urge" | "call" | "condemn") {
        return;
    }
    let quoted = behind_quotation(sheet, at);
    let glossed = sheet.get(at).is_some_and(|word| word.glossed);
    let Some(speaker) = speaker(sheet, at, lexicon).filter(|_| quoted || !glossed && closes(sheet, at)) else {
        return;
    };
    let particles = sheet.kids(at).into_iter().filter(|kid| sheet.relation(*kid) == Relation::CompoundPrt);
    for particle in particles.collect::<Vec<_>>() {
        sheet.drop(particle);
    }
    sheet.say(at, "say");
    if let Some(word) = sheet.get_mut(at) {
        word.lends = None;
    }
    sheet.hang(speaker, Some(at), Relation::Nsubj);
}

/// Whether a verb stands right behind "», —" or "!» —".
fn behind_quotation(sheet: &Sheet, at: usize) -> bool {
    let dash = sheet.beside(at, -1).filter(|dash| matches!(sheet.key(*dash), "—" | "–" | "-"));
    let mark = dash.and_then(|dash| sheet.beside(dash, -1));
    let close = mark.and_then(|mark| match sheet.key(mark) {
        "," => sheet.beside(mark, -1),
        _ => Some(mark),
    });
    close.is_some_and(|close| matches!(sheet.key(close), "»" | "\"" | "”" | "“"))
}

/// Whether a verb right behind a comma leads to the end of the sentence, with nobody but its subject.
fn closes(sheet: &Sheet, at: usize) -> bool {
    let comma = sheet.beside(at, -1).is_some_and(|mark| sheet.tag(mark) == Tag::Comma);
    let line = sheet.line();
    let behind: Vec<usize> = line.into_iter().filter(|word| sheet.before(at, *word)).collect();
    let free = |word: &usize| !matches!(sheet.upos(*word), Upos::Punct | Upos::Verb | Upos::Cconj | Upos::Sconj);
    let marks = ["«", "»", "\"", "."];
    comma
        && behind.len() <= 9
        && behind.iter().all(|word| free(word) || marks.contains(&sheet.key(*word)))
        && sheet.head(at).is_none_or(|head| sheet.before(head, at))
}

/// Who can act, right behind a verb but for what describes him, without a preposition.
fn speaker(sheet: &Sheet, at: usize, lexicon: &Lexicon) -> Option<usize> {
    let behind = (1..5).map_while(|step| sheet.beside(at, step));
    let bare = |word: usize| sheet.case(word).is_none() && !super::is_calendar(sheet.lemma(word));
    let noun = behind.take_while(|word| sheet.upos(*word) != Upos::Adp).find(|word| {
        // "раненый водитель": what describes him may be a noun to English.
        sheet.is_noun(*word) && (sheet.upos(*word) == Upos::Propn || acts(sheet, *word, lexicon))
    })?;
    let oblique = matches!(
        sheet.own_tag(noun).case(),
        Some((Tag::Genitive | Tag::Dative | Tag::Instrumental | Tag::Locative, _))
    );
    (bare(noun) && !oblique).then_some(noun)
}

/// "В четверг рынок, как утверждают жители, обстреляли": the clause set in hangs on the one around it.
fn inserted(sheet: &mut Sheet, at: usize) {
    let opener = sheet.kids(at).into_iter().find(|kid| {
        let opens = sheet.beside(*kid, -1).is_none_or(|mark| sheet.tag(mark) == Tag::Comma);
        sheet.key(*kid) == "как" && opens && sheet.before(*kid, at)
    });
    let Some(opener) = opener.filter(|_| sheet.upos(at) == Upos::Verb && is_finite(sheet, at)) else { return };
    let whole = |kid: &usize| {
        let told = is_finite(sheet, *kid) || sheet.tag(*kid) == Tag::Vbn;
        let marked = sheet.kids(*kid).into_iter().any(|below| sheet.relation(below) == Relation::Mark);
        let clause = matches!(
            sheet.relation(*kid),
            Relation::Conj
                | Relation::Acl
                | Relation::AclRelcl
                | Relation::Parataxis
                | Relation::Ccomp
                | Relation::Advcl
                | Relation::Nmod
        );
        sheet.upos(*kid) == Upos::Verb && told && clause && !marked && sheet.before(at, *kid)
    };
    let Some(frame) = sheet.kids(at).into_iter().find(whole).filter(|frame| mark_between(sheet, at, *frame)) else {
        return;
    };
    let stands = |kid: &usize| sheet.before(*kid, opener) && sheet.tag(*kid) != Tag::Comma;
    let outside: Vec<usize> = sheet.kids(at).into_iter().filter(stands).collect();
    sheet.rise(frame, at, Relation::Advcl);
    sheet.set_tag(opener, Upos::Sconj, Tag::In);
    sheet.say(opener, "as");
    sheet.hang(opener, Some(at), Relation::Mark);
    for kid in outside {
        let relation = sheet.relation(kid);
        sheet.hang(kid, Some(frame), relation);
        object_before(sheet, kid, frame);
    }
}

/// "его, как утверждают, обстреляли": the pronoun before the clause set in is the object of the verb behind it.
fn object_before(sheet: &mut Sheet, at: usize, verb: usize) {
    let pronoun = match sheet.key(at) {
        "его" => "it",
        "ее" => "her",
        "их" => "them",
        _ => return,
    };
    sheet.set_tag(at, Upos::Pron, Tag::Prp);
    sheet.say(at, pronoun);
    let other = sheet.child(verb, Relation::Obj).filter(|other| sheet.before(verb, *other));
    sheet.hang(at, Some(verb), Relation::Obj);
    if let Some(other) = other.filter(|_| !sheet.has_subject(verb)) {
        sheet.hang(other, Some(verb), Relation::Nsubj);
    }
}

/// "Повстанцы без боя заняли село, подтвердил староста": a clause that the tree hung on a noun of the speech behind it stands
/// above that speech.
fn told_behind(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = matches!(sheet.relation(at), Relation::Nmod | Relation::Acl | Relation::Appos | Relation::Amod);
    let noun = sheet.head(at).filter(|noun| loose && is_finite(sheet, at) && sheet.is_noun(*noun));
    let Some(noun) = noun.filter(|noun| sheet.before(*noun, at)) else { return };
    let speech = super::super::shared::above_verb(sheet, noun).filter(|speech| {
        let told = ["say", "tell"].iter().any(|class| lexicon.is(class, sheet.lemma(*speech)));
        told && sheet.before(at, *speech) && mark_between(sheet, at, *speech) && !mark_between(sheet, noun, at)
    });
    let Some(speech) = speech else { return };
    let before: Vec<usize> = sheet.kids(speech).into_iter().filter(|kid| sheet.before(*kid, at)).collect();
    sheet.rise(at, speech, Relation::Parataxis);
    for kid in before {
        let relation = sheet.relation(kid);
        sheet.hang(kid, Some(at), relation);
    }
}
