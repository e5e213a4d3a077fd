//! The table of phrases by which pages wrap a report, read from `data/boilerplate`.

use daachorse::DoubleArrayAhoCorasick;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const FILES: [&str; 4] = [
    include_str!("../../../data/boilerplate/en.toml"),
    include_str!("../../../data/boilerplate/fr.toml"),
    include_str!("../../../data/boilerplate/ru.toml"),
    include_str!("../../../data/boilerplate/ar.toml"),
];

/// Phrases of one kind, in the shape that `normal` gives.
#[derive(Default)]
pub(crate) struct Phrases {
    whole: BTreeSet<String>,
    /// By first letter, so that few are tried.
    start: BTreeMap<char, Vec<String>>,
    anywhere: Vec<String>,
    /// All of `anywhere` at once; `None` where there is none.
    search: Option<DoubleArrayAhoCorasick<u32>>,
}

impl Phrases {
    pub(crate) fn whole(&self, line: &str) -> bool {
        self.whole.contains(line.trim_end_matches([':', '.', '!', '…', '*', '»', '›', ' ']))
    }

    /// The phrase that `line` begins with, ending at a word's end.
    pub(crate) fn start<'a>(&'a self, line: &str) -> Option<&'a str> {
        let all = self.start.get(&line.chars().next()?)?;
        all.iter().map(String::as_str).find(|phrase| {
            line.strip_prefix(phrase).is_some_and(|rest| {
                !rest.starts_with(char::is_alphanumeric) || !phrase.ends_with(char::is_alphanumeric)
            })
        })
    }

    pub(crate) fn anywhere(&self, line: &str) -> bool {
        self.search.as_ref().is_some_and(|search| search.find_iter(line).next().is_some())
    }

    /// Builds the search, once all phrases are there.
    fn finish(&mut self) {
        self.search = DoubleArrayAhoCorasick::new(&self.anywhere).ok();
    }

    fn add(&mut self, table: Option<&toml::Value>) {
        let list =
            |key: &str| strings(table.and_then(|table| table.get(key))).into_iter().map(|phrase| normal(&phrase));
        self.whole.extend(list("whole"));
        self.anywhere.extend(list("anywhere"));
        for phrase in list("start") {
            if let Some(first) = phrase.chars().next() {
                self.start.entry(first).or_default().push(phrase);
            }
        }
    }
}

/// All tables.
#[derive(Default)]
pub(crate) struct Tables {
    pub(crate) drop: Phrases,
    pub(crate) tail: Phrases,
    pub(crate) teasers: Phrases,
    pub(crate) credit: Phrases,
    pub(crate) byline: Phrases,
    pub(crate) picture: Phrases,
    agencies: BTreeSet<String>,
}

/// The embedded tables, read once.
pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables::default();
    for file in FILES {
        let table: toml::Table = file.parse().expect("the embedded tables of phrases are TOML; a test reads them");
        tables.drop.add(table.get("drop"));
        tables.tail.add(table.get("tail"));
        tables.teasers.add(table.get("teasers"));
        tables.credit.add(table.get("credit"));
        tables.byline.add(table.get("byline"));
        tables.picture.add(table.get("picture"));
    }
    let all = [&mut tables.drop, &mut tables.tail, &mut tables.teasers, &mut tables.credit, &mut tables.byline];
    all.into_iter().chain([&mut tables.picture]).for_each(Phrases::finish);
    let agencies: toml::Table = include_str!("../../../data/boilerplate/agencies.toml")
        .parse()
        .expect("the embedded table of agencies is TOML; a test reads it");
    tables.agencies = strings(agencies.get("names")).iter().map(|name| normal(name)).collect();
    tables
});

impl Tables {
    /// Whether a line in normal shape is nothing but agencies: "AFP, Reuters", "(Reuters/AP)", "© Xinhua".
    pub(crate) fn only_agencies(&self, line: &str) -> bool {
        let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
        !bare.is_empty()
            && (self.agencies.contains(bare)
                || bare
                    .split(['/', ',', ';', '&', '|', '+'])
                    .flat_map(|part| part.split(" and "))
                    .all(|part| self.agencies.contains(part.trim_matches(|c: char| !c.is_alphanumeric()))))
    }
}

/// The strings of a TOML array.
pub(crate) fn strings(value: Option<&toml::Value>) -> Vec<String> {
    let array = value.and_then(toml::Value::as_array);
    array.into_iter().flatten().filter_map(toml::Value::as_str).map(str::to_owned).collect()
}

/// The shape in which phrases and lines are compared: lower case, plain apostrophes, single blanks, no bullet in front,
/// no blank before a colon.
pub(crate) fn normal(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut blank = false;
    for c in line.chars().skip_while(|c| crate::chars::is_blank(*c) || is_bullet(*c)) {
        if crate::chars::is_blank(c) {
            blank |= !crate::chars::is_invisible(c);
            continue;
        }
        if blank && !matches!(c, ':' | ';') && !out.is_empty() {
            out.push(' ');
        }
        blank = false;
        match c {
            '’' | 'ʼ' | '‘' | '´' | '`' => out.push('\''),
            '：' => out.push(':'),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// A mark that opens an item of a list.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '·'
            | '‣'
            | '▪'
            | '●'
            | '◦'
            | '■'
            | '►'
            | '▶'
            | '»'
            | '›'
            | '*'
            | '–'
            | '—'
            | '-'
            | '|'
            | '>'
            | '→'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_that_people_type_are_one() {
        assert_eq!(normal("  •\u{A0}Source ; News\u{A0} Agencies\u{200F}"), "source; news agencies");
        assert_eq!(normal("Don’t Miss"), "don't miss");
    }

    #[test]
    fn every_table_is_read() {
        assert!(TABLES.drop.whole("share") && TABLES.drop.whole("реклама") && TABLES.drop.whole("إعلان"));
        assert!(TABLES.drop.anywhere("x all rights reserved y") && !TABLES.drop.anywhere("rights"));
        assert_eq!(TABLES.credit.start("source: x"), Some("source:"));
        assert_eq!(TABLES.credit.start("viaduct opened"), None);
        assert!(TABLES.byline.start("par un").is_some());
        assert!(TABLES.only_agencies("(reuters/afp)") && !TABLES.only_agencies("reuters said"));
    }
}
