//! Corrects tags before the tree is made, where a tagger learned on other prose errs in reports of war: headlines without
//! articles ("Shelling kills 3", "Army, rebels trade fire"), pasts that look like nouns or participles ("a shell hit a
//! school"), gerunds that name an act ("Fighting in Pikit displaced"). A word changes only where the lexicon knows its
//! other reading and its neighbours leave room for it. Looks at words and tags alone, never at who is named.

mod attributes;
mod nouns;
mod pieces;
mod verbs;
mod words;

use crate::lexicon::Lexicon;
use grammar::{Analyzer, Tag, Upos, Word};

/// A sentence while its tags are corrected.
pub(crate) struct Tagged<'a> {
    words: &'a mut Vec<Word>,
    forms: &'a [&'a str],
    lower: Vec<String>,
    headline: bool,
    lexicon: &'a Lexicon,
    analyzer: &'a Analyzer,
}

/// Corrects the tags of a sentence in place. `forms` are its words as the grammar sees them.
pub(crate) fn correct(words: &mut Vec<Word>, forms: &[&str], headline: bool, lexicon: &Lexicon, analyzer: &Analyzer) {
    let lower = forms.iter().map(|form| form.to_lowercase()).collect();
    let mut tagged = Tagged { words, forms, lower, headline, lexicon, analyzer };
    for at in 0..forms.len() {
        people(&mut tagged, at);
        words::correct(&mut tagged, at);
        name_of_act(&mut tagged, at);
        words::gerund_of_accusation(&mut tagged, at);
        noun_behind_article(&mut tagged, at);
        person_before_noun(&mut tagged, at);
        loyal(&mut tagged, at);
        the_wounded(&mut tagged, at);
        amid(&mut tagged, at);
        counting(&mut tagged, at);
        kills(&mut tagged, at);
        nouns::correct(&mut tagged, at);
        attributes::correct(&mut tagged, at);
    }
    verbs::correct(&mut tagged);
}

impl Tagged<'_> {
    fn tag(&self, at: usize) -> Tag {
        self.words.get(at).map_or(Tag::Stop, |word| word.tag)
    }

    fn before(&self, at: usize) -> Option<Tag> {
        at.checked_sub(1).map(|before| self.tag(before))
    }

    fn lower(&self, at: usize) -> &String {
        static NOTHING: String = String::new();
        self.lower.get(at).unwrap_or(&NOTHING)
    }

    fn lemma(&self, at: usize, upos: Upos, tag: Tag) -> String {
        self.forms.get(at).map(|form| self.analyzer.lemma(form, upos, tag).to_lowercase()).unwrap_or_default()
    }

    fn set(&mut self, at: usize, upos: Upos, tag: Tag) {
        let lemma = self.lemma(at, upos, tag);
        if let Some(word) = self.words.get_mut(at) {
            (word.lemma, word.upos, word.tag) = (lemma, upos, tag);
        }
    }

    fn is_nominal(&self, at: usize) -> bool {
        self.tag(at).is_noun() || self.tag(at) == Tag::Cd
    }

    fn of_people(&self, lemma: &str) -> bool {
        self.lexicon.names_somebody(lemma)
    }
}

/// "Gunmen", "militiamen": no verbs, whatever they look like.
fn people(tagged: &mut Tagged<'_>, at: usize) {
    let lower = tagged.lower(at);
    let men = lower.len() > 4 && (lower.ends_with("men") || lower.ends_with("man"));
    if !men || tagged.is_nominal(at) || matches!(tagged.tag(at), Tag::Jj) {
        return;
    }
    let plural = lower.ends_with("men");
    let lemma = tagged.lemma(at, Upos::Noun, if plural { Tag::Nns } else { Tag::Nn });
    if tagged.of_people(&lemma) {
        tagged.set(at, Upos::Noun, if plural { Tag::Nns } else { Tag::Nn });
    }
}

/// "Shelling kills", "Renewed fighting broke out", "Fighting in Pikit displaced": a gerund that opens a clause and takes no
/// object names an act.
fn name_of_act(tagged: &mut Tagged<'_>, at: usize) {
    let opens = tagged.before(at).is_none_or(|before| {
        matches!(before, Tag::Comma | Tag::Cc | Tag::Colon | Tag::Stop | Tag::OpenQuote | Tag::Jj | Tag::Vbn | Tag::In)
            || tagged.headline && before.is_noun()
    });
    let noun = || tagged.lexicon.triggers(tagged.lower(at)).any(|it| it.pattern.part == crate::lexicon::Part::Noun);
    if tagged.tag(at) != Tag::Vbg || !opens || !noun() {
        return;
    }
    let preposition = tagged.before(at) == Some(Tag::In);
    let next = tagged.tag(at + 1);
    let goes_on = match next {
        Tag::Vbd | Tag::Vbz | Tag::Md | Tag::Comma | Tag::Stop => true,
        Tag::In => {
            !matches!(tagged.lower(at + 1).as_str(), "at" | "back" | "against" | "with" | "for" | "as" | "upon")
                && !preposition
        }
        // "Shelling kills 3", "shelling killed two".
        _ => verbs::reading(tagged, at + 1).is_some() && next != Tag::Nn,
    };
    if goes_on {
        tagged.set(at, Upos::Noun, Tag::Nn);
    }
}

