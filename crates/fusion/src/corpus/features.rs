//! What of a claim can be compared, read out of its report's text once: keys of names, stems of words, tolls.

use super::claims::{Lies, Moment, Place, Pools, Told, Total};
use super::harmed::Harmed;
use crate::incidents::event;
use crate::words::Word;
use crate::{stable, stories};
use model::{ActorRef, Claim, ClaimKind, Effect, Filler, Harm, Reading, Role, Span, Toll, When, Where};
use std::num::NonZeroU32;

/// Letters by which words are compared: enough to tell words apart, few enough to drop their endings.
const STEM: usize = 6;

/// Hashes of names, in order, each once.
type Keys = Vec<u64>;

/// The claims of a reading with these words; `part_cues` open a part of a toll already told.
pub(super) fn claims(
    (reading, words): (&Reading, &[(Word, String)]),
    report: u32,
    part_cues: &[String],
    pools: &mut Pools,
) -> Vec<Told> {
    let characters: Vec<char> = reading.text.chars().collect();
    let text = Text { reading, words, characters, part_cues };
    (0_u32..).zip(&reading.claims).map(|(nth, claim)| text.told(claim, report, nth, pools)).collect()
}

/// A reading whose text is cut into characters once.
struct Text<'a> {
    reading: &'a Reading,
    words: &'a [(Word, String)],
    characters: Vec<char>,
    part_cues: &'a [String],
}

impl Text<'_> {
    fn slice(&self, span: Span) -> String {
        self.characters
            .get(span.start()..span.end().min(self.characters.len()).max(span.start()))
            .map(|all| all.iter().collect())
            .unwrap_or_default()
    }

    fn told(&self, claim: &Claim, report: u32, nth: u32, pools: &mut Pools) -> Told {
        let id = claim.id.as_str();
        let rest = id.strip_prefix(self.reading.report.as_str());
        let mut keys = |keys: Keys| pools.keys.put(&keys);
        let [agents, patients, everybody] =
            [&[Role::Agent][..], &PATIENTS, &Role::ALL].map(|roles| keys(self.actor_keys(claim, roles)));
        let [weapons, matter] =
            [Role::Instrument, Role::Matter].map(|role| words(&self.role_words(claim, role), pools));
        let words = self.content(claim.evidence, pools);
        let harmed = Harmed::of(self.reading.actors(claim, Role::Victim));
        Told {
            report,
            nth,
            name: pools.texts.put(rest.unwrap_or(id).into()),
            named_after_report: rest.is_some(),
            kind: claim.kind,
            modality: claim.modality,
            polarity: claim.polarity,
            tells_of_event: event::tells_of_event(claim),
            stem: pools.stems.put(stable::hash(stem(&self.slice(claim.trigger)).as_bytes())),
            trigger: Place::of(claim.trigger),
            evidence: Place::of(claim.evidence),
            time: pools.times.put(Moment::new(self.reading.time(claim))),
            place: pools.places.put(Lies::new(self.reading.place(claim))),
            lies: pools.places.put(Lies::new(place(self.reading, claim))),
            roles: self.roles(claim, pools),
            voices: self.voices(claim, pools),
            agents,
            patients,
            everybody,
            harmed,
            weapons,
            matter,
            words,
            tolls: pools.tolls.put(&self.tolls(claim)),
            totals: self.totals(claim, pools),
        }
    }

    /// The content words of a stretch of the text, by the stems by which stories are told: of these it is known how rare
    /// they are.
    fn content(&self, span: Span, pools: &mut Pools) -> u32 {
        let first = self.words.partition_point(|(word, _)| word.start < span.start());
        let inside = self.words.iter().skip(first).take_while(|(word, _)| word.end <= span.end());
        let long = inside.filter(|(_, letters)| letters.chars().count() >= CONTENT);
        let stems = long.filter_map(|(_, letters)| stories::stem(letters));
        let stems: Vec<u32> = stems.map(|stem| pools.rarity.number(stem)).collect();
        pools.words.put(&sorted(stems))
    }

    fn roles(&self, claim: &Claim, pools: &mut Pools) -> u32 {
        let mut all = Vec::new();
        for role in claim.roles.keys() {
            let actors = self.reading.actors(claim, *role);
            all.extend(actors.map(|actor| (*role, pools.actors.put(actor.clone()))));
        }
        pools.roles.put(&all)
    }

    fn voices(&self, claim: &Claim, pools: &mut Pools) -> u32 {
        let relays = claim.attribution.relayed_by.iter().rev();
        let relays = relays.filter_map(|mention| self.reading.referent(*mention).actor());
        let voices = self.reading.speaker(claim).into_iter().chain(relays);
        let voices: Vec<u32> = voices.map(|actor| pools.actors.put(actor.clone())).collect();
        pools.voices.put(&voices)
    }

    fn actor_keys(&self, claim: &Claim, roles: &[Role]) -> Keys {
        let mut keys = Vec::new();
        for actor in roles.iter().flat_map(|role| self.reading.actors(claim, *role)) {
            named_keys(actor, &mut keys);
        }
        sorted(keys)
    }

    fn role_words(&self, claim: &Claim, role: Role) -> String {
        let spans = claim.roles.get(&role).into_iter().flatten().filter_map(|filler| match filler {
            Filler::Mention(mention) => self.reading.mentions.get(mention.0).map(|mention| mention.head),
            Filler::Words(span) => Some(*span),
        });
        let text: Vec<String> = spans.map(|span| self.slice(span)).collect();
        text.join(" ")
    }

    /// The tolls of the event itself. Groups of one claim are added ("3 soldiers and 2 civilians"), unless the words say
    /// that one is a part of the other; running totals are left out.
    fn tolls(&self, claim: &Claim) -> Vec<(Effect, Toll)> {
        let mut tolls: Vec<(Effect, Toll)> = Vec::new();
        let mut last_end: Option<usize> = None;
        for harm in claim.harm.iter().filter(|harm| !harm.cumulative) {
            let part = last_end.is_some_and(|end| self.is_part(end, harm));
            last_end = Some(harm.evidence.end());
            match tolls.iter_mut().find(|(effect, _)| *effect == harm.effect) {
                Some(_) if part => {}
                Some((_, toll)) => *toll = add(*toll, harm.toll),
                None => tolls.push((harm.effect, harm.toll)),
            }
        }
        tolls.sort_unstable();
        tolls
    }

    fn is_part(&self, end: usize, harm: &Harm) -> bool {
        // A few characters of the group's own words count too: evidence may open with "including".
        let between = Span::new(end, harm.evidence.start().max(end) + 12).map(|span| self.slice(span));
        let between = between.unwrap_or_default().to_lowercase();
        self.part_cues.iter().any(|cue| between.contains(cue))
    }

    /// The totals that a claim states: its harms marked as running, all of them where the claim itself is a total.
    fn totals(&self, claim: &Claim, pools: &mut Pools) -> Option<NonZeroU32> {
        let all = claim.kind == ClaimKind::CumulativeToll;
        let running = claim.harm.iter().filter(|harm| claim.is_fact_told() && (all || harm.cumulative));
        let totals: Vec<Total> = running.map(|harm| self.total(harm)).collect();
        if totals.is_empty() {
            return None;
        }
        pools.totals.push(totals.into_boxed_slice());
        u32::try_from(pools.totals.len()).ok().and_then(NonZeroU32::new)
    }

    fn total(&self, harm: &Harm) -> Total {
        let since = harm.since.and_then(|mention| self.reading.referent(mention).time()).and_then(When::hull);
        let who = match harm.who {
            Some(Filler::Mention(mention)) => self.reading.mentions.get(mention.0).map(|mention| mention.head),
            Some(Filler::Words(span)) => Some(span),
            None => None,
        };
        let who = who.map(|span| self.slice(span)).unwrap_or_default().trim().to_lowercase();
        Total { effect: harm.effect, who, toll: harm.toll, since }
    }
}

