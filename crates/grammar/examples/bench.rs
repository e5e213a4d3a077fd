//! Measures speed on one core: `bench FILE [REPEAT [MODEL]]`, FILE with one sentence a line, tokens apart by spaces; the
//! embedded model where no other is named.
#![expect(clippy::disallowed_methods, reason = "a tool that reads a file and the clock; no stage")]

use std::error::Error;
use std::time::{Duration, Instant};

use grammar::{Analyzer, NameTagger};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: bench FILE [REPEAT [MODEL]]")?;
    let repeat: usize = std::env::args().nth(2).map_or(Ok(5), |count| count.parse())?;
    let text = std::fs::read_to_string(path)?;
    let sentences: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
    let tokens = repeat * sentences.iter().map(Vec::len).sum::<usize>();
    let (start, busy) = (Instant::now(), busy());
    let analyzer = match std::env::args().nth(3) {
        Some(model) => Analyzer::load(&std::fs::read(model)?)?,
        None => Analyzer::english(),
    };
    println!("load: {:.1?}, on the processor {:.1?}", start.elapsed(), self::busy() - busy);
    let measure = |name: &str, work: &dyn Fn(&[&str]) -> usize| {
        let (start, busy) = (Instant::now(), self::busy());
        let mut words = 0;
        for _ in 0..repeat {
            words += sentences.iter().map(|sentence| work(sentence)).sum::<usize>();
        }
        assert_eq!(words, tokens, "one word a token");
        let rate = |time: Duration| tokens as f64 / time.as_secs_f64();
        println!(
            "{name}: {:.0} tokens/s, {:.0} per second on the processor",
            rate(start.elapsed()),
            rate(self::busy() - busy)
        );
    };
    measure("tags and lemmas", &|sentence| analyzer.tag(sentence).len());
    measure("with the tree", &|sentence| analyzer.analyze(sentence).len());
    let names = NameTagger::english();
    measure("names", &|sentence| {
        std::hint::black_box(names.find(sentence));
        sentence.len()
    });
    Ok(())
}

/// Time that this thread has spent on a processor, where the system tells; on a busy machine the clock says too much.
fn busy() -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next().and_then(|first| first.parse().ok()));
    Duration::from_nanos(nanoseconds.unwrap_or_default())
}
