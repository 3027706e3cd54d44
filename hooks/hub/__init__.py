"""The partnership hub: YAML in, checked records, pages out. Knows nothing of MkDocs."""

import gc

# Modules, records and pages are many objects and hardly a cycle: looking for cycles is worth while after many more.
gc.set_threshold(200_000)
