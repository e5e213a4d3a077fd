//! The first pass: words, trees, mentions, quotations and antecedents of a whole document.

use super::{EnglishReader, dateline, masking, truecase};
use crate::attribution::quotations::{self, Quotation};
use crate::characters::Characters;
use crate::coreference;
use crate::lexicon::Lexicon;
use crate::mentions::{self, Known, Mentions};
use crate::reading_sentence::Sentence;
use crate::tree::Tree;
use crate::{retag, tree_repair};
use grammar::{Relation, Word};
use model::{Document, KnownName, MentionRef, Span};
use std::borrow::Cow;

/// A document with its trees and mentions.
pub(super) struct Read<'a> {
    pub(super) trees: Vec<Tree<'a>>,
    pub(super) spans: Vec<Span>,
    pub(super) mentions: Mentions,
    pub(super) quotations: Vec<Quotation>,
    /// For each sentence, who issued the statement spoken of last.
    pub(super) issuers: Vec<Option<MentionRef>>,
}

/// The words of each sentence with their trees, as all later steps see them.
pub(super) fn words(reader: &EnglishReader, document: &Document, names: &[KnownName]) -> Vec<Vec<Word>> {
    let read = read(reader, document, names);
    read.trees.iter().map(|tree| (0..tree.len()).map(|at| tree.word(at).clone()).collect()).collect()
}

/// Reads words, trees, mentions, quotations.
pub(super) fn read<'a>(reader: &EnglishReader, document: &'a Document, names: &[KnownName]) -> Read<'a> {
    let characters = Characters::new(&document.text);
    let mut sorted: Vec<KnownName> = names.to_vec();
    sorted.sort_by_key(|name| (name.span.start(), std::cmp::Reverse(name.span.end())));
    let mut read = Read {
        trees: Vec::new(),
        spans: Vec::new(),
        mentions: Mentions::default(),
        quotations: Vec::new(),
        issuers: Vec::new(),
    };
    let mut paragraphs = Vec::new();
    let mut quoted = false;
    for (paragraph, sentences) in document.paragraphs.iter().enumerate() {
        for sentence in &sentences.sentences {
            let (tree, known) = tree(reader, &characters, sentence, &sorted, &mut quoted);
            let drafts = mentions::drafts(&tree, &reader.lexicon, &known);
            read.mentions.enter(&tree, |span| characters.slice(span).to_owned(), &drafts);
            read.trees.push(tree);
            read.spans.push(sentence.span);
            paragraphs.push(paragraph);
        }
    }
    coreference::resolve(&read.trees, &mut read.mentions);
    read.issuers = issuers(&read, &reader.lexicon);
    read.quotations = quotations::find(&read.trees, &paragraphs);
    let mut quotations = std::mem::take(&mut read.quotations);
    quotations::attribute(
        &mut quotations,
        &|number| read.sentence(number, &reader.lexicon),
        &paragraphs,
        &read.issuers,
    );
    read.quotations = quotations;
    we_are_who_speaks(&mut read);
    read
}

/// "We" inside a quotation are those who are quoted.
fn we_are_who_speaks(read: &mut Read<'_>) {
    for quotation in &read.quotations {
        let Some(speaker) = quotation.speech.as_ref().and_then(|speech| speech.speaker) else { continue };
        for (number, tree) in read.trees.iter().enumerate() {
            for at in (0..tree.len()).filter(|at| quotation.holds(number, *at)) {
                let we = matches!(tree.lower(at).as_str(), "we" | "us" | "our" | "i" | "my");
                let own = read.mentions.at(number, at).filter(|mention| we && *mention != speaker);
                let open = own.filter(|mention| read.mentions.form(*mention) == mentions::Form::Pronoun);
                if let Some(mention) = open.and_then(|mention| read.mentions.list.get_mut(mention.0)) {
                    mention.antecedent = mention.antecedent.or(Some(speaker));
                }
            }
        }
    }
}

impl<'a> Read<'a> {
    /// A sentence by its number.
    pub(super) fn sentence<'b>(&'b self, number: usize, lexicon: &'b Lexicon) -> Option<Sentence<'b>> {
        let tree = self.trees.get(number)?;
        Some(Sentence { tree, mentions: &self.mentions, number, lexicon })
    }
}

