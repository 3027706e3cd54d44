"""Open data: the columns of the standard, tables that no spreadsheet runs, GeoJSON, and a catalogue that is true."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from bless import SAMPLE
from geojson_pydantic import Feature, FeatureCollection, Point
from in_memory import hub_of
from jsonschema import Draft4Validator, Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4
from test_feeds import ADDRESS, ROOT

from hub.dataschemas import MODELS, NAMED, schemas
from hub.dates import parse_day, say, say_span
from hub.identity import occurrence_ids
from hub.municipalities import TABLE
from hub.opendata import DataFile, data_files
from hub.schema.events import Event
from hub.schema.partners import Agreement, Framework
from hub.schema.values import check_digit
from hub.status import CATEGORIES
from hub.tables import STATES, columns, safe

# docs: 自治体標準オープンデータセット「イベント一覧」, as two publishers have it.
COLUMNS = (
    "全国地方公共団体コード,法人番号,ID,地方公共団体名,イベント名,言語コード,イベント通称,サブタイトル,イベント名_カナ,イベント名_英語,"
    "コンテンツURL,状態,キーワード,タグ,対象となる産業,開催パターン,開始日,終了日,開始時間,終了時間,開始日時特記事項,所要時間,"
    "掲載開始日,掲載終了日,概要,説明,サブイベント,イベント種類,料金(基本),料金(詳細),連絡先名称,連絡先電話番号,連絡先内線番号,"
    "主催者,共催団体,関連組織,対象者,対象者備考,場所名称,集合（受付）場所,所在地_全国地方公共団体コード,町字ID,所在地_連結表記,"
    "所在地_都道府県,所在地_市区町村,所在地_町字,所在地_番地以下,建物名等(方書),緯度,経度,アクセス方法,駐車場情報,駐車場料金,"
    "駐輪場情報,Web開催,Web開催URL,ツール・環境,定員,定員備考,料金種別,決済種別,外国語対応,外国語対応備考,開催条件,"
    "参加申込終了日,参加申込終了時間,参加申込方法,申込開始日,申込開始時刻,申込URL,URL,授乳室,おむつ替えコーナー,飲食可否,"
    "ベビーカー貸出,ベビーカー利用,画像,画像_ライセンス,備考"
).split(",")

POD = ROOT / ".cache/strangers/ckanext/datajson/pod_schema/non-federal-v1.1"


@cache
def files_of(root: Path = SAMPLE, address: str = "") -> dict[str, DataFile]:
    return {file.path: file for file in data_files(hub_of(root, address))}


def json_of(name: str, root: Path = SAMPLE) -> Any:
    return json.loads(files_of(root)[f"data/{name}"].content)


@cache
def rows_of(path: str, root: Path = SAMPLE) -> list[dict[str, str]]:
    text = files_of(root)[path].content.decode()
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def event_row(name: str) -> dict[str, str]:
    [found] = [row for row in rows_of("data/131245_event.csv") if row["ID"] == name]
    return {column: cell for column, cell in found.items() if cell}


# 表の形


def test_event_list_has_the_79_columns_in_order() -> None:
    assert len(COLUMNS) == 79
    assert [column for column, _ in columns("event")] == COLUMNS
    text = files_of()["data/131245_event.csv"].content.decode()
    assert text.startswith("\ufeff" + ",".join(COLUMNS) + "\r\n")


@pytest.mark.parametrize("path", ["data/131245_event.csv", "data/partners.csv"])
def test_table_has_bom_and_crlf_and_rows_of_one_length(path: str) -> None:
    text = files_of()[path].content.decode()
    assert text.encode()[:3] == b"\xef\xbb\xbf"
    assert text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == files_of()[path].count + 1


@pytest.mark.parametrize("name", ["event", "partner"])
def test_nothing_is_written_into_a_column_that_is_said_to_be_empty(name: str) -> None:
    path = {"event": "data/131245_event.csv", "partner": "data/partners.csv"}[name]
    filled = {column for row in rows_of(path) for column, cell in row.items() if cell}
    said = {column for column, meaning in columns(name) if meaning}
    assert filled <= said


# 催しの一覧


def test_occurrence_in_full() -> None:
    assert event_row("hashi-2026.2026-11-23") == {
        "全国地方公共団体コード": "131245",
        "ID": "hashi-2026.2026-11-23",
        "地方公共団体名": "東京都見本区",
        "イベント名": "橋まつり二〇二六",
        "言語コード": "ja",
        "状態": "中止",
        "開始日": "2026-11-23",
        "終了日": "2026-11-23",
        "開始時間": "09:30",
        "終了時間": "15:00",
        "開始日時特記事項": "中止",
        "概要": "五つの日に分けて開く、橋のまつりです。見本です。",
        "説明": "五つの日に分けて開く、橋のまつりです。見本です。\n雨のときは、橋の下で開きます。\n"
        "地図は https://www.mihon.example/map?x=1&y=2 にあります。",
        "イベント種類": "祭り",
        "料金(詳細)": "無料",
        "連絡先名称": "まつりの係",
        "連絡先電話番号": "03-0000-0004",
        "主催者": "橋まつりの会",
        "関連組織": "喜多方市;遠野市;秩父市;新潟県;見本川の源流から河口までの町村がともに歩む広域連携推進協議会;株式会社「舟や」 & <見本>",
        "対象者": "どなたでも",
        "場所名称": "橋詰広場",
        "所在地_連結表記": "見本区橋詰1-2",
        "緯度": "35.701",
        "経度": "139.901",
        "Web開催": "無",
        "定員": "1200",
        "外国語対応備考": "日本語、手話",
        "URL": "https://www.mihon.example/hashi",
        "備考": "橋の点検のため中止\n車いすで橋をわたれます",
    }


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["見本", "実物"])
def test_every_cell_is_what_the_yaml_says(root: Path) -> None:
    """All 79 columns, made again from the YAML by another way, without the hub's own records."""
    raw = yaml.load((root / "events.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 # text only
    ward = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader)["extra"]["ward"]  # noqa: S506
    names = _names(root)
    rows = {row["ID"]: row for row in rows_of(f"data/{ward['code']}_event.csv", root)}
    compared = set()
    for event in raw["events"]:
        for day in event["occurrences"]:
            name = f"{event['id']}.{day.get('moved_from') or day['starts_on']}"
            if name not in rows or name in compared or "cancelled_on" in day:
                continue  # not published, the second of a day, or a run in pieces: other tests look at these
            compared.add(name)
            wanted = dict.fromkeys(COLUMNS, "") | _event_cells(event, ward) | _day_cells(event, day, names)
            assert {key: _bare(cell) for key, cell in rows[name].items()} == wanted | {"ID": name}
    assert len(compared) > 0.9 * len(rows)


def _names(root: Path) -> dict[str, str]:
    """What every partner is called, by code or id: from the table of municipalities, then from the file itself."""
    raw = yaml.load((root / "partners.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 # text only
    with TABLE.open(encoding="utf-8", newline="") as table:
        names = {row["code"]: row["name"] for row in csv.DictReader(table)}
    with TABLE.open(encoding="utf-8", newline="") as table:
        names |= {row["code"][:2]: row["prefecture"] for row in csv.DictReader(table)}
    records = [record for section in raw.values() if isinstance(section, list) for record in section]
    return names | {
        record.get("code") or record.get("id", ""): record["name"] for record in records if "name" in record
    }


def _event_cells(event: dict[str, Any], ward: dict[str, Any]) -> dict[str, str]:
    """What is the same for every day of an event."""
    whole = {key: _cell(value) for key, value in event.items()}
    contact = event.get("contact") or ward["contact"]
    application = event.get("application") or {}
    return {
        "全国地方公共団体コード": ward["code"],
        "地方公共団体名": f"東京都{ward['name']}",
        "言語コード": "ja",
        "イベント名": whole["title"],
        "掲載開始日": whole.get("shown_from", ""),
        "掲載終了日": whole.get("shown_until", ""),
        "概要": whole.get("summary", ""),
        "説明": "\n".join(filter(None, (whole.get("summary"), whole.get("note")))),
        "イベント種類": CATEGORIES[whole["category"]],
        "連絡先名称": contact["office"],
        "連絡先電話番号": contact.get("phone", ""),
        "主催者": whole.get("organizer", ""),
        "対象者": whole.get("audience", ""),
        "定員": whole.get("capacity", "").replace(",", ""),
        "外国語対応備考": whole.get("languages", ""),
        "参加申込終了日": _exact(application.get("closes_on")),
        "参加申込方法": application.get("how", ""),
        "申込開始日": _exact(application.get("opens_on")),
        "申込URL": application.get("url", ""),
        "URL": whole.get("url", ""),
    }


def _day_cells(event: dict[str, Any], day: dict[str, Any], names: dict[str, str]) -> dict[str, str]:
    """What is told of one day, or of one run of days."""
    status = day.get("status") or event["status"]
    first, last, new = day["starts_on"], day.get("ends_on") or day["starts_on"], _exact(day.get("postponed_to"))
    spans = {"開始日": _exact(first), "終了日": _exact(last)}
    hours = {"開始時間": day.get("opens", ""), "終了時間": day.get("closes", "")}
    if status == "postponed" and new:
        spans, hours = {"開始日": new, "終了日": new}, {}
    venue = day.get("venue") or event.get("venue")
    is_online = bool(venue) and venue.get("online") == "true"
    judged = "出典から判断" if event.get("confidence") == "medium" else ""
    told = spans | hours
    if venue:
        told |= {
            "場所名称": venue["name"],
            "所在地_連結表記": venue.get("address", ""),
            "緯度": _number(venue.get("latitude")),
            "経度": _number(venue.get("longitude")),
            "Web開催": "有" if is_online else "無",
            "Web開催URL": venue.get("url", "") if is_online else "",
        }
    parties = day.get("participants") or [
        *event.get("participants", ()),
        *(key for one in event["occurrences"] for key in one.get("participants", ())),
    ]
    return told | {
        "状態": STATES[status],
        "開催パターン": "土日祝日を除く" if day.get("days") == "weekdays" else "",
        "開始日時特記事項": _special(status, day),
        "サブイベント": day.get("title", ""),
        "関連組織": ";".join(names[key] for key in dict.fromkeys(parties)),
        "料金(詳細)": day.get("fee") or event.get("fee") or "",
        "備考": "\n".join(filter(None, (day.get("note"), event.get("barrier_free"), judged))),
    }


def _special(status: str, day: dict[str, Any]) -> str:
    """What the columns of days cannot say, in the words of readers."""
    first, last = parse_day(day["starts_on"]), parse_day(day["ends_on"]) if "ends_on" in day else None
    span = say_span(first, last)
    if status == "postponed":
        new = day.get("postponed_to")
        return f"{span}から{f'{say(parse_day(new))}に延期' if new else '延期(新しい日は未定)'}"
    half = "" if _exact(day["starts_on"]) and _exact(day.get("ends_on", day["starts_on"])) else span
    moved = f"{say(parse_day(day['moved_from']))}から変更" if "moved_from" in day else ""
    return " ".join(filter(None, (half, moved, "中止" if status == "cancelled" else "")))


def _exact(day: str | None) -> str:
    return day if day and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else ""


def _number(written: str | None) -> str:
    return f"{float(written):.7f}".rstrip("0").rstrip(".") if written else ""


def _cell(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


def _bare(cell: str) -> str:
    return cell.removeprefix("'")


def test_one_row_for_each_occurrence() -> None:
    hub = hub_of(SAMPLE)
    wanted = [name for event in hub.events.values() for name in occurrence_ids(event)]
    assert [row["ID"] for row in rows_of("data/131245_event.csv")] == wanted


def test_half_known_day_is_told_in_words_and_left_empty() -> None:
    row = event_row("hanbun-kikan.2024-07")
    assert row["開始日時特記事項"] == "2024年7月〜2024年9月上旬"
    assert "開始日" not in row
    assert "終了日" not in row


def test_postponed_occurrence_stands_on_its_new_day() -> None:
    row = event_row("enki-2026.2026-10-31")
    assert (row["状態"], row["開始日"], row["終了日"]) == ("延期", "2027-04-10", "2027-04-10")
    assert row["開始日時特記事項"] == "2026年10月31日(土)から2027年4月10日(土)に延期"
    assert "開始時間" not in row


def test_online_night_with_an_application() -> None:
    row = event_row("kouza-2026.2026-12-05")
    assert (row["開始時間"], row["終了時間"], row["Web開催"]) == ("22:00", "01:00", "有")
    assert row["Web開催URL"] == "https://live.mihon.example/kawa"
    assert (row["申込開始日"], row["参加申込終了日"]) == ("2026-11-01", "2026-11-30")


def test_weekdays_are_told() -> None:
    assert event_row("heijitsu-2026.2026-11-04")["開催パターン"] == "土日祝日を除く"


def test_page_is_named_only_where_the_site_has_an_address() -> None:
    assert "コンテンツURL" not in event_row("hashi-2026.2026-11-14")
    text = files_of(SAMPLE, ADDRESS)["data/131245_event.csv"].content.decode()
    assert ",https://example.jp/sub/events/hashi-2026/," in text


# 式として動かない


@pytest.mark.parametrize(
    "written", ["=1+1", "+81", "-2+3", "@SUM(1)", "\t=1", "＝1+1", "＋1", "－1", "＠A1", "'=1", "'"]
)
def test_formula_gets_an_apostrophe_that_can_be_taken_off(written: str) -> None:
    assert safe(written) == f"'{written}"
    assert safe(written)[1:] == written


@pytest.mark.parametrize("written", ["橋まつり", "10:30", "1-2-3", "a=b", "𠮷野家", ""])
def test_other_texts_stay_as_they_are(written: str) -> None:
    assert safe(written) == written


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["見本", "実物"])
def test_no_cell_begins_like_a_formula(root: Path) -> None:
    for path, file in files_of(root).items():
        if file.table:
            cells = [cell for row in rows_of(path, root) for cell in row.values()]
            running = [cell for cell in cells if cell and cell[0] in "=+-@\t\r＝＋－＠"]
            assert [cell for cell in running if not re.fullmatch(r"-\d+(\.\d+)?", cell)] == [], path


def test_title_that_looks_like_a_formula_is_kept_behind_an_apostrophe() -> None:
    title = hub_of(SAMPLE).events["moji-2026"].title
    assert event_row("moji-2026.2026-12-13")["イベント名"] == f"'{title}"


# JSON


@pytest.mark.parametrize("name", ["partners", "agreements", "ties", "frameworks", "events"])
def test_json_says_licence_and_day(name: str) -> None:
    found = json_of(f"{name}.json")
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/deed.ja"
    assert found["as_of"] == files_of()[f"data/{name}.json"].as_of.isoformat()
    assert found["identifier"] == f"tag:hashimukou.example,2026:data/{name}"
    assert len(found["items"]) == files_of()[f"data/{name}.json"].count


@pytest.mark.parametrize("name", ["agreements", "ties", "frameworks", "events", "partners"])
def test_every_cited_document_is_named_in_the_file(name: str) -> None:
    found = json_of(f"{name}.json", ROOT)
    cited = {source.partition("「")[0] for item in found["items"] for source in item.get("source", ())}
    assert {key for key in cited if not key.startswith("http")} == set(found["documents"])


def test_records_in_json_are_those_of_the_yaml() -> None:
    hub = hub_of(SAMPLE)
    for item in json_of("events.json")["items"]:
        assert item.pop("page") == f"/events/{item['id']}/"
        assert _read(Event, item).model_dump() == hub.events[item["id"]].model_dump()
    for item in json_of("agreements.json")["items"]:
        assert _read(Agreement, item) == hub.agreements[item["id"]]
    for item in json_of("frameworks.json")["items"]:
        item.pop("page")
        assert _read(Framework, item) == hub.frameworks[item["id"]]


def _read(model: Any, item: Any) -> Any:
    """Back through the schema, which reads every value as text."""
    return model.model_validate(_texts(item))


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_texts(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("event_id", ["shitagaki-2026", "kaikin-2027", "owari-2026"])
def test_what_is_not_published_is_in_no_file(event_id: str) -> None:
    assert [path for path, file in files_of().items() if event_id.encode() in file.content] == []


def test_json_holds_no_markup() -> None:
    assert [path for path, file in files_of().items() if b"<" in file.content and not path.endswith(".csv")] == []


def test_partners_bear_codes_with_their_zeros() -> None:
    towns = [item for item in json_of("partners.json", ROOT)["items"] if "lg_code" in item]
    assert len(towns) == 126
    assert all(check_digit(town["lg_code"][:5]) == town["lg_code"][5] for town in towns)
    assert any(town["lg_code"].startswith("0") for town in towns)


@pytest.mark.parametrize("name", list(MODELS))
@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["見本", "実物"])
def test_json_is_as_its_schema_says(root: Path, name: str) -> None:
    schema = json.loads(schemas()[f"data/schema/{name}.json"])
    Draft202012Validator.check_schema(schema)
    faults = Draft202012Validator(schema).iter_errors(json_of(f"{name}.json", root))
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


@pytest.mark.parametrize(("name", "path"), [("partners.geojson", "partners.geojson"), ("catalog", "catalog.json")])
@pytest.mark.parametrize("address", ["", ADDRESS])
@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["見本", "実物"])
def test_map_and_catalogue_are_as_their_schemas_say(root: Path, address: str, name: str, path: str) -> None:
    schema = json.loads(schemas()[f"data/schema/{name}.json"])
    Draft202012Validator.check_schema(schema)
    found = json.loads(files_of(root, address)[f"data/{path}"].content)
    faults = Draft202012Validator(schema).iter_errors(found)
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("partners.geojson", lambda found: found.update(crs={})),
        ("partners.geojson", lambda found: found["features"][0]["geometry"].update(coordinates=[35.0, 139.0])),
        ("catalog", lambda found: found["dataset"][0].pop("license")),
        ("catalog", lambda found: found["dataset"][0].update(modified="きのう")),
        ("catalog", lambda found: found["dataset"][0]["distribution"][0].pop("downloadURL")),
    ],
)
def test_schemas_refuse_what_breaks_the_rules(name: str, spoil: Callable[[Any], None]) -> None:
    validator = Draft202012Validator(json.loads(schemas()[f"data/schema/{name}.json"]))
    found = json_of("partners.geojson" if name != "catalog" else "catalog.json")
    spoil(found)
    assert not validator.is_valid(found)


