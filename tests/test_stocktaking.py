"""棚卸し names what is due on a day, and only that; outside links are asked for once each."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import staff_cases
from test_staff import run

from hub.editing.desk import desk
from hub.editing.stocktaking import as_issue, as_text, links_of, stocktaking
from hub.loading import read_files
from hub.model import Hub, Setting


def on(day: date) -> Hub:
    return desk(read_files(staff_cases.SAMPLE), Setting(day)).hub


def under(hub: Hub) -> dict[str, list[str]]:
    return dict(stocktaking(hub))


def test_review_says_every_heading_even_where_nothing_is_due() -> None:
    hub = staff_cases.sample().hub
    text = as_text(hub, stocktaking(hub))
    assert text.startswith("2026年11月20日(金)現在の棚卸しです。\n\n## 90日以内に満了する協定: 0件\n\nありません。\n")
    assert "## 満了日が未確認の協定: 1件\n\n- 「源流と離島の水をまもる協定」(網走市、気仙沼市、小国町ほか)\n" in text
    assert text.count("\n## ") == 6


def test_agreement_is_named_from_90_days_before_its_end() -> None:
    heading = "90日以内に満了する協定"
    assert under(on(date(2027, 12, 31)))[heading] == []
    assert under(on(date(2028, 1, 1)))[heading] == [
        "「水辺の板の活用に関する協定」(株式会社「舟や」 & <見本>) 2028年3月31日(金)まで。あと90日"
    ]
    assert not [line for line in under(on(date(2028, 4, 1)))[heading] if "水辺" in line]


def test_event_without_a_result_is_named_on_the_day_after() -> None:
    heading = "過ぎたのに、結果が書かれていない催し"
    named = [line for line in under(on(date(2027, 1, 31)))[heading] if "三つの橋めぐり市" in line]
    assert named == ["「三つの橋めぐり市」(/events/meguri-2026/) 2026年12月13日(日)まで"]
    assert not [line for line in under(on(date(2026, 12, 13)))[heading] if "三つの橋めぐり市" in line]


def test_record_is_named_a_year_after_it_was_confirmed() -> None:
    day = staff_cases.sample().hub.partners["072087"].record.confirmed_on
    assert day is not None
    heading, name = "1年以上、確かめていない記録", "「喜多方市」(/partners/072087/) 最後に確かめた日"
    named = [
        any(line.startswith(name) for line in under(on(day + timedelta(days=days)))[heading]) for days in (365, 366)
    ]
    assert named == [False, True]


def test_count_is_named_once_its_day_is_more_than_a_year_ago() -> None:
    framework = next(one for one in staff_cases.sample().hub.frameworks.values() if one.counts)
    day, heading = framework.counts[-1].as_of.last, "1年より古い公表数"
    named = [
        any(line.startswith(f"「{framework.name}」") for line in under(on(day + timedelta(days=days)))[heading])
        for days in (365, 367)
    ]
    assert named == [False, True]


def test_nothing_in_an_issue_can_act() -> None:
    hub = staff_cases.sample().hub
    text = as_issue(hub, [("<b>@a", ["[x](http://e.example) @b #1"])])
    assert not re.search(r"[@<>\[\]]|http:|(?<!&)#[0-9]", text)


def test_every_outside_link_is_asked_for_once() -> None:
    hub = staff_cases.sample().hub
    asked: list[str] = []

    def answer(address: str) -> str:
        asked.append(address)
        return "404" if len(asked) == 1 else ""

    found = dict(stocktaking(hub, answer))["開けない外部のリンク"]
    assert asked == [address for address, _ in links_of(hub)] == sorted(set(asked))
    assert len(found) == 1
    assert found[0].startswith(f"{asked[0]} 404(")


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:  # the name is the server's
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        pass


@pytest.fixture
def address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_only_what_is_gone_counts_as_dead(address: str) -> None:
    from staff import _answer

    codes = {code: _answer(f"{address}/{code}") for code in (200, 403, 404, 410, 503)}
    assert codes == {200: "", 403: "", 404: "404", 410: "410", 503: ""}
    assert _answer("http://127.0.0.1:9/") == "つながりません"


@pytest.mark.site
def test_command_prints_the_review(tmp_path: object) -> None:
    done = run(staff_cases.SAMPLE, "review")
    assert (done.returncode, done.stderr) == (0, "")
    hub = staff_cases.sample().hub
    assert done.stdout == as_text(hub, stocktaking(hub))
