//! File headers, file lengths and function lengths.

use super::Finding;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use syn::spanned::Spanned;
use syn::visit::Visit;

/// From this many lines on a file deserves a look.
const LONG_FILE: usize = 600;
/// From this many lines on a function deserves a look.
const LONG_FUNCTION: usize = 80;

/// Every Rust file opens with `//!`; long files and functions are warned of.
pub fn check(root: &Path, files: &[PathBuf]) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "rs")) {
        let text = std::fs::read_to_string(root.join(file)).with_context(|| file.display().to_string())?;
        let place = file.display().to_string();
        if !text.starts_with("//!") {
            findings.push(Finding::fault(&place, "does not open with '//!': what it is, what it must not do"));
        }
        let lines = text.lines().count();
        if lines > LONG_FILE {
            findings.push(Finding::warning(&place, format!("has {lines} lines; is it one concept?")));
        }
        let parsed = syn::parse_file(&text).with_context(|| place.clone())?;
        let mut functions = Functions { place: &place, findings: &mut findings };
        functions.visit_file(&parsed);
    }
    Ok(findings)
}

struct Functions<'a> {
    place: &'a str,
    findings: &'a mut Vec<Finding>,
}

impl Functions<'_> {
    fn weigh(&mut self, name: &syn::Ident, body: &syn::Block) {
        let lines = body.span().end().line - body.span().start().line + 1;
        if lines > LONG_FUNCTION {
            self.findings.push(Finding::warning(self.place, format!("function '{name}' has {lines} lines")));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.weigh(&function.sig.ident, &function.block);
        syn::visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.weigh(&function.sig.ident, &function.block);
        syn::visit::visit_impl_item_fn(self, function);
    }
}
