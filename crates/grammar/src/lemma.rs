//! The dictionary form of a tagged word: a table of irregular forms first, then the spelling rules of English. Knows
//! nothing of the sentence.

use std::collections::BTreeMap;

use crate::{Tag, Upos};

/// What the parser is shown as a word's lemma.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lemmas {
    /// Dictionary forms of English.
    English,
    /// The first letters: enough where forms of one word differ at their end.
    Stems,
}

/// Irregular forms by the kind of word that they inflect.
pub(crate) struct Lemmatizer {
    stems: bool,
    irregular: BTreeMap<(char, &'static str), &'static str>,
    /// Stems of verbs that lost a final `e`, where the spelling does not tell.
    mute: Vec<&'static str>,
}

/// The longest stem.
const STEM: usize = 7;

const TABLE: &str = include_str!("../../../data/models/english-irregular.tsv");

impl Lemmatizer {
    /// Reads the embedded table. Lines are `kind TAB form TAB lemma`; kind `e` lists stems instead.
    pub(crate) fn english() -> Lemmatizer {
        let mut irregular = BTreeMap::new();
        let mut mute = Vec::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(kind), Some(form)) = (fields.next(), fields.next()) else { continue };
            match (kind.chars().next(), fields.next()) {
                (Some('e'), None) => mute.extend(form.split(' ')),
                (Some('v'), Some(forms)) => {
                    irregular.extend(forms.split(' ').map(|inflected| (('v', inflected), form)));
                }
                (Some(kind), Some(forms)) => {
                    irregular.extend(forms.split(' ').map(|inflected| ((kind, inflected), form)));
                }
                _ => {}
            }
        }
        mute.sort_unstable();
        Lemmatizer { stems: false, irregular, mute }
    }

    /// The lemmatizer for a way of making lemmas.
    pub(crate) fn of(lemmas: Lemmas) -> Lemmatizer {
        match lemmas {
            Lemmas::English => Lemmatizer::english(),
            Lemmas::Stems => Lemmatizer { stems: true, irregular: BTreeMap::new(), mute: Vec::new() },
        }
    }

    /// The lemma of a form with its tags. Names keep their capitals.
    pub(crate) fn lemma(&self, token: &str, upos: Upos, tag: Tag) -> String {
        if self.stems {
            return stem(token);
        }
        let levelled = if token.is_ascii() { token.to_owned() } else { token.replace(['’', '‘'], "'") };
        if upos == Upos::Propn {
            return name(levelled, tag);
        }
        let lower = if keeps_case(upos, tag, &levelled) { levelled } else { levelled.to_lowercase() };
        let kind = kind(upos, tag);
        if let Some(lemma) = self.irregular.get(&(kind, lower.as_str())) {
            return (*lemma).to_owned();
        }
        match tag {
            Tag::Vbz => third_person(&lower),
            Tag::Vbd | Tag::Vbn => self.past(&lower),
            Tag::Vbg => self.without_ending(&lower, "ing"),
            Tag::Nns => singular(&lower),
            Tag::Jjr | Tag::Rbr => self.compared(&lower, "er"),
            Tag::Jjs | Tag::Rbs => self.compared(&lower, "est"),
            _ => lower,
        }
    }

    fn past(&self, form: &str) -> String {
        match form.strip_suffix("ied") {
            Some(stem) if stem.len() > 1 => format!("{stem}y"),
            Some(_) => form.strip_suffix('d').unwrap_or(form).to_owned(),
            None => self.without_ending(form, "ed"),
        }
    }

    fn compared(&self, form: &str, ending: &str) -> String {
        match form.strip_suffix(ending).and_then(|stem| stem.strip_suffix('i')) {
            Some(stem) if stem.len() > 1 => format!("{stem}y"),
            _ => self.without_ending(form, ending),
        }
    }

    fn without_ending(&self, form: &str, ending: &str) -> String {
        match form.strip_suffix(ending) {
            Some(stem) if stem.chars().any(is_vowel) && stem.chars().count() > 1 => self.base(stem),
            _ => form.to_owned(),
        }
    }

    /// Gives a stem back its final `e`, or takes its doubled consonant away. Prefixed and hyphenated stems follow
    /// their last part.
    fn base(&self, stem: &str) -> String {
        let last = stem.rsplit('-').next().unwrap_or(stem);
        let bare = ["re", "over", "out", "under", "dis", "mis", "un"]
            .iter()
            .find_map(|prefix| last.strip_prefix(prefix).filter(|rest| rest.len() > 2 && self.is_mute(rest)));
        if bare.is_some() || self.is_mute(last) || wants_e(last) {
            return format!("{stem}e");
        }
        undoubled(stem, last)
    }

    fn is_mute(&self, stem: &str) -> bool {
        self.mute.binary_search(&stem).is_ok()
    }
}

