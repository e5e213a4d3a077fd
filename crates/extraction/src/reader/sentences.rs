//! The first pass: words, trees, mentions, quotations and antecedents of a whole document.

use crate::attribution::quotations::{self, Quotation};
use crate::characters::Characters;
use crate::coreference;
use crate::lexicon::Lexicon;
use crate::mentions::{self, Known, Mentions, Named};
use crate::reading_sentence::Sentence;
use crate::tree::Tree;
use grammar::Word;
use model::{Document, KnownName, MentionRef, Span};

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
pub(super) fn words(read: &Read<'_>) -> Vec<Vec<Word>> {
    read.trees.iter().map(|tree| (0..tree.len()).map(|at| tree.word(at).clone()).collect()).collect()
}

/// A sentence with its tree, the names that are known and those that a model found.
pub(super) struct Analysed<'a> {
    pub(super) tree: Tree<'a>,
    pub(super) span: Span,
    pub(super) known: Vec<Known>,
    pub(super) named: Vec<Named>,
}

/// Reads words, trees, mentions, quotations. `analyse` gives the trees; the names it gets stand in order, the longest first.
pub(super) fn read<'a>(
    lexicon: &Lexicon,
    document: &'a Document,
    names: &[KnownName],
    analyse: impl FnOnce(&Characters<'a>, &[&'a model::Sentence], &[KnownName]) -> Vec<Analysed<'a>>,
) -> Read<'a> {
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
    let mut sentences = Vec::new();
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        for sentence in &paragraph.sentences {
            paragraphs.push(number);
            sentences.push(sentence);
        }
    }
    for Analysed { tree, span, known, named } in analyse(&characters, &sentences, &sorted) {
        let drafts = mentions::drafts(&tree, lexicon, &known, &named);
        read.mentions.enter(&tree, |span| characters.slice(span).to_owned(), &drafts);
        read.trees.push(tree);
        read.spans.push(span);
    }
    coreference::resolve(&read.trees, &mut read.mentions, document.language);
    read.issuers = issuers(&read, lexicon);
    read.quotations = quotations::find(&read.trees, &paragraphs);
    let mut quotations = std::mem::take(&mut read.quotations);
    quotations::attribute(&mut quotations, &|number| read.sentence(number, lexicon), &paragraphs, &read.issuers);
    read.quotations = quotations;
    we_are_who_speaks(&mut read);
    read
}

/// "We" inside a quotation are those who are quoted.
fn we_are_who_speaks(read: &mut Read<'_>) {
    for quotation in &read.quotations {
        let Some(speaker) = quotation.speech.as_ref().and_then(|speech| speech.speaker) else { continue };
        let touched = read.trees.iter().enumerate().take(quotation.last.0 + 1).skip(quotation.first.0);
        for (number, tree) in touched {
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
