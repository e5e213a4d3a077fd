//! The shapes of Russian: cases that English says by prepositions, agents of passives, short participles, futures of
//! perfective verbs, "бы".

mod agreement;
mod animate;
mod clauses;
mod correlative;
mod counts;
mod datives;
mod denied;
mod directions;
mod dropped;
mod endings;
mod freed;
mod government;
mod insertions;
mod managed;
mod number;
mod participles;
mod phrasing;
mod places;
mod states;
mod subjects;
mod told;
mod undeclined;

use super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// Prefixes of perfective verbs.
const PREFIXES: [&str; 23] = [
    "пере", "при", "под", "пред", "про", "раз", "рас", "воз", "вос", "вы", "до", "за", "из", "ис", "на", "об", "от",
    "по", "со", "вс", "у", "с", "о",
];

/// Lays the shapes of Russian.
pub(super) fn shape(sheet: &mut Sheet, lexicon: &Lexicon) {
    for at in sheet.line() {
        agreement::count(sheet, at);
        agreement::ending(sheet, at);
        datives::shape(sheet, at);
        participles::shape(sheet, at, lexicon);
        phrasing::shape(sheet, at, lexicon);
    }
    correlative::shape(sheet, lexicon);
    insertions::shape(sheet, lexicon);
    places::shape(sheet, lexicon);
    clauses::shape(sheet, lexicon);
    agreement::shape(sheet, lexicon);
    for at in sheet.line() {
        denied::shape(sheet, at, lexicon);
        undeclined::shape(sheet, at, lexicon);
    }
    for at in sheet.line() {
        would(sheet, at);
        perfective(sheet, at);
        short_participle(sheet, at, lexicon);
        inverted(sheet, at);
        object(sheet, at, lexicon);
        animate::shape(sheet, at, lexicon);
        subjects::shape(sheet, at, lexicon);
    }
    for at in sheet.line() {
        states::shape(sheet, at, lexicon);
        directions::shape(sheet, at, lexicon);
        case(sheet, at);
        dropped::shape(sheet, at, lexicon);
    }
}

/// "бы" is "would"; "чтобы" before an infinitive "to".
fn would(sheet: &mut Sheet, at: usize) {
    if sheet.key(at) != "бы" && sheet.key(at) != "б" {
        return;
    }
    let head = sheet.head(at);
    sheet.set_tag(at, Upos::Aux, Tag::Md);
    sheet.say(at, "would");
    sheet.hang(at, head, Relation::Aux);
}

/// The present of a perfective verb is a future: "подпишет", not "подписывает".
fn perfective(sheet: &mut Sheet, at: usize) {
    let own = |kid: usize| matches!(sheet.key(kid), "мы" | "я");
    let ours = sheet.kids(at).into_iter().any(|kid| sheet.relation(kid).is_subject() && own(kid));
    let present = matches!(sheet.tag(at), Tag::Vbz | Tag::Vbp) || ours && sheet.key(at).ends_with(['м', 'у', 'ю']);
    let helped = sheet.kids(at).into_iter().any(|kid| sheet.tag(kid) == Tag::Md);
    if sheet.upos(at) != Upos::Verb || !present || helped || !is_perfective(sheet.key(at)) {
        return;
    }
    // "если освободит": a condition stands in the present.
    if sheet.kids(at).into_iter().any(|kid| sheet.lemma(kid) == "if" && sheet.relation(kid) == Relation::Mark) {
        return;
    }
    sheet.set_tag(at, Upos::Verb, Tag::Vb);
    sheet.insert(at, -1, "will", (Upos::Aux, Tag::Md), (at, Relation::Aux));
}

/// Stems of perfective verbs without a prefix.
const WHOLE: [&str; 9] = ["рухн", "верн", "стане", "стану", "реш", "брос", "конч", "двин", "дад"];