/// The first letters of a word, fewer of a short one.
fn stem(token: &str) -> String {
    let mut levelled = Vec::new();
    crate::form::level(token, &mut levelled);
    let kept = match levelled.len() {
        short @ 0..=3 => short,
        4 | 5 => levelled.len() - 1,
        long => (long - 2).min(STEM),
    };
    levelled.iter().take(kept).flat_map(|letter| letter.to_lowercase()).collect()
}

fn kind(upos: Upos, tag: Tag) -> char {
    match tag {
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz if upos == Upos::Aux => 'x',
        Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz => 'v',
        Tag::Md => 'm',
        Tag::Nns => 'n',
        Tag::Jjr | Tag::Jjs => 'a',
        Tag::Rbr | Tag::Rbs => 'r',
        Tag::Prp | Tag::Dt | Tag::Rb | Tag::Pos => 'p',
        _ => '-',
    }
}

/// Abbreviations and foreign words keep their capitals.
fn keeps_case(upos: Upos, tag: Tag, form: &str) -> bool {
    matches!(tag, Tag::Fw | Tag::Add | Tag::Gw)
        || (upos == Upos::Adj && tag == Tag::Jj && form.chars().skip(1).any(char::is_lowercase) && nation(form))
        || (upos == Upos::Noun && form.chars().count() > 1 && form.chars().all(|letter| letter.is_uppercase()))
}

/// Adjectives of peoples and countries are written with a capital.
fn nation(form: &str) -> bool {
    const ENDINGS: [&str; 10] = ["an", "ese", "ish", "ch", "i", "sh", "ek", "ic", "ist", "ss"];
    form.chars().next().is_some_and(char::is_uppercase) && ENDINGS.iter().any(|ending| form.ends_with(ending))
}

fn name(form: String, tag: Tag) -> String {
    if tag != Tag::Nnps {
        return form;
    }
    match form.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ => singular(&form),
    }
}

fn third_person(form: &str) -> String {
    let stem = |ending: &str| form.strip_suffix(ending);
    if let Some(stem) = stem("ies") {
        return if stem.len() > 1 { format!("{stem}y") } else { format!("{stem}ie") };
    }
    if let Some(stem) =
        ["oes", "shes", "ches", "xes", "sses", "zzes"].iter().find_map(|ending| stem(ending).and(stem("es")))
    {
        return stem.to_owned();
    }
    form.strip_suffix('s').filter(|stem| !stem.ends_with('s') && stem.len() > 1).unwrap_or(form).to_owned()
}

