"""The lobby display: its deck, codes, emergency notice and list of files. `hooks/README.md` says how the parts fit."""
