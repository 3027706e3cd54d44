"""No address ever breaks: the list is whole, and what has moved keeps a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hub.addresses import DISPLAY, PER_PAGE, addresses, year_address
from hub.loading import load, read_files
from hub.model import Hub, Setting
from hub.pages import outputs
from hub.source import read_extra

TESTS = Path(__file__).parent
ROOT = TESTS.parent


def hub_of(folder: Path, changes: dict[str, str] | None = None) -> Hub:
    files = read_files(folder) | {path: text.encode() for path, text in (changes or {}).items()}
    hub, report = load(files, read_extra(files["mkdocs.yml"]), Setting(date(2026, 11, 20)))
    assert hub is not None
    assert not report.errors, report.text()
    return hub


@pytest.mark.parametrize("folder", [ROOT, TESTS / "sample", TESTS / "problems" / "sound"], ids=lambda path: path.name)
def test_list_of_addresses_is_that_of_the_pages(folder: Path) -> None:
    hub = hub_of(folder)
    assert addresses(hub) == {DISPLAY, *(output.address for output in outputs(hub))}


def test_removed_event_keeps_a_page_that_names_what_replaced_it() -> None:
    data = (ROOT / "partners.yaml").read_text("utf-8")
    moved = "moved:\n  - address: /events/old-fair/\n    title: 昔の物産展\n    to: /events/fair-2025/\n"
    hub = hub_of(ROOT, {"partners.yaml": data + moved})
    page = next(output for output in outputs(hub) if output.address == "/events/old-fair/")
    assert page.view.kicker == "アドレスが変わりました"
    assert page.view.target == "/events/fair-2025/"


def test_record_without_heir_ends() -> None:
    data = (ROOT / "partners.yaml").read_text("utf-8")
    moved = "moved:\n  - address: /companies/funaya/\n    title: 株式会社ふなや\n    ended_on: 2026-03-31\n"
    hub = hub_of(ROOT, {"partners.yaml": data + moved})
    page = next(output for output in outputs(hub) if output.address == "/companies/funaya/")
    assert page.view.kicker == "掲載終了"
    assert page.view.lead == "2026年3月31日。このページの掲載は終わりました。"


def test_year_is_cut_into_pages_that_a_phone_can_take() -> None:
    assert PER_PAGE == 100
    assert [year_address(2024, page) for page in range(3)] == ["/events/2024/", "/events/2024/2/", "/events/2024/3/"]
