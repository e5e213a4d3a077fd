//! Names: those that the register spotted, those that the tagger of names found, and runs of capitalised words that are
//! proper nouns to the grammar. A capital at the start of a sentence proves nothing; a title before a name shows a person.
//! The register's kind of a name stands; the tagger tells the kind of what the register does not hold.

use super::merging::merge;
use super::titles::{is_bearer, is_person_title, office, title_alone, title_edge};
use super::{Draft, Form, Known, Named};
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use grammar::{Relation, Tag, Upos};
use model::MentionKind;

const PARTICLES: [&str; 12] = ["al", "el", "bin", "ibn", "bint", "de", "la", "del", "von", "van", "abu", "ben"];
const ORGANISATION_LINKS: [&str; 4] = ["of", "for", "the", "and"];

/// The names of a sentence, without overlap.
pub(super) fn find(tree: &Tree<'_>, lexicon: &Lexicon, known: &[Known], named: &[Named]) -> Vec<Draft> {
    let (known, named) = merge(tree, known, named);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tree.len() {
        let learned = named.iter().find(|name| name.first == at);
        let listed = known.iter().filter(|name| name.first == at).max_by_key(|name| name.last);
        let ahead = || named.iter().map(|name| name.first).filter(|first| *first > at).min().unwrap_or(tree.len());
        let followed = |last: usize| ahead() == last + 1 || known.iter().any(|name| name.first == last + 1);
        let (draft, last) = match (listed, learned) {
            (Some(listed), _) => {
                let draft = known_name(tree, lexicon, &known, listed, (&found, ahead()));
                let last = draft.last;
                (Some(draft), last)
            }
            (None, Some(learned)) if takes_part(tree, learned) => {
                let last = run_end(tree, lexicon, &known, at).min(learned.last);
                let whole = run(tree, lexicon, &known, (at, last), followed(last));
                // Of what sort it is, the tagger could not tell either, unless the words before it do.
                let borne = is_bearer(tree, lexicon, at, last);
                let actor = |draft| Draft { kind: MentionKind::Actor, ..draft };
                (if borne { whole } else { whole.map(actor) }, last)
            }
            (None, Some(learned)) if learned.kind.is_none() && !is_name_word(tree, at) => (None, at),
            (None, Some(learned)) => (learned_name(tree, lexicon, learned, &found), learned.last),
            (None, None) if is_name_word(tree, at) => {
                let last = run_end(tree, lexicon, &known, at).min(ahead() - 1);
                (run(tree, lexicon, &known, (at, last), followed(last)), last)
            }
            (None, None) => (None, at),
        };
        found.extend(draft);
        at = last.max(at) + 1;
    }
    found.dedup_by(|next, last| next.head == last.head);
    found.retain(|draft| !is_act_or_address(tree, draft));
    let mut found = joined(tree, &known, found);
    for draft in found.iter_mut().filter(|draft| draft.kind != MentionKind::Place) {
        draft.first = article(tree, draft).unwrap_or(draft.first);
    }
    found
}

/// "Operation Ridge", "Resolution 2254", "someone@example.org" name nobody.
fn is_act_or_address(tree: &Tree<'_>, draft: &Draft) -> bool {
    let (first, last) = draft.head;
    let form = tree.form(first);
    let address = first == last && (form.contains('@') || form.contains("://") || form.starts_with("www."));
    let body = matches!(draft.kind, MentionKind::Organisation | MentionKind::Actor);
    let operation = tree.lower(first) == "operation" && last > first;
    let act = matches!(tree.lower(last).as_str(), "resolution" | "resolutions");
    address || body && (operation || act)
}

