//! With which weapon: the words of reports for weapons, by the table of `data/weapons`, and whether a clause means them.

use super::reply::{Lack, Reply};
use model::{Arms, WeaponClass};
use std::collections::BTreeMap;
use std::sync::OnceLock;

const TABLE: &str = include_str!("../../../../data/weapons/weapons.tsv");
/// The longest name in the table, in words.
const LONGEST: usize = 8;

/// A weapon as it was told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Weapon {
    /// The table's name for it.
    pub(crate) name: &'static str,
    pub(crate) class: WeaponClass,
    /// In tenths of a millimetre, by its name or by the words beside it.
    pub(crate) calibre: Option<u32>,
}

impl Weapon {
    pub(crate) fn words(&self) -> String {
        match self.calibre {
            Some(calibre) => format!("{} ({} mm)", self.name, f64::from(calibre) / 10.0),
            None => self.name.to_owned(),
        }
    }
}

/// Names in small letters, without points and hyphens, to what they mean.
fn table() -> &'static BTreeMap<String, Weapon> {
    static WEAPONS: OnceLock<BTreeMap<String, Weapon>> = OnceLock::new();
    WEAPONS.get_or_init(|| TABLE.lines().filter(|line| !line.starts_with('#')).flat_map(row).collect())
}

fn row(line: &'static str) -> Vec<(String, Weapon)> {
    let mut columns = line.split('\t');
    let mut next = || columns.next().unwrap_or_default();
    let (name, class, calibre, aliases) = (next(), next(), next(), next());
    let Some(class) = WeaponClass::parse(class) else { return Vec::new() };
    let weapon = Weapon { name, class, calibre: tenths(calibre) };
    let names = std::iter::once(name).chain(aliases.split('|'));
    names.map(|name| (words(name).join(" "), weapon.clone())).filter(|(name, _)| !name.is_empty()).collect()
}

/// The names of the table, for whoever checks an agreement.
pub(crate) fn is_known(name: &str) -> bool {
    table().values().any(|weapon| weapon.name == name)
}

/// The weapons that a phrase names, the longest names first; a calibre told beside one name goes with it.
pub(crate) fn told_in(phrase: &str) -> Vec<Weapon> {
    let words = words(phrase);
    let mut found: Vec<Weapon> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = (1..=LONGEST.min(words.len() - at)).rev();
        let hit = longest.filter_map(|length| Some((length, words.get(at..at + length)?.join(" "))));
        match hit.filter_map(|(length, name)| Some((length, table().get(&name)?))).next() {
            Some((length, weapon)) => {
                found.push(weapon.clone());
                at += length;
            }
            None => at += 1,
        }
    }
    // In "a D-30 howitzer" the general word says again what the name said.
    let named: Vec<WeaponClass> = found.iter().filter(|one| one.calibre.is_some()).map(|one| one.class).collect();
    found.retain(|one| one.calibre.is_some() || !named.contains(&one.class));
    if let ([one], Some(calibre)) = (found.as_mut_slice(), calibre(phrase)) {
        one.calibre = Some(calibre);
    }
    found.sort();
    found.dedup();
    found
}

/// Words in small letters; hyphens and points within a name do not part it.
fn words(text: &str) -> Vec<String> {
    let parted = text.split(|letter: char| letter.is_whitespace() || ",;()\"“”«»/".contains(letter));
    let plain = |word: &str| {
        word.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
    };
    parted.map(plain).filter(|word| !word.is_empty()).collect()
}

