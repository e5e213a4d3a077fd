//! Treebanks of other languages: universal parts of speech and features are turned into the nearest fine tags, so that what
//! was learned from them can be read like English. Contracted words ("du", "au") stay whole, as they are written.

use super::conllu::{Sentence, Token};
use crate::{Relation, Tag, Upos};

/// Reads the sentences of a treebank without fine tags that we know.
pub fn read_universal(text: &str) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for block in text.split("\n\n") {
        let lines: Vec<&str> =
            block.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit())).collect();
        if let Some(tokens) = tokens(&lines).filter(|tokens| !tokens.is_empty()) {
            sentences.push(Sentence { tokens, number: sentences.len() });
        }
    }
    sentences
}

/// One token of the text: the words that it contracts.
struct Surface {
    form: Option<String>,
    words: Vec<(usize, Token)>,
}

fn tokens(lines: &[&str]) -> Option<Vec<Token>> {
    let mut surfaces: Vec<Surface> = Vec::new();
    let mut open = 0;
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let number = *fields.first()?;
        if let Some((first, last)) = number.split_once('-') {
            let (first, last): (usize, usize) = (first.parse().ok()?, last.parse().ok()?);
            open = last + 1 - first;
            surfaces.push(Surface { form: fields.get(1).map(|form| (*form).to_owned()), words: Vec::new() });
            continue;
        }
        let Ok(number) = number.parse::<usize>() else { continue };
        let word = (number, token(&fields)?);
        match surfaces.last_mut().filter(|_| open > 0) {
            Some(surface) => surface.words.push(word),
            None => surfaces.push(Surface { form: None, words: vec![word] }),
        }
        open = open.saturating_sub(1);
    }
    let place = |number: usize| surfaces.iter().position(|surface| surface.words.iter().any(|word| word.0 == number));
    surfaces.iter().map(|surface| whole(surface, &place)).collect()
}

/// One token out of the words that it contracts: "du" is its preposition, "auquel" its pronoun.
fn whole(surface: &Surface, place: &impl Fn(usize) -> Option<usize>) -> Option<Token> {
    let pronoun = surface.words.iter().find(|(_, word)| word.upos == Upos::Pron);
    let (number, word) = pronoun.or_else(|| surface.words.first())?;
    let own = place(*number)?;
    let head = match word.head {
        Some(head) => Some(place(head + 1).filter(|head| *head != own)?),
        None => None,
    };
    let form = surface.form.clone().unwrap_or_else(|| word.form.clone());
    Some(Token { form, head, ..word.clone() })
}

fn token(fields: &[&str]) -> Option<Token> {
    let [_, form, lemma, upos, _, features, head, label, _, rest] = fields else { return None };
    // Russian-GSD writes some quotation marks as they stand in web pages.
    let form = form.replace("&#39;", "'");
    let upos = Upos::from_name(upos)?;
    Some(Token {
        form: form.clone(),
        lemma: (*lemma).to_owned(),
        upos,
        tag: tag(upos, features, &form),
        head: head.parse::<usize>().ok()?.checked_sub(1),
        relation: Relation::from_label(label),
        spaced: !rest.contains("SpaceAfter=No"),
    })
}

/// The nearest fine tag of a part of speech with its features.
fn tag(upos: Upos, features: &str, form: &str) -> Tag {
    let has = |feature: &str| features.split('|').any(|own| own == feature);
    let question = has("PronType=Int") || has("PronType=Rel") || has("PronType=Int,Rel");
    match upos {
        Upos::Verb | Upos::Aux => verb(&has),
        Upos::Noun => case(&has).unwrap_or(if has("Number=Plur") { Tag::Nns } else { Tag::Nn }),
        Upos::Propn => case(&has).map_or(Tag::Nnp, |case| case.case().map_or(case, |(case, _)| case)),
        Upos::Adj if has("VerbForm=Part") => Tag::Vbn,
        Upos::Adj if has("Degree=Cmp") => Tag::Jjr,
        Upos::Adj if has("Degree=Sup") => Tag::Jjs,
        Upos::Adj => case(&has).map_or(Tag::Jj, |case| case.case().map_or(case, |(case, _)| case)),
        Upos::Adv if question => Tag::Wrb,
        Upos::Adv if has("Degree=Cmp") => Tag::Rbr,
        Upos::Adv => Tag::Rb,
        Upos::Adp | Upos::Sconj => Tag::In,
        Upos::Part if has("Polarity=Neg") => Tag::Rb,
        Upos::Part => Tag::Rp,
        Upos::Cconj => Tag::Cc,
        Upos::Num => Tag::Cd,
        Upos::Det | Upos::Pron if has("Poss=Yes") => Tag::PrpS,
        Upos::Det if question => Tag::Wdt,
        Upos::Det => Tag::Dt,
        Upos::Pron if question => Tag::Wp,
        Upos::Pron => case(&has).map_or(Tag::Prp, |case| case.case().map_or(case, |(case, _)| case)),
        Upos::Punct => mark(form),
        Upos::Sym => Tag::Sym,
        Upos::Intj => Tag::Uh,
        Upos::X => Tag::Fw,
    }
}

