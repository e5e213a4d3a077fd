//! What the drawings share: text and numbers as SVG wants them. It knows nothing of maps or times.

use std::fmt::Write;

/// Text as text: nothing in it can become markup.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML 1.0 has no place for other control characters, not even as references.
            control if control.is_control() && !matches!(control, '\n' | '\t') => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// A length to a tenth of a unit, without a needless zero.
pub(crate) fn length(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // No "-0".
    if rounded == 0.0 { "0".to_owned() } else { format!("{rounded}") }
}

/// A drawing's document: `viewBox`, accessible title and description, style, body.
pub(crate) fn document(
    size: (f64, f64),
    name: &str,
    title: &str,
    description: &str,
    style: &str,
    body: &str,
) -> String {
    let (width, height) = (length(size.0), length(size.1));
    let mut out = String::with_capacity(body.len() + 1024);
    let written = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"group\" aria-labelledby=\"{name}-title {name}-description\" class=\"{name}\">\
         <title id=\"{name}-title\">{}</title><desc id=\"{name}-description\">{}</desc><style>{style}</style>{body}</svg>",
        escaped(title),
        escaped(description)
    );
    written.expect("writing to a string cannot fail");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_markup() {
        assert_eq!(escaped("<a href=\"x\">&\u{1}'"), "&lt;a href=&quot;x&quot;&gt;&amp; &#39;");
        assert_eq!(length(-0.01), "0");
        assert_eq!(length(12.34), "12.3");
    }
}
