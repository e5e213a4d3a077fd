//! The progress bar: on a terminal only, so that logs and pipes stay clean.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A bar over bytes or entries; a spinner where the total is unknown; nothing where standard error is no terminal.
pub fn bar(total: Option<u64>, bytes: bool) -> ProgressBar {
    let bar = total.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
    if !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    let template = match (total.is_some(), bytes) {
        (true, true) => "{bar:30} {bytes}/{total_bytes}  {eta} left  {msg}",
        (true, false) => "{bar:30} {human_pos}/{human_len}  {eta} left  {msg}",
        (false, _) => "{spinner} {human_pos}  {msg}",
    };
    match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
