//! Words that do not belong in the repository: paths of a machine, hosts of registries, and parties' names in code.

use super::Finding;
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Written in parts, so that this file does not hold them.
const STRANGERS: [[&str; 2]; 5] =
    [["/work", "/"], ["/home", "/"], ["crates", ".io"], ["pypi", ".org"], ["npmjs", ".com"]];

/// Holds text files free of strangers, and code free of parties.
pub fn check(root: &Path, files: &[PathBuf]) -> Result<Vec<Finding>> {
    let actors = actor_ids(root, files)?;
    let tests = test_modules(root, files)?;
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| !file.ends_with("Cargo.lock")) {
        let Ok(text) = std::fs::read_to_string(root.join(file)) else { continue };
        let place = file.display().to_string();
        for stranger in STRANGERS.iter().map(|parts| parts.concat()).filter(|stranger| text.contains(stranger)) {
            findings.push(Finding::fault(
                &place,
                format!("holds '{stranger}', which is of a machine and not of the product"),
            ));
        }
        if is_code(file) && !tests.iter().any(|test| file.starts_with(test) || *file == test.with_extension("rs")) {
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let named = actors.iter().filter(|id| code.contains(&format!("\"{id}\"")));
            findings.extend(named.map(|id| Finding::fault(&place, format!("names '{id}': who is a party is data"))));
        }
    }
    Ok(findings)
}

fn is_code(file: &Path) -> bool {
    let path = file.to_string_lossy();
    path.ends_with(".rs") && path.contains("/src/") && !path.contains("/tests") && !path.ends_with("tests.rs")
}

/// Modules that are compiled for tests only, as paths without an ending.
fn test_modules(root: &Path, files: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut modules = Vec::new();
    for file in files.iter().filter(|file| is_code(file)) {
        let text = std::fs::read_to_string(root.join(file))?;
        let top = ["lib.rs", "main.rs", "mod.rs"].iter().any(|name| file.ends_with(name));
        let folder =
            if top { file.parent().map(Path::to_path_buf).unwrap_or_default() } else { file.with_extension("") };
        let declared = text.split("#[cfg(test)]\n").skip(1).filter_map(|rest| rest.lines().next());
        let named =
            declared.filter_map(|line| line.trim_start_matches("pub(crate) ").strip_prefix("mod ")?.strip_suffix(';'));
        modules.extend(named.map(|name| folder.join(name)));
    }
    Ok(modules)
}

/// The ids in `data/actors`.
fn actor_ids(root: &Path, files: &[PathBuf]) -> Result<BTreeSet<String>> {
    let mut ids = BTreeSet::new();
    for file in
        files.iter().filter(|file| file.starts_with("data/actors") && file.extension().is_some_and(|end| end == "toml"))
    {
        let text = std::fs::read_to_string(root.join(file))?;
        let id = |line: &str| Some(line.strip_prefix("id = \"")?.strip_suffix('"')?.to_owned());
        ids.extend(text.lines().filter_map(id));
    }
    Ok(ids)
}
