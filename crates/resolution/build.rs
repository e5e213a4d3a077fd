//! Lists the files of `data/actors` for embedding: whichever lie there are the register.
#![expect(clippy::disallowed_methods, reason = "a build script reads its folder and writes a list; no stage does")]

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let missing = |_| io::Error::other("cargo sets this for build scripts");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(missing)?;
    let folder = Path::new(&root).join("../../data/actors");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut names: Vec<String> = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.ends_with(".toml").then_some(name));
    }
    names.sort();
    let mut list = String::from("&[\n");
    for name in names {
        let path = folder.join(&name);
        writeln!(list, "    ({name:?}, include_str!({:?})),", path.display().to_string()).map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    let out = env::var("OUT_DIR").map_err(missing)?;
    fs::write(Path::new(&out).join("actors.rs"), list)
}
