//! A sentence's parts of speech, lemmas and dependency tree. Knows nothing of ceasefires.
