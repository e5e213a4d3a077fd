//! Adjectives behind nouns in Arabic: a described noun has no possessor behind it, so that what stands there is the verb's.

use super::super::sheet::Sheet;
use crate::lexicon::Lexicon;
use grammar::{Relation, Tag, Upos};

/// "مسيّرة إسرائيلية دراجة", "مسلحون مجهولون مهندسين": a noun behind a described subject is what the verb acts on.
pub(super) fn thing_behind(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = matches!(
        sheet.relation(at),
        Relation::Nmod | Relation::Amod | Relation::Appos | Relation::Flat | Relation::Compound | Relation::Dep
    );
    // "فرق هندسية 740 لغما": a number may stand over what it counts.
    let counts = sheet.upos(at) == Upos::Num && sheet.kids(at).into_iter().any(|kid| sheet.upos(kid) == Upos::Noun);
    let noun = sheet.is_noun(at) || counts;
    let Some(above) = sheet.head(at).filter(|_| loose && noun && sheet.case(at).is_none()) else { return };
    let head = match sheet.upos(above) {
        Upos::Adj => sheet.head(above),
        _ => Some(above),
    };
    let Some(head) = head.filter(|head| sheet.is_noun(*head) && sheet.before(*head, at)) else { return };
    if super::titles::is_borne(sheet, at, head, lexicon) {
        return;
    }
    let verb = sheet.head(head).filter(|verb| sheet.upos(*verb) == Upos::Verb && sheet.before(*verb, head));
    // "حثت الدول في بيان مشترك جميع الأطراف": so it is behind a phrase of the verb.
    let phrase = verb.filter(|verb| {
        let bare =
            |kid: usize| sheet.relation(kid) == Relation::Obj && sheet.case(kid).is_none() && sheet.before(kid, at);
        // An expression of several words, unless it names an act, has no possessor either.
        let several = sheet.get(head).is_some_and(|word| word.name.is_none() && word.key != word.last);
        let closed = closes_before(sheet, head, at) || several && !lexicon.names_noun(sheet.lemma(head));
        closed
            && sheet.relation(head) == Relation::Obl
            && sheet.case(head).is_some()
            && sheet.has_subject(*verb)
            && sheet.upos(at) == Upos::Noun
            && !is_when_or_whither(sheet.lemma(at))
            && !sheet.kids(*verb).into_iter().any(bare)
    });
    if let Some(verb) = phrase {
        return sheet.hang(at, Some(verb), Relation::Obj);
    }
    if !closes_before(sheet, head, at) || sheet.key(at).starts_with("ال") && sheet.key(head).starts_with("ال") {
        return;
    }
    // "مهندسين يعملان": a clause that the tree took for the object describes it.
    let clause = verb.and_then(|verb| sheet.child(verb, Relation::Obj));
    let clause = clause.filter(|clause| sheet.upos(*clause) == Upos::Verb && sheet.before(at, *clause));
    let takes = verb.filter(|verb| {
        let free = sheet.child(*verb, Relation::Obj).is_none() || clause.is_some();
        sheet.relation(head).is_subject() && free && sheet.tag(*verb) != Tag::Vbn
    });
    if let Some(verb) = takes {
        sheet.hang(at, Some(verb), Relation::Obj);
        if let Some(clause) = clause {
            sheet.hang(clause, Some(at), Relation::AclRelcl);
        }
    }
}

fn is_when_or_whither(lemma: &str) -> bool {
    crate::calendar::is_day_or_month(lemma) || super::masdars::is_time(lemma)
}

