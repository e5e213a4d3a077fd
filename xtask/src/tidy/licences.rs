//! Every crate that is built in has a licence that `deny.toml` allows. `cargo deny` checks the same and advisories, where it is installed.

use super::Finding;
use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// Reads the list of `deny.toml` and holds every package against it.
pub fn check(root: &Path, metadata: &Value) -> Result<Vec<Finding>> {
    let text = std::fs::read_to_string(root.join("deny.toml")).context("deny.toml")?;
    let rules: toml::Table = toml::from_str(&text)?;
    let list = rules.get("licenses").and_then(|table| table.get("allow")).and_then(toml::Value::as_array);
    let allowed: Vec<&str> = list.into_iter().flatten().filter_map(toml::Value::as_str).collect();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let refused = packages.filter_map(|package| {
        let licence = package["license"].as_str().unwrap_or("no licence");
        let name = package["name"].as_str().unwrap_or_default();
        (!admits(licence, &allowed))
            .then(|| Finding::fault(name, format!("is under '{licence}', which deny.toml does not allow")))
    });
    Ok(refused.collect())
}

/// Whether an SPDX expression can be met with allowed licences: some alternative whose parts are all allowed.
/// Brackets are only grouped one level deep in practice, so reading them away keeps the meaning of every expression met so far.
fn admits(expression: &str, allowed: &[&str]) -> bool {
    let plain = expression.replace(['(', ')'], "").replace('/', " OR ");
    let all = |part: &str| part.split(" AND ").all(|one| allowed.contains(&one.trim()));
    plain.split(" OR ").any(all)
}

#[cfg(test)]
mod tests {
    use super::admits;

    #[test]
    fn one_alternative_must_be_wholly_allowed() {
        let allowed = ["MIT", "Unicode-3.0"];
        assert!(admits("MIT OR GPL-3.0", &allowed));
        assert!(admits("(MIT OR Apache-2.0) AND Unicode-3.0", &allowed));
        assert!(!admits("GPL-3.0", &allowed));
        assert!(!admits("GPL-3.0 AND MIT", &allowed));
    }
}
