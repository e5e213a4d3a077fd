//! Tags and tree of a sentence in its own language. The table corrects the tagger: a word that it knows only as a verb is
//! none of another kind, and an expression is what its entry says.

mod arabic;
mod french;

use super::arabic::is_participle;
use super::table::{Entry, Part, level};
use super::units::Unit;
use super::verbless;
use super::{Glossed, adjectives, dates};
use grammar::{Relation, Tag, Upos, Word};
use model::Language;

/// An entry must explain so many letters (counted twice) to overrule the tagger.
const SURE: usize = 7;

/// The tagged and parsed words of the units; the first few, a dateline's, stand outside of the tree.
pub(super) fn analyzed(glossed: &Glossed, units: &[Unit<'_>], dateline: usize) -> Vec<Word> {
    let (outside, inside) = units.split_at(dateline.min(units.len()));
    let body = sentence(glossed, inside);
    let root = body.iter().position(|word| word.relation == Relation::Root);
    let mut words = sentence(glossed, outside);
    for word in &mut words {
        (word.head, word.relation) = (root.map(|root| root + dateline), Relation::Discourse);
    }
    words.extend(body.into_iter().map(|word| Word { head: word.head.map(|head| head + dateline), ..word }));
    words
}

/// The sentence without its bare dates and days, which hang on the verb beside them: parsers take them for objects.
fn sentence(glossed: &Glossed, units: &[Unit<'_>]) -> Vec<Word> {
    let runs = dates::runs(glossed, units);
    let opening = opens_with_and(glossed, units);
    if runs.is_empty() && !opening && !(0..units.len()).any(|at| is_measure(units, at)) {
        return plain(glossed, units);
    }
    let hidden = |at: usize| runs.iter().any(|run| run.contains(&at)) || is_measure(units, at) || opening && at == 0;
    let shown: Vec<usize> = (0..units.len()).filter(|at| !hidden(*at)).collect();
    let rest: Vec<Unit<'_>> = shown.iter().filter_map(|at| units.get(*at).cloned()).collect();
    let mut words = tagged(glossed, units);
    let parsed = plain(glossed, &rest);
    for (word, at) in parsed.into_iter().zip(&shown) {
        if let Some(place) = words.get_mut(*at) {
            let head = word.head.and_then(|head| shown.get(head)).copied();
            *place = Word { head, ..word };
        }
    }
    for at in (0..units.len()).filter(|at| is_measure(units, *at)) {
        if let Some(word) = words.get_mut(at) {
            (word.head, word.relation) = (Some(at + 1), Relation::Advmod);
        }
    }
    if opening {
        let root = words.iter().skip(1).position(|word| word.head.is_none() && word.relation == Relation::Root);
        if let Some(word) = words.first_mut() {
            (word.head, word.relation) = (root.map(|root| root + 1), Relation::Cc);
        }
    }
    for run in runs {
        dates::hang(&mut words, run);
    }
    words
}

/// "و" before the first word joins the sentence to the one before; parsers take it for much else.
fn opens_with_and(glossed: &Glossed, units: &[Unit<'_>]) -> bool {
    glossed.language == Language::Arabic
        && units.len() > 2
        && units.first().is_some_and(|unit| unit.name.is_none() && matches!(unit.key.as_str(), "و" | "ف"))
}

/// "plus de" before a number: it hangs on that, whatever the tree would say.
fn is_measure(units: &[Unit<'_>], at: usize) -> bool {
    let entry = units.get(at).and_then(|unit| unit.expression).filter(|entry| entry.part == Part::Number);
    let value = |entry: &Entry| entry.english.last().is_some_and(|word| crate::numbers::value(word).is_some());
    entry.is_some_and(|entry| !value(entry)) && at + 1 < units.len()
}

fn plain(glossed: &Glossed, units: &[Unit<'_>]) -> Vec<Word> {
    let words = tagged(glossed, units);
    let shown: Vec<&str> = units.iter().map(|unit| unit.shown.as_str()).collect();
    glossed.analyzer.parse(&shown, words)
}

fn tagged(glossed: &Glossed, units: &[Unit<'_>]) -> Vec<Word> {
    let shown: Vec<&str> = units.iter().map(|unit| unit.shown.as_str()).collect();
    let mut words = glossed.analyzer.tag(&shown);
    for (at, unit) in units.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| words.get(before)).map(|word| word.upos);
        let describes = adjectives::describes(&words, at) && glossed.language == Language::Russian;
        if let Some(word) = words.get_mut(at) {
            // "диверсионная группа": what agrees with the noun behind it describes that, and is none itself.
            let own = adjectives::is_full(&unit.key) && unit.expression.is_none() && unit.name.is_none();
            if !(describes && own && !unit.is_figure()) {
                correct(glossed, unit, word, opens(units, at));
            }
            match glossed.language {
                Language::Arabic => {
                    arabic(glossed, units, at, word);
                    several_persons(glossed, units, at, word);
                    arabic::behind_verb(glossed, unit, before, word);
                }
                Language::Russian => russian(glossed, units, at, word),
                Language::French => french::correct(glossed, units, at, word),
                _ => {}
            }
        }
    }
    if glossed.language == Language::Arabic {
        arabic::with_pronoun(glossed, units, &mut words);
        verbless::mend(glossed, units, &mut words);
    }
    if glossed.language == Language::Russian {
        adjectives::names_apart(glossed, units, &mut words);
    }
    words
}

/// Whether a word opens the sentence, or the words between quotation marks.
fn opens(units: &[Unit<'_>], at: usize) -> bool {
    at.checked_sub(1).is_none_or(|before| {
        units.get(before).is_some_and(|mark| matches!(mark.written.as_str(), "«" | "„" | "“" | "\"" | "—"))
    })
}

/// "المحافظ مسلحون": behind an article an indefinite plural describes nothing; it names persons.
fn several_persons(glossed: &Glossed, units: &[Unit<'_>], at: usize, word: &mut Word) {
    let Some(unit) = units.get(at).filter(|unit| unit.name.is_none()) else { return };
    let several = (unit.key.ends_with("ون") || unit.key.ends_with("ين")) && !unit.key.starts_with("ال");
    let defined = at
        .checked_sub(1)
        .and_then(|before| units.get(before))
        .is_some_and(|before| before.key.starts_with("ال") || before.name.is_some());
    let noun = |entry: &Entry| entry.part == Part::Noun && entry.words() == 1;
    if several
        && defined
        && word.upos == Upos::Adj
        && glossed.table.best(std::slice::from_ref(&unit.key), 0, noun).is_some()
    {
        (word.upos, word.tag) = (Upos::Noun, Tag::Nns);
    }
}

fn correct(glossed: &Glossed, unit: &Unit<'_>, word: &mut Word, opens: bool) {
    if unit.name.is_some() {
        word.upos = Upos::Propn;
        if word.tag.case().is_none() {
            word.tag = Tag::Nnp;
        }
        return;
    }
    if unit.is_figure() {
        (word.upos, word.tag) = (Upos::Num, Tag::Cd);
        return;
    }
    if let Some(entry) = unit.expression {
        adopt(glossed.language, entry.part, &unit.key, word);
        return;
    }
    let words = std::slice::from_ref(&unit.key);
    let own = parts(word.upos);
    if glossed.table.best(words, 0, |entry| own.contains(&entry.part)).is_some() {
        return;
    }
    let written_large = unit.written.starts_with(char::is_uppercase) && !opens;
    let changes = |entry: &Entry| {
        matches!(entry.part, Part::Verb | Part::Noun | Part::Adjective | Part::Adverb | Part::Preposition)
            && !(written_large && word.upos == Upos::Propn)
    };
    let Some(entry) = glossed.table.best(words, 0, changes).filter(|entry| entry.weight() >= SURE) else { return };
    let open = matches!(
        word.upos,
        Upos::Verb | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Adv | Upos::X | Upos::Adp | Upos::Intj
    );
    let participle = word.upos == Upos::Adj && entry.part == Part::Verb && glossed.language != Language::Arabic;
    // "решительно": an adverb has no form of a verb.
    let manner = word.upos == Upos::Adv && entry.part == Part::Verb && unit.key.ends_with("но");
    if open && !participle && !manner {
        adopt(glossed.language, entry.part, &unit.key, word);
    }
}

/// A word that the table knows as a noun, written small or first, is no name.
fn common_noun(glossed: &Glossed, unit: &Unit<'_>, opens: bool, word: &mut Word) {
    let small = opens || unit.written.starts_with(char::is_lowercase);
    let noun = |entry: &Entry| entry.part == Part::Noun && entry.words() == 1;
    let known = || glossed.table.best(std::slice::from_ref(&unit.key), 0, noun).is_some();
    if word.upos == Upos::Propn && unit.name.is_none() && small && known() {
        word.upos = Upos::Noun;
        word.tag = match word.tag {
            Tag::Nnp => Tag::Nn,
            Tag::Nnps => Tag::Nns,
            other => other,
        };
    }
}

/// The end of a Russian verb tells its form more surely than a tagger that never saw it.
fn russian(glossed: &Glossed, units: &[Unit<'_>], at: usize, word: &mut Word) {
    let Some(unit) = units.get(at) else { return };
    common_noun(glossed, unit, opens(units, at), word);
    // "зенитные ракеты": of an expression that opens with an adjective, that tells the number.
    let several = ["ые", "ие"].iter().any(|end| unit.key.ends_with(end)) && unit.key != unit.last;
    if several && word.tag == Tag::Nn && unit.expression.is_some_and(|entry| entry.part == Part::Noun) {
        word.tag = Tag::Nns;
    }
    // Of an expression the verb tells the form: "не пустили", "взяли в кольцо".
    let verbal =
        |key: &&String| ["л", "ла", "ло", "ли", "лся", "лась", "лось", "лись"].iter().any(|end| key.ends_with(end));
    let told = [&unit.key, &unit.last].into_iter().find(verbal).unwrap_or(&unit.key);
    let key = told.strip_suffix("ся").or_else(|| told.strip_suffix("сь")).unwrap_or(told);
    let ends = |ends: &[&str]| ends.iter().any(|end| key.ends_with(end));
    // "убит", "взят": participles end so too.
    let helped = at.checked_sub(1).and_then(|before| units.get(before)).is_some_and(|before| {
        matches!(before.key.as_str(), "был" | "была" | "было" | "были" | "будет" | "будут" | "быть")
    });
    if helped && ends(&["ит", "ят", "ат", "ут"]) {
        (word.upos, word.tag) = (Upos::Verb, Tag::Vbn);
        return;
    }
    if numeral(glossed, unit) {
        (word.upos, word.tag) = (Upos::Num, Tag::Cd);
        return;
    }
    let verbs = |entry: &Entry| entry.part == Part::Verb && entry.words() == 1;
    let is_verb = || glossed.table.best(std::slice::from_ref(&unit.key), 0, verbs).is_some();
    let participle = ends(&["бит", "взят", "нят", "жат", "крыт", "шит", "изъят"])
        || ends(&["ан", "ана", "ано", "аны", "ян", "яна", "яно", "яны", "ен", "ена", "ено", "ены"]);
    // "отверг", "сжег", "умер": pasts of men without an ending of their own.
    let bare = key.ends_with(['г', 'к', 'с', 'з', 'б', 'р']) && matches!(word.upos, Upos::Verb | Upos::Adj);
    if bare && word.tag != Tag::Vbd && unit.name.is_none() && is_verb() {
        (word.upos, word.tag) = (Upos::Verb, Tag::Vbd);
        return;
    }
    // "убит", "обстрелян": no other form of a verb ends so.
    if key.starts_with("намерен") && word.tag == Tag::Vbn {
        (word.upos, word.tag) = (Upos::Verb, Tag::Vbp);
        return;
    }
    if participle && matches!(word.upos, Upos::Verb | Upos::Adj) && unit.name.is_none() && is_verb() {
        (word.upos, word.tag) = (Upos::Verb, Tag::Vbn);
        return;
    }
    let tag = match () {
        () if ends(&["ут", "ют", "ат", "ят"]) => Tag::Vbp,
        () if ends(&["ет", "ит"]) => Tag::Vbz,
        () if ends(&["л", "ла", "ло", "ли"]) => Tag::Vbd,
        () => return,
    };
    let only_verb = |entry: &Entry| entry.part == Part::Verb && entry.words() == 1;
    let verb = unit.expression.is_some_and(|entry| entry.part == Part::Verb)
        || glossed.table.best(std::slice::from_ref(&unit.key), 0, only_verb).is_some();
    let other = matches!(word.upos, Upos::Verb | Upos::Adj | Upos::Adv | Upos::X)
        || word.upos == Upos::Propn && opens(units, at) && tag == Tag::Vbd;
    if unit.name.is_none() && unit.expression.is_none_or(|entry| entry.part == Part::Verb) && verb && other {
        (word.upos, word.tag) = (Upos::Verb, tag);
    }
}

/// Whether the table holds the very word as a number: "семь", which begins like "семья".
fn numeral(glossed: &Glossed, unit: &Unit<'_>) -> bool {
    let number = |entry: &Entry| {
        entry.part == Part::Number
            && entry.words() == 1
            && entry.english.last().is_some_and(|word| crate::numbers::value(word).is_some())
    };
    let whole = unit.key.chars().count() * 2 + 1;
    let entry = glossed.table.best(std::slice::from_ref(&unit.key), 0, number);
    unit.name.is_none() && unit.expression.is_none() && entry.is_some_and(|entry| entry.weight() == whole)
}

/// Behind a figure stands a noun, behind a conjunction that opens the sentence a verb; the future is a word's own.
fn arabic(glossed: &Glossed, units: &[Unit<'_>], at: usize, word: &mut Word) {
    let Some(unit) = units.get(at).filter(|unit| unit.name.is_none()) else { return };
    common_noun(glossed, unit, true, word);
    if matches!(unit.key.as_str(), "و" | "ف") {
        (word.upos, word.tag) = (Upos::Cconj, Tag::Cc);
        return;
    }
    let future = unit.written.starts_with('س') && !unit.shown.starts_with('س');
    if future {
        (word.upos, word.tag) = (Upos::Verb, Tag::VbFuture);
        return;
    }
    if word.tag == Tag::VbFuture {
        word.tag = verb(Language::Arabic, &unit.key);
    }
    // The table holds third persons: their present begins so, all else is past.
    let present = matches!(word.tag, Tag::Vbz | Tag::Vbp) && !unit.key.starts_with(['ي', 'ت', 'ن']);
    if present && word.upos == Upos::Verb && glossed.table.holds(&unit.key) {
        word.tag = Tag::Vbd;
    }
    if unit.expression.is_some() {
        return;
    }
    let has = |part: Part| {
        let fits = |entry: &Entry| entry.part == part && entry.words() == 1;
        glossed.table.best(std::slice::from_ref(&unit.key), 0, fits).is_some()
    };
    let before = at.checked_sub(1).and_then(|before| units.get(before));
    let counted = before.is_some_and(Unit::is_figure);
    let opened = at == 1 && before.is_some_and(|before| before.key == "و");
    let passive = unit.written.chars().nth(1) == Some('\u{64F}') && unit.key.chars().count() >= 3;
    let article = unit.key.starts_with("ال") && unit.key.chars().count() > 4;
    match () {
        () if is_participle(&unit.key) && has(Part::Verb) && !has(Part::Noun) && !has(Part::Adjective) => {
            (word.upos, word.tag) = (Upos::Verb, Tag::Vbg);
        }
        () if passive && word.upos != Upos::Verb && has(Part::Verb) => (word.upos, word.tag) = (Upos::Verb, Tag::Vbd),
        // No verb bears the article.
        () if article && matches!(word.upos, Upos::Verb | Upos::Aux) => (word.upos, word.tag) = (Upos::Noun, Tag::Nn),
        () if (counted || level(&unit.written) != unit.key) && word.upos != Upos::Noun && has(Part::Noun) => {
            (word.upos, word.tag) = (Upos::Noun, Tag::Nn)
        }
        () if opened && word.upos == Upos::Noun && has(Part::Verb) && !unit.key.starts_with("ال") => {
            (word.upos, word.tag) = (Upos::Verb, verb(Language::Arabic, &unit.key));
        }
        () => {}
    }
}

/// The parts under which a word of a universal part of speech is looked up, the likeliest first.
pub(super) fn parts(upos: Upos) -> &'static [Part] {
    match upos {
        Upos::Verb | Upos::Aux => &[Part::Verb],
        Upos::Noun | Upos::Propn => &[Part::Noun],
        Upos::Adj => &[Part::Adjective],
        Upos::Adv => &[Part::Adverb],
        Upos::Adp => &[Part::Preposition],
        Upos::Sconj | Upos::Cconj => &[Part::Conjunction],
        Upos::Det => &[Part::Determiner],
        Upos::Pron => &[Part::Pronoun],
        Upos::Num => &[Part::Number],
        Upos::Part => &[Part::Adverb],
        Upos::Intj | Upos::Punct | Upos::Sym | Upos::X => &[],
    }
}

/// Gives a word the tags of a part of speech, unless it has some of them already.
fn adopt(language: Language, part: Part, key: &str, word: &mut Word) {
    let tags = match part {
        Part::Verb if word.upos == Upos::Verb => return,
        Part::Noun if matches!(word.upos, Upos::Noun) => return,
        Part::Adjective if word.upos == Upos::Adj => return,
        Part::Verb => (Upos::Verb, verb(language, key)),
        Part::Noun => (Upos::Noun, word.tag.case().map_or(Tag::Nn, |_| word.tag)),
        Part::Adjective => (Upos::Adj, Tag::Jj),
        Part::Adverb => (Upos::Adv, Tag::Rb),
        Part::Preposition => (Upos::Adp, Tag::In),
        Part::Conjunction => (Upos::Sconj, Tag::In),
        Part::Determiner => (Upos::Det, Tag::Dt),
        Part::Pronoun => (Upos::Pron, Tag::Prp),
        Part::Number => (Upos::Num, Tag::Cd),
    };
    (word.upos, word.tag) = tags;
}

/// The form of a verb, told by its ends alone.
fn verb(language: Language, key: &str) -> Tag {
    let ends = |ends: &[&str]| ends.iter().any(|end| key.ends_with(end));
    match language {
        Language::French if ends(&["er", "ir", "re"]) => Tag::Vb,
        Language::French if ends(&["ant"]) => Tag::Vbg,
        Language::French if ends(&["ait", "aient", "èrent"]) => Tag::Vbd,
        // "manque", "attaque": no participle.
        Language::French if ends(&["que", "gue"]) => Tag::Vbz,
        Language::French if ends(&["é", "ée", "és", "ées", "i", "ie", "is", "ies", "u", "ue", "us", "ues"]) => {
            Tag::Vbn
        }
        Language::French if ends(&["nt"]) => Tag::Vbp,
        Language::Russian if ends(&["ть", "ться", "ти", "тись", "чь"]) => Tag::Vb,
        Language::Russian if ends(&["л", "ла", "ло", "ли", "лся", "лась", "лось", "лись"]) => {
            Tag::Vbd
        }
        Language::Russian
            if ends(&["н", "на", "но", "ны", "т", "та", "то", "ты"])
                && !ends(&["ет", "ит", "ут", "ят", "ат", "ют"]) =>
        {
            Tag::Vbn
        }
        Language::Russian if ends(&["ут", "ют", "ат", "ят"]) => Tag::Vbp,
        Language::Arabic if is_participle(key) => Tag::Vbg,
        Language::Arabic if key.starts_with(['ي', 'ت', 'ن']) => Tag::Vbz,
        Language::Arabic => Tag::Vbd,
        _ => Tag::Vbz,
    }
}
