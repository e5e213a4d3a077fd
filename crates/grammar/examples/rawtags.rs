#![allow(clippy::all)]
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let bytes = std::fs::read(&a[1]).unwrap();
    let an = grammar::Analyzer::load_with(&bytes, grammar::Lemmas::Stems).unwrap();
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let t: Vec<&str> = line.split_whitespace().collect();
        for (i, (w, t)) in an.analyze(&t).iter().zip(&t).enumerate() {
            print!("{i}:{t}/{}/{}>{}:{} ", w.upos, w.tag, w.head.map_or("R".to_string(), |h| h.to_string()), w.relation);
        }
        println!();
    }
}
