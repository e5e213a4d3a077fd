//! Runs the program in a folder of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder with a record.
pub struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn record(&self) -> PathBuf {
        self.path("record")
    }

    /// Writes a file to read.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        Self::command_on(&self.record(), arguments)
    }

    fn command_on(record: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trucewatch"));
        command.arg("--record").arg(record).args(arguments);
        command
    }

    /// With another record than the desk's own.
    pub fn run_on(record: &Path, arguments: &[&str]) -> Output {
        Self::command_on(record, arguments).output().unwrap()
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = self
            .command(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || stdin.write_all(&input).ok());
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        output
    }

    /// The most memory that the program holds while it works on an input, in kB.
    #[cfg(target_os = "linux")]
    pub fn peak_with_input(&self, arguments: &[&str], input: &[u8]) -> u64 {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.to_vec();
        let writer = std::thread::spawn(move || stdin.write_all(&input).ok());
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        while child.try_wait().unwrap().is_none() {
            let told = std::fs::read_to_string(&status).unwrap_or_default();
            let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(peak);
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        writer.join().unwrap();
        peak
    }

    pub fn read(&self, path: &Path) -> Output {
        self.run(&["read", path.to_str().unwrap()])
    }

    /// How many reports the record holds.
    pub fn reports(&self) -> usize {
        let output = self.run(&["export", "reports"]);
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8(output.stdout).unwrap().lines().count()
    }

    /// The same, asked of the database: much faster than starting the program.
    pub fn reports_held(&self) -> usize {
        let database = rusqlite::Connection::open(self.record().join("record.sqlite")).unwrap();
        let count: i64 = database.query_row("SELECT count(*) FROM report", [], |row| row.get(0)).unwrap();
        usize::try_from(count).unwrap()
    }

    pub fn assert_verifies(&self) {
        let output = self.run(&["verify", self.record().to_str().unwrap()]);
        assert!(output.status.success(), "{}", said(&output));
    }
}

/// What the program said on standard error.
pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Failed with status 1 and one line on standard error that holds each of the words.
pub fn assert_one_clear_line(output: &Output, words: &[&str]) {
    let said = said(output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "one line, and not: {said}");
    for word in words {
        assert!(said.contains(word), "'{word}' is missing in: {said}");
    }
}
