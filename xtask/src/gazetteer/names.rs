//! Cleans the name lists of the source: one script a name, no codes, no machine transliterations, no doubles.

use resolution::gazetteer::key;

/// How many aliases of each script a place may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    pub(crate) latin: usize,
    pub(crate) arabic: usize,
    pub(crate) cyrillic: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Latin,
    Arabic,
    Cyrillic,
}

/// Persian, Urdu and Kurdish letters: in a country that writes Arabic they mark a name of another language.
const NOT_ARABIC: &str = "پچژگکیہےۀەھۆێېۇڤٹڈڑںڪۈۋټډړږښڼۍ";
/// Countries whose own names use those letters.
const OTHER_ARABIC_SCRIPT: [&str; 3] = ["AF", "IR", "PK"];
/// Words for "district of", "city of" that the source puts before names.
const PREFIXES: [&str; 9] =
    ["Vilojati ", "Baladiyat ", "Madinat ", "Muhafazat ", "Shahrestan", "Sha`biyat", "شعبية ", "شهرستان ", "Вилояти "];

/// The useful ones among `names`, nearest to `name` in spelling first within each script.
pub(crate) fn clean(name: &str, names: &[&str], country: &str, limits: Limits) -> Vec<String> {
    let principal = key(name);
    let mut ranked: Vec<(Script, usize, usize, String)> =
        names.iter().filter_map(|alias| rank(alias, &principal, country)).collect();
    ranked.sort();
    let mut seen = vec![principal];
    let mut left = limits;
    let mut kept = Vec::new();
    for (script, _, _, alias) in ranked {
        let room = match script {
            Script::Latin => &mut left.latin,
            Script::Arabic => &mut left.arabic,
            Script::Cyrillic => &mut left.cyrillic,
        };
        let spelling = key(&alias);
        if *room > 0 && !seen.contains(&spelling) {
            *room -= 1;
            seen.push(spelling);
            kept.push(alias);
        }
    }
    kept
}

fn rank(alias: &str, principal: &str, country: &str) -> Option<(Script, usize, usize, String)> {
    let length = alias.chars().count();
    let prefixed = PREFIXES.iter().any(|prefix| alias.starts_with(prefix));
    if prefixed
        || !(3..=40).contains(&length)
        || alias.chars().any(|letter| letter.is_ascii_digit() || ",،()/;\"".contains(letter))
    {
        return None;
    }
    let script = script(alias)?;
    let acceptable = match script {
        Script::Latin => starts_upper(alias) && !is_code(alias) && !is_transliterated(alias),
        Script::Arabic => {
            OTHER_ARABIC_SCRIPT.contains(&country) || !alias.chars().any(|letter| NOT_ARABIC.contains(letter))
        }
        Script::Cyrillic => starts_upper(alias),
    };
    let distance = match script {
        Script::Latin => distance(principal, &key(alias)),
        Script::Arabic => 0,
        Script::Cyrillic => distance(principal, &romanised(&key(alias))),
    };
    acceptable.then(|| (script, distance, length, alias.to_owned()))
}

/// The one script of a name, if it is one that we read.
fn script(name: &str) -> Option<Script> {
    let mut scripts = name.chars().filter(|letter| letter.is_alphabetic()).map(script_of);
    let first = scripts.next()??;
    scripts.all(|other| other == Some(first)).then_some(first)
}

fn script_of(letter: char) -> Option<Script> {
    match letter {
        // Letters of Azerbaijani and African orthographies mark forms that no report in our languages uses.
        'ə' | 'Ə' | 'ɔ' | 'ɛ' => None,
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{2b0}'..='\u{2c8}' | '\u{1e00}'..='\u{1eff}' => {
            Some(Script::Latin)
        }
        '\u{620}'..='\u{6ff}' => Some(Script::Arabic),
        'А'..='я' | 'ё' | 'Ё' | 'і' | 'І' | 'ї' | 'Ї' | 'є' | 'Є' | 'ґ' | 'Ґ' => Some(Script::Cyrillic),
        _ => None,
    }
}

fn starts_upper(name: &str) -> bool {
    name.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_uppercase)
}

/// Codes of airports.
fn is_code(name: &str) -> bool {
    name.chars().count() <= 4 && name.chars().all(char::is_uppercase)
}

/// Forms made by machine from Cyrillic ("Ehl'-Marzh").
fn is_transliterated(name: &str) -> bool {
    name.contains("'-") || name.starts_with("Eh") || name.contains("eh'")
}

/// A Cyrillic key in Latin letters, good enough to see which of several names is nearest to the principal one.
fn romanised(key: &str) -> String {
    const LETTERS: [(&str, &str); 33] = [
        ("а", "a"),
        ("б", "b"),
        ("в", "v"),
        ("г", "g"),
        ("д", "d"),
        ("е", "e"),
        ("ж", "zh"),
        ("з", "z"),
        ("и", "i"),
        ("к", "k"),
        ("л", "l"),
        ("м", "m"),
        ("н", "n"),
        ("о", "o"),
        ("п", "p"),
        ("р", "r"),
        ("с", "s"),
        ("т", "t"),
        ("у", "u"),
        ("ф", "f"),
        ("х", "kh"),
        ("ц", "ts"),
        ("ч", "ch"),
        ("ш", "sh"),
        ("щ", "shch"),
        ("ъ", ""),
        ("ы", "y"),
        ("ь", ""),
        ("э", "e"),
        ("ю", "yu"),
        ("я", "ya"),
        ("і", "i"),
        ("є", "ie"),
    ];
    LETTERS.iter().fold(key.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Edits between two spellings.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (number, letter) in one.chars().enumerate() {
        let mut next = vec![number + 1];
        for ((across, pair), theirs) in row.iter().zip(row.iter().skip(1)).zip(&other) {
            let left = next.last().copied().unwrap_or_default();
            next.push((across + usize::from(letter != *theirs)).min(pair + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { latin: 3, arabic: 2, cyrillic: 1 };

    #[test]
    fn rubbish_goes_and_useful_names_stay() {
        let names = [
            "BEN",
            "ban jia xi",
            "Bengazi",
            "Banghāzī",
            "Bingazi",
            "Hesperides",
            "بنغازي",
            "بنغازى",
            "بنغازی",
            "Бенгази",
            "Бенгазі",
            "बेनगाझी",
            "bnghazy",
        ];
        let kept = clean("Benghazi", &names, "LY", LIMITS);
        assert_eq!(kept, ["Bengazi", "Banghāzī", "Bingazi", "بنغازى", "Бенгази"]);
    }

    #[test]
    fn mixed_scripts_and_foreign_letters_go() {
        assert!(clean("Sabha", &["sbھa", "Сaбха", "سبھا", "Вилояти Сабха"], "LY", LIMITS).is_empty());
        assert_eq!(clean("Kabul", &["کابل"], "AF", LIMITS), ["کابل"]);
    }

    #[test]
    fn distance_counts_edits() {
        assert_eq!(distance("misrata", "misurata"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("sirte", "surt"), 2);
    }
}
