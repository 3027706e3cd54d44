"""Changes by splicing: what is asked for happens, and nothing else moves by a byte."""

from __future__ import annotations

import difflib
import random
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import problem_cases as cases
import pytest
from staff_cases import real, sample

from hub.editing.cancelling import with_cancelled
from hub.editing.desk import Desk, desk
from hub.editing.events import with_event
from hub.editing.formatting import formatted
from hub.editing.partners import with_town
from hub.editing.sheet import CannotEditError, Sheet
from hub.editing.writing import item_lines, nameless, scalar
from hub.loading import FILES
from hub.model import Setting
from hub.source import read

ROOT = Path(__file__).parents[1]
TODAY = Setting(date(2026, 11, 20))

EVENTS = """\
# 見出し

# 催し(初日の順)
events:
  # 毎年の市
  - id: ichi-2026
    title: 朝市  # 第三土曜
    category: fair
    status: scheduled
    occurrences:
      - starts_on: 2026-12-05  # 土
        opens: "10:00"
      - starts_on: 2026-12-19
        ends_on: 2026-12-22
        note: "雨なら: 中止"
        weekday: 土
    venue: {name: 橋}
    # 主催は確かめ中
    source: press
    added_on: 2026-11-01
  # ここは終わりの注

  - id: ichi-2027
    title: 朝市
    category: fair
    status: scheduled
    occurrences:
    - starts_on: 2027-12-04
    source: press
"""


@cache
def small() -> Desk:
    """The sound data with two events."""
    return desk(cases.files("sound") | {"events.yaml": EVENTS.encode()}, TODAY)


def changes(before: Desk, after: Desk, path: str = "events.yaml") -> list[str]:
    """The lines taken away and put in, and nothing else."""
    old, new = before.files[path].decode().split("\n"), after.files[path].decode().split("\n")
    assert {key for key in after.files if after.files[key] != before.files[key]} <= {path}
    return [line for line in difflib.ndiff(old, new) if line[0] in "+-"]


def event(**answers: Any) -> dict[str, Any]:
    base = {"title": "夕市", "category": "物産展", "occurrences": [{"starts_on": "2026-12-12"}], "source": "press"}
    return base | answers


# ── adding


def test_new_event_stands_where_its_first_day_belongs() -> None:
    after, added, notices = with_event(small(), event(participants=["いわき市"]))
    assert changes(small(), after) == [
        "+ ",
        "+   - id: fair-2026-12-12",
        "+     title: 夕市",
        "+     category: fair",
        "+     status: scheduled",
        "+     occurrences:",
        "+       - starts_on: 2026-12-12",
        "+     participants:",
        '+       - "072044"  # 福島県いわき市',
        "+     source: press",
        "+     added_on: 2026-11-20",
    ]
    assert (added.id, notices) == ("fair-2026-12-12", [])
    text = after.files["events.yaml"].decode()
    assert text.index("終わりの注") < text.index("ichi-2027")
    assert text.index("ichi-2026") < text.index("fair-2026-12-12") < text.index("ichi-2027")


def test_new_event_is_the_first_or_the_last_of_its_file() -> None:
    first, _, _ = with_event(small(), event(occurrences=[{"starts_on": "2020-01-01"}]))
    assert (
        first.files["events.yaml"].decode().split("events:\n")[1].lstrip().startswith(("- id: fair-2020", "# 毎年の市"))
    )
    last, _, _ = with_event(small(), event(occurrences=[{"starts_on": "2030-01-01"}]))
    assert last.files["events.yaml"].decode().endswith("added_on: 2026-11-20\n")
    assert last.files["events.yaml"].startswith(EVENTS.encode())


@pytest.mark.parametrize(
    "text", ["events: []\n", "series: []\nevents:\n", "series: []\nevents: []  # まだない\n", "series: []"]
)
def test_first_event_of_all_is_put_in(text: str) -> None:
    before = desk(cases.files("sound") | {"events.yaml": text.encode()}, TODAY)
    after, _, _ = with_event(before, event())
    assert list(after.hub.events) == ["fair-2026-12-12"]
    assert all(comment in after.files["events.yaml"].decode() for comment in re.findall("#.*", text))
    assert "\n  - id: fair-2026-12-12\n" in after.files["events.yaml"].decode()