/// "Army shells rebel positions", "that rebel units shelled": a person or a body before another noun is no verb, unless
/// the lexicon knows one.
fn person_before_noun(tagged: &mut Tagged<'_>, at: usize) {
    let small = tagged.lower(at);
    if tagged.tag(at).is_verb()
        && tagged.tag(at) != Tag::Vbg
        && matches!(tagged.tag(at + 1), Tag::Nns | Tag::Nn)
        && !matches!(tagged.before(at), Some(Tag::To | Tag::Md | Tag::Prp))
        && tagged.of_people(small)
        && !tagged.lexicon.names_verb(small)
    {
        tagged.set(at, Upos::Noun, Tag::Nn);
    }
}

/// "forces loyal to the council": an adjective that takes a phrase, read as a verb.
fn loyal(tagged: &mut Tagged<'_>, at: usize) {
    let adjective = matches!(tagged.lower(at).as_str(), "loyal" | "close" | "hostile" | "opposed");
    let phrase = matches!(tagged.lower(at + 1).as_str(), "to" | "with");
    if adjective && phrase && tagged.tag(at).is_verb() && tagged.before(at).is_some_and(Tag::is_noun) {
        tagged.set(at, Upos::Adj, Tag::Jj);
        tagged.set(at + 1, Upos::Adp, Tag::In);
    }
}

/// "evacuated the wounded from the town": a participle with an article and no noun behind it means people.
fn the_wounded(tagged: &mut Tagged<'_>, at: usize) {
    let people = matches!(
        tagged.lower(at).as_str(),
        "wounded" | "injured" | "displaced" | "missing" | "dead" | "sick" | "elderly" | "accused" | "detained"
    );
    let article = at.checked_sub(1).is_some_and(|before| tagged.lower(before) == "the");
    let closes =
        matches!(tagged.tag(at + 1), Tag::In | Tag::Comma | Tag::Stop | Tag::Cc | Tag::To | Tag::Vbd | Tag::Vbp);
    if people && article && closes {
        tagged.set(at, Upos::Noun, Tag::Nns);
    }
}

/// "Killed amid shelling": a preposition, whatever stands around it.
fn amid(tagged: &mut Tagged<'_>, at: usize) {
    if tagged.lower(at) == "amid" && tagged.tag(at) != Tag::In {
        tagged.set(at, Upos::Adp, Tag::In);
    }
}

/// "5 soldiers killed", "3 killed": digits before a noun or a verb count, also where they open the line like the number of a list.
fn counting(tagged: &mut Tagged<'_>, at: usize) {
    let digits = !tagged.lower(at).is_empty() && tagged.lower(at).chars().all(|c| c.is_ascii_digit());
    let counts = tagged.tag(at + 1).is_noun()
        || matches!(tagged.tag(at + 1), Tag::Jj | Tag::Vbn | Tag::Vbd | Tag::Vbz | Tag::Vbp);
    if digits && tagged.tag(at) == Tag::Ls && counts {
        tagged.set(at, Upos::Num, Tag::Cd);
    }
}

/// "The army's shelling kills two", "uses artillery, kills one": a deed before a number or a person that it kills.
fn kills(tagged: &mut Tagged<'_>, at: usize) {
    let killed = || tagged.tag(at + 1) == Tag::Cd || tagged.of_people(tagged.lower(at + 1));
    let Some(deed) = at.checked_sub(1).filter(|_| tagged.lower(at) == "kills" && killed()) else { return };
    let named = tagged.tag(deed).is_noun() || matches!(tagged.tag(deed), Tag::Vbg | Tag::Comma);
    if tagged.tag(at) != Tag::Nns || !named {
        return;
    }
    tagged.set(at, Upos::Verb, Tag::Vbz);
    if tagged.tag(deed) == Tag::Vbg {
        tagged.set(deed, Upos::Noun, Tag::Nn);
    }
    let owner = deed.checked_sub(1).filter(|owner| matches!(tagged.lower(*owner).as_str(), "'s" | "’s"));
    if let Some(owner) = owner {
        tagged.set(owner, Upos::Part, Tag::Pos);
    }
}

/// "an arms embargo on": what closes a phrase with an article is no verb.
fn noun_behind_article(tagged: &mut Tagged<'_>, at: usize) {
    if !matches!(tagged.tag(at), Tag::Vbp | Tag::Vb) {
        return;
    }
    let mut first = at;
    while first > 0 && at - first < 4 && matches!(tagged.tag(first - 1), Tag::Nn | Tag::Nns | Tag::Jj | Tag::Vbn) {
        first -= 1;
    }
    let article = first.checked_sub(1).is_some_and(|article| matches!(tagged.lower(article).as_str(), "a" | "an"));
    let closes = matches!(tagged.tag(at + 1), Tag::In | Tag::Comma | Tag::Stop | Tag::Cc | Tag::To);
    if article && closes && first < at {
        tagged.set(at, Upos::Noun, Tag::Nn);
    }
}
