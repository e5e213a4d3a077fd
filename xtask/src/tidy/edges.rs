//! Which crate may depend on which: `xtask/edges.toml`, held against `cargo metadata`. Tests may depend on more.

use super::Finding;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// Every normal dependency inside the workspace must be allowed, and so must every outside crate that is bound to one member.
pub fn check(root: &Path, metadata: &Value) -> Result<Vec<Finding>> {
    let text = std::fs::read_to_string(root.join("xtask/edges.toml")).context("xtask/edges.toml")?;
    let rules: toml::Table = toml::from_str(&text)?;
    let allowed = lists(rules.get("may_depend_on"));
    let bound = lists(rules.get("only_in"));
    let mut findings = Vec::new();
    for package in members(metadata) {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(allowed) = allowed.get(name) else {
            findings.push(Finding::fault("xtask/edges.toml", format!("says nothing of crate '{name}'")));
            continue;
        };
        for dependency in normal_dependencies(package) {
            if dependency["path"].is_string() && !allowed.iter().any(|one| dependency["name"] == one.as_str()) {
                findings.push(Finding::fault(name, format!("may not depend on {}", dependency["name"])));
            }
            let homes = dependency["name"].as_str().and_then(|outside| bound.get(outside));
            if homes.is_some_and(|homes| !homes.iter().any(|home| home == name)) {
                findings.push(Finding::fault(
                    name,
                    format!("may not use {}: it is bound to other crates", dependency["name"]),
                ));
            }
        }
    }
    Ok(findings)
}

fn lists(table: Option<&toml::Value>) -> BTreeMap<String, Vec<String>> {
    let entries = table.and_then(toml::Value::as_table).into_iter().flatten();
    let words = |value: &toml::Value| {
        value.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    entries.map(|(name, list)| (name.clone(), words(list))).collect()
}

/// The packages of the workspace.
pub fn members(metadata: &Value) -> impl Iterator<Item = &Value> {
    let members = metadata["workspace_members"].as_array().into_iter().flatten().collect::<Vec<_>>();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages.filter(move |package| members.contains(&&package["id"]))
}

fn normal_dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    package["dependencies"].as_array().into_iter().flatten().filter(|dependency| dependency["kind"].is_null())
}
