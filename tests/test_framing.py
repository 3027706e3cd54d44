"""The frame is filled page by page, with links relative to the page."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hub.framing import Frames


def render(section: str, marks: Mapping[str, str]) -> str:
    return f'<title>{marks["title"]}</title><a href="/" data-at="{section}">表紙</a><main>{marks["content"]}</main>'


@pytest.mark.parametrize(
    ("address", "home", "town"),
    [
        ("/", "./", "./partners/072044/"),
        ("/partners/", "../", "../partners/072044/"),
        ("/partners/072044/", "../../", "../../partners/072044/"),
        ("/events/2024/2/", "../../../", "../../../partners/072044/"),
    ],
)
def test_links_are_relative_to_the_page(address: str, home: str, town: str) -> None:
    frames = Frames(render, "港から", "")
    page = frames.page(address, "partners", "題", "", '<a href="/partners/072044/">いわき市</a>').decode()
    assert f'<a href="{home}" data-at="partners">' in page
    assert f'<a href="{town}">' in page


def test_links_of_the_missing_page_start_at_the_path_of_the_site() -> None:
    frames = Frames(render, "港から", "https://example.jp/sub/")
    page = frames.page("/404.html", "", "題", "", '<a href="/events/">', base="/sub/")
    assert b'<a href="/sub/events/">' in page


def test_title_is_escaped() -> None:
    page = Frames(render, "港から", "").page("/", "", "<b>&", "", "").decode()
    assert "<title>&lt;b&gt;&amp;｜港から</title>" in page


def test_frame_is_rendered_once_per_section() -> None:
    seen = []

    def counting(section: str, marks: Mapping[str, str]) -> str:
        seen.append(section)
        return render(section, marks)

    frames = Frames(counting, "港から", "")
    for address in ("/partners/", "/partners/072044/", "/events/"):
        frames.page(address, address.split("/")[1], "題", "", "")
    assert seen == ["partners", "events"]
