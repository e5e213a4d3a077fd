//! Prints what is read out of text files: `see FILE[@DATE] …`, for those who work on the reader.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::indexing_slicing, reason = "an example")]
use model::*;
fn main() {
    let stages = pipeline::Stages::embedded();
    for path in std::env::args().skip(1) {
        let (path, published) = match path.split_once('@') {
            Some((p, d)) => {
                (p.to_owned(), Published::Known { when: wire::time::instant_or_day(d).unwrap(), basis: Basis::Given })
            }
            None => (path.clone(), Published::Unknown),
        };
        let text = std::fs::read_to_string(&path).unwrap();
        let report = Report {
            id: ReportId::new("r").unwrap(),
            content: String::new(),
            media: if text.trim_start().starts_with('<') { MediaType::Html } else { MediaType::Text },
            encoding: "utf-8".into(),
            text,
            source: None,
            external_id: None,
            found_at: path.clone(),
            url: None,
            title: None,
            language: None,
            published,
        };
        let r = pipeline::read_report(&stages, &report);
        println!("=== {path} published {:?} lang {:?}", r.published.interval().map(|i| i.to_string()), r.language);
        for n in &r.notes {
            println!("note {n}");
        }
        for c in &r.credits {
            println!("credit {c}");
        }
        let m = |i: MentionRef| {
            let x = &r.mentions[i.0];
            let d = match r.referent(i) {
                Referent::Actor(a) => a.key(),
                Referent::Metonym(a, _) => a.key(),
                Referent::Place(p) => p.to_string(),
                Referent::Time(t) => t.to_string(),
                Referent::Unresolved => "?".into(),
            };
            format!("{}→{}", x.text.replace('\n', " "), d)
        };
        for c in &r.claims {
            println!(
                "- {} [{}] {:?} {:?} {:?}  why {}",
                c.kind.as_str(),
                c.trigger.slice(&r.text),
                c.modality,
                c.polarity,
                c.tense,
                c.why
            );
            for (role, fs) in &c.roles {
                println!(
                    "    {}: {}",
                    role.as_str(),
                    fs.iter()
                        .map(|f| match f {
                            Filler::Mention(i) => m(*i),
                            Filler::Words(s) => format!("\"{}\"", s.slice(&r.text)),
                        })
                        .collect::<Vec<_>>()
                        .join("; ")
                );
            }
            if let Some(t) = c.time {
                println!("    time: {}", m(t));
            }
            if let Some(t) = c.place {
                println!("    place: {}", m(t));
            }
            for h in &c.harm {
                println!(
                    "    harm: {} {} who {:?} cum {} since {:?}",
                    h.effect.as_str(),
                    h.toll,
                    h.who.map(|f| match f {
                        Filler::Mention(i) => m(i),
                        Filler::Words(s) => s.slice(&r.text).to_owned(),
                    }),
                    h.cumulative,
                    h.since.map(m)
                );
            }
            if let Some(s) = c.attribution.speaker {
                println!("    speaker: {}", m(s));
            }
            for s in &c.attribution.relayed_by {
                println!("    relayed: {}", m(*s));
            }
        }
    }
}