def test_values_of_an_event_are_put_right_and_told() -> None:
    occurrences = [{"starts_on": "令和８年１２月１２日（土）", "opens": "午後1時半"}]
    after, added, notices = with_event(small(), event(occurrences=occurrences))
    assert (str(added.occurrences[0].starts_on), f"{added.occurrences[0].opens:%H:%M}") == ("2026-12-12", "13:30")
    assert all(notice.endswith("と読みました") for notice in notices)
    assert 'opens: "13:30"' in after.files["events.yaml"].decode()


def test_event_of_a_series_takes_its_category_initiative_and_name() -> None:
    wanted = event(
        title="橋詰の朝市 第99回", category="", occurrences=[{"starts_on": "2031-06-25"}], source="mihon-2026"
    )
    _, added, _ = with_event(sample(), wanted)
    assert (added.id, added.category, added.series, added.initiative) == (
        "asaichi-2031",
        "marche",
        "asaichi",
        "asaichi",
    )


def test_id_that_is_taken_gets_a_number() -> None:
    once, _, _ = with_event(small(), event())
    _, second, _ = with_event(once, event(title="別の夕市"))
    assert second.id == "fair-2026-12-12-2"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"category": "お祭"}, "・分類「お祭」は、選べる言葉ではありません。"),
        ({"category": ""}, "・分類がありません。"),
        ({"occurrences": [{"starts_on": "12月5日"}]}, "始まる日「12月5日」は、日付として読めません。"),
        ({"occurrences": [{"starts_on": "2026-12-12(月)"}]}, "曜日が日付と合いません。"),
        ({"participants": ["小国町"]}, "山形県小国町(064017)、熊本県小国町(434248) のどれか"),
        ({"participants": ["札幌市"]}, "make new-partner CODE=011002"),
        ({"participants": ["いわし市"]}, "「いわし市」という名前の相手が見つかりません。"),
        ({"source": "係長に聞いた"}, "資料のidでも住所でもありません"),
        ({"source": ""}, "必ず書く項目「source」(出典)がありません"),
        ({"source": "nothing-here"}, "nothing-here"),
        ({"url": "javascript:alert(1)"}, "開くと危険なことがある住所です"),
        ({"title": "一行\n二行"}, "一行で書く項目です"),
        ({"title": "見えない\x00字"}, "目に見えない制御文字が入っています"),
        ({"id": "calendar"}, "サイトの住所に使う言葉"),
    ],
)
def test_event_with_a_fault_is_refused_in_words(wanted: dict[str, Any], said: str) -> None:
    with pytest.raises(CannotEditError) as told:
        with_event(small(), event(**wanted))
    assert said in str(told.value)
    assert "\n  直し方: " in str(told.value) or "。" in str(told.value)


def test_all_faults_of_an_event_are_told_at_once() -> None:
    with pytest.raises(CannotEditError) as told:
        with_event(small(), event(category="何か", source="", url="x", occurrences=[{"starts_on": "いつか"}]))
    assert str(told.value).count("直し方: ") == 4