/// A number before "mm": "122-mm", "122 mm", "12.7mm", "122 мм".
fn calibre(phrase: &str) -> Option<u32> {
    let lower = phrase.to_lowercase();
    let at = ["mm", "мм", "ملم", "millimet"].iter().find_map(|unit| lower.find(unit))?;
    let before = lower.get(..at)?.trim_end_matches([' ', '-', '‑', '\u{a0}']);
    let start = before
        .rfind(|letter: char| !(letter.is_ascii_digit() || letter == '.'))
        .map_or(0, |end| end + before.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    tenths(before.get(start..)?)
}

fn tenths(text: &str) -> Option<u32> {
    let millimetres: f64 = text.trim().parse().ok()?;
    (1.0..2_000.0).contains(&millimetres).then_some((millimetres * 10.0).round() as u32)
}

/// Whether a clause means the weapons told. Where several are told and not all are meant, it cannot be told which one did it.
pub(crate) fn meant(arms: &Arms, told: &[Weapon]) -> Reply {
    Reply::common(told.iter().map(|weapon| one_meant(arms, weapon)), Lack::Weapon)
}

fn one_meant(arms: &Arms, weapon: &Weapon) -> Reply {
    let by_name = arms.names.contains(weapon.name);
    if by_name {
        return Reply::Yes;
    }
    let class_asked = !arms.classes.is_empty() || arms.names.is_empty();
    let of_class = arms.classes.is_empty() || arms.classes.contains(&weapon.class);
    if !class_asked || !of_class {
        // A generic word ("rocket launchers") may stand for one of the names.
        let may_be_named = arms.names.iter().any(|name| same_class_by_name(name, weapon));
        return if may_be_named && weapon.calibre.is_none() { Reply::Lacks(Lack::Weapon) } else { Reply::No };
    }
    calibre_meant(arms, weapon.calibre)
}

fn same_class_by_name(name: &str, weapon: &Weapon) -> bool {
    table().values().any(|known| known.name == name && known.class == weapon.class)
}

fn calibre_meant(arms: &Arms, calibre: Option<u32>) -> Reply {
    if arms.calibre_from_mm.is_none() && arms.calibre_below_mm.is_none() {
        return Reply::Yes;
    }
    let Some(calibre) = calibre else { return Reply::Lacks(Lack::Calibre) };
    let least = arms.calibre_from_mm.is_none_or(|from| calibre >= u32::from(from) * 10);
    let below = arms.calibre_below_mm.is_none_or(|below| calibre < u32::from(below) * 10);
    Reply::told(least && below)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(phrase: &str) -> Vec<String> {
        told_in(phrase).iter().map(Weapon::words).collect()
    }

    #[test]
    fn words_of_reports_are_weapons_of_the_table() {
        assert_eq!(names("BM-21 Grad rockets"), ["BM-21 Grad (122 mm)"]);
        assert_eq!(names("a D-30 howitzer"), ["D-30 (122 mm)"]);
        assert_eq!(names("122 mm howitzers"), ["howitzer (122 mm)"]);
        assert_eq!(names("a 12.7-mm heavy machine gun"), ["heavy machine gun (12.7 mm)"]);
        assert_eq!(names("tanks and mortars"), ["mortar", "tank"]);
        assert_eq!(names("установки «Град»"), ["BM-21 Grad (122 mm)"]);
        assert_eq!(names("multiple-launch rocket systems"), ["multiple rocket launcher"]);
        assert!(names("the tankers of the port").is_empty(), "words are compared whole");
    }

    #[test]
    fn every_row_of_the_table_is_read() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        let read: std::collections::BTreeSet<&str> = table().values().map(|weapon| weapon.name).collect();
        assert_eq!(read.len(), rows);
        assert!(table().keys().all(|name| name.split(' ').count() <= LONGEST));
    }

    #[test]
    fn class_calibre_and_name_decide_and_a_generic_word_leaves_open() {
        let heavy = Arms { classes: [WeaponClass::Artillery].into(), calibre_from_mm: Some(100), ..Arms::default() };
        let of = |arms: &Arms, phrase: &str| meant(arms, &told_in(phrase));
        assert_eq!(of(&heavy, "a D-30"), Reply::Yes);
        assert_eq!(of(&heavy, "76 mm guns"), Reply::Lacks(Lack::Weapon), "no class is told");
        assert_eq!(of(&heavy, "85 mm howitzers"), Reply::No);
        assert_eq!(of(&heavy, "artillery"), Reply::Lacks(Lack::Calibre));
        assert_eq!(of(&heavy, "BM-21 Grad"), Reply::No);
        assert_eq!(of(&heavy, ""), Reply::Lacks(Lack::Weapon));
        assert_eq!(of(&heavy, "a D-30 and a tank"), Reply::Lacks(Lack::Weapon));
        let named = Arms { names: ["BM-30 Smerch".to_owned()].into(), ..Arms::default() };
        assert_eq!(of(&named, "Smerch"), Reply::Yes);
        assert_eq!(of(&named, "Grad"), Reply::No);
        assert_eq!(of(&named, "rocket launchers"), Reply::Lacks(Lack::Weapon));
        assert_eq!(of(&named, "mortars"), Reply::No);
    }
}