fn verb(has: &impl Fn(&str) -> bool) -> Tag {
    let passive = has("Voice=Pass");
    match () {
        () if has("VerbForm=Inf") => Tag::Vb,
        () if has("VerbForm=Conv") || has("VerbForm=Ger") || has("VerbForm=Vnoun") => Tag::Vbg,
        () if has("VerbForm=Part") && (passive || has("Tense=Past") && !has("Voice=Act")) => Tag::Vbn,
        () if has("VerbForm=Part") => Tag::Vbg,
        () if has("Mood=Cnd") => Tag::VbConditional,
        () if has("Mood=Imp") => Tag::Vb,
        () if has("Tense=Fut") => Tag::VbFuture,
        // An Arabic passive is one word.
        () if passive && has("Aspect=Perf") && !has("VerbForm=Fin") => Tag::Vbn,
        () if has("Tense=Past") || has("Tense=Imp") => Tag::Vbd,
        () if has("Number=Plur") => Tag::Vbp,
        () => Tag::Vbz,
    }
}

fn case(has: &impl Fn(&str) -> bool) -> Option<Tag> {
    let several = has("Number=Plur");
    let one_or = |one, many| Some(if several { many } else { one });
    match () {
        // Arabic writes no endings of case.
        () if has("Definite=Def") || has("Definite=Ind") || has("Definite=Cons") => None,
        () if has("Case=Gen") => one_or(Tag::Genitive, Tag::GenitiveS),
        () if has("Case=Dat") => one_or(Tag::Dative, Tag::DativeS),
        () if has("Case=Acc") => one_or(Tag::Accusative, Tag::AccusativeS),
        () if has("Case=Ins") => one_or(Tag::Instrumental, Tag::InstrumentalS),
        () if has("Case=Loc") => one_or(Tag::Locative, Tag::LocativeS),
        () => None,
    }
}

fn mark(form: &str) -> Tag {
    match form {
        "," | "،" => Tag::Comma,
        "." | "!" | "?" | "؟" => Tag::Stop,
        "(" | "[" => Tag::OpenBracket,
        ")" | "]" => Tag::CloseBracket,
        "«" | "“" | "„" | "``" => Tag::OpenQuote,
        "»" | "”" | "''" => Tag::CloseQuote,
        "\"" => Tag::OpenQuote,
        "-" => Tag::Hyph,
        _ => Tag::Colon,
    }
}

#[cfg(test)]
mod tests {
    use super::read_universal;
    use crate::{Relation, Tag};

    #[test]
    fn contracted_words_stay_whole_and_features_become_tags() {
        let row = |line: &str| line.replace(' ', "\t");
        let text = [
            "1 Nord nord NOUN _ _ 4 nsubj _ _",
            "2-3 du _ _ _ _ _ _ _ _",
            "2 de de ADP _ _ 4 case _ _",
            "3 le le DET _ _ 4 det _ _",
            "4 front front NOUN _ Number=Sing 5 obl _ _",
            "5 signera signer VERB _ Mood=Ind|Tense=Fut|VerbForm=Fin 0 root _ _",
        ]
        .map(row)
        .join("\n");
        let sentences = read_universal(&text);
        let tokens = &sentences[0].tokens;
        assert_eq!(sentences[0].forms(), ["Nord", "du", "front", "signera"]);
        assert_eq!((tokens[1].head, tokens[1].relation, tokens[1].tag), (Some(2), Relation::Case, Tag::In));
        assert_eq!((tokens[2].head, tokens[3].tag, tokens[3].head), (Some(3), Tag::VbFuture, None));
    }
}