fn is_perfective(key: &str) -> bool {
    let stem = key.strip_suffix("ся").or_else(|| key.strip_suffix("сь")).unwrap_or(key);
    let ends = |ends: &[&str]| ends.iter().any(|end| stem.ends_with(end));
    let finite = ends(&["ит", "ет", "ут", "ют", "ат", "ят", "им", "ем", "у", "ю"]);
    let imperfective = ends(&["ает", "яет", "ают", "яют", "ует", "уют", "аем", "яем", "уем", "аю", "яю", "ую"])
        || ["ыва", "ива", "ходит", "ходят", "водит", "водят", "носит", "носят", "возит", "езжа"]
            .iter()
            .any(|part| stem.contains(part))
        || stem.starts_with("станов");
    let whole = WHOLE.iter().any(|whole| stem.starts_with(whole));
    let prefixed = whole
        || PREFIXES.iter().any(|prefix| {
            stem.strip_prefix(prefix)
                .is_some_and(|rest| rest.chars().count() >= if prefix.chars().count() > 1 { 4 } else { 6 })
        });
    finite && !imperfective && prefixed
}

/// "подписано", "убиты": a short participle is a whole passive.
fn short_participle(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let short = ["н", "на", "но", "ны", "т", "та", "то", "ты"].iter().any(|end| sheet.key(at).ends_with(end));
    let whole = matches!(
        sheet.relation(at),
        Relation::Root | Relation::Ccomp | Relation::Conj | Relation::Parataxis | Relation::Advcl | Relation::AclRelcl
    );
    if sheet.tag(at) != Tag::Vbn || !short || !whole || sheet.child(at, Relation::AuxPass).is_some() {
        return;
    }
    // "Перемирие сорвано": English has no passive of what happens by itself.
    if lexicon.is("intransitive", sheet.lemma(at)) || sheet.lemma(at) == "fail" {
        sheet.set_tag(at, Upos::Verb, Tag::Vbd);
        if let Some(subject) = sheet.child(at, Relation::NsubjPass) {
            sheet.hang(subject, Some(at), Relation::Nsubj);
        }
        return;
    }
    sheet.insert(at, -1, "be", (Upos::Aux, Tag::Vbd), (at, Relation::AuxPass));
}

/// "Инициативу приветствовала Италия": the accusative before the verb is its object.
fn inverted(sheet: &mut Sheet, at: usize) {
    let (Some(first), Some(second)) = (sheet.child(at, Relation::Nsubj), sheet.child(at, Relation::Obj)) else {
        return;
    };
    let located = |word: usize| sheet.own_tag(word).case().is_some_and(|(case, _)| case == Tag::Locative);
    // A name that is not declined may end so too: "Баку".
    let named = |word: usize| sheet.get(word).is_some_and(|word| word.name.is_some());
    let marked = |word: usize| sheet.own_tag(word).case().is_some_and(|(case, _)| case == Tag::Accusative);
    let accusative =
        |word: usize| sheet.key(word).ends_with(['у', 'ю']) && !located(word) && (!named(word) || marked(word));
    let instrumental = sheet.key(second).ends_with("ами") || sheet.key(second).ends_with("ями");
    let turned = accusative(first) && !accusative(second) && !instrumental;
    if sheet.before(first, at) && sheet.before(at, second) && turned {
        sheet.hang(first, Some(at), Relation::Obj);
        sheet.hang(second, Some(at), Relation::Nsubj);
    }
}

/// "обстреляли из артиллерии район", "покинул Москву": what no case hangs on the noun before it is the object.
fn object(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    if !sheet.is_noun(at) || sheet.case(at).is_some() || is_calendar(sheet.lemma(at)) {
        return;
    }
    let Some(head) = sheet.head(at) else { return };
    let bare =
        !matches!(sheet.own_tag(at).case(), Some((Tag::Genitive | Tag::Instrumental | Tag::Dative | Tag::Locative, _)));
    let behind_phrase = matches!(sheet.relation(at), Relation::Nmod | Relation::Appos)
        && bare
        && sheet.is_noun(head)
        && sheet.case(head).is_some()
        && sheet.get(head).is_some_and(|word| word.name.is_none())
        && !names_site(sheet, at, head, lexicon);
    let left =
        sheet.relation(at) == Relation::Obl && matches!(sheet.lemma(head), "leave" | "visit" | "enter" | "capture");
    let verb = if left { Some(head) } else { sheet.head(head).filter(|_| behind_phrase) };
    let verb = verb.filter(|verb| sheet.upos(*verb) == Upos::Verb && sheet.child(*verb, Relation::Obj).is_none());
    if let Some(verb) = verb.filter(|verb| sheet.before(*verb, at)) {
        sheet.hang(at, Some(verb), Relation::Obj);
    }
}