fn singular(form: &str) -> String {
    if let Some(stem) = form.strip_suffix("men") {
        return format!("{stem}man");
    }
    if let Some(stem) = form.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let hissing = ["shes", "ches", "xes", "sses", "zzes"].iter().any(|ending| form.ends_with(ending));
    let latin = form.ends_with("uses")
        && form.len() > 5
        && !["auses", "ouses", "cuses", "buses", "fuses"].iter().any(|ending| form.ends_with(ending));
    if let Some(stem) = form.strip_suffix("es").filter(|_| hissing || latin) {
        return stem.to_owned();
    }
    let stem = form.strip_suffix("'s").or_else(|| form.strip_suffix('s'));
    stem.filter(|stem| !stem.ends_with(['s', '.']) && stem.len() > 1).unwrap_or(form).to_owned()
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// Groups of vowels, a fair count of syllables.
fn syllables(stem: &str) -> usize {
    let vowels: Vec<bool> = stem.chars().map(is_vowel).collect();
    vowels.iter().zip([false].iter().chain(&vowels)).filter(|(here, before)| **here && !**before).count()
}

/// Whether the spelling shows that a final `e` was dropped. A consonant after a single stressed vowel would have been
/// doubled otherwise.
fn wants_e(stem: &str) -> bool {
    let mut ends = stem.chars().rev();
    let (Some(last), Some(second)) = (ends.next(), ends.next()) else { return false };
    let third = ends.next().unwrap_or(' ');
    let two_vowels = is_vowel(second) && is_vowel(third) && !(third == 'u' && ends.next() == Some('q'));
    match last {
        'v' | 'c' | 'u' => true,
        'e' => second != 'e',
        'z' => second != 'z' && second != 't',
        's' => second != 's',
        'g' => {
            is_vowel(second) && !two_vowels
                || matches!(second, 'r' | 'l' | 'd')
                || (second == 'n' && "ae".contains(third))
        }
        'l' if !is_vowel(second) => !matches!(second, 'l' | 'r' | 'w'),
        _ if !is_vowel(second) || matches!(last, 'w' | 'x' | 'y' | 'h' | 'a' | 'o' | 'i') => false,
        't' if second == 'a' => last_is_create(stem) || !two_vowels || third == 'i' || third == 'u',
        'd' if second != 'e' => !two_vowels || (third == 'u' && second == 'i') || (third == 'u' && second == 'a'),
        'd' => third != 'e',
        _ if two_vowels => false,
        't' if second == 'u' => true,
        'r' => syllables(stem) == 1 || matches!(second, 'i' | 'u' | 'a'),
        'k' | 'b' => true,
        'm' if second == 'u' => true,
        'l' if matches!(second, 'i' | 'u') => true,
        _ => syllables(stem) == 1,
    }
}

/// `create` and its kin, among the many verbs in `-eat`.
fn last_is_create(stem: &str) -> bool {
    stem.ends_with("creat") || stem.ends_with("meat") || stem.ends_with("neat")
}

/// Takes a doubled consonant away: `stopp` to `stop`; `kill`, `add` and `press` stay.
fn undoubled(stem: &str, last_part: &str) -> String {
    let mut ends = last_part.chars().rev();
    let (Some(last), Some(second)) = (ends.next(), ends.next()) else { return stem.to_owned() };
    let long = syllables(last_part) > 1;
    let doubled = last == second
        && match last {
            'b' | 'd' | 'g' | 'm' | 'n' | 'p' | 'r' | 't' => last_part.chars().count() > 3,
            'l' => long && !["stall", "call", "fill", "nroll"].iter().any(|base| last_part.ends_with(base)),
            _ => false,
        };
    let kept = stem.chars().count() - usize::from(doubled);
    stem.chars().take(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::Lemmatizer;
    use crate::{Tag, Upos};

    #[test]
    fn verbs_of_the_news() {
        let lemmatizer = Lemmatizer::english();
        let past = "left leave struck strike fled flee said say shelled shell hit hit lay lie killed kill seized seize \
            agreed agree broke break withdrew withdraw began begin fell fall rose rise shot shoot fought fight held hold \
            met meet sought seek told tell urged urge wounded wound injured injure bombed bomb clashed clash attacked \
            attack captured capture claimed claim accused accuse denied deny announced announce launched launch signed \
            sign refused refuse rejected reject postponed postpone negotiated negotiate mediated mediate stopped stop \
            controlled control patrolled patrol expelled expel released release exchanged exchange arrested arrest \
            deployed deploy violated violate blamed blame fired fire targeted target evacuated evacuate displaced \
            displace besieged besiege raided raid invaded invade hoped hope welcomed welcome visited visit invited \
            invite carried carry died die planned plan used use closed close opened open pledged pledge condemned \
            condemn repelled repel exploded explode damaged damage destroyed destroy added add called call installed \
            install forced force admitted admit committed commit occurred occur entered enter offered offer \
            backed back supplied supply treated treat defeated defeat created create settled settle handled handle \
            required require repaired repair prepared prepare appeared appear poured pour secured secure \
            determined determine joined join gained gain provided provide avoided avoid included include \
            conceded concede proceeded proceed invoked invoke looked look collapsed collapse endorsed endorse \
            abandoned abandon imprisoned imprison convened convene intervened intervene happened happen freed free \
            guaranteed guarantee extended extend halted halt shifted shift wasted waste lasted last brought bring \
            caught catch led lead sent send spent spend paid pay laid lay threw throw drove drive flew fly drew draw \
            blew blow took take gave give went go came come saw see knew know became become made make put put cut cut";
        let pairs: Vec<&str> = past.split_whitespace().collect();
        let lemma = |form: &str| lemmatizer.lemma(form, Upos::Verb, Tag::Vbd);
        let wrong: Vec<_> =
            pairs.chunks(2).filter(|pair| lemma(pair[0]) != pair[1]).map(|pair| lemma(pair[0])).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn other_forms() {
        let lemmatizer = Lemmatizer::english();
        let cases = [
            ("bombing", Upos::Verb, Tag::Vbg, "bomb"),
            ("signing", Upos::Verb, Tag::Vbg, "sign"),
            ("leaving", Upos::Verb, Tag::Vbg, "leave"),
            ("dying", Upos::Verb, Tag::Vbg, "die"),
            ("carries", Upos::Verb, Tag::Vbz, "carry"),
            ("pushes", Upos::Verb, Tag::Vbz, "push"),
            ("uses", Upos::Verb, Tag::Vbz, "use"),
            ("n’t", Upos::Part, Tag::Rb, "not"),
            ("was", Upos::Aux, Tag::Vbd, "be"),
            ("militias", Upos::Noun, Tag::Nns, "militia"),
            ("gunmen", Upos::Noun, Tag::Nns, "gunman"),
            ("cities", Upos::Noun, Tag::Nns, "city"),
            ("viruses", Upos::Noun, Tag::Nns, "virus"),
            ("houses", Upos::Noun, Tag::Nns, "house"),
            ("heavier", Upos::Adj, Tag::Jjr, "heavy"),
            ("worst", Upos::Adj, Tag::Jjs, "bad"),
            ("Haftar", Upos::Propn, Tag::Nnp, "Haftar"),
            ("Turkish", Upos::Adj, Tag::Jj, "Turkish"),
            ("Three", Upos::Num, Tag::Cd, "three"),
        ];
        for (form, upos, tag, lemma) in cases {
            assert_eq!(lemmatizer.lemma(form, upos, tag), lemma, "{form}");
        }
    }
}
