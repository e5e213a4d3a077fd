//! Towards whom an act of words, politics or protest goes where none of its own slots names anybody: whoever did or owns
//! what is answered ("rejected Israel's proposal"), who is to do what is demanded ("demanded that Israel withdraw"), whom
//! the step concerns that is promised or threatened ("agreed to send wheat to Lebanon"). Acts of force and movements are
//! left alone: what they are aimed at is told or unknown.

use super::concerned::{DEPTH, Search, first_of};
use super::{Filled, filler};
use crate::reading_sentence::Sentence;
use crate::triggers::Hit;
use grammar::{Relation, Tag};
use model::{ClaimKind, Family, MentionKind, Role};

/// Adds whom the act concerns to its roles.
pub(super) fn add(sentence: &Sentence<'_>, hit: &Hit<'_>, roles: &mut Filled) {
    let kind = hit.trigger.kind;
    if !is_towards_somebody(kind) {
        return;
    }
    if kind.family() == Family::Politics {
        things_are_matters(sentence, roles);
    }
    // Whom one complains to is not whom one complains of.
    let addressed = matches!(kind, ClaimKind::Accusation | ClaimKind::Condemnation);
    if names_somebody(sentence, roles, addressed) {
        return;
    }
    // Several who agree do so with each other, whatever they agree on.
    if kind == ClaimKind::Acceptance && roles.get(&Role::Agent).is_some_and(|agents| agents.len() > 1) {
        return;
    }
    let search = Search { sentence, own: roles.get(&Role::Agent).into_iter().flatten().map(|(at, _)| *at).collect() };
    let role = match kind {
        ClaimKind::Support | ClaimKind::Aid => Role::Beneficiary,
        ClaimKind::Signature | ClaimKind::Cooperation | ClaimKind::DiplomaticTies => Role::Counterpart,
        _ => Role::Target,
    };
    for at in search.whom(hit, roles) {
        if is_where_it_holds(sentence, roles, at) || is_who_speaks(sentence, kind, at) {
            continue;
        }
        if let Some(filler) = filler(sentence, at) {
            roles.entry(role).or_default().push((at, filler));
        }
    }
}

/// "called for a truce in Tarn": the truce is to hold there, and nobody is addressed.
fn is_where_it_holds(sentence: &Sentence<'_>, roles: &Filled, at: usize) -> bool {
    let truce = |at: &usize| sentence.lexicon.is("truce", sentence.tree.lemma(*at));
    let matter = roles.get(&Role::Matter).into_iter().flatten().any(|(at, _)| truce(at));
    let place = sentence.kind(at) == Some(MentionKind::Place);
    matter && place && matches!(sentence.tree.preposition(at).as_str(), "in" | "at" | "across")
}

/// "warned that they would resume": in what one threatens, pledges or states, "they" as a subject are those who say so.
fn is_who_speaks(sentence: &Sentence<'_>, kind: ClaimKind, at: usize) -> bool {
    let own = matches!(kind, ClaimKind::Threat | ClaimKind::Pledge | ClaimKind::Statement | ClaimKind::Denial);
    own && matches!(sentence.tree.lower(at).as_str(), "they" | "he" | "she" | "we" | "i")
        && sentence.tree.relation(at).is_subject()
}

/// Kinds that are done towards somebody, beside those of politics.
const TOWARDS: [ClaimKind; 19] = [
    ClaimKind::Acceptance,
    ClaimKind::Accusation,
    ClaimKind::Call,
    ClaimKind::Condemnation,
    ClaimKind::Demand,
    ClaimKind::Denial,
    ClaimKind::Pledge,
    ClaimKind::Proposal,
    ClaimKind::Protest,
    ClaimKind::Refusal,
    ClaimKind::Reservation,
    ClaimKind::Riot,
    ClaimKind::Sanction,
    ClaimKind::Signature,
    ClaimKind::Statement,
    ClaimKind::Support,
    ClaimKind::Suspension,
    ClaimKind::Threat,
    ClaimKind::Welcome,
];

fn is_towards_somebody(kind: ClaimKind) -> bool {
    let political = kind.family() == Family::Politics && kind != ClaimKind::Resignation;
    political || TOWARDS.contains(&kind)
}

/// A thing is no target of a political act: it is what the act is about.
fn things_are_matters(sentence: &Sentence<'_>, roles: &mut Filled) {
    let Some(targets) = roles.get_mut(&Role::Target) else { return };
    let (actors, things): (Vec<_>, Vec<_>) =
        std::mem::take(targets).into_iter().partition(|(at, _)| sentence.is("actor", *at));
    *targets = actors;
    if !things.is_empty() {
        roles.entry(Role::Matter).or_default().extend(things);
    }
    roles.retain(|_, list| !list.is_empty());
}

fn names_somebody(sentence: &Sentence<'_>, roles: &Filled, addressed: bool) -> bool {
    let patients = [Role::Target, Role::Victim, Role::Beneficiary, Role::Counterpart, Role::To];
    let patients = patients.iter().take(if addressed { 3 } else { patients.len() });
    patients.filter_map(|role| roles.get(role)).flatten().any(|(at, _)| sentence.is("actor", *at))
}

