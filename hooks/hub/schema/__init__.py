"""Shapes of the staff's files: types, Japanese titles and examples of every field."""
