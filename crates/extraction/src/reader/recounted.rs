//! Acts told again: "the attack", "this murder" behind a sentence that told the act whole. The later claim then has the
//! place, the time, the target and the means that the earlier words tell, each of them a mention or words of the text, and
//! its `why` says so. The earlier claim stays as it is; harm is never told twice.
//!
//! Only plain references count: one act, named by a definite noun without a target of its own, told at most a few sentences
//! before by a word of the same sort, and nothing that speaks against it.

use super::sentences::Read;
use crate::lexicon::Part;
use model::{Claim, ClaimKind, Effect, Family, MentionRef, Modality, Polarity, Role, Tense};

/// How many sentences back the act may have been told.
const REACH: usize = 4;

/// Where a claim's trigger stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) sentence: usize,
    pub(super) at: usize,
    pub(super) part: Part,
}

/// Gives claims that only name an act what the sentences before told of it.
pub(super) fn join(claims: &mut [Claim], spots: &[Spot], read: &Read<'_>) {
    for number in 1..claims.len() {
        let Some((told, rest)) = claims.split_at_mut_checked(number) else { continue };
        let (Some(claim), Some(spot)) = (rest.first_mut(), spots.get(number)) else { continue };
        let Some(noun) = reference(claim, *spot, read) else { continue };
        let near = |place: usize| spots.get(place).is_some_and(|before| spot.sentence - before.sentence <= REACH);
        let found =
            told.iter().enumerate().rev().take_while(|(place, _)| near(*place)).find(|(_, act)| means(&noun, act));
        if let Some((_, act)) = found.filter(|(_, act)| agrees(claim, act, read)) {
            recount(claim, act);
        }
    }
}

/// The noun of a claim that only refers: "the attack", "this crime".
fn reference(claim: &Claim, spot: Spot, read: &Read<'_>) -> Option<String> {
    let tree = read.trees.get(spot.sentence)?;
    let open = claim.harm.is_empty() && [Role::Victim, Role::Target].iter().all(|role| !claim.roles.contains_key(role));
    let definite = tree.kids(spot.at).iter().any(|kid| matches!(tree.lower(*kid).as_str(), "the" | "this" | "that"));
    let one = tree.tag(spot.at) != grammar::Tag::Nns && tree.tag(spot.at) != grammar::Tag::Nnps;
    let fact = claim.modality == Modality::Asserted && claim.polarity == Polarity::Affirmed;
    let refers =
        spot.part == Part::Noun && claim.kind.family() == Family::HostileAct && open && definite && one && fact;
    refers.then(|| tree.lemma(spot.at).to_owned())
}

/// Whether an act told before is of the sort that a noun names.
fn means(noun: &str, act: &Claim) -> bool {
    let told = act.modality == Modality::Asserted && act.polarity == Polarity::Affirmed && act.tense == Tense::Past;
    let whole = !act.harm.is_empty() || [Role::Victim, Role::Target].iter().any(|role| act.roles.contains_key(role));
    let deadly = act.harm.iter().any(|harm| harm.effect == Effect::Killed);
    let fits = match noun {
        "murder" | "assassination" | "killing" | "massacre" | "slaying" | "execution" | "slaughter" => {
            deadly || matches!(act.kind, ClaimKind::Assassination | ClaimKind::AttackOnCivilians)
        }
        "kidnapping" | "abduction" | "kidnap" => act.kind == ClaimKind::Abduction,
        "explosion" | "blast" | "bombing" | "detonation" => {
            matches!(act.kind, ClaimKind::ExplosiveDevice | ClaimKind::SuicideAttack)
        }
        "shooting" => matches!(act.kind, ClaimKind::SmallArmsFire | ClaimKind::Assassination | ClaimKind::Sniping),
        "attack" | "raid" | "assault" | "ambush" => is_force(act.kind),
        _ => false,
    };
    told && whole && fits
}

fn is_force(kind: ClaimKind) -> bool {
    matches!(
        kind,
        ClaimKind::ArmedClash
            | ClaimKind::SmallArmsFire
            | ClaimKind::Shelling
            | ClaimKind::AirStrike
            | ClaimKind::DroneStrike
            | ClaimKind::ExplosiveDevice
            | ClaimKind::SuicideAttack
            | ClaimKind::AttackOnCivilians
            | ClaimKind::Assassination
            | ClaimKind::Arson
            | ClaimKind::Destruction
    )
}

/// Whether nothing that both tell differs.
fn agrees(claim: &Claim, act: &Claim, read: &Read<'_>) -> bool {
    let words = |mention: MentionRef| read.mentions.get(mention).map(|mention| mention.text.to_lowercase());
    let same = |one: Option<MentionRef>, other: Option<MentionRef>| match (one, other) {
        (Some(one), Some(other)) => words(one) == words(other),
        _ => true,
    };
    same(claim.time, act.time) && same(claim.place, act.place)
}

fn recount(claim: &mut Claim, act: &Claim) {
    for role in [Role::Target, Role::Victim, Role::Instrument] {
        if let Some(fillers) = act.roles.get(&role).filter(|_| !claim.roles.contains_key(&role)) {
            let agents = claim.roles.get(&Role::Agent).cloned().unwrap_or_default();
            let fillers: Vec<_> = fillers.iter().filter(|filler| !agents.contains(filler)).copied().collect();
            if !fillers.is_empty() {
                claim.roles.insert(role, fillers);
            }
        }
    }
    claim.time = claim.time.or(act.time);
    claim.place = claim.place.or(act.place);
    if claim.kind == ClaimKind::ArmedClash {
        claim.kind = act.kind;
    }
    claim.why = format!("{}; the act of {}, told before", claim.why, act.id);
}

#[cfg(test)]
mod tests {
    use crate::Reader;
    use crate::testing::{document, reader};
    use model::{Document, ReportId, Role};

    /// Two sentences as one report.
    fn two(first: &str, second: &str) -> Document {
        let text = format!("{first} {second}");
        let mut whole = document(&text);
        let cut = first.chars().count();
        let paragraph = whole.paragraphs.first_mut().unwrap();
        let sentence = paragraph.sentences.remove(0);
        for (from, to) in [(0, cut), (cut + 1, text.chars().count())] {
            let span = model::Span::new(from, to).unwrap();
            let tokens = sentence.tokens.iter().filter(|token| span.contains(token.span)).cloned().collect();
            paragraph.sentences.push(model::Sentence { span, tokens, headline: false });
        }
        whole
    }

    fn last_targets(first: &str, second: &str) -> (usize, String) {
        let document = two(first, second);
        let claims = reader().read(&ReportId::new("r-test").unwrap(), &document, &[]).claims;
        let last = claims.iter().rev().find(|claim| claim.trigger.start() > first.chars().count()).unwrap().clone();
        let filled = [Role::Target, Role::Victim].iter().filter_map(|role| last.roles.get(role)).flatten().count();
        (filled, last.why)
    }

    #[test]
    fn the_attack_is_the_one_told_before() {
        let first = "Gunmen attacked a school on Monday.";
        let (filled, why) = last_targets(first, "The rebels claimed responsibility for the attack.");
        assert_eq!(filled, 1, "{why}");
        assert!(why.contains("told before"), "{why}");
    }

    #[test]
    fn other_acts_and_indefinite_ones_are_not() {
        let first = "Gunmen attacked a school on Monday.";
        assert!(!last_targets(first, "The rebels claimed responsibility for an attack.").1.contains("told before"));
        assert!(!last_targets(first, "The rebels carried out the attack on Tuesday.").1.contains("told before"));
    }
}
