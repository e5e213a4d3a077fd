//! Report to document: main text, language, paragraphs, sentences, tokens; offsets lead back to the original.
