//! A text as characters with their places, so that rules may look around without counting bytes.

/// The characters of a text. Beyond its ends stands NUL, which no rule matches.
pub(crate) struct Chars {
    all: Vec<char>,
}

impl Chars {
    pub(crate) fn new(text: &str) -> Self {
        Self { all: text.chars().collect() }
    }

    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn at(&self, place: usize) -> char {
        self.all.get(place).copied().unwrap_or('\0')
    }

    /// The character in front of `place`.
    pub(crate) fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or('\0', |place| self.at(place))
    }

    pub(crate) fn string(&self, from: usize, to: usize) -> String {
        self.all.get(from..to).map(|chars| chars.iter().collect()).unwrap_or_default()
    }

    pub(crate) fn lowercase(&self, from: usize, to: usize) -> String {
        let chars = self.all.get(from..to).unwrap_or_default();
        chars.iter().flat_map(|c| c.to_lowercase()).collect()
    }

    /// Whether `pattern`, in lower-case ASCII, stands at `place` in any case.
    pub(crate) fn starts_with(&self, place: usize, pattern: &str) -> bool {
        pattern.chars().enumerate().all(|(offset, c)| self.at(place + offset).to_ascii_lowercase() == c)
    }
}

/// White space, controls and marks that show nothing: they part tokens and belong to none.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || is_invisible(c)
}

/// Marks of width zero: byte order, direction, joiners, soft hyphen.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{AD}' | '\u{61C}')
}

/// Marks that sit on the letter before them.
pub(crate) fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' | '\u{93C}' | '\u{94D}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20F0}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

/// A letter or a digit.
pub(crate) fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// A mark that may end a sentence.
pub(crate) fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '؟' | '۔' | '。' | '！' | '？' | '।')
}

/// An apostrophe of any shape.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '´')
}
