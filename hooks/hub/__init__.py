"""The partnership hub: YAML in, checked records, pages out. Knows nothing of MkDocs."""
