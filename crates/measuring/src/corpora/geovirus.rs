//! GeoVirus (Gritta, Pilehvar and Collier 2018): news with toponyms and their coordinates.

use crate::corpora::markup::{element, elements, unescaped};
use crate::corpora::text_of;
use anyhow::Result;
use model::{Position, Span};
use std::path::Path;

/// An article and its toponyms.
pub struct Article {
    /// Its address.
    pub id: String,
    /// The text that offsets count in.
    pub text: String,
    /// The toponyms that have an offset and a position.
    pub places: Vec<Toponym>,
}

/// A toponym.
pub struct Toponym {
    /// Where it stands.
    pub span: Span,
    /// The words.
    pub name: String,
    /// Where the annotators place it.
    pub position: Position,
}

/// The articles of the file.
pub fn read(file: &Path) -> Result<Vec<Article>> {
    let text = text_of(file)?;
    Ok(elements(&text, "article").into_iter().filter_map(article).collect())
}

fn article(block: &str) -> Option<Article> {
    let text = unescaped(element(block, "text")?);
    let places = elements(block, "location").into_iter().filter_map(toponym).collect();
    Some(Article { id: element(block, "source").unwrap_or("article").trim().to_owned(), text, places })
}

/// The publisher counts characters from 1. A few toponyms without an offset or a position are left out.
fn toponym(block: &str) -> Option<Toponym> {
    let number = |name: &str| element(block, name)?.trim().parse::<f64>().ok();
    let start = element(block, "start")?.trim().parse::<usize>().ok()?.checked_sub(1)?;
    let name = unescaped(element(block, "name")?);
    let span = Span::new(start, start + name.chars().count())?;
    Some(Toponym { span, name, position: Position::new(number("lat")?, number("lon")?)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_from_one() {
        let block = "<source>s</source><text>In Pandi &amp; near</text><locations><location><name>Pandi</name><start>4</start><end>9</end><lat>14.87</lat><lon>120.95</lon></location><location><name>x</name><start></start><end></end></location></locations>";
        let article = article(block).unwrap();
        assert_eq!(article.places.len(), 1);
        assert_eq!(article.places[0].span.slice(&article.text), "Pandi");
    }
}