fn tree<'a>(
    reader: &EnglishReader,
    characters: &Characters<'a>,
    sentence: &model::Sentence,
    names: &[KnownName],
    quoted: &mut bool,
) -> (Tree<'a>, Vec<Known>) {
    let spans: Vec<Span> = sentence.tokens.iter().map(|token| token.span).collect();
    let written: Vec<&'a str> = spans.iter().map(|span| characters.slice(*span)).collect();
    let prose = truecase::prose(&written, &reader.lexicon, &reader.analyzer);
    let forms: Vec<&str> = match &prose {
        Some(prose) => prose.iter().map(String::as_str).collect(),
        None => written.clone(),
    };
    let places = masking::places(&spans, names);
    let masked = masking::mask(&forms, &places, &reader.lexicon);
    let marks = forms.iter().any(|form| matches!(*form, "\"" | "“" | "”" | "«" | "»" | "''" | "``"));
    let tagged = reader.analyzer.tag(&masked.shown);
    let parse = reader.parse_all || super::gate::opens(&tagged, &masked.shown, &reader.lexicon, marks || *quoted);
    *quoted = marks;
    let head = masked.shown_before(dateline::length(&written));
    let words = if parse { parsed(reader, &masked.shown, tagged, head, sentence.headline) } else { tagged };
    let words = masked.expand(words);
    let known = places.iter().map(|place| Known { first: place.first, last: place.last, kind: place.kind }).collect();
    let seen: Vec<Cow<'a, str>> = match &prose {
        // What the text holds is borrowed, what was written anew is owned.
        None => written
            .iter()
            .zip(&masked.forms)
            .map(|(own, form)| if own == form { Cow::Borrowed(*own) } else { Cow::Owned((*form).to_owned()) })
            .collect(),
        Some(_) => masked.forms.iter().map(|form| Cow::Owned((*form).to_owned())).collect(),
    };
    (Tree::new(words, seen, spans, sentence.headline), known)
}

/// The tree of a sentence, its tags corrected and its shapes mended. The `head` of a dateline stands outside of it.
fn parsed(reader: &EnglishReader, shown: &[&str], mut tagged: Vec<Word>, head: usize, headline: bool) -> Vec<Word> {
    let mut body = tagged.split_off(head);
    let forms = shown.get(head..).unwrap_or_default();
    if head > 0 {
        body = reader.analyzer.tag(forms);
    }
    retag::correct(&mut body, forms, headline, &reader.lexicon, &reader.analyzer);
    let mut body = reader.analyzer.parse(forms, body);
    tree_repair::mend(&mut body, forms, headline, &reader.lexicon);
    if head == 0 {
        return body;
    }
    let root = body.iter().position(|word| word.relation == Relation::Root);
    for word in &mut tagged {
        (word.head, word.relation) = (root.map(|root| root + head), Relation::Discourse);
    }
    for word in &mut body {
        word.head = word.head.map(|above| above + head);
    }
    tagged.append(&mut body);
    tagged
}

/// Who issued the statement that later sentences call "the statement".
fn issuers(read: &Read<'_>, lexicon: &Lexicon) -> Vec<Option<MentionRef>> {
    let mut issuer = None;
    let mut found = Vec::new();
    for number in 0..read.trees.len() {
        if let Some(sentence) = read.sentence(number, lexicon) {
            issuer = issued(&sentence).or(issuer);
        }
        found.push(issuer);
    }
    found
}

fn issued(sentence: &Sentence<'_>) -> Option<MentionRef> {
    let tree = sentence.tree;
    (0..tree.len()).find_map(|at| {
        if !sentence.lexicon.is("statement", tree.lemma(at)) || !tree.is_noun(at) {
            return None;
        }
        let arguments = crate::arguments::Arguments::of_noun(tree, sentence.lexicon, at);
        ["subj", "by", "poss", "from"].iter().find_map(|slot| {
            arguments.fillers(slot).find_map(|at| {
                let mention = sentence.mention(at)?;
                let kind = sentence.mentions.get(mention)?.kind;
                matches!(
                    kind,
                    model::MentionKind::Actor
                        | model::MentionKind::Person
                        | model::MentionKind::Organisation
                        | model::MentionKind::Place
                )
                .then_some(mention)
            })
        })
    })
}
