//! Lemmas, forms and tags of English for each word: from the table, by the word's part of speech first. An entry of several
//! English words is laid out: verb and object or particle, noun behind its modifiers, a preposition of several words.

use super::adjectives;
use super::sheet::{Sheet, large};
use super::table::{Entry, Part, Table};
use super::tags;
use super::units::Unit;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

const PREPOSITIONS: [&str; 22] = [
    "of", "for", "with", "to", "on", "from", "against", "at", "into", "in", "by", "about", "over", "as", "between",
    "under", "upon", "toward", "towards", "through", "near", "without",
];
/// By how much (letters counted twice) an entry of another part of speech must explain more of a word.
const MUCH: usize = 6;

const PARTICLES: [&str; 13] = [
    "out", "back", "off", "up", "down", "apart", "away", "together", "forward", "captive", "hostage", "dead", "ablaze",
];

/// Glosses every word.
pub(super) fn gloss(sheet: &mut Sheet, units: &[Unit<'_>], table: &Table, lexicon: &Lexicon) {
    for (at, unit) in units.iter().enumerate() {
        if unit.name.is_some() {
            name(sheet, at, lexicon);
        } else if unit.is_figure() {
            figure(sheet, at, unit);
        } else {
            word(sheet, at, unit, table);
            two(sheet, at, unit, table, lexicon);
        }
    }
}

/// The English rules' stand-ins, so that no reading depends on who is named; an outlet is known by its name.
fn name(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let Some(word) = sheet.get_mut(at) else { return };
    let outlet = lexicon.is("media", &word.key);
    let kind = word.name.map(|name| name.kind);
    if !outlet {
        word.form = match kind {
            Some(MentionKind::Person) => "Johnson".to_owned(),
            Some(MentionKind::Place) => "London".to_owned(),
            _ => "Google".to_owned(),
        };
    }
    word.word.lemma = word.form.to_lowercase();
    (word.word.upos, word.word.tag) = (Upos::Propn, Tag::Nnp);
}

fn figure(sheet: &mut Sheet, at: usize, unit: &Unit<'_>) {
    if let Some(word) = sheet.get_mut(at) {
        word.form.clone_from(&unit.shown);
        word.word.lemma.clone_from(&unit.shown);
    }
}

fn word(sheet: &mut Sheet, at: usize, unit: &Unit<'_>, table: &Table) {
    let words = std::slice::from_ref(&unit.key);
    let own = tags::parts(sheet.upos(at));
    let single = |entry: &Entry| entry.words() == 1;
    // "Островский" is nobody's island: a surname, written large, is no word that it begins like.
    let surname = at > 0 && unit.written.starts_with(char::is_uppercase) && is_surname(&unit.key) && sheet.is_noun(at);
    // No verb bears the Arabic article.
    let named = unit.key.starts_with("ال") && unit.key.chars().count() > 4;
    let whole = unit.key.chars().count() * 2;
    // "встречный" meets nobody: an adjective that is no participle comes from no verb.
    let quality = sheet.upos(at) == Upos::Adj && adjectives::is_quality(&unit.key);
    let allowed =
        |entry: &Entry| single(entry) && !((named || quality) && entry.part == Part::Verb && entry.weight() < whole);
    let fitting = table.best(words, 0, |entry| allowed(entry) && own.contains(&entry.part));
    let any = table.best(words, 0, |entry| allowed(entry) && may_mean(sheet.upos(at), entry.part));
    // "главнокомандующий" is no form of "главный": what explains much more of the word wins over the tagger.
    let fitting = fitting.filter(|entry| !(surname && entry.weight() % 2 == 0));
    let any = any.filter(|entry| !(surname && entry.weight() % 2 == 0));
    let longer = any.filter(|any| fitting.is_some_and(|own| any.weight() >= own.weight() + MUCH));
    let entry = unit.expression.or(longer).or(fitting).or(any);
    plain(sheet, at);
    match entry {
        Some(entry) => lay(sheet, at, entry),
        None => bare(sheet, at),
    }
    helpers(sheet, at);
}

/// "متطوعان", "رهينتين": the dual of a word for persons that the table knows in the singular tells their number.
fn two(sheet: &mut Sheet, at: usize, unit: &Unit<'_>, table: &Table, lexicon: &Lexicon) {
    let stem = one_of_two(&unit.key).filter(|_| unit.expression.is_none() && !counted(sheet, at));
    let noun = |entry: &Entry| entry.part == Part::Noun && entry.words() == 1;
    let english = |key: &str| table.best(&[key.to_owned()], 0, noun).map(|entry| entry.english.clone());
    let Some(single) = stem.and_then(|stem| english(&stem)) else { return };
    let persons = single.last().is_some_and(|word| lexicon.is("person", word) || lexicon.is("troops", word));
    if persons && single.len() == 1 && english(&unit.key) == Some(single) && sheet.upos(at) == Upos::Noun {
        sheet.insert(at, -1, "two", (Upos::Num, Tag::Cd), (at, Relation::Nummod));
    }
}

/// The singular of a dual, by the letters of both. "مقاتلين", "صحفيين", "سائقين" may be more than two: words of such shapes have plurals
/// that are written alike.
fn one_of_two(key: &str) -> Option<String> {
    let long = |stem: &&str| stem.chars().count() >= 3;
    let feminine = ["تان", "تين"].iter().find_map(|end| key.strip_suffix(end)).filter(long);
    if let Some(stem) = feminine {
        return Some(format!("{stem}ة"));
    }
    let nominative = key.strip_suffix("ان").filter(long);
    let sound = |stem: &&str| {
        let bare = stem.strip_prefix("ال").unwrap_or(stem);
        bare.starts_with('م') || bare.ends_with('ي') || bare.chars().nth(1) == Some('ا')
    };
    let other = || key.strip_suffix("ين").filter(long).filter(|stem| !sound(stem));
    nominative.or_else(other).map(str::to_owned)
}

/// Whether a number stands before a word or counts it.
fn counted(sheet: &Sheet, at: usize) -> bool {
    let before = sheet.beside(at, -1).is_some_and(|word| sheet.upos(word) == Upos::Num);
    before || sheet.child(at, Relation::Nummod).is_some()
}

/// Whether a Russian word ends like a surname.
fn is_surname(key: &str) -> bool {
    ["ский", "ского", "скому", "ским", "енко", "швили", "янц"].iter().any(|end| key.ends_with(end))
}

/// Under which other parts a word may be looked up.
fn may_mean(upos: Upos, part: Part) -> bool {
    match upos {
        Upos::Propn | Upos::Punct | Upos::Sym => false,
        Upos::Verb | Upos::Noun | Upos::Adj => {
            matches!(part, Part::Verb | Part::Noun | Part::Adjective | Part::Number)
        }
        _ => true,
    }
}

/// Tags that English rules know; what a case said stays in the sheet.
fn plain(sheet: &mut Sheet, at: usize) {
    let (upos, tag) = (sheet.upos(at), sheet.own_tag(at));
    let Some((_, several)) = tag.case() else { return };
    let tag = match upos {
        Upos::Propn => Tag::Nnp,
        Upos::Adj => Tag::Jj,
        Upos::Pron => Tag::Prp,
        _ if several => Tag::Nns,
        _ => Tag::Nn,
    };
    sheet.set_tag(at, upos, tag);
}

/// A word without a gloss: a name keeps its letters, in large ones where its script has none.
fn bare(sheet: &mut Sheet, at: usize) {
    let Some(word) = sheet.get_mut(at) else { return };
    if word.word.upos == Upos::Propn
        && !word.form.chars().any(char::is_lowercase)
        && word.form.chars().any(char::is_alphabetic)
    {
        word.form = super::clitics::transliterated(&word.form);
    }
    word.word.lemma = word.form.to_lowercase();
}

fn lay(sheet: &mut Sheet, at: usize, entry: &Entry) {
    let english: Vec<&str> = entry.english.iter().map(String::as_str).collect();
    let Some((first, rest)) = english.split_first() else {
        return sheet.drop(at);
    };
    match entry.part {
        Part::Verb => verb(sheet, at, first, rest),
        Part::Noun => noun(sheet, at, &english),
        Part::Preposition | Part::Conjunction => fixed(sheet, at, first, rest),
        Part::Number => number(sheet, at, &english),
        Part::Adjective | Part::Adverb | Part::Determiner | Part::Pronoun => described(sheet, at, &english, entry.part),
    }
}

fn verb(sheet: &mut Sheet, at: usize, first: &str, rest: &[&str]) {
    if !sheet.tag(at).is_verb() && !matches!(sheet.tag(at), Tag::VbFuture | Tag::VbConditional) {
        let participle = sheet.upos(at) == Upos::Adj;
        sheet.set_tag(at, Upos::Verb, if participle { Tag::Vbn } else { sheet.tag(at) });
        if sheet.upos(at) == Upos::Verb && !sheet.tag(at).is_verb() {
            sheet.set_tag(at, Upos::Verb, Tag::Vbd);
        }
    }
    sheet.say(at, first);
    let mut preposition: Option<&str> = None;
    for (step, word) in (1..).zip(rest) {
        // "hand over" is one act, "fly over" a way.
        let over = *word == "over" && matches!(first, "hand" | "turn" | "take" | "roll" | "give");
        if PARTICLES.contains(word) || over {
            sheet.insert(at, step, word, (Upos::Adp, Tag::Rp), (at, Relation::CompoundPrt));
        } else if PREPOSITIONS.contains(word) {
            preposition = Some(word);
        } else if let Some(before) = preposition.take() {
            let noun = sheet.insert(at, step + 1, word, (Upos::Noun, Tag::Nn), (at, Relation::Obl));
            sheet.insert(at, step, before, (Upos::Adp, Tag::In), (noun, Relation::Case));
        } else {
            sheet.insert(at, step, word, (Upos::Noun, Tag::Nn), (at, Relation::Obj));
        }
    }
    if let Some(word) = sheet.get_mut(at) {
        word.lends = preposition.map(str::to_owned);
    }
}

fn noun(sheet: &mut Sheet, at: usize, english: &[&str]) {
    let plural = sheet.tag(at) == Tag::Nns;
    // "контрольный пункт": what a quality is of stands before its noun.
    if let Some(head) = sheet.head(at).filter(|_| sheet.upos(at) == Upos::Adj && sheet.relation(at) == Relation::Amod) {
        sheet.hang(at, Some(head), Relation::Compound);
    }
    if sheet.upos(at) == Upos::Propn {
        sheet.set_tag(at, Upos::Propn, Tag::Nnp);
    } else {
        sheet.set_tag(at, Upos::Noun, if plural { Tag::Nns } else { Tag::Nn });
    }
    let link = english.iter().position(|word| PREPOSITIONS.contains(word));
    let Some((last, before)) = english.split_last() else { return };
    let Some(link) = link.filter(|link| *link > 0 && link + 1 < english.len()) else {
        sheet.say(at, last);
        for (step, word) in (1..).zip(before.iter().rev()) {
            let number = crate::numbers::value(word).is_some();
            let (tags, relation) = match number {
                true => ((Upos::Num, Tag::Cd), Relation::Nummod),
                false => ((Upos::Noun, Tag::Nn), Relation::Compound),
            };
            sheet.insert(at, -step, word, tags, (at, relation));
        }
        return capital(sheet, at);
    };
    sheet.say(at, english.get(link - 1).copied().unwrap_or(last));
    let below = sheet.insert(at, 2, last, (Upos::Noun, Tag::Nn), (at, Relation::Nmod));
    let preposition = english.get(link).copied().unwrap_or("of");
    sheet.insert(at, 1, preposition, (Upos::Adp, Tag::In), (below, Relation::Case));
}

/// A common noun inside a name is written large.
fn capital(sheet: &mut Sheet, at: usize) {
    if sheet.upos(at) != Upos::Propn {
        return;
    }
    if let Some(word) = sheet.get_mut(at) {
        word.form = large(&word.form);
    }
}

fn fixed(sheet: &mut Sheet, at: usize, first: &str, rest: &[&str]) {
    let upos = sheet.upos(at);
    if let Some(noun) = rest.last().filter(|last| !PREPOSITIONS.contains(last) && PREPOSITIONS.contains(&first)) {
        return phrase(sheet, at, first, noun);
    }
    sheet.set_tag(at, upos, if upos == Upos::Cconj { Tag::Cc } else { Tag::In });
    sheet.say(at, first);
    for (step, word) in (1..).zip(rest) {
        sheet.insert(at, step, word, (Upos::Adp, Tag::In), (at, Relation::Fixed));
    }
}

/// "by phone": a whole phrase.
fn phrase(sheet: &mut Sheet, at: usize, preposition: &str, noun: &str) {
    sheet.set_tag(at, Upos::Noun, Tag::Nn);
    let verb = std::iter::successors(sheet.head(at), |word| sheet.head(*word))
        .take(sheet.line().len())
        .find(|word| sheet.upos(*word) == Upos::Verb);
    let head = verb.or_else(|| sheet.head(at));
    sheet.hang(at, head, Relation::Obl);
    sheet.say(at, noun);
    sheet.insert(at, -1, preposition, (Upos::Adp, Tag::In), (at, Relation::Case));
}

/// "twenty", or "more than" before a number.
fn number(sheet: &mut Sheet, at: usize, english: &[&str]) {
    let Some((last, before)) = english.split_last() else { return };
    let value = crate::numbers::value(last).is_some();
    if value {
        sheet.set_tag(at, Upos::Num, Tag::Cd);
        sheet.say(at, last);
        for (step, word) in (1..).zip(before.iter().rev()) {
            sheet.insert(at, -step, word, tags_before_number(word), (at, Relation::Advmod));
        }
        return;
    }
    let head = sheet.beside(at, 1).unwrap_or(at);
    let tags = tags_before_number;
    let (upos, tag) = tags(last);
    sheet.set_tag(at, upos, tag);
    sheet.say(at, last);
    let counted = sheet.tag(head) == Tag::Cd;
    if counted {
        sheet.hang(at, Some(head), Relation::Advmod);
    }
    for (step, word) in (1..).zip(before.iter().rev()) {
        sheet.insert(at, -step, word, tags(word), (if counted { head } else { at }, Relation::Advmod));
    }
}

fn tags_before_number(word: &str) -> (Upos, Tag) {
    match word {
        "more" | "less" | "fewer" => (Upos::Adj, Tag::Jjr),
        "least" | "most" => (Upos::Adj, Tag::Jjs),
        "several" | "few" | "many" => (Upos::Adj, Tag::Jj),
        "some" => (Upos::Det, Tag::Dt),
        _ if crate::numbers::value(word).is_some() => (Upos::Num, Tag::Cd),
        _ => (Upos::Adp, Tag::In),
    }
}

fn described(sheet: &mut Sheet, at: usize, english: &[&str], part: Part) {
    let Some((last, before)) = english.split_last() else { return };
    let upos = sheet.upos(at);
    if let Some(owner) =
        possessive(last).filter(|_| sheet.own_tag(at) == Tag::PrpS || sheet.relation(at) == Relation::Det)
    {
        let head = sheet.head(at);
        sheet.set_tag(at, Upos::Pron, Tag::PrpS);
        sheet.say(at, owner);
        return sheet.hang(at, head, Relation::NmodPoss);
    }
    // "отпустил на свободу двоих": what tells how introduces nothing.
    if part == Part::Adverb && sheet.relation(at) == Relation::Case {
        let verb = sheet.head(at).and_then(|noun| sheet.head(noun)).filter(|verb| sheet.upos(*verb) == Upos::Verb);
        if verb.is_some() {
            sheet.hang(at, verb, Relation::Advmod);
        }
    }
    match part {
        Part::Adjective if matches!(upos, Upos::Noun | Upos::Propn) => {}
        Part::Adjective => sheet.set_tag(at, Upos::Adj, Tag::Jj),
        Part::Adverb if sheet.tag(at) != Tag::Wrb => sheet.set_tag(at, Upos::Adv, Tag::Rb),
        Part::Pronoun if matches!(*last, "who" | "which" | "whom") => sheet.set_tag(at, Upos::Pron, Tag::Wp),
        Part::Pronoun if matches!(*last, "where" | "when") => sheet.set_tag(at, Upos::Adv, Tag::Wrb),
        Part::Determiner if matches!(*last, "his" | "her" | "its" | "their" | "our" | "my") => {
            sheet.set_tag(at, Upos::Pron, Tag::PrpS);
            let head = sheet.head(at);
            sheet.hang(at, head, Relation::NmodPoss);
        }
        _ => {}
    }
    sheet.say(at, last);
    if part == Part::Adjective {
        capital(sheet, at);
    }
    for (step, word) in (1..).zip(before.iter().rev()) {
        sheet.insert(at, -step, word, (Upos::Adv, Tag::Rb), (at, Relation::Advmod));
    }
}

fn possessive(pronoun: &str) -> Option<&'static str> {
    match pronoun {
        "he" | "him" | "his" => Some("his"),
        "she" | "her" => Some("her"),
        "it" | "its" => Some("its"),
        "they" | "them" | "their" => Some("their"),
        "we" | "us" | "our" => Some("our"),
        "i" | "my" => Some("my"),
        _ => None,
    }
}

/// A future or conditional in one word is two in English.
fn helpers(sheet: &mut Sheet, at: usize) {
    let helper = match sheet.tag(at) {
        Tag::VbFuture => "will",
        Tag::VbConditional => "would",
        _ => return,
    };
    let upos = sheet.upos(at);
    sheet.set_tag(at, upos, Tag::Vb);
    let auxiliary = matches!(sheet.relation(at), Relation::Aux | Relation::AuxPass | Relation::Cop);
    let head = sheet.head(at).filter(|_| auxiliary).unwrap_or(at);
    sheet.insert(at, -1, helper, (Upos::Aux, Tag::Md), (head, Relation::Aux));
}