HOSTILE = [
    "a: b",
    "- x",
    "'",
    '"quote" \\n',
    "# 注",
    "x # y",
    "{{ config }}",
    "[a](b)",
    "&a *a !t",
    "%",
    "@",
    "`id`",
    "$(id)",
    "<script>alert(1)</script>",
    "yes",
    "null",
    "~",
    "012",
    "1e3",
    "0x10",
    "12:30",
    "2026-12-12",
    "：全角：",
    "　",
    "末尾:",
    "---",
    "...",
    "? a",
    "| x",
    "> x",
    "改\n\n行",
    "tab\there",
    "*",
    "=1+1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_reads_back_as_it_was_written(text: str) -> None:
    record = {"id": "a", "note": text, "occurrences": [{"note": text}], "list": [text, text]}
    written = "\n".join(["events:", *item_lines(record, 2, nameless), ""])
    document, problems = read("events.yaml", written.encode())
    wanted = {**record, "note": text} if text not in {"", "~"} else record
    assert not problems
    assert document.data == {"events": [wanted]}
    assert "\n" not in scalar(text)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_text_becomes_a_note_and_nothing_else(text: str) -> None:
    after, added, _ = with_event(small(), event(summary=text))
    assert added.summary == text.strip()
    assert all(line[0] == "+" for line in changes(small(), after))
    assert after.hub.events.keys() - small().hub.events.keys() == {added.id}


def test_new_town_stands_in_the_order_of_codes() -> None:
    after, place, _ = with_town(small(), {"name": "札幌市"})
    added = changes(small(), after, "partners.yaml")
    assert added == ['+   - code: "011002"', "+     name: 札幌市", "+     added_on: 2026-11-20", "+ "]
    assert place.full_name == "北海道札幌市"
    last, _, _ = with_town(after, {"code": "４７２０１８"})
    assert list(last.hub.partners) == ["011002", "072044", "472018"]


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"name": "小国町"}, "「小国町」は2か所あります"),
        ({"name": "いわき市"}, "もう partners.yaml にあります"),
        ({"name": "いわし市"}, "という市区町村がありません"),
        ({}, "名前かコードを確かめてください"),
        ({"code": "11002"}, "先頭の0が落ちて"),
        ({"code": "011002", "name": "函館市"}, "コード「011002」は北海道札幌市です"),
        ({"name": "札幌市", "source": "聞いた"}, "資料のidでも住所でもありません"),
    ],
)
def test_town_with_a_fault_is_refused_in_words(wanted: dict[str, str], said: str) -> None:
    with pytest.raises(CannotEditError, match=re.escape(said)):
        with_town(small(), wanted)


# ── calling off


def test_one_day_of_several_is_called_off() -> None:
    after, said = with_cancelled(small(), "ichi-2026", "2026/12/5")
    assert changes(small(), after) == [
        "+         status: cancelled",
        '+     sequence: "1"',
        "+     updated_on: 2026-11-20",
    ]
    assert said == "「朝市」の2026年12月5日(土)を中止にしました。"


def test_one_day_within_a_run_is_called_off() -> None:
    after, _ = with_cancelled(small(), "ichi-2026", "令和8年12月20日")
    assert changes(small(), after) == [
        "+         cancelled_on:",
        "+           - 2026-12-20",
        '+     sequence: "1"',
        "+     updated_on: 2026-11-20",
    ]
    again, _ = with_cancelled(after, "ichi-2026", "2026年12月21日")
    assert "          - 2026-12-20\n          - 2026-12-21\n" in again.files["events.yaml"].decode()


def test_rest_of_an_event_is_called_off_and_its_past_days_stay() -> None:
    later = desk(small().files, Setting(date(2026, 12, 20)))
    after, _ = with_cancelled(later, "ichi-2026")
    text = after.files["events.yaml"].decode()
    assert text.count("status: cancelled") == 0
    assert "- 2026-12-20\n          - 2026-12-21\n          - 2026-12-22\n" in text
    with pytest.raises(CannotEditError, match="終わっています"):
        with_cancelled(after, "ichi-2026")


def test_word_about_one_day_stands_with_that_day() -> None:
    after, _ = with_cancelled(small(), "ichi-2026", "2026-12-05", "大雨のため")
    assert changes(small(), after)[:2] == ["+         status: cancelled", "+         note: 大雨のため"]


def test_whole_event_is_called_off_with_a_word_for_visitors() -> None:
    after, said = with_cancelled(small(), "ichi-2026", note="荒天のため: 中止")
    assert changes(small(), after) == [
        "-     status: scheduled",
        "+     status: cancelled",
        '+     note: "荒天のため: 中止"',
        '+     sequence: "1"',
        "+     updated_on: 2026-11-20",
    ]
    assert said == "「朝市」を中止にしました。"


def test_only_day_of_an_event_called_off_is_the_event_called_off() -> None:
    after, _ = with_cancelled(small(), "/events/ichi-2027/", "2027-12-04")
    assert after.hub.events["ichi-2027"].status == "cancelled"


def test_calling_off_again_raises_the_revision_and_keeps_what_stands() -> None:
    once, _ = with_cancelled(small(), "ichi-2026", "2026-12-05")
    twice, _ = with_cancelled(once, "ichi-2026", "2026-12-19")
    assert twice.hub.events["ichi-2026"].sequence == 2
    assert "朝市  # 第三土曜" in twice.files["events.yaml"].decode()