/// "из города Тарн", "у перехода Бала": a name right behind a site is the site's.
fn names_site(sheet: &Sheet, at: usize, site: usize, lexicon: &Lexicon) -> bool {
    let site_of = |class: &&str| lexicon.is(class, sheet.lemma(site));
    sheet.upos(at) == Upos::Propn
        && sheet.beside(at, -1) == Some(site)
        && ["town", "premises", "civilsite", "siteopen", "locus"].iter().any(site_of)
}

/// What a case says without a preposition.
fn case(sheet: &mut Sheet, at: usize) {
    let nominal = matches!(sheet.upos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num);
    let phrase = matches!(
        sheet.relation(at),
        Relation::Nmod | Relation::Obl | Relation::OblAgent | Relation::Iobj | Relation::Appos
    );
    if !nominal || !phrase || sheet.case(at).is_some() || is_calendar(sheet.lemma(at)) {
        return;
    }
    let Some(head) = sheet.head(at) else { return };
    // "обменялись телами"
    if sheet.own_tag(at).case().is_some_and(|(case, _)| case == Tag::Instrumental)
        && sheet.upos(head) == Upos::Verb
        && matches!(sheet.lemma(head), "exchange" | "swap" | "trade")
    {
        return sheet.hang(at, Some(head), Relation::Obj);
    }
    let passive = sheet.tag(head) == Tag::Vbn
        || sheet.child(head, Relation::NsubjPass).is_some()
        || sheet.relation(at) == Relation::OblAgent;
    let (case, _) = sheet.own_tag(at).case().unwrap_or((Tag::Nn, false));
    let preposition = match case {
        Tag::Instrumental if passive && sheet.is_verb(head) => "by",
        Tag::Instrumental if sheet.is_noun(head) => "by",
        Tag::Instrumental => "with",
        Tag::Genitive if sheet.is_noun(head) => "of",
        // No accusative tells whose a noun is: of persons the genitive is written like it.
        Tag::Accusative if sheet.is_noun(head) && sheet.relation(at) == Relation::Nmod => "of",
        Tag::Dative => "to",
        _ if sheet.relation(at) == Relation::Nmod && sheet.get(at).is_some_and(|word| word.name.is_some()) => "of",
        _ => return,
    };
    if sheet.relation(at) == Relation::Appos && case != Tag::Genitive {
        return;
    }
    let relation = match preposition {
        "by" if sheet.is_verb(head) => Relation::OblAgent,
        _ if sheet.is_noun(head) => Relation::Nmod,
        _ => Relation::Obl,
    };
    if sheet.relation(at) != Relation::Appos {
        sheet.hang(at, Some(head), relation);
        sheet.introduce(at, preposition);
    }
}

/// Days, months and parts of days stand without a preposition.
fn is_calendar(lemma: &str) -> bool {
    lemma.ends_with("day")
        || crate::calendar::is_month(lemma)
        || matches!(
            lemma,
            "morning"
                | "evening"
                | "night"
                | "afternoon"
                | "year"
                | "month"
                | "week"
                | "hour"
                | "minute"
                | "spring"
                | "summer"
                | "autumn"
                | "winter"
                | "yesterday"
                | "tomorrow"
        )
}

#[cfg(test)]
mod tests {
    use super::is_perfective;

    #[test]
    fn a_perfective_present_is_told_by_its_prefix_and_its_end() {
        for future in ["рухнет", "подпишет", "покинет", "встретятся", "сообщит", "подпишем", "ответим"]
        {
            assert!(is_perfective(future), "{future}");
        }
        for present in ["становится", "подписывает", "обвиняет", "проходит", "просит", "требует", "заявляют", "требуем"]
        {
            assert!(!is_perfective(present), "{present}");
        }
    }
}