/// Names of bodies in capitals with a hyphen between are one, "CJTF-OIR", unless the register knows both.
fn joined(tree: &Tree<'_>, known: &[Known], drafts: Vec<Draft>) -> Vec<Draft> {
    let capitals = |draft: &Draft| {
        let body = matches!(draft.kind, MentionKind::Organisation | MentionKind::Actor);
        let (first, last) = draft.head;
        body && first == last && tree.form(first).len() > 1 && tree.form(first).chars().all(char::is_uppercase)
    };
    let mut all: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let tied = |before: &&mut Draft| {
            let hyphen = before.last + 1;
            let (Some(one), Some(mark), Some(other)) =
                (tree.span(before.last), tree.span(hyphen), tree.span(draft.first))
            else {
                return false;
            };
            let close = one.end() == mark.start() && mark.end() == other.start();
            let listed = |head: (usize, usize)| known.iter().any(|name| name.listed && (name.first, name.last) == head);
            let apart = listed(before.head) && listed(draft.head);
            draft.first == hyphen + 1
                && tree.form(hyphen) == "-"
                && close
                && !apart
                && capitals(before)
                && capitals(&draft)
        };
        match all.last_mut().filter(tied) {
            Some(before) => {
                (before.last, before.head.1, before.kind) = (draft.last, draft.head.1, MentionKind::Organisation);
            }
            None => all.push(draft),
        }
    }
    all
}

/// The article before a name that belongs to no later noun: "the UN" has one, "the UN report" has not. One that is written onto
/// the name ("l'Union") is no word of the phrase.
fn article(tree: &Tree<'_>, draft: &Draft) -> Option<usize> {
    let at = draft.first.checked_sub(1).filter(|at| tree.lower(*at) == "the")?;
    let own = tree.head(at).is_some_and(|noun| (draft.first..=draft.last).contains(&noun));
    let apart = tree.span(at).zip(tree.span(draft.first)).is_some_and(|(one, other)| one.end() < other.start());
    let next = draft.last + 1;
    let more = next < tree.len() && matches!(tree.upos(next), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num);
    (apart && (own || !more && tree.form(next) != "-")).then_some(at)
}

/// A name that the tagger found; the words before it that are titles belong to its phrase alone.
fn learned_name(tree: &Tree<'_>, lexicon: &Lexicon, name: &Named, before: &[Draft]) -> Option<Draft> {
    let kind = name.kind.or_else(|| is_bearer(tree, lexicon, name.first, name.last).then_some(MentionKind::Person))?;
    let is_title = |at: usize| lexicon.is("title", &tree.lower(at).replace('.', ""));
    let opener = usize::from(name.first == 0 && name.last > 0 && is_closed_class(tree.lower(0)));
    let name = Named { first: name.first + opener, ..*name };
    let person = kind == MentionKind::Person;
    // "French President Emmanuel Macron": what the tagger took for a part of the name is a title.
    let dressed =
        (name.first..name.last).take_while(|at| person && (is_title(*at) || tree.upos(*at) == Upos::Adj)).count();
    let titles = (name.first..name.first + dressed).rev().find(|at| is_title(*at)).map_or(0, |at| at + 1 - name.first);
    // "Secretary of State John Kerry": the office is no part of the name.
    let within =
        || (name.first + 1..=name.last).rev().find(|at| office(tree, lexicon, *at).is_some_and(|of| of < name.first));
    let first = within().filter(|_| person).unwrap_or(name.first + titles);
    if person && titles > 0 && tree.form(first).starts_with(char::is_lowercase) {
        return title_alone(tree, lexicon, first - 1);
    }
    let floor = before.last().map_or(0, |draft| draft.last + 1);
    let edge = title_edge(tree, lexicon, first, floor).min(name.first);
    Some(Draft { first: edge, last: name.last, head: (first, name.last), kind, form: Form::Name })
}

/// A name of which the tagger only knows that it is one: where it acts, or is joined to who acts, it is somebody; a plural
/// is a people ("the Rohans"). Several are drawn together where "and" stands between them.
fn takes_part(tree: &Tree<'_>, name: &Named) -> bool {
    let at = name.first;
    let single = at == name.last || (at..name.last).any(|word| matches!(tree.lower(word).as_str(), "and" | "nor"));
    if name.kind.is_some() || !single || !is_name_word(tree, at) || tree.headline {
        return false;
    }
    let people = tree.tag(at) == Tag::Nnps && !tree.lower(at).ends_with("ics");
    let acts = matches!(
        tree.relation(at),
        Relation::Nsubj | Relation::NsubjPass | Relation::NmodPoss | Relation::OblAgent | Relation::Conj
    );
    let with = ["with", "against", "between", "from", "in", "to", "towards"];
    let bare = !tree.kids(at).iter().any(|kid| tree.relation(*kid) == Relation::Det);
    people || bare && (acts || with.contains(&tree.preposition(at).as_str()))
}