/// The roles of those to whom something is done.
const PATIENTS: [Role; 4] = [Role::Target, Role::Victim, Role::Counterpart, Role::Beneficiary];

/// Two groups of one claim together. What is open or unnamed in one is so in the sum.
fn add(a: Toll, b: Toll) -> Toll {
    let sum = |a: Option<u64>, b: Option<u64>| Some(a?.saturating_add(b?));
    let approximate = a.approximate() || b.approximate();
    let low = a.low().saturating_add(b.low());
    Toll::new(low, sum(a.best(), b.best()), sum(a.high(), b.high()), approximate).unwrap_or(a)
}

/// The keys of named actors. A description counts by whose side it names ("Turkish troops"), else not at all:
/// "gunmen" are nobody in particular.
pub(crate) fn named_keys(actor: &ActorRef, keys: &mut Keys) {
    match actor {
        ActorRef::Listed { .. } | ActorRef::Unlisted { .. } => keys.push(stable::hash(actor.key().as_bytes())),
        ActorRef::Described { of, .. } => {
            if let Some(of) = of {
                named_keys(of, keys);
            }
        }
        ActorRef::Ambiguous(all) => keys.extend(all.iter().map(|(id, _)| stable::hash(id.as_str().as_bytes()))),
    }
}

fn sorted<K: Ord>(mut keys: Vec<K>) -> Vec<K> {
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Where it was: as told, else where a journey led, or from where somebody left.
fn place(reading: &Reading, claim: &Claim) -> Where {
    let told = reading.place(claim);
    if told != Where::Unknown {
        return told;
    }
    let ends = [Role::To, Role::From].into_iter().flat_map(|role| claim.mentions(role));
    ends.filter_map(|mention| reading.referent(mention).place())
        .find(|place| **place != Where::Unknown)
        .cloned()
        .unwrap_or_default()
}

fn stem(word: &str) -> String {
    word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(STEM - 1).collect()
}

/// The fewest letters of a content word.
const CONTENT: usize = 4;

/// The content words of what fills a role, by their stems.
fn words(text: &str, pools: &mut Pools) -> u32 {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= CONTENT);
    let stems = words.map(|word| word.chars().take(STEM).collect::<String>());
    let stems: Vec<u32> = stems.map(|stem| pools.stems.put(stable::hash(stem.as_bytes()))).collect();
    pools.words.put(&sorted(stems))
}
