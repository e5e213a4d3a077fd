//! A browser without a window, driven by its DevTools protocol over a web socket: open, read, fill in, send, take a picture.

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tungstenite::{Message, WebSocket};

/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with one page, ended when dropped.
pub struct Browser {
    child: Child,
    socket: WebSocket<TcpStream>,
    asked: u64,
}

impl Browser {
    /// Starts one that keeps what it keeps in a folder of its own.
    pub fn start(program: &Path, profile: &Path) -> Result<Self> {
        let mut command = Command::new(program);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--remote-debugging-port=0"]);
        command.arg(format!("--user-data-dir={}", profile.display())).arg("about:blank");
        let mut child = command.stderr(Stdio::piped()).spawn().with_context(|| program.display().to_string())?;
        let told = child.stderr.take().context("the browser has no output")?;
        let lines = BufReader::new(told).lines().map_while(Result::ok);
        let mut listening = lines.filter_map(|line| Some(line.split_once("ws://")?.1.split_once('/')?.0.to_owned()));
        let address = listening.next().context("the browser does not say where it listens")?;
        // What else it says is read to the end, so that it never waits for a reader.
        std::thread::spawn(move || listening.for_each(drop));
        let socket = socket(&address)?;
        Ok(Self { child, socket, asked: 0 })
    }

    /// Makes the window so many pixels wide.
    pub fn wide(&mut self, width: u32) -> Result<()> {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600 });
        self.ask("Emulation.setDeviceMetricsOverride", &size).map(drop)
    }

    /// Opens an address, and waits for the page.
    pub fn open(&mut self, address: &str) -> Result<()> {
        self.mark()?;
        self.ask("Page.navigate", &json!({ "url": address }))?;
        self.arrived()
    }

    /// Follows the first link of a kind.
    pub fn follow(&mut self, link: &str) -> Result<()> {
        self.mark()?;
        self.done(&format!("document.querySelector({}).click()", json!(link)))?;
        self.arrived()
    }

    /// Opens what a form is folded into.
    pub fn disclose(&mut self, form: &str) -> Result<()> {
        self.done(&format!("document.querySelector({}).closest('details').open = true", json!(form)))
    }

    /// Fills in a field of a form, as a person would: types, chooses, or ticks every box whose value is named.
    pub fn fill(&mut self, form: &str, name: &str, value: &str) -> Result<()> {
        let script = format!(
            "(() => {{ const all = [...document.querySelector({form}).elements].filter(one => one.name.startsWith({name}));
            if (!all.length) throw 'no field ' + {name};
            const wanted = {value}.split(' ');
            if (all[0].type === 'checkbox') {{ all.forEach(one => one.checked = wanted.includes(one.value)); return; }}
            all[0].value = {value};
            if (all[0].value !== {value}) throw 'cannot choose ' + {value}; }})()",
            form = json!(form),
            name = json!(name),
            value = json!(value)
        );
        self.done(&script)
    }

    /// Presses the button of an act, and waits for the page.
    pub fn send(&mut self, form: &str, act: &str) -> Result<()> {
        self.mark()?;
        let button = json!(format!("{form} button[value={act}]"));
        self.done(&format!("document.querySelector({button}).click()"))?;
        self.arrived()
    }

    /// What a reader sees of a part of the page.
    pub fn text(&mut self, part: &str) -> Result<String> {
        let told = self.evaluate(&format!("document.querySelector({})?.innerText", json!(part)))?;
        Ok(told.as_str().with_context(|| format!("the page has no {part}"))?.trim().to_owned())
    }

    /// Whether one has to move it sideways.
    pub fn is_wider_than_its_window(&mut self) -> Result<bool> {
        let told = self.evaluate("document.documentElement.scrollWidth > window.innerWidth")?;
        Ok(told == json!(true))
    }

    /// A picture of the whole page.
    pub fn picture(&mut self, file: &Path) -> Result<()> {
        let told = self.ask("Page.captureScreenshot", &json!({ "captureBeyondViewport": true }))?;
        let bytes = BASE64_STANDARD.decode(told.get("data").and_then(Value::as_str).unwrap_or_default())?;
        std::fs::write(file, bytes).with_context(|| file.display().to_string())
    }

    /// Marks the page, so that the next one is known by bearing no mark.
    fn mark(&mut self) -> Result<()> {
        self.done("window.left = true")
    }

    fn arrived(&mut self) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            // While one page goes and another comes there is nothing to ask.
            let there = self.evaluate("!window.left && document.readyState === 'complete'");
            if there.is_ok_and(|told| told == json!(true)) {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        bail!("the page did not come")
    }

    fn done(&mut self, script: &str) -> Result<()> {
        self.evaluate(script).map(drop)
    }

    fn evaluate(&mut self, script: &str) -> Result<Value> {
        let told = self.ask("Runtime.evaluate", &json!({ "expression": script, "returnByValue": true }))?;
        ensure!(told.get("exceptionDetails").is_none(), "{told}");
        Ok(told.pointer("/result/value").cloned().unwrap_or_default())
    }

    fn ask(&mut self, method: &str, parameters: &Value) -> Result<Value> {
        self.asked += 1;
        let line = json!({ "id": self.asked, "method": method, "params": parameters });
        self.socket.send(Message::text(line.to_string()))?;
        loop {
            let Message::Text(text) = self.socket.read()? else { continue };
            let told: Value = serde_json::from_str(text.as_str())?;
            if told.get("id") == Some(&json!(self.asked)) {
                ensure!(told.get("error").is_none(), "{method}: {told}");
                return Ok(told.get("result").cloned().unwrap_or_default());
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// The socket of the browser's page.
fn socket(address: &str) -> Result<WebSocket<TcpStream>> {
    let mut stream = TcpStream::connect(address)?;
    write!(stream, "GET /json/list HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
    // The browser leaves the line open, so the answer ends where its length says.
    let (mut answer, mut length) = (BufReader::new(stream), 0);
    for line in answer.by_ref().lines() {
        let line = line?.to_ascii_lowercase();
        if let Some(told) = line.strip_prefix("content-length:") {
            length = told.trim().parse()?;
        } else if line.is_empty() {
            break;
        }
    }
    let mut list = vec![0; length];
    answer.read_exact(&mut list)?;
    let pages: Vec<Value> = serde_json::from_slice(&list)?;
    let page = pages.iter().find(|one| one["type"] == "page").context("the browser has no page")?;
    let url = page["webSocketDebuggerUrl"].as_str().context("the page has no socket")?;
    let (socket, _) = tungstenite::client(url, TcpStream::connect(address)?)?;
    Ok(socket)
}