fn is_name_word(tree: &Tree<'_>, at: usize) -> bool {
    tree.upos(at) == Upos::Propn
        && tree.form(at).starts_with(char::is_alphanumeric)
        && tree.form(at).chars().any(char::is_uppercase)
        && !is_calendar(tree.lower(at))
        && !(at == 0 && is_closed_class(tree.lower(at)))
}

/// Words that open sentences and are never names.
fn is_closed_class(lower: &str) -> bool {
    const WORDS: [&str; 24] = [
        "amid",
        "despite",
        "after",
        "before",
        "since",
        "as",
        "while",
        "although",
        "though",
        "when",
        "during",
        "under",
        "following",
        "yet",
        "but",
        "and",
        "however",
        "earlier",
        "later",
        "meanwhile",
        "hours",
        "calls",
        "both",
        "head",
    ];
    WORDS.contains(&lower)
}

fn is_calendar(lower: &str) -> bool {
    const SHORT: [&str; 12] = ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"];
    crate::calendar::is_day_or_month(lower) || SHORT.contains(&lower.trim_end_matches('.'))
}

/// A name of the register, with the title before it and the rest of a longer name around it.
/// Its words end before the word where the next learned name begins, `around.1`.
fn known_name(tree: &Tree<'_>, lexicon: &Lexicon, known: &[Known], name: &Known, around: (&[Draft], usize)) -> Draft {
    let (before, end) = around;
    let mut last = name.last;
    let mut kind = name.kind;
    let next_known = |at: usize| known.iter().any(|other| other.first == at);
    // "Peter Gatdor" where only "Peter" is listed; but not "Tripoli government".
    while kind == MentionKind::Person && last + 1 < end && is_name_word(tree, last + 1) && !next_known(last + 1) {
        last += 1;
    }
    let floor = before.last().map_or(0, |draft| draft.last + 1);
    let first = title_edge(tree, lexicon, name.first, floor);
    if first < name.first && kind == MentionKind::Place && is_person_title(tree, lexicon, first, name.first) {
        kind = MentionKind::Person;
    }
    Draft { first, last, head: (name.first, last), kind, form: Form::Name }
}

/// The last word of a run of name words.
fn run_end(tree: &Tree<'_>, lexicon: &Lexicon, known: &[Known], first: usize) -> usize {
    let mut last = first;
    loop {
        let next = last + 1;
        if known.iter().any(|name| {
            name.first == next && name.kind != MentionKind::Person && !is_first_name(tree, first, last, lexicon)
        }) {
            return last;
        }
        if is_name_word(tree, next) {
            last = next;
        } else if let Some(end) = linked(tree, lexicon, first, last) {
            last = end;
        } else {
            return last;
        }
    }
}

/// A capitalised word that is neither a title nor a word of organisations may be a first name: "Jack London".
fn is_first_name(tree: &Tree<'_>, first: usize, last: usize, lexicon: &Lexicon) -> bool {
    first == last
        && !tree.headline
        && !lexicon.is("title", tree.lower(last))
        && !lexicon.is("orgword", tree.lower(last))
        && tree.form(last).chars().skip(1).all(char::is_lowercase)
        && first > 0
}

