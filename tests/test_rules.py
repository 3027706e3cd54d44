"""What rules let pass, and where their limits lie. What they tell stands in tests/problems/."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import problem_cases as cases
import pytest

from hub.loading import load, read_files
from hub.model import Hub, Setting
from hub.problems import Report
from hub.rules import MAX_NOTICES, RULES
from hub.rules.corporate import _two_years_after
from hub.rules.finding import MAX_GUESSES
from hub.rules.lists import _longest_run
from hub.source import read_extra

ROOT = Path(__file__).parents[1]


def told(partners: str = "", events: str = "", today: date = cases.TODAY, **pages: str) -> Report:
    """The report on the sound data with sections of the data files, or whole pages, in their place."""
    files = cases.files("sound")
    text = "\n".join(part for part in (partners, events) if part)
    files |= {path: cases._part(text, path, files[path].decode()) for path in cases.FILES}
    files |= {f"content/{name}.md": page.encode() for name, page in pages.items()}
    return load(files, read_extra(files["mkdocs.yml"]), Setting(today))[1]


def rules_of(report: Report) -> list[str]:
    return [problem.rule for problem in report.problems]


def event(**lines: str) -> str:
    """One event; `occurrence` holds further lines of its only occurrence."""
    whole = {"title": "朝市", "category": "fair", "status": "scheduled", "source": "press"} | lines
    occurrence = whole.pop("occurrence", "starts_on: 2026-12-06").replace("\n", "\n        ")
    head = "\n".join(f"    {key}: {value}" for key, value in whole.items())
    return f"events:\n  - id: asaichi\n    occurrences:\n      - {occurrence}\n{head}\n"


# ── the real data


@pytest.fixture(scope="module")
def real() -> dict[str, bytes]:
    return read_files(ROOT)


def loaded(files: dict[str, bytes], today: date) -> tuple[Hub | None, Report]:
    return load(files, read_extra(files["mkdocs.yml"]), Setting(today))


def test_real_data_have_no_error(real: dict[str, bytes]) -> None:
    hub, report = loaded(real, date(2026, 11, 20))
    assert hub is not None
    assert [problem.text() for problem in report.errors] == []
    assert len(report.notices) < 20


@pytest.mark.parametrize("today", [date(2000, 1, 1), date(2024, 3, 2), date(2029, 2, 28), date(2100, 1, 1)])
def test_no_day_makes_an_error(real: dict[str, bytes], today: date) -> None:
    assert loaded(real, today)[1].errors == []


def test_sample_has_no_error() -> None:
    assert loaded(read_files(ROOT / "tests" / "sample"), cases.TODAY)[1].errors == []


# ── rules as such


def test_every_rule_ensures_something() -> None:
    assert all((rule.__doc__ or "").startswith("Ensure ") for rule in RULES)
    assert all("\n" not in (rule.__doc__ or "") for rule in RULES)
    names = [rule.__name__ for rule in RULES]
    assert len(names) == len(set(names))


def test_notices_of_a_kind_are_cut_short_but_errors_never() -> None:
    many = "".join(f"  - {{id: s-{index:03}, title: 朝市 <b>, source: nothing}}\n" for index in range(60))
    found = rules_of(told(events=f"series:\n{many}"))
    assert found.count("text-has-no-markup") == MAX_NOTICES + 1
    assert found.count("source-is-registered") == 60


def test_nearest_names_are_sought_for_the_first_faults_only() -> None:
    many = "".join(f"  - {{id: s-{index:03}, title: 朝市, source: pres}}\n" for index in range(60))
    report = told(events=f"series:\n{many}")
    assert sum("「press」ではありませんか" in problem.remedy for problem in report.problems) == MAX_GUESSES


# ── hours and days


@pytest.mark.parametrize(
    "occurrence",
    [
        'starts_on: 2026-12-06\nopens: "22:00"\ncloses: "05:00"',  # 夜どおし
        "starts_on: 2026-12-06\nends_on: 2026-12-06",
        "starts_on: 2026-12\nends_on: 2026-12-06",  # 重なっていれば、どちらが先とも言えない
        "starts_on: 2026-12-04\nends_on: 2026-12-07\ndays: weekdays",
        "starts_on: 2026-12-06\nstatus: postponed\npostponed_to: 2026-12-13",
        "starts_on: 2026-12-06\nweekday: (日)",
        "starts_on: 2026-12-06\nweekday: 日曜日",
        "starts_on: 2026-12-06\nweekday: 日・祝",
        "starts_on: 2026-12\nweekday: 土",  # 日が分からなければ、比べられない
    ],
)
def test_occurrence_is_fine(occurrence: str) -> None:
    assert rules_of(told(events=event(occurrence=occurrence))) == []


def test_outcome_may_wait_two_weeks() -> None:
    text = event(occurrence="starts_on: 2026-11-01")
    assert rules_of(told(events=text, today=date(2026, 11, 15))) == []
    assert rules_of(told(events=text, today=date(2026, 11, 16))) == ["scheduled-day-is-to-come"]


@pytest.mark.parametrize(
    "text", ["2024年3月6日(水)", "2024年3月6日", "3月6日(火)", "2024-03-06(水・祝)", "2024年3月(水)"]
)
def test_weekday_in_a_text_is_fine(text: str) -> None:
    assert rules_of(told(events=event(note=f"初めは{text}です"))) == []


# ── places


def test_venue_abroad_is_fine_for_an_event_of_a_town_abroad() -> None:
    abroad = "abroad:\n  - {id: lyon, name: リヨン市, kana: りよんし, country: フランス, latitude: '45.8', longitude: '4.8', source: press}\n"
    venue = "{name: 広場, latitude: '45.8', longitude: '4.8'}"
    assert rules_of(told(abroad, event(venue=venue, participants="[lyon]"))) == []
    assert rules_of(told(abroad, event(venue=venue))) == ["coordinates-are-possible"]


# ── the ward's policy on companies


def agreement(parties: str = "[funaya]", **lines: str) -> str:
    whole = {"title": "舟の協定", "signed_on": "2025-04-01", "source": "press"} | lines
    head = "\n".join(f"    {key}: {value}" for key, value in whole.items() if value)
    kinds = {"funaya": "company", "zaidan": "public", "kai": "network", "shotenkai": "shopping_association"}
    bodies = "\n".join(
        f"  - {{id: {id_}, name: {id_}, kana: ふね, kind: {kind}, source: press}}" for id_, kind in kinds.items()
    )
    return f"agreements:\n  - id: fune\n    parties: {parties}\n{head}\norganisations:\n{bodies}\n"


CLEAR = {"content": "川で使う舟をつくり、学びに使います。"}


@pytest.mark.parametrize("party", ["funaya", "zaidan", "kai"])
def test_policy_is_for_companies_foundations_and_networks(party: str) -> None:
    assert rules_of(told(agreement(f"[{party}]"))) == ["corporate-content-is-clear", "corporate-term-is-known"]


@pytest.mark.parametrize(
    ("parties", "lines"),
    [
        ('["072044", shotenkai]', {}),  # 商店街友好都市
        ("[shotenkai]", {}),
        ('["072044", funaya]', {}),
        ('["41"]', {}),
        ("[funaya]", {"is_disaster": "true"}),
    ],
)
def test_policy_is_not_for_towns_shops_and_disasters(parties: str, lines: dict[str, str]) -> None:
    assert rules_of(told(agreement(parties, **lines))) == []


@pytest.mark.parametrize(
    ("signed_on", "ends_on", "rules"),
    [
        ("2025-04-01", "2027-03-31", []),
        ("2025-04-01", "2027-04-01", ["corporate-term-is-two-years"]),
        ("2025-fiscal", "2027-fiscal", []),  # 日が分からなければ、うたがわない
        ("2025-04", "2028-04", ["corporate-term-is-two-years"]),
        ("2024-02-29", "2026-02-28", []),
        ("2024-02-29", "2026-03-01", ["corporate-term-is-two-years"]),
        ("", "2030-03-31", []),
    ],
)
def test_term_of_two_years_ends_the_day_before(signed_on: str, ends_on: str, rules: list[str]) -> None:
    text = agreement(signed_on=signed_on, ends_on=ends_on, **CLEAR)
    assert rules_of(told(text, today=date(2025, 4, 1))) == rules


def test_reason_clears_a_longer_term() -> None:
    assert (
        rules_of(told(agreement(ends_on="2030-03-31", exception_reason="施設の貸付期間に合わせるため", **CLEAR))) == []
    )


def test_ended_agreement_needs_no_term() -> None:
    assert rules_of(told(agreement(ended_on="2026-03-31", **CLEAR))) == []


def test_longest_terms_reach_the_end_of_the_calendar() -> None:
    assert _two_years_after(date(9996, 2, 29)) == date(9998, 2, 28)
    assert rules_of(told(agreement(signed_on="9998-12-31", ends_on="9998-12-31", **CLEAR))) == ["ending-is-not-to-come"]


@pytest.mark.parametrize(
    ("note", "is_fault"),
    [
        ("自動更新します", True),
        ("1年ごとに自動的に更新する", True),
        ("申し出がなければ自動延長", True),
        ("自動更新はしません", False),
        ("自動的に更新せず、双方で話し合う", False),
        ("自動運転のバスを走らせる", False),
    ],
)
def test_only_a_term_that_renews_itself_is_refused(note: str, is_fault: bool) -> None:
    found = rules_of(told(agreement(ends_on="2027-03-31", note=note, **CLEAR)))
    assert found == ["corporate-term-is-not-automatic"] * is_fault


@pytest.mark.parametrize(
    ("today", "is_told"), [("2026-12-30", False), ("2026-12-31", True), ("2027-03-31", True), ("2027-04-01", False)]
)
def test_end_is_told_ninety_days_before(today: str, is_told: bool) -> None:
    found = rules_of(told(agreement(ends_on="2027-03-31", **CLEAR), today=date.fromisoformat(today)))
    assert found == ["agreement-ends-soon"] * is_told


def test_end_of_a_renewed_agreement_is_not_told() -> None:
    text = agreement(ends_on="2026-12-31", **CLEAR).replace(
        "organisations:",
        "  - {id: fune-2, parties: [funaya], title: 舟の協定, signed_on: 2027-01-01, ends_on: 2028-12-31, renews: fune, "
        "content: 川で使う舟をつくり、学びに使います。, source: press}\norganisations:",
    )
    assert rules_of(told(text, today=date(2027, 1, 1))) == []


# ── links


PAGE = "---\ntitle: 朝市\ntheme: goods\nsource: press\n---\n\n"


@pytest.mark.parametrize(
    "body",
    [
        "[まち](/partners/072044/) [一覧](/partners/) [表紙](/) [県](/prefectures/47/) [号](/magazine/1/)",
        "[地区](/districts/kita/#moto) [検索](/companies/?q=a) [自分](/initiatives/market/)",
        "[よそ](https://www.example.jp/a_(b)) [手紙](mailto:a@example.jp) [電話](tel:03-0000-0000)",
        "[暦](/feeds/events.ics) [資料](/data/partners.csv)",
        "`[例](/nowhere/)`\n\n```\n[例](/nowhere/)\n```\n\n~~~\n[例](/nowhere/)\n```\n[例](/nowhere/)\n~~~",
        "[ただの括弧] (と括弧) [ ] [x]",
    ],
)
def test_link_is_fine(body: str) -> None:
    assert rules_of(told(**{"initiatives/market": PAGE + body})) == []


def test_link_to_a_hidden_event_is_dead() -> None:
    page = {"initiatives/market": PAGE + "[朝市](/events/asaichi/) [2026年](/events/2026/)"}
    assert rules_of(told(events=event(), **page)) == []
    hidden = told(events=event(draft="true"), **page)
    assert rules_of(hidden) == ["link-leads-to-a-page"] * 2


# ── order


@pytest.mark.parametrize(
    ("ranks", "kept"),
    [
        ([], []),
        ([1], [1]),
        ([1, 2, 2, 3], [1, 2, 2, 3]),
        ([1, 9, 2, 3], [1, 2, 3]),
        ([5, 1, 2, 3], [1, 2, 3]),
        ([3, 2, 1], [1]),
    ],
)
def test_longest_run_leaves_out_the_fewest(ranks: list[int], kept: list[int]) -> None:
    assert [ranks[index] for index in _longest_run(ranks)] == kept
