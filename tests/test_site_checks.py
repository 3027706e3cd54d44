"""The checks of built sites find what they are for."""

from __future__ import annotations

from pathlib import Path

import pytest

import site_checks
from site_checks import CHECKS
from site_reading import Site

POLICY = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'; style-src 'self'; {more}\">"
HEAD = (
    '<html lang="ja"><head><title>見本</title><meta name="description" content="説明">'
    + POLICY.format(more="base-uri 'none'")
    + "</head>"
)
EVENT = (
    '{"@type": "Event", "name": "市", "startDate": "2026-11-20", "endDate": "2026-11", '
    '"eventStatus": "https://schema.org/EventCancelled", "location": {"@type": "Place", "name": "駅"}}'
)
EVENT_BLOCK = f'<script type="application/ld+json">{EVENT}</script>'


def site_of(tmp_path: Path, body: str, head: str = HEAD, **others: str) -> Site:
    """A site whose page `a/index.html` has this body; other files by name, `__` for a slash and `_` for a dot."""
    files = {"a/index.html": f"<!doctype html>{head}<body><h1>見本</h1>{body}</body></html>"}
    files |= {name.replace("__", "/").replace("_", "."): text for name, text in others.items()}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return Site(tmp_path)


def test_sound_page_passes_every_check(tmp_path: Path) -> None:
    body = '<h2 id="二">二</h2><p><a href="#%E4%BA%8C">二へ</a><a href="./">ここ</a><a href="../a/?q=1#二">同じ</a></p>'
    body += '<svg><use href="../map.svg#p01"/></svg><a href="mailto:a@b.jp" aria-label="便り"></a><a href="https://x.jp/">外</a>'
    body += EVENT_BLOCK
    site = site_of(tmp_path, body, map_svg='<svg><g id="p01"/></svg>', hub_css="a { background: url(map.svg) }")
    assert [fault for check in CHECKS for fault in check(site)] == []


@pytest.mark.parametrize(
    ("check", "body"),
    [
        # 行き先
        ("every_link_leads_somewhere", '<a href="../b/">ない</a>'),
        ("every_link_leads_somewhere", '<a href="index">ない</a>'),
        ("every_link_leads_somewhere", '<a href="#b">ない</a>'),
        ("every_link_leads_somewhere", '<a href="../../a/">外へ出る</a>'),
        ("every_link_leads_somewhere", '<svg><use href="../map.svg#p48"/></svg>'),
        ("links_work_below_any_address", '<a href="/a/">根から</a>'),
        # 外から
        ("nothing_is_loaded_from_outside", '<img src="https://x.jp/a.png" alt="絵">'),
        ("nothing_is_loaded_from_outside", '<script src="//x.jp/a.js"></script>'),
        ("nothing_is_loaded_from_outside", '<link rel="preconnect" href="https://x.jp">'),
        ("nothing_is_loaded_from_outside", '<meta http-equiv="refresh" content="0">'),
        # ページの中に
        ("nothing_is_inline", "<script>alert(1)</script>"),
        ("nothing_is_inline", "<style>a{}</style>"),
        ("nothing_is_inline", '<p style="color:red">赤</p>'),
        ("nothing_is_inline", '<p onclick="a()">押す</p>'),
        ("policies_are_strict", POLICY.format(more="img-src 'unsafe-inline'")),
        ("policies_are_strict", "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">"),
        # 検索エンジンへのデータ
        ("linked_data_are_sound", '<script type="application/ld+json">{"@type": </script>'),
        ("linked_data_are_sound", '<script type="application/ld+json">{"@type": "Thing"}</script>'),
        ("linked_data_are_sound", EVENT_BLOCK.replace('"name": "市", ', "")),
        ("linked_data_are_sound", EVENT_BLOCK.replace('"startDate": "2026-11-20"', '"startDate": "2026-spring"')),
        ("linked_data_are_sound", EVENT_BLOCK.replace('"endDate": "2026-11"', '"endDate": "2026-10"')),
        ("linked_data_are_sound", EVENT_BLOCK.replace("EventCancelled", "Cancelled")),
        # 見出しとid
        ("ids_are_unique", '<p id="a"></p><p id="a"></p>'),
        ("headings_are_in_order", "<h1>二つめ</h1>"),
        ("headings_are_in_order", "<h3>飛ぶ</h3>"),
        ("upright_labels_hold_no_digits", '<h2 class="hub-section__label">1月</h2>'),
        # 名前
        ("links_have_names", '<a href="#"> </a>'),
        ("links_have_names", '<button><svg aria-hidden="true"></svg></button>'),
        # 入れ子
        ("elements_are_nested", "<p><ul></ul></p>"),
        ("elements_are_nested", "<p><b>太い</p>"),
        ("elements_are_nested", "<div>"),
        # 残りもの
        ("nothing_is_left_over", "<p>None</p>"),
        ("nothing_is_left_over", '<p title="{{ view.name }}">名</p>'),
        ("nothing_is_left_over", "<p>undefined</p>"),
    ],
)
def test_check_finds_its_fault(check: str, body: str, tmp_path: Path) -> None:
    site = site_of(tmp_path, body, map_svg='<svg><g id="p01"/></svg>')
    faults = getattr(site_checks, check)(site)
    assert len(faults) == 1, faults
    assert faults[0].startswith("a/index.html: ")


@pytest.mark.parametrize("head", ["<html>", '<html lang="ja"><head><title></title></head>', '<html lang="en">'])
def test_incomplete_head_is_found(head: str, tmp_path: Path) -> None:
    assert site_checks.heads_are_complete(site_of(tmp_path, "", head))


def test_two_pages_with_one_title_are_found(tmp_path: Path) -> None:
    site = site_of(tmp_path, "", b__index_html="<title>見本</title>")
    assert site_checks.titles_are_unique(site) == ["a/index.html, b/index.html: all are called 見本"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a_css", '@import "https://x.jp/a.css";'),
        ("a_css", "a { background: url('//x.jp/a.png') }"),
        ("a_css", "a { background: url(missing.png) }"),
        ("a_js", 'import { a } from "https://x.jp/a.js";'),
        ("a_js", 'const a = await import("./missing.js");'),
    ],
)
def test_styles_and_scripts_that_load_from_outside_are_found(name: str, text: str, tmp_path: Path) -> None:
    assert len(site_checks.nothing_is_loaded_from_outside(site_of(tmp_path, "", **{name: text}))) == 1
