"""The head of each data file names every key of the schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from hub.schema.legend import END, LEGENDS, legend

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("file", LEGENDS)
def test_legend_in_the_file_is_that_of_the_schema(file: str) -> None:
    head = (ROOT / file).read_text("utf-8").split(END)[0]
    assert head + END + "\n" == legend(file), "The legend is old: run `make bless`."


@pytest.mark.parametrize("file", ["partners.yaml", "events.yaml"])
def test_legend_says_what_must_be_written(file: str) -> None:
    assert "必 title" in legend(file)
    assert "　 note" in legend(file)