impl Search<'_, '_> {
    fn whom(&self, hit: &Hit<'_>, roles: &Filled) -> Vec<usize> {
        let mut contents: Vec<usize> = hit.arguments.fillers("xcomp").filter(|at| self.is_verb(*at)).collect();
        if hit.trigger.kind == ClaimKind::Signature {
            contents.extend(self.aims(hit.at));
        }
        if matches!(hit.trigger.kind, ClaimKind::Call | ClaimKind::Demand | ClaimKind::Proposal) {
            let asked = first_of(contents.iter(), |at| self.actors(&self.verb(**at), "subj"));
            let asked = if asked.is_empty() { self.behind(hit.at, "that", 4) } else { asked };
            if !asked.is_empty() {
                return asked;
            }
        }
        let things = [Role::Target, Role::Matter, Role::Beneficiary, Role::Counterpart];
        let things = things.iter().filter_map(|role| roles.get(role)).flatten().map(|(at, _)| *at);
        let things: Vec<usize> = things.filter(|at| !self.is_verb(*at) && !self.own.contains(at)).collect();
        let somebody: Vec<usize> = things.iter().copied().filter(|at| self.sentence.is("actor", *at)).collect();
        if !somebody.is_empty() {
            return somebody;
        }
        let owners = first_of(things.iter(), |at| self.owners(**at, DEPTH));
        if !owners.is_empty() {
            return owners;
        }
        let steps = first_of(contents.iter(), |at| self.concerned(**at, DEPTH));
        match hit.trigger.kind {
            _ if !steps.is_empty() => steps,
            // "welcomed a resumption of ties with the island": trees hang the phrase on the verb.
            ClaimKind::Welcome | ClaimKind::Condemnation | ClaimKind::Refusal if !things.is_empty() => {
                first_of(["with", "between"].iter(), |slot| self.actors(&hit.arguments, slot))
            }
            ClaimKind::Protest | ClaimKind::Riot => self.by_purpose(hit),
            ClaimKind::Threat => {
                first_of(["unless", "if"].iter(), |word| self.behind(hit.at, word, self.sentence.tree.len()))
            }
            _ => Vec::new(),
        }
    }

    /// The first who stands behind a word that comes at most so many words after another: "demanded that the north stop",
    /// whatever the tree makes of the bare verb; "threatened to leave unless the council yields".
    fn behind(&self, at: usize, word: &str, reach: usize) -> Vec<usize> {
        let tree = self.sentence.tree;
        let opens = (at + 1..(at + 1 + reach).min(tree.len())).find(|next| tree.lower(*next) == word);
        let Some(opens) = opens else { return Vec::new() };
        let verb = |at: &usize| tree.tag(*at).is_verb();
        let end = (opens + 1..(opens + 10).min(tree.len())).find(verb).unwrap_or(opens + 10).min(tree.len());
        let first = (opens + 1..end).find(|at| self.sentence.is("actor", *at) && !self.own.contains(at));
        first.into_iter().collect()
    }

    /// "staged a hunger strike to demand the resignation of the president", "in protest against the ministry".
    fn by_purpose(&self, hit: &Hit<'_>) -> Vec<usize> {
        let tree = self.sentence.tree;
        let later = hit.at + 1..tree.len();
        let purpose = |at: &usize| {
            let asks = matches!(
                tree.lemma(*at),
                "demand"
                    | "protest"
                    | "call"
                    | "press"
                    | "urge"
                    | "seek"
                    | "oppose"
                    | "denounce"
                    | "condemn"
                    | "overthrow"
            );
            // Taggers take "calling for" behind a day for a noun.
            let misread = matches!(tree.lower(*at).as_str(), "calling" | "demanding" | "urging");
            (asks && matches!(tree.tag(*at), Tag::Vb | Tag::Vbg) || misread)
                && tree.child(*at, Relation::Nsubj).is_none()
        };
        let cause = |at: &usize| {
            matches!(tree.lemma(*at), "protest" | "defiance" | "opposition" | "demand") && tree.is_noun(*at)
        };
        let found = first_of(later.clone().filter(purpose), |at| self.aim(*at));
        if found.is_empty() { first_of(later.filter(cause), |at| self.owners(*at, DEPTH)) } else { found }
    }
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use crate::testing::{document, reader};
    use model::{ClaimKind, ReportId, Role};

    /// The words that fill a role of the first claim of a kind.
    fn role(text: &str, kind: ClaimKind, role: Role) -> Vec<String> {
        let extraction = reader().read(&ReportId::new("r-test").unwrap(), &document(text), &[]);
        let claim = extraction.claims.iter().find(|claim| claim.kind == kind);
        let mentions = claim.map(|claim| claim.mentions(role).collect::<Vec<_>>()).unwrap_or_default();
        mentions.into_iter().map(|mention| extraction.mentions[mention.0].text.clone()).collect()
    }

    #[test]
    fn an_answer_goes_to_whoever_did_what_is_answered() {
        let target = |text| role(text, ClaimKind::Refusal, Role::Target);
        assert_eq!(target("Lebanon rejected Israel's proposal on Monday."), ["Israel"]);
        assert_eq!(target("Lebanon rejected a Turkish proposal on Monday."), ["Turkish"]);
    }

    #[test]
    fn a_demand_goes_to_whoever_is_to_act() {
        let target = |text| role(text, ClaimKind::Demand, Role::Target);
        assert_eq!(target("Sudan demanded that Egypt withdraw its troops."), ["Egypt"]);
        assert_eq!(target("Sudan demanded the resignation of Prime Minister Nasser."), ["Prime Minister Nasser"]);
    }

    #[test]
    fn a_step_goes_to_whom_it_concerns() {
        assert_eq!(role("France agreed to send wheat to Lebanon.", ClaimKind::Acceptance, Role::Target), ["Lebanon"]);
        assert_eq!(role("Iran threatened to break relations with Iraq.", ClaimKind::Threat, Role::Target), ["Iraq"]);
    }
}