def test_schema_refuses_what_is_not_told() -> None:
    validator = Draft202012Validator(json.loads(schemas()["data/schema/events.json"]))
    found = json_of("events.json")
    found["items"][0]["unknown"] = "1"
    assert not validator.is_valid(found)


# GeoJSON (RFC 7946)


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["見本", "実物"])
def test_another_authors_reader_takes_the_map(root: Path) -> None:
    found = FeatureCollection[Feature[Point, dict[str, Any]]].model_validate_json(
        files_of(root)["data/partners.geojson"].content
    )
    assert len(found.features) == files_of(root)["data/partners.geojson"].count


@pytest.mark.parametrize("root", [SAMPLE, ROOT], ids=["見本", "実物"])
def test_geojson_points_are_where_the_towns_are(root: Path) -> None:
    found = json_of("partners.geojson", root)
    assert found["type"] == "FeatureCollection"
    assert "crs" not in found
    table = {row["code"]: row for row in csv.DictReader(TABLE.read_text("utf-8").splitlines())}
    for feature in found["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        if feature["properties"]["kind"] == "municipality":
            assert 122 < longitude < 154
            assert 24 < latitude < 46
            if feature["id"] in table:
                place = table[feature["id"]]
                assert (float(place["longitude"]), float(place["latitude"])) == (longitude, latitude)
    ids = [feature["id"] for feature in found["features"]]
    assert len(ids) == len(set(ids))


# 目録


def test_catalogue_lists_every_file_truly() -> None:
    files = files_of()
    catalogue = json_of("catalog.json")
    listed = {item["distribution"][0]["title"]: item for item in catalogue["dataset"]}
    assert {f"data/{name}" for name in listed} == set(files) - {"data/catalog.json"}
    for name, item in listed.items():
        file, distribution = files[f"data/{name}"], item["distribution"][0]
        assert distribution["byteSize"] == len(file.content)
        assert item["modified"] == file.as_of.isoformat()
        described = distribution.get("describedBy", "")
        assert f"data/{described}" in schemas() if described else name.removesuffix(".json") not in NAMED
        for key in ("title", "description", "keyword", "publisher", "contactPoint", "identifier", "license"):
            assert item[key], key
        assert item["accessLevel"] == "public"
        assert set(item["contactPoint"]) == {"@type", "fn", "hasEmail"}
        assert item["identifier"] == f"tag:hashimukou.example,2026:data/{name}"
    assert catalogue["conformsTo"] == "https://project-open-data.cio.gov/v1.1/schema"


def test_catalogue_is_as_project_open_data_says() -> None:
    """The schema of version 1.1 itself, which the publisher keeps in a package (`make test` fetches it)."""
    if not POD.is_dir():
        pytest.skip("run `make strangers`")
    parts = {path.name: json.loads(path.read_text("utf-8")) for path in POD.glob("*.json")}
    registry = Registry(retrieve=lambda address: DRAFT4.create_resource(parts[address.rpartition("/")[2]]))
    validator = Draft4Validator(parts["catalog.json"], registry=registry)
    catalogue = json.loads(files_of(ROOT, ADDRESS)["data/catalog.json"].content)
    assert [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(catalogue)] == []
    del catalogue["dataset"][0]["title"]
    catalogue["dataset"][1]["accessLevel"] = "open"
    assert len(list(validator.iter_errors(catalogue))) == 2


def test_catalogue_gives_whole_addresses_where_the_site_has_one() -> None:
    catalogue = json.loads(files_of(SAMPLE, ADDRESS)["data/catalog.json"].content)
    assert [item["distribution"][0]["downloadURL"] for item in catalogue["dataset"]] == [
        f"{ADDRESS}{path}" for path in files_of() if path != "data/catalog.json"
    ]
    assert [item["distribution"][0]["downloadURL"] for item in json_of("catalog.json")["dataset"]] == [
        path.removeprefix("data/") for path in files_of() if path != "data/catalog.json"
    ]


def test_every_file_is_in_the_built_site_and_on_its_page(sample_folder: Path) -> None:
    page = (sample_folder / "about/data/index.html").read_text("utf-8")
    for path, file in files_of().items():
        assert (sample_folder / path).read_bytes() == file.content, path
        assert f'href="../../{path}"' in page, path


def test_files_are_the_same_twice() -> None:
    again = {file.path: file for file in data_files(hub_of(SAMPLE))}
    assert {path: file.content for path, file in again.items()} == {
        path: file.content for path, file in files_of().items()
    }
