//! A time as text whose days are never broken at a hyphen.

use askama::filters::{Html, HtmlSafe, escape};
use std::fmt;

/// A time as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Times(pub(crate) String);

impl HtmlSafe for Times {}

impl fmt::Display for Times {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, word) in self.0.split(' ').enumerate() {
            if place > 0 {
                out.write_str(" ")?;
            }
            let day =
                word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || c == '-');
            if day {
                write!(out, "<span class=\"nobreak\">{word}</span>")?;
            } else {
                let Ok(escaped) = escape(word, Html);
                write!(out, "{escaped}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_stay_whole_and_other_words_are_escaped() {
        let times = Times("2020-01-11 00:00 or 2020-01-12 <b>".to_owned());
        let expected =
            "<span class=\"nobreak\">2020-01-11</span> 00:00 or <span class=\"nobreak\">2020-01-12</span> &#60;b&#62;";
        assert_eq!(times.to_string(), expected);
    }
}
