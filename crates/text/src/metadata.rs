//! What a page says of itself: title, date, publisher, author, language, address.
//!
//! Only what stands in its metadata; nothing is guessed from the words of the article.

use crate::{dates, entities};
use model::Interval;
use serde_json::Value;

/// What a page says of itself; what it does not say is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageMetadata {
    /// Its title, without the site's name.
    pub title: Option<String>,
    /// When it says that it was published, in the local time that it gives.
    pub published: Option<Interval>,
    /// The site's or the publisher's name.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Its language, as a code.
    pub language: Option<String>,
    /// Its canonical address.
    pub url: Option<String>,
}

/// Tags are read up to this many bytes; longer ones carry data and no metadata.
const LONGEST_TAG: usize = 8_192;
/// Dates in `meta`, the surest first.
const DATES: [&str; 18] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "og:article:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "pubdate",
    "date_published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
];

/// Reads a page's metadata.
pub fn page_metadata(html: &str) -> PageMetadata {
    let mut found = Found::default();
    for (at, _) in html.match_indices('<') {
        if let Some(rest) = html.get(at + 1..) {
            found.tag(rest);
        }
    }
    found.settle()
}

/// Everything that was found, in the order of the page.
#[derive(Default)]
struct Found {
    metas: Vec<(String, String)>,
    data: Vec<(&'static str, String)>,
    times: Vec<String>,
    title: Option<String>,
    language: Option<String>,
    canonical: Option<String>,
}

impl Found {
    fn tag(&mut self, rest: &str) {
        let name = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let name = rest.get(..name.min(8)).unwrap_or_default().to_ascii_lowercase();
        if !matches!(name.as_str(), "meta" | "link" | "html" | "time" | "title" | "script") {
            return;
        }
        let tag = tag_text(rest);
        let attribute = |wanted: &str| attribute(tag, wanted);
        match name.as_str() {
            "meta" => {
                let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| attribute(key));
                if let (Some(key), Some(content)) = (key, attribute("content")) {
                    self.metas.push((key.to_lowercase(), content));
                }
            }
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or_else(|| attribute("href"));
            }
            "html" => self.language = self.language.take().or_else(|| attribute("lang")),
            "time" => self.times.extend(attribute("datetime")),
            "title" if self.title.is_none() => self.title = content(rest, tag, "</title"),
            "script" if tag.contains("ld+json") => {
                let end = rest.get(tag.len()..).and_then(|rest| rest.find("</script"));
                let script = end.and_then(|end| rest.get(tag.len() + 1..tag.len() + end)).unwrap_or_default();
                if let Ok(value) = serde_json::from_str::<Value>(script.trim().trim_end_matches(';')) {
                    self.linked_data(&value);
                }
            }
            _ => {}
        }
    }

    /// JSON-LD: the article's own fields, wherever its object stands.
    fn linked_data(&mut self, value: &Value) {
        match value {
            Value::Array(all) => all.iter().for_each(|value| self.linked_data(value)),
            Value::Object(object) => {
                if object.contains_key("datePublished") || object.contains_key("headline") {
                    for key in ["datePublished", "headline", "inLanguage", "author", "publisher"] {
                        if let Some(text) = object.get(key).and_then(name_in) {
                            self.data.push((key, text));
                        }
                    }
                }
                object
                    .get("@graph")
                    .into_iter()
                    .chain(object.get("mainEntity"))
                    .for_each(|value| self.linked_data(value));
            }
            _ => {}
        }
    }

    fn meta(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            let hit = self.metas.iter().find(|(name, content)| name == key && !content.trim().is_empty());
            hit.map(|(_, content)| content.trim().to_owned())
        })
    }

    fn datum(&self, key: &str) -> Option<String> {
        self.data.iter().find(|(name, _)| *name == key).map(|(_, text)| text.clone())
    }

    fn published(&self) -> Option<Interval> {
        let (sure, rest) = DATES.split_at(2);
        let metas = |keys: &[&str]| keys.iter().find_map(|key| dates::stated(&self.meta(&[key])?));
        metas(sure)
            .or_else(|| dates::stated(&self.datum("datePublished")?))
            .or_else(|| metas(rest))
            .or_else(|| self.times.iter().find_map(|time| dates::stated(time)))
    }

    fn settle(self) -> PageMetadata {
        let publisher = self.meta(&["og:site_name", "application-name"]).or_else(|| self.datum("publisher"));
        let told = self.meta(&["og:title", "twitter:title", "dc.title"]).or_else(|| self.datum("headline"));
        let title = told.or_else(|| self.title.clone()).map(|title| without_site(&title, publisher.as_deref()));
        let canonical = self.canonical.clone().or_else(|| self.meta(&["og:url"]));
        PageMetadata {
            title: title.filter(|title| !title.is_empty()),
            published: self.published(),
            author: self
                .meta(&["author", "article:author", "dc.creator", "byl"])
                .or_else(|| self.datum("author"))
                .filter(|author| is_name(author)),
            language: self
                .language
                .clone()
                .or_else(|| self.meta(&["og:locale", "content-language"]))
                .or_else(|| self.datum("inLanguage")),
            url: canonical.filter(|url| url.starts_with("http")),
            publisher,
        }
    }
}

