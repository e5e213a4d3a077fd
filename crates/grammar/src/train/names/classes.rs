//! Classes of words used alike, from word vectors: k-means on the sphere, twice, for two grains. Traits of words, from
//! lists.

use std::collections::BTreeMap;

use super::super::learner::Dice;
use super::word_keys;
use crate::names::{Traits, WordClass, WordClasses, words, write_words};
use crate::stored::{Input, ModelError};

/// Words with their vectors, the most frequent first.
pub struct Vectors {
    /// The keys of each.
    words: Vec<Vec<u32>>,
    points: Vec<Vec<f32>>,
}

impl Vectors {
    /// Reads lines of a word and its numbers, apart by spaces; at most so many.
    pub fn read(text: &str, most: usize) -> Vectors {
        let (mut words, mut points) = (Vec::new(), Vec::new());
        for line in text.lines().take(most) {
            let mut fields = line.split(' ');
            let word = fields.next().unwrap_or_default();
            words.push(word_keys(word));
            points.push(unit(fields.filter_map(|number| number.parse().ok()).collect()));
        }
        Vectors { words, points }
    }
}

/// Words that share a trait.
pub struct WordList {
    /// The trait's number.
    pub bit: u16,
    /// The words, in whatever case.
    pub words: Vec<String>,
}

/// Makes the table of words: so many fine classes, grouped into so many coarse ones.
pub fn word_classes(vectors: &Vectors, lists: &[WordList], fine: usize, coarse: usize) -> WordClasses {
    let (centres, of_word) = means(&vectors.points, fine, 12);
    let (_, of_centre) = means(&centres, coarse, 20);
    let mut rows: BTreeMap<u32, WordClass> = BTreeMap::new();
    for (keys, class) in vectors.words.iter().zip(&of_word) {
        let fine = u16::try_from(class + 1).unwrap_or_default();
        for key in keys {
            rows.entry(*key).or_insert(WordClass { fine, traits: Traits::default() });
        }
    }
    for list in lists {
        for key in list.words.iter().flat_map(|word| word_keys(word)) {
            rows.entry(key).or_default().traits.0 |= list.bit;
        }
    }
    let coarse = [0].into_iter().chain(of_centre.iter().map(|class| u8::try_from(class + 1).unwrap_or_default()));
    WordClasses::new(coarse.collect(), &rows.into_iter().collect::<Vec<_>>())
}

/// The table with the traits of more lists.
pub fn with_lists(known: &WordClasses, lists: &[WordList]) -> WordClasses {
    let mut rows: BTreeMap<u32, WordClass> = known.rows().collect();
    for list in lists {
        for key in list.words.iter().flat_map(|word| word_keys(word)) {
            rows.entry(key).or_default().traits.0 |= list.bit;
        }
    }
    WordClasses::new(known.coarse.clone(), &rows.into_iter().collect::<Vec<_>>())
}

/// A table of another language's words: each has the class of its English.
pub fn word_classes_by_gloss<'a>(
    english: &WordClasses,
    glosses: impl Iterator<Item = (String, &'a str)>,
) -> WordClasses {
    let mut rows: BTreeMap<u32, WordClass> = BTreeMap::new();
    for (word, gloss) in glosses {
        let fine = word_keys(gloss).first().map_or(0, |key| english.of_key(*key).fine);
        for key in word_keys(&word) {
            rows.entry(key).or_insert(WordClass { fine, traits: Traits::default() });
        }
    }
    WordClasses::new(english.coarse.clone(), &rows.into_iter().collect::<Vec<_>>())
}

/// The table as bytes, so that it need not be made again for each attempt.
pub fn word_classes_to_bytes(classes: &WordClasses) -> Vec<u8> {
    let mut out = Vec::new();
    write_words(&mut out, classes);
    out
}

/// The table from its bytes.
///
/// # Errors
/// When the bytes are not a whole table.
pub fn word_classes_from_bytes(bytes: &[u8]) -> Result<WordClasses, ModelError> {
    words(&mut Input::new(bytes))
}

fn unit(mut point: Vec<f32>) -> Vec<f32> {
    let length = point.iter().map(|number| number * number).sum::<f32>().sqrt().max(f32::MIN_POSITIVE);
    point.iter_mut().for_each(|number| *number /= length);
    point
}

/// Centres and each point's centre. The first centres are points taken by chance from the more frequent half.
fn means(points: &[Vec<f32>], count: usize, rounds: usize) -> (Vec<Vec<f32>>, Vec<usize>) {
    let mut dice = Dice(3);
    let mut order: Vec<usize> = (0..points.len().div_ceil(2)).collect();
    dice.shuffle(&mut order);
    let mut centres: Vec<Vec<f32>> = order.iter().take(count).filter_map(|at| points.get(*at).cloned()).collect();
    let mut nearest = Vec::new();
    for _ in 0..rounds {
        nearest = assign(points, &centres);
        let mut sums = vec![vec![0.0; points.first().map_or(0, Vec::len)]; centres.len()];
        for (point, centre) in points.iter().zip(&nearest) {
            let sum = sums.get_mut(*centre).into_iter().flatten();
            sum.zip(point).for_each(|(sum, number)| *sum += number);
        }
        for (centre, sum) in centres.iter_mut().zip(sums).filter(|(_, sum)| sum.iter().any(|number| *number != 0.0)) {
            *centre = unit(sum);
        }
    }
    (centres, nearest)
}

fn assign(points: &[Vec<f32>], centres: &[Vec<f32>]) -> Vec<usize> {
    let nearest = |point: &Vec<f32>| {
        let likeness = |centre: &Vec<f32>| centre.iter().zip(point).map(|(one, other)| one * other).sum::<f32>();
        let like = centres.iter().map(likeness).enumerate();
        like.max_by(|(_, one), (_, other)| one.total_cmp(other)).map_or(0, |(at, _)| at)
    };
    let half = points.len() / 2;
    let (front, rear) = points.split_at(half);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| rear.iter().map(nearest).collect::<Vec<_>>());
        let mut all: Vec<usize> = front.iter().map(nearest).collect();
        all.extend(other.join().unwrap_or_default());
        all
    })
}

#[cfg(test)]
mod tests {
    use super::{Vectors, WordList, word_classes};
    use crate::hash;

    #[test]
    fn words_used_alike_share_a_class() {
        let vectors = Vectors::read("one 1 0\nmoscow 0 1\ntwo 0.9 0.1\nparis 0.1 0.9\n", 10);
        let list = WordList { bit: 4, words: vec!["Paris".to_owned()] };
        let classes = word_classes(&vectors, &[list], 2, 1);
        let of = |word: &str| classes.of(hash::characters(word.chars()));
        assert_eq!(of("one").fine, of("two").fine);
        assert_eq!(of("moscow").fine, of("paris").fine);
        assert_ne!(of("one").fine, of("paris").fine);
        assert!(of("paris").traits.has(4) && !of("moscow").traits.has(4));
    }
}