@pytest.mark.parametrize(
    ("name", "day", "said"),
    [
        (
            "ichi-2026",
            "2026-12-06",
            "2026年12月6日(日)の回はありません。会期は 2026年12月5日(土)、2026年12月19日(土)〜22日(火) です。",
        ),
        ("ichi-2026", "土曜", "日付「土曜」が読めません"),
        ("朝市", "", "当てはまる催しが2件あります"),
        ("夜市", "", "「夜市」という催しがありません"),
        ("", "", "という催しがありません"),
    ],
)
def test_calling_off_what_is_not_there_is_refused(name: str, day: str, said: str) -> None:
    with pytest.raises(CannotEditError, match=re.escape(said)):
        with_cancelled(small(), name, day)


def test_of_events_that_fit_the_one_that_is_not_over_is_called_off() -> None:
    past = EVENTS.partition("  # 毎年の市")[2].partition("  # ここは")[0]
    past = past.replace("ichi-2026", "ichi-2025").replace("2026-", "2025-").replace("朝市", "夜市")
    text = EVENTS.replace("  # 毎年の市", past, 1).replace("2027\n    title: 朝市", "2027\n    title: 夜市(第2回)")
    _, said = with_cancelled(desk(cases.files("sound") | {"events.yaml": text.encode()}, TODAY), "夜市")
    assert said == "「夜市(第2回)」を中止にしました。"


def test_calling_off_twice_is_told() -> None:
    once, _ = with_cancelled(small(), "ichi-2027")
    with pytest.raises(CannotEditError, match="もう中止になっています"):
        with_cancelled(once, "ichi-2027")


def test_every_coming_or_past_event_can_be_called_off_or_is_refused_in_words() -> None:
    for name in list(real().hub.events)[::9]:
        said, after = refusal(name)
        if after is None:
            assert re.search("もう中止|実施済み|終わっています", said), name
        else:
            gone = [line for line in changes(real(), after) if line[0] == "-"]
            assert all(re.match(r"-\s+(status|sequence|updated_on): ", line) for line in gone), gone


def refusal(name: str) -> tuple[str, Desk | None]:
    try:
        return "", with_cancelled(real(), name)[0]
    except CannotEditError as error:
        return str(error), None


# ── bytes of others


def test_windows_line_ends_and_what_cannot_be_seen_stay_elsewhere() -> None:
    raw = b"\xef\xbb\xbf" + EVENTS.replace("橋", "橋\u200b").replace("\n", "\r\n").encode()
    before = desk(cases.files("sound") | {"events.yaml": raw}, TODAY)
    after, _ = with_cancelled(before, "ichi-2027")
    old, new = raw.split(b"\r\n"), after.files["events.yaml"].split(b"\r\n")
    assert new[: len(old) - 6] == old[: len(old) - 6]
    assert b"\n" not in after.files["events.yaml"].replace(b"\r\n", b"")


BRACKETS = """\
events:
  - {id: a-1, title: 市, category: fair, status: scheduled, occurrences: [{starts_on: 2027-01-01}], source: press} # 注
  - id: b-1
    title: 三つの橋の市
    category: fair
    status: scheduled
    occurrences:
      - {starts_on: 2027-02-06, venue: {name: "橋, 上"}}
      - {starts_on: 2027-02-06, venue: {name: 橋の下}, status: postponed,}
      - {starts_on: 2027-02-07, ends_on: 2027-02-09}
    source: press
"""


def test_records_in_brackets_are_changed_within_them() -> None:
    before = desk(cases.files("sound") | {"events.yaml": BRACKETS.encode()}, TODAY)
    after, _ = with_cancelled(before, "a-1", note="風, 雨 [中止]")
    assert changes(before, after)[1] == (
        "+   - {id: a-1, title: 市, category: fair, status: cancelled, occurrences: [{starts_on: 2027-01-01}], "
        'source: press, note: "風, 雨 [中止]", sequence: "1", updated_on: 2026-11-20} # 注'
    )
    after, _ = with_cancelled(before, "b-1", "2027-02-06")
    assert [line for line in changes(before, after) if "2027-02-06" in line and line[0] == "+"] == [
        '+       - {starts_on: 2027-02-06, venue: {name: "橋, 上"}, status: cancelled}',
        "+       - {starts_on: 2027-02-06, venue: {name: 橋の下}, status: cancelled,}",
    ]
    after, _ = with_cancelled(before, "b-1", "2027-02-08")
    assert (
        "{starts_on: 2027-02-07, ends_on: 2027-02-09, cancelled_on: [2027-02-08]}"
        in after.files["events.yaml"].decode()
    )