/// An author's name and not the address of a profile.
fn is_name(author: &str) -> bool {
    !author.starts_with("http")
}

/// A text, or the name of an object, or those of a list's first element.
fn name_in(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(entities::decode_all(text).trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Object(object) => {
            object.get("name").and_then(Value::as_str).map(|name| entities::decode_all(name).trim().to_owned())
        }
        Value::Array(all) => all.first().filter(|first| !first.is_array()).and_then(name_in),
        _ => None,
    }
}

/// "Title - Site" without its last part, where that is the site's name.
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = [" | ", " - ", " – ", " — ", " :: ", " » "]
        .iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .find(|(_, last)| site.is_some_and(|site| last.trim().eq_ignore_ascii_case(site.trim())));
    cut.map_or(title.as_str(), |(head, _)| head).trim().to_owned()
}

/// A tag's inside, up to its end outside quotes.
fn tag_text(rest: &str) -> &str {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST_TAG) {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return rest.get(..at).unwrap_or_default(),
            _ => {}
        }
    }
    rest.split('>').next().filter(|tag| tag.len() <= LONGEST_TAG).unwrap_or_default()
}

/// The text up to an element's end tag, on one line.
fn content(rest: &str, tag: &str, end: &str) -> Option<String> {
    let inner = rest.get(tag.len() + 1..)?;
    let mut limit = inner.len().min(LONGEST_TAG);
    while !inner.is_char_boundary(limit) {
        limit -= 1;
    }
    let inner = inner.get(..limit)?;
    let text = inner.get(..inner.to_ascii_lowercase().find(end)?)?;
    Some(entities::decode_all(text).trim().to_owned()).filter(|text| !text.is_empty())
}

/// An attribute's value, decoded.
fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let equals = rest.find('=')?;
        let name = rest.get(..equals)?.split_whitespace().next_back().unwrap_or_default();
        let value = rest.get(equals + 1..)?.trim_start();
        let (value, behind) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value.get(1..)?.split_once(quote).unwrap_or((value.get(1..)?, "")),
            _ => value.split_once(char::is_whitespace).unwrap_or((value, "")),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(entities::decode_all(value).trim().to_owned()).filter(|value| !value.is_empty());
        }
        rest = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_meta_tags() {
        let page = r#"<html lang="en-GB"><head><title>Army leaves | The Outlet</title>
            <meta property="og:site_name" content="The Outlet"><meta name='author' content='Ann Bee'>
            <meta content="2020-01-14T10:30:00+02:00" property="article:published_time"/>
            <link rel="canonical" href="https://outlet.example/a?x=1&amp;y=2"></head>"#;
        let found = page_metadata(page);
        assert_eq!(found.title.as_deref(), Some("Army leaves"));
        assert_eq!(found.publisher.as_deref(), Some("The Outlet"));
        assert_eq!(found.author.as_deref(), Some("Ann Bee"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
        assert_eq!(found.url.as_deref(), Some("https://outlet.example/a?x=1&y=2"));
        assert_eq!(found.published.unwrap().to_string(), "2020-01-14 10:30");
    }

    #[test]
    fn reads_linked_data_and_time_elements() {
        let page = r#"<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"NewsArticle","headline":"Army &amp; town",
            "datePublished":"2020-01-13","author":[{"name":"Ann Bee"}],"publisher":{"name":"Outlet"}}]}</script>"#;
        let found = page_metadata(page);
        assert_eq!((found.title.as_deref(), found.author.as_deref()), (Some("Army & town"), Some("Ann Bee")));
        assert_eq!(found.published.unwrap().to_string(), "2020-01-13");
        let page = "<p>x <time datetime='soon'>a</time><time datetime='2020-01-12T08:00Z'>b</time>";
        assert_eq!(page_metadata(page).published.unwrap().to_string(), "2020-01-12 08:00");
    }

    #[test]
    fn broken_pages_say_nothing() {
        for page in
            ["", "<", "<meta", "<meta content=\"x", "<title>", "<script type=ld+json>{</script>", "<time datetime=>"]
        {
            assert_eq!(page_metadata(page), PageMetadata::default(), "{page}");
        }
    }
}
