//! Measures speed on one core: `bench FILE [REPEAT]`, FILE with one sentence a line, tokens apart by spaces.
#![expect(clippy::disallowed_methods, reason = "a tool that reads a file and the clock; no stage")]

use std::error::Error;
use std::time::Instant;

use grammar::Analyzer;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: bench FILE [REPEAT]")?;
    let repeat: usize = std::env::args().nth(2).map_or(Ok(5), |count| count.parse())?;
    let text = std::fs::read_to_string(path)?;
    let sentences: Vec<Vec<&str>> = text.lines().map(|line| line.split_whitespace().collect()).collect();
    let tokens = repeat * sentences.iter().map(Vec::len).sum::<usize>();
    let start = Instant::now();
    let analyzer = Analyzer::english();
    println!("load: {:?}", start.elapsed());
    let measure = |name: &str, work: &dyn Fn(&[&str]) -> usize| {
        let start = Instant::now();
        let mut words = 0;
        for _ in 0..repeat {
            words += sentences.iter().map(|sentence| work(sentence)).sum::<usize>();
        }
        assert_eq!(words, tokens, "one word a token");
        println!("{name}: {:.0} tokens/s", tokens as f64 / start.elapsed().as_secs_f64());
    };
    measure("tags and lemmas", &|sentence| analyzer.tag(sentence).len());
    measure("with the tree", &|sentence| analyzer.analyze(sentence).len());
    Ok(())
}
