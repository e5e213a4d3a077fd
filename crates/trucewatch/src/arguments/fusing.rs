//! What a person may type about fusion alone, without a record.

use clap::Args;

#[derive(Args)]
#[command(after_help = "Examples:
  trucewatch extract < docs.jsonl | trucewatch fuse > incidents.jsonl
  tail -n +1 -F readings.jsonl | trucewatch fuse --follow

With --follow a line replaces what a line with the same id said before, and a line {\"id\": …, \"gone\": true} ends an incident:
its claims stand in others now, or tell of no event any more. What stands after the last line is what 'fuse' writes of the
same readings.")]
pub struct Fuse {
    /// Goes on as readings come, and writes which incidents are new, changed or gone, instead of all at the end.
    #[arg(long)]
    pub follow: bool,
}