/// "أعلنت الحكومة السودانية هدنة": an adjective right behind the subject describes it, and what hung on it is the verb's.
pub(super) fn of_subject(sheet: &mut Sheet, at: usize, lexicon: &Lexicon) {
    let loose = matches!(
        sheet.relation(at),
        Relation::Xcomp | Relation::Obj | Relation::Obl | Relation::Advmod | Relation::Ccomp | Relation::Advcl
    );
    let Some(verb) =
        sheet.head(at).filter(|verb| sheet.upos(at) == Upos::Adj && loose && sheet.upos(*verb) == Upos::Verb)
    else {
        return;
    };
    // "مروحية عسكرية تابعة": several may describe it.
    let before = (1..4).map_while(|step| sheet.beside(at, -step)).find(|word| sheet.upos(*word) != Upos::Adj);
    // "وزير الأمن القومي": it may describe what the subject is of.
    let below_subject = |noun: usize| {
        let own = |word: &usize| matches!(sheet.relation(*word), Relation::Nmod | Relation::Flat | Relation::Compound);
        std::iter::successors(Some(noun), |word| sheet.head(*word).filter(|_| own(word)))
            .take(4)
            .any(|word| sheet.head(word) == Some(verb) && sheet.relation(word).is_subject())
    };
    let noun = before.filter(|noun| sheet.is_noun(*noun) && below_subject(*noun));
    let Some(noun) = noun.filter(|_| sheet.case(at).is_none()) else { return };
    let thing = sheet
        .kids(at)
        .into_iter()
        .find(|kid| sheet.is_noun(*kid) && sheet.before(at, *kid) && sheet.case(*kid).is_none());
    sheet.hang(at, Some(noun), Relation::Amod);
    // "وزير الأمن القومي إيتمار": the name is the title's.
    let named = thing.is_some_and(|thing| sheet.named(thing) == Some(model::MentionKind::Person));
    let title = sheet
        .kids(verb)
        .into_iter()
        .find(|kid| named && sheet.relation(*kid).is_subject() && lexicon.is("title", sheet.lemma(*kid)));
    if let (Some(name), Some(title)) = (thing, title) {
        return sheet.hang(name, Some(title), Relation::Flat);
    }
    if let Some(thing) = thing {
        let free = sheet.child(verb, Relation::Obj).is_none();
        sheet.hang(thing, Some(verb), if free { Relation::Obj } else { Relation::Obl });
    }
}

/// "دورية تابعة للبعثة", "الضباط الحكوميون البعثة": an adjective right behind a noun is no clause of it, and a noun that hung on
/// the adjective is what the verb acts on.
pub(super) fn of_noun(sheet: &mut Sheet, at: usize) {
    let clause = matches!(sheet.relation(at), Relation::Ccomp | Relation::Xcomp | Relation::Advcl | Relation::Dep);
    let noun = sheet.head(at).filter(|noun| {
        clause && sheet.upos(at) == Upos::Adj && sheet.is_noun(*noun) && sheet.beside(at, -1) == Some(*noun)
    });
    let Some(noun) = noun.filter(|_| sheet.child(at, Relation::Cop).is_none()) else { return };
    sheet.hang(at, Some(noun), Relation::Amod);
    let bare = |kid: &usize| sheet.is_noun(*kid) && sheet.before(at, *kid) && sheet.case(*kid).is_none();
    let thing = sheet.kids(at).into_iter().find(bare);
    let verb = super::super::shared::above_verb(sheet, noun).filter(|verb| {
        sheet.before(*verb, at) && sheet.upos(*verb) == Upos::Verb && sheet.child(*verb, Relation::Obj).is_none()
    });
    if let (Some(thing), Some(verb)) = (thing, verb) {
        sheet.hang(thing, Some(verb), Relation::Obj);
    }
}

/// Whether an adjective stands between, or the noun's form lets nothing be possessed by it.
fn closes_before(sheet: &Sheet, head: usize, at: usize) -> bool {
    let described = |kid: &usize| {
        sheet.upos(*kid) == Upos::Adj
            && sheet.relation(*kid) == Relation::Amod
            && sheet.before(head, *kid)
            && sheet.before(*kid, at)
    };
    let expression = sheet.get(head).is_some_and(|word| {
        word.name.is_none() && word.key != word.last && (word.last.ends_with('ة') || word.last.ends_with("ي"))
    });
    let keeps_its_n = sheet.get(head).is_some_and(|word| word.name.is_none() && word.written.ends_with("ون"));
    keeps_its_n && sheet.lemma(head) != "television" || expression || sheet.kids(head).iter().any(described)
}
