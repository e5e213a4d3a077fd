//! The style and the script: embedded, and named by what they hold so that they may be kept for ever.

use crate::answer::Answer;
use crate::drawing;

const STYLE: &str = include_str!("../assets/trucewatch.css");
const KEYS: &str = include_str!("../assets/keys.js");

/// The style and the script with their addresses.
pub(crate) struct Assets {
    /// The style: ours, and that of the drawings, which a strict policy does not let stand inside them.
    style: String,
    /// The style's address.
    pub(crate) style_path: String,
    /// The script's address.
    pub(crate) keys_path: String,
}

impl Assets {
    pub(crate) fn new() -> Self {
        let style = format!("{STYLE}\n{}\n", drawing::styles());
        let style_path = format!("/assets/trucewatch-{:016x}.css", hash(style.as_bytes()));
        let keys_path = format!("/assets/keys-{:016x}.js", hash(KEYS.as_bytes()));
        Self { style, style_path, keys_path }
    }

    /// What stands at an address.
    pub(crate) fn find(&self, path: &str) -> Option<Answer> {
        let (kind, text) = match path {
            _ if path == self.style_path => ("text/css; charset=utf-8", self.style.as_str()),
            _ if path == self.keys_path => ("text/javascript; charset=utf-8", KEYS),
            _ => return None,
        };
        Some(Answer::of(kind, text.as_bytes().to_vec()).cached_for_ever())
    }
}

/// FNV-1a: enough to tell one version of our own file from another.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
