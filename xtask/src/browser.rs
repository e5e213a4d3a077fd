//! The case of the demonstration record in a real browser, page by page from a complaint to the published finding; then again with
//! the parties exchanged, which has to give the mirrored pages. Not part of the tests that every change runs.

mod devtools;
mod story;

use anyhow::{Context, Result, ensure};
use devtools::Browser;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use story::{Exchange, Step};

/// What is driven, and with what.
#[derive(clap::Args)]
pub struct Options {
    /// The browser: Chromium, or one that speaks its DevTools protocol.
    #[arg(long)]
    chromium: PathBuf,
    /// The program.
    #[arg(long, value_name = "BINARY")]
    trucewatch: PathBuf,
}

/// Drives the browser; the screenshots lie below `target/browser`.
pub fn run(root: &Path, options: &Options) -> Result<()> {
    let folder = root.join("target/browser");
    if folder.exists() {
        std::fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    std::fs::create_dir_all(&folder)?;
    let one = told(options, &folder.join("one"), &Exchange::nobody()?)?;
    let both = Exchange::of_the_demonstration()?;
    let other = told(options, &folder.join("exchanged"), &both)?;
    for ((page, text), (_, mirrored)) in one.iter().zip(&other) {
        let mirrored = both.text(mirrored);
        ensure!(
            *text == mirrored,
            "{page}: with the parties exchanged the page says something else:\n{text}\n--- and\n{mirrored}"
        );
    }
    println!(
        "{} steps, and the same with the parties exchanged; the pages mirror each other; screenshots in {}",
        story::STEPS.len(),
        folder.display()
    );
    Ok(())
}

/// Goes the whole way, and tells what the last pages say.
fn told(options: &Options, folder: &Path, exchange: &Exchange) -> Result<Vec<(&'static str, String)>> {
    std::fs::create_dir_all(folder)?;
    let served = Served::begin(&options.trucewatch, &folder.join("record"))?;
    let mut browser = Browser::start(&options.chromium, &folder.join("profile"))?;
    browser.wide(1280)?;
    browser.open(&format!("{}/incidents?kind=shelling&from=2020-01-12", served.address))?;
    browser.follow("a.open")?;
    for (number, step) in story::STEPS.iter().enumerate() {
        take(&mut browser, step, exchange).with_context(|| format!("step {}, {}", number + 1, step.act))?;
        browser.picture(&folder.join(format!("{:02}-{}.png", number + 1, step.act)))?;
    }
    let mut pages = Vec::new();
    let shown = [
        "/cases/case-1",
        "/cases",
        "/obligations",
        "/obligations/moscow-2020%2Fo1",
        "/observations",
        "/talks",
        "/agreement/moscow-2020?to=2020-01-13",
        "/incidents?kind=shelling&from=2020-01-12",
        "/",
    ];
    for page in shown {
        for width in [1280, 360] {
            browser.wide(width)?;
            browser.open(&format!("{}{page}", served.address))?;
            let name = page.replace(['/', '?', '&', '=', '%'], "-");
            browser.picture(&folder.join(format!("page{name}-{width}.png")))?;
            ensure!(!browser.is_wider_than_its_window()?, "{page} is wider than a window of {width} pixels");
        }
    }
    browser.wide(1280)?;
    browser.open(&format!("{}/cases/case-1", served.address))?;
    let dossier = browser.text("main")?;
    for words in story::TOLD {
        let words = exchange.text(words);
        ensure!(dossier.contains(&words), "the dossier does not say “{words}”:\n{dossier}");
    }
    pages.push(("/cases/case-1", dossier));
    Ok(pages)
}

/// Fills in the form of a step as a person does, sends it, and reads where the case stands then.
fn take(browser: &mut Browser, step: &Step, exchange: &Exchange) -> Result<()> {
    let form = format!("form:has(button[value={}])", step.act);
    browser.disclose(&form)?;
    for (name, value) in step.fields {
        browser.fill(&form, name, &exchange.text(value))?;
    }
    browser.fill(&form, "by", &exchange.text(step.by))?;
    browser.fill(&form, "reasons", step.reasons)?;
    browser.fill(&form, "at", step.at)?;
    browser.send(&form, step.act)?;
    let heading = browser.text("h1")?;
    let refused = browser.text(".refused").unwrap_or_default();
    ensure!(
        heading == format!("case-1: {}", step.then),
        "the page says “{heading}”, not that the case is {}. {refused}",
        step.then
    );
    Ok(())
}

/// The demonstration record's pages with the desk open, ended when dropped.
struct Served {
    child: Child,
    address: String,
}

impl Served {
    fn begin(program: &Path, record: &Path) -> Result<Self> {
        let made =
            Command::new(program).args(["demo", "--no-serve", "--keep"]).arg(record).stdout(Stdio::null()).status()?;
        ensure!(made.success(), "the demonstration record could not be made");
        let mut serve = Command::new(program);
        serve.arg("--record").arg(record).args(["serve", "--desk", "--listen", "127.0.0.1:0"]);
        let mut child = serve.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        let address = line.split_whitespace().find(|word| word.starts_with("http://"));
        let address = address.with_context(|| format!("no address in “{line}”"))?.trim_end_matches('/').to_owned();
        Ok(Self { child, address })
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