/// What follows a particle, a hyphen, or "of" in the name of an organisation.
fn linked(tree: &Tree<'_>, lexicon: &Lexicon, first: usize, last: usize) -> Option<usize> {
    let word = tree.lower(last + 1);
    let after = last + 2;
    if (PARTICLES.contains(&word.as_str()) || word == "-") && is_name_word(tree, after) {
        return Some(after);
    }
    if word.starts_with("al-") || word.starts_with("el-") || word.starts_with("at-") {
        return Some(last + 1);
    }
    if PARTICLES.contains(&word.as_str())
        && PARTICLES.contains(&tree.lower(after).as_str())
        && is_name_word(tree, after + 1)
    {
        return Some(after + 1);
    }
    if PARTICLES.contains(&word.as_str()) && tree.form(after) == "-" && is_name_word(tree, after + 1) {
        return Some(after + 1);
    }
    let nickname = matches!(word.as_str(), "\"" | "“") && is_name_run(tree, after);
    if nickname && let Some(close) = (after..after + 4).find(|at| matches!(tree.form(*at), "\"" | "”")) {
        return is_name_word(tree, close + 1).then_some(close + 1);
    }
    let organisation = (first..=last).any(|at| lexicon.is("orgword", tree.lower(at)));
    let of = organisation && word == "of";
    let end = (after..after + 3).find(|at| !ORGANISATION_LINKS.contains(&tree.lower(*at).as_str()))?;
    (of && is_name_word(tree, end)).then_some(end)
}

fn is_name_run(tree: &Tree<'_>, at: usize) -> bool {
    tree.form(at).starts_with(char::is_uppercase)
}

/// A run of name words that the register does not hold whole.
/// `followed` tells that a name of another stands behind it.
fn run(
    tree: &Tree<'_>,
    lexicon: &Lexicon,
    known: &[Known],
    (first, last): (usize, usize),
    followed: bool,
) -> Option<Draft> {
    let first = capital_adjective(tree, lexicon, first, last);
    // In a headline every word has a capital: only the register is believed.
    if tree.headline && first == last && tree.form(first).chars().skip(1).any(char::is_lowercase) && first == 0 {
        return None;
    }
    let mut name = first;
    while name < last && lexicon.is("title", &tree.lower(name).replace('.', "")) {
        name += 1;
    }
    let titled = name > first || is_bearer(tree, lexicon, first, last);
    if name == last && lexicon.is("title", tree.lower(name)) {
        return title_alone(tree, lexicon, last).filter(|_| !followed);
    }
    let inner = known.iter().find(|known| known.first >= first && known.last == last);
    let kind = guess(tree, lexicon, name, last, titled, inner.map(|known| known.kind));
    let edge = title_edge(tree, lexicon, name, 0).min(first);
    Some(Draft { first: edge, last, head: (name, last), kind, form: Form::Name })
}

/// "Northern Front", "African Union": the adjective belongs to the name of a body.
fn capital_adjective(tree: &Tree<'_>, lexicon: &Lexicon, first: usize, last: usize) -> usize {
    let body = (first..=last).any(|at| lexicon.is("orgword", tree.lower(at)));
    let before = first.checked_sub(1);
    let fits = before.filter(|at| {
        body && tree.upos(*at) == Upos::Adj
            && tree.form(*at).starts_with(char::is_uppercase)
            && (*at > 0 && !tree.headline)
    });
    fits.unwrap_or(first)
}

fn guess(
    tree: &Tree<'_>,
    lexicon: &Lexicon,
    first: usize,
    last: usize,
    titled: bool,
    inner: Option<MentionKind>,
) -> MentionKind {
    let form = tree.form(last);
    let organisation = (first..=last).any(|at| lexicon.is("orgword", tree.lower(at)));
    let located = first > 0
        && matches!(tree.lower(first - 1).as_str(), "in" | "near" | "at" | "around" | "outside" | "into" | "towards");
    match () {
        () if titled && !organisation => MentionKind::Person,
        () if organisation || lexicon.is("media", &form.to_lowercase()) => MentionKind::Organisation,
        () if inner == Some(MentionKind::Person) => MentionKind::Person,
        () if located => MentionKind::Place,
        // Whom the tagger passes over acts perhaps; nothing tells what it is.
        () => MentionKind::Actor,
    }
}
