//! "По его словам", "selon ses propos", "بحسب قوله": words that are told to be somebody's are what English says by "according
//! to him".

use super::sheet::Sheet;
use grammar::{Relation, Tag, Upos};

/// Lets the owner of the words stand for them.
pub(super) fn shape(sheet: &mut Sheet) {
    for at in sheet.line() {
        let Some((case, owner)) = owned(sheet, at) else { continue };
        let (head, lemma) = (sheet.head(at), sheet.lemma(owner).to_owned());
        sheet.hang(owner, head, Relation::Obl);
        sheet.set_tag(owner, Upos::Pron, Tag::Prp);
        sheet.say(owner, subject(&lemma));
        if sheet.lemma(case) != "according" {
            sheet.set_tag(case, Upos::Adp, Tag::In);
            sheet.say(case, "according");
            sheet.insert(case, 1, "to", (Upos::Adp, Tag::In), (case, Relation::Fixed));
        }
        sheet.hang(case, Some(owner), Relation::Case);
        sheet.drop(at);
    }
}

/// The preposition before somebody's words, and whose they are.
fn owned(sheet: &Sheet, at: usize) -> Option<(usize, usize)> {
    let words = sheet.is_noun(at) && matches!(sheet.lemma(at), "word" | "remark" | "saying" | "account" | "statement");
    let case = sheet.case(at).filter(|_| words && sheet.head(at).is_some())?;
    let cites = sheet.lemma(case) == "according"
        || sheet.lemma(at) == "word" && matches!(sheet.lemma(case), "on" | "by" | "from");
    let owner = sheet.kids(at).into_iter().find(|kid| sheet.upos(*kid) == Upos::Pron)?;
    (cites && matches!(sheet.relation(owner), Relation::NmodPoss | Relation::Nmod | Relation::Det))
        .then_some((case, owner))
}

fn subject(pronoun: &str) -> &str {
    match pronoun {
        "his" | "him" => "he",
        "her" => "she",
        "its" => "it",
        "their" | "them" => "they",
        "our" | "us" => "we",
        "my" | "me" => "i",
        other => other,
    }
}