def test_broken_data_is_told_before_any_change() -> None:
    with pytest.raises(CannotEditError, match="先に、いまのデータのまちがいを直してください"):
        desk(cases.files("sound") | {"events.yaml": b"events:\n  - id: [\n"}, TODAY)


def test_error_that_was_there_before_does_not_stop_a_change() -> None:
    text = EVENTS.replace("source: press\n    added_on", "source: nowhere\n    added_on")
    before = desk(cases.files("sound") | {"events.yaml": text.encode()}, TODAY)
    assert before.report.errors
    after, _ = with_cancelled(before, "ichi-2027")
    assert len(after.report.errors) == len(before.report.errors)


# ── good order


@pytest.mark.parametrize("path", FILES)
def test_formatting_keeps_the_real_files_as_they_are(path: str) -> None:
    raw = (ROOT / path).read_bytes()
    once = formatted(path, raw, FILES[path])
    assert once == formatted(path, once, FILES[path])
    old, new = raw.decode().split("\n"), once.decode().split("\n")
    gone = [line for line in difflib.ndiff(old, new) if line[0] in "+-"]
    assert all(line.strip() == "-" for line in gone), gone  # blank lines only


UNTIDY = """\
events:
  - id: b-2027
    title: 後の市
    category: fair
    status: scheduled
    occurrences:
      - starts_on: 令和9年1月2日   # 土曜
        opens: 9:30
    participants: [０７２０４４]
    source: press


  # 先の市は三年ぶり
  - id: a-2026
    title: 先の市
    category: fair
    status: scheduled
    occurrences:
      - starts_on: 2026-12-05
    note: |
      一行目  \n
      三行目
    participants:
      - 072044
    source: press
"""


def test_untidy_file_is_put_in_order_without_losing_a_word() -> None:
    text = formatted("events.yaml", UNTIDY.encode(), FILES["events.yaml"]).decode()
    assert text.index("# 先の市は三年ぶり\n  - id: a-2026") < text.index("b-2027")
    assert "- starts_on: 2027-01-02   # 土曜\n" in text
    assert 'opens: "09:30"' in text
    assert 'participants: ["072044"]' in text
    assert '      - "072044"\n' in text
    assert "      一行目  \n\n      三行目\n" in text
    assert "\n\n\n" not in text
    assert formatted("events.yaml", text.encode(), FILES["events.yaml"]) == text.encode()


def test_shuffled_real_files_come_back_in_order() -> None:
    """Whatever order staff leave records in, comments and records all survive."""
    for seed, path in enumerate(FILES):
        text = (ROOT / path).read_text("utf-8")
        chance = random.Random(seed)  # noqa: S311 # an order, no secret
        parts = re.split(r"(?m)(?=^  - )", text)
        cut = [index for index, part in enumerate(parts) if re.search(r"(?m)^[a-z]", part)]
        inner = [index for index in range(1, len(parts)) if index not in cut][:200]
        mixed = chance.sample(inner, len(inner))
        order = {old: parts[new] for old, new in zip(inner, mixed, strict=True)}
        shuffled = "".join(order.get(index, part) for index, part in enumerate(parts))
        if read(path, shuffled.encode())[1]:
            continue
        result = formatted(path, shuffled.encode(), FILES[path]).decode()
        assert sorted(filter(None, result.split("\n"))) == sorted(filter(None, shuffled.split("\n")))


def test_broken_file_is_not_formatted() -> None:
    for raw in (b"events:\n  - [", b"\xff\xfe", b"events:\n\t- a"):
        with pytest.raises(CannotEditError):
            formatted("events.yaml", raw, FILES["events.yaml"])


def test_sheet_without_a_last_newline_grows_whole_lines() -> None:
    sheet = Sheet("events.yaml", b"events:\n  - id: a")
    assert sheet.with_record("events", 1, ["  - id: b"]).raw == b"events:\n  - id: a\n\n  - id: b\n"
