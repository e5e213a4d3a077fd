//! Cutting elements out of the tagged files of PETRARCH and GeoVirus, of which some are not well-formed XML.

/// The inner text of each `<name>…</name>`, in order; elements of one name do not nest in these files.
pub fn elements<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    text.split(&open).skip(1).filter_map(|rest| rest.split(&close).next()).collect()
}

/// The inner text of the first `<name>…</name>`.
pub fn element<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    Some(rest.split_once(&format!("</{name}>"))?.0)
}

/// The value of `name="…"` in a tag, with blanks allowed round the sign of equality, in either kind of quotation marks.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = tag.split_once(name)?;
    let value = rest.trim_start().strip_prefix('=')?.trim_start();
    let mark = value.chars().next().filter(|mark| ['"', '\''].contains(mark))?;
    value.get(1..)?.split(mark).next()
}

/// The text without `<!-- … -->`.
pub fn without_comments(text: &str) -> String {
    let mut parts = text.split("<!--");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once("-->").map_or("", |(_, rest)| rest));
    }
    plain
}

/// The five entities of XML replaced.
pub fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_attributes_and_comments_are_cut() {
        let text = "<!-- <Text>no</Text> --><S id = 'a' code=\"X\"><Text>one &amp; two</Text></S><Text>three</Text>";
        let plain = without_comments(text);
        assert_eq!(elements(&plain, "Text"), ["one &amp; two", "three"]);
        assert_eq!(element(&plain, "Text").map(unescaped).as_deref(), Some("one & two"));
        assert_eq!(attribute(&plain, "id"), Some("a"));
        assert_eq!(attribute(&plain, "code"), Some("X"));
        assert_eq!(attribute(&plain, "none"), None);
    }
}
