//! Why a line could not be read.

/// Why a line could not be read: the field, what stood there, and what was expected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    /// A field holds something else than it may.
    #[error("field '{field}' holds '{value}'; expected {expected}")]
    Field {
        /// The field.
        field: &'static str,
        /// What stood there.
        value: String,
        /// What may stand there.
        expected: &'static str,
    },
    /// The line was written by a later version.
    #[error("the line has version {0}; this program reads up to version {version}: update it", version = crate::VERSION)]
    Newer(u32),
    /// The line is no JSON or TOML of this shape.
    #[error("{0}")]
    Shape(String),
}

impl WireError {
    /// A field that holds something else than it may.
    pub fn field(field: &'static str, value: impl ToString, expected: &'static str) -> Self {
        Self::Field { field, value: value.to_string(), expected }
    }
}

/// Refuses a later version.
pub(crate) fn known_version(version: u32) -> Result<(), WireError> {
    if version > crate::VERSION { Err(WireError::Newer(version)) } else { Ok(()) }
}

/// Reads a name of a closed list.
pub(crate) fn named<T>(
    field: &'static str,
    text: &str,
    parse: impl Fn(&str) -> Option<T>,
    expected: &'static str,
) -> Result<T, WireError> {
    parse(text).ok_or_else(|| WireError::field(field, text, expected))
}

macro_rules! read_id {
    ($field:literal, $text:expr, $id:ident) => {
        model::$id::new($text).map_err(|error| $crate::WireError::field($field, error.text, "an id without spaces"))
    };
}
pub(crate) use read_id;
