//! Clauses of Russian that the tree hung on nouns: finite verbs without a relative pronoun and short participles head their own.

use super::super::attachment::{is_finite, mark_between};
use super::super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// "…, его контролируют силы", "Авиаудар по рынку унёс": a finite verb without a relative pronoun describes no noun.
pub(super) fn free_clause(sheet: &mut Sheet, at: usize) {
    let loose = matches!(
        sheet.relation(at),
        Relation::AclRelcl
            | Relation::Acl
            | Relation::Nmod
            | Relation::Amod
            | Relation::Appos
            | Relation::Dep
            | Relation::Flat
            | Relation::Conj
    );
    let finite = is_finite(sheet, at) || sheet.tag(at) == Tag::Vbn && is_short(sheet.key(at));
    let noun = sheet.head(at).filter(|noun| loose && finite && sheet.is_noun(*noun) && sheet.before(*noun, at));
    let Some(noun) = noun.filter(|noun| !has_relative(sheet, *noun, at)) else { return };
    let verb = std::iter::successors(Some(noun), |word| sheet.head(*word))
        .take(sheet.line().len())
        .find(|word| sheet.upos(*word) == Upos::Verb);
    match verb {
        Some(verb) if mark_between(sheet, noun, at) => sheet.hang(at, Some(verb), Relation::Conj),
        Some(_) => {}
        None if sheet.relation(at) == Relation::Conj => {}
        None => rises(sheet, at, noun),
    }
}

/// The verb heads the sentence, the noun above it is its subject, and what stands behind the verb is the verb's.
pub(super) fn rises(sheet: &mut Sheet, at: usize, noun: usize) {
    let chain: Vec<usize> =
        std::iter::successors(Some(noun), |word| sheet.head(*word)).take(sheet.line().len()).collect();
    let Some(top) = chain.last().copied() else { return };
    let own = sheet.has_subject(at);
    let passive = sheet.tag(at) == Tag::Vbn;
    sheet.rise(at, top, if passive { Relation::NsubjPass } else { Relation::Nsubj });
    if own || sheet.case(top).is_some() {
        sheet.hang(top, Some(at), Relation::Obl);
    }
    for word in chain {
        let behind: Vec<usize> = sheet.kids(word).into_iter().filter(|kid| sheet.before(at, *kid)).collect();
        for kid in behind {
            let relation = match sheet.relation(kid) {
                Relation::Nmod | Relation::Appos => Relation::Obl,
                other => other,
            };
            sheet.hang(kid, Some(at), relation);
        }
    }
}

pub(super) fn is_short(key: &str) -> bool {
    [
        "ен", "ена", "ено", "ены", "ан", "ана", "ано", "аны", "ян", "яна", "яно", "яны", "ит", "ита", "ито", "иты",
        "ята", "яты",
    ]
    .iter()
    .any(|end| key.ends_with(end))
}

/// Whether a word that opens a clause of a noun stands between.
fn has_relative(sheet: &Sheet, noun: usize, verb: usize) -> bool {
    let opens = |word: &usize| {
        sheet.key(*word).starts_with("котор")
            || matches!(
                sheet.key(*word),
                "где" | "куда" | "откуда" | "когда" | "что" | "кто" | "чей" | "чья" | "чье" | "чьи"
            )
            || matches!(sheet.tag(*word), Tag::Wp | Tag::Wrb | Tag::Wdt)
    };
    let between = |word: &usize| sheet.before(noun, *word) && sheet.before(*word, verb);
    sheet.line().iter().filter(|word| between(word)).any(opens)
}

/// "Трое рыбаков убиты выстрелами": a short participle describes no noun behind it; the noun before it is its subject.
pub(super) fn participle_before(sheet: &mut Sheet, at: usize) {
    let short = sheet.tag(at) == Tag::Vbn && is_short(sheet.key(at)) && sheet.relation(at) == Relation::Amod;
    // "Раунд переговоров перенесён на неделю": nor one that it leads to.
    let root = sheet.head(at).filter(|noun| short && sheet.head(*noun).is_none() && sheet.before(at, *noun));
    if let Some(root) = root.filter(|root| sheet.is_noun(*root)) {
        sheet.rise(at, root, Relation::Obl);
        for kid in sheet.kids(root).into_iter().filter(|kid| sheet.before(*kid, at)).collect::<Vec<_>>() {
            let relation =
                if sheet.relation(kid) == Relation::Nsubj { Relation::NsubjPass } else { sheet.relation(kid) };
            sheet.hang(kid, Some(at), relation);
        }
        return;
    }
    let Some(behind) = sheet.head(at).filter(|noun| short && sheet.is_noun(*noun) && sheet.before(at, *noun)) else {
        return;
    };
    let top = std::iter::successors(Some(behind), |word| sheet.head(*word)).take(sheet.line().len()).last();
    let Some(top) = top.filter(|top| sheet.is_noun(*top) && sheet.before(*top, at) && sheet.case(*top).is_none())
    else {
        return;
    };
    sheet.hang(at, Some(top), Relation::Acl);
    sheet.hang(behind, Some(top), Relation::Nmod);
    rises(sheet, at, top);
}
