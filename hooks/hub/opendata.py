"""Every file of open data, as bytes: tables, JSON, GeoJSON and the catalogue that lists them. Makes no page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import to_json

from hub.dataschemas import NAMED
from hub.identity import beginning, changed_on, tag
from hub.model import Hub, Partner
from hub.municipalities import PREFECTURES
from hub.schema.common import Record
from hub.status import TIE_KINDS
from hub.tables import absolute, events_csv, listed, partners_csv

LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.ja"
TYPES = {"json": "application/json", "csv": "text/csv", "geojson": "application/geo+json"}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of open data; `table` names its list of columns, if it is a table."""

    path: str
    title: str
    about: str
    keywords: tuple[str, ...]
    as_of: date
    count: int
    content: bytes
    table: str = ""

    @property
    def media_type(self) -> str:
        """What the server should call it."""
        return TYPES[self.path.rpartition(".")[2]]

    @property
    def schema(self) -> str:
        """Where its JSON Schema lies, if it has one of ours."""
        name = self.path.removeprefix("data/").removesuffix(".json")
        return f"data/schema/{name}.json" if name in NAMED else ""

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return len(self.content)


def data_files(hub: Hub) -> tuple[DataFile, ...]:
    """All files, the catalogue last."""
    files = (*_partner_files(hub), *_record_files(hub), *_event_files(hub))
    return (*files, _catalogue(hub, files))


def as_of(hub: Hub, records: Iterable[Any]) -> date:
    """The day to which data hold (基準日): that of the newest change or confirmation among the records."""
    days = [changed_on(record) for record in records]
    days += [vars(record).get("confirmed_on") for record in records]
    return max((day for day in days if day is not None), default=beginning(hub))


def _partner_files(hub: Hub) -> Iterator[DataFile]:
    _ = hub.setting.words.gettext
    partners = list(listed(hub))
    day = as_of(hub, [partner.record for partner in partners] + [tie for one in partners for tie in one.ties])
    title, words = _("連携する相手"), (_("自治体"), _("連携"))
    about = _("市区町村、都道府県、団体、海外のまち、企業。")
    records = [partner.record for partner in partners]
    content = _listing(hub, "partners", title, day, records, [_json(_partner(hub, partner)) for partner in partners])
    yield DataFile("data/partners.json", title, about, words, day, len(partners), content)
    yield DataFile("data/partners.csv", title, about, words, day, len(partners), partners_csv(hub), "partner")
    placed = [partner for partner in partners if partner.latitude is not None and partner.longitude is not None]
    features = [_json(_feature(hub, partner)) for partner in placed]
    head = {"type": "FeatureCollection", **_head(hub, "partners", title, day)}
    content = _lines(head, "features", features)
    about = _("位置の分かる相手。役所の位置を、世界測地系の経度、緯度の順で。")
    yield DataFile("data/partners.geojson", _("連携する相手の地図"), about, words, day, len(features), content)


def _record_files(hub: Hub) -> Iterator[DataFile]:
    _ = hub.setting.words.gettext
    agreements = list(hub.agreements.values())
    ties = [(partner, tie) for partner in hub.all_parties for tie in partner.ties]
    frameworks = list(hub.frameworks.values())
    found: tuple[tuple[str, str, str, list[Any], list[Any], list[bytes]], ...] = (
        (
            "agreements",
            _("協定"),
            _("協定の題名、相手、締結日、満了日。終わったものも残しています。"),
            agreements,
            agreements,
            [_written(one) for one in agreements],
        ),
        (
            "ties",
            _("協定のほかのつながり"),
            _("交流、催しへの参加、情報誌での紹介など。"),
            [record for one, tie in ties for record in (tie, one.record)],
            [tie for _, tie in ties],
            [_written(tie, partner=one.key, kind_label=TIE_KINDS[tie.kind][0]) for one, tie in ties],
        ),
        (
            "frameworks",
            _("協定の枠組み"),
            _("協定の種類と、区が公表した数。数には基準日があります。"),
            frameworks,
            frameworks,
            [_written(one, page=f"/frameworks/{one.id}/") for one in frameworks],
        ),
    )
    for name, title, about, stamped, records, items in found:
        day = as_of(hub, stamped)
        content = _listing(hub, name, title, day, records, items)
        yield DataFile(f"data/{name}.json", title, about, (title, _("連携")), day, len(items), content)


def _event_files(hub: Hub) -> Iterator[DataFile]:
    _ = hub.setting.words.gettext
    events = list(hub.events.values())
    day, words = as_of(hub, events), (_("イベント"), _("催し"))
    items = [_written(event, page=f"/events/{event.id}/") for event in events]
    title = _("催し")
    about = _("催しと、その会期。過ぎたもの、中止したものも残しています。")
    content = _listing(hub, "events", title, day, events, items)
    yield DataFile("data/events.json", title, about, words, day, len(items), content)
    about = _("自治体標準オープンデータセットの79列で、会期の一回を一行に。")
    count = sum(len(event.occurrences) for event in events)
    path = f"data/{hub.site.ward.code}_event.csv"
    yield DataFile(path, _("イベント一覧"), about, ("自治体標準ODS", *words), day, count, events_csv(hub), "event")


def _partner(hub: Hub, partner: Partner) -> dict[str, Any]:
    record = _dump(partner.record)
    for key in ("code", "id", "name", "kana", "romaji", "latitude", "longitude", "ties"):
        record.pop(key, None)
    if "kind" in record:
        record["organisation_kind"] = record.pop("kind")
    prefecture = PREFECTURES.get(partner.prefecture)
    head = {
        "id": partner.key,
        "lg_code": partner.key if partner.kind == "municipality" else None,
        "kind": partner.kind,
        "name": partner.name,
        "kana": partner.kana,
        "romaji": partner.romaji or None,
        "prefecture_code": partner.prefecture or None,
        "prefecture": prefecture.name if prefecture else None,
        "latitude": partner.latitude,
        "longitude": partner.longitude,
        "bond": hub.bonds[partner.key] or None,
        "agreements": [agreement.id for agreement in hub.agreements_of.get(partner.key, ())],
        "page": partner.address,
    }
    return {key: value for key, value in head.items() if value is not None} | record


def _feature(hub: Hub, partner: Partner) -> dict[str, Any]:
    prefecture = PREFECTURES.get(partner.prefecture)
    properties = {
        "lg_code": partner.key if partner.kind == "municipality" else None,
        "name": partner.name,
        "kind": partner.kind,
        "prefecture": prefecture.name if prefecture else None,
        "bond": hub.bonds[partner.key] or None,
        "page": partner.address,
    }
    point = [round(value or 0.0, 7) for value in (partner.longitude, partner.latitude)]
    return {
        "type": "Feature",
        "id": partner.key,
        "geometry": {"type": "Point", "coordinates": point},
        "properties": {key: value for key, value in properties.items() if value is not None},
    }


def _dump(record: Any) -> dict[str, Any]:
    """A record as staff wrote it, under the names of the YAML; what is not known is left out."""
    dumped: dict[str, Any] = record.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    return dumped


def _written(record: Record, **more: str) -> bytes:
    """The same as JSON by Pydantic's own serialiser, which is quicker, with what else is told of the record."""
    written = _serialiser(type(record)).dump_json(record, exclude_none=True, exclude_unset=True)
    return _harmless(b"%s,%s" % (written[:-1], to_json(more)[1:]) if more else written)


@cache
def _serialiser(model: type[Record]) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def _head(hub: Hub, name: str, title: str, day: date) -> dict[str, Any]:
    return {
        "identifier": tag(hub, f"data/{name}"),
        "title": f"{hub.site.name} {title}",
        "publisher": hub.site.ward.name if hub.site.official else hub.site.operator.name,
        "license": LICENCE,
        "as_of": day.isoformat(),
        "site": hub.setting.site_url or None,
    }


def _listing(hub: Hub, name: str, title: str, day: date, records: Iterable[Any], items: list[bytes]) -> bytes:
    """Records, which are JSON already, and the documents that they cite."""
    cited = dict.fromkeys(source.partition("「")[0] for record in records for source in record.source)
    documents = {key: _dump(hub.documents[key]) for key in sorted(cited) if key in hub.documents}
    return _lines(_head(hub, name, title, day) | {"documents": documents}, "items", items)


def _lines(head: Mapping[str, Any], key: str, items: list[bytes]) -> bytes:
    """JSON with one record on each line, so that a change shows as one."""
    start = b",\n".join(b"%s: %s" % (_json(name), _json(value)) for name, value in head.items() if value is not None)
    return b"".join((b"{\n", start, b",\n", _json(key), b": [\n", b",\n".join(items), b"\n]\n}\n"))


def _json(value: Any) -> bytes:
    return _harmless(to_json(value))


def _harmless(written: bytes) -> bytes:
    """JSON that stays harmless where somebody puts it into a page."""
    return written.replace(b"<", b"\\u003c")


def _catalogue(hub: Hub, files: tuple[DataFile, ...]) -> DataFile:
    """Project Open Data 1.1, which is DCAT in JSON-LD."""
    _ = hub.setting.words.gettext
    title, about = _("目録"), _("このサイトのデータすべての目録。DCAT(JSON-LD)と Project Open Data 1.1 の形です。")
    context = "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld"
    catalogue = {
        "@context": context,
        "@type": "dcat:Catalog",
        "@id": absolute(hub, "/data/catalog.json") or "catalog.json",
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "describedBy": "https://project-open-data.cio.gov/v1.1/schema/catalog.json",
        "dataset": [_dataset(hub, file) for file in files],
    }
    day = max(file.as_of for file in files)
    text = json.dumps(catalogue, ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n"
    return DataFile("data/catalog.json", title, about, (_("目録"),), day, len(files), text.encode())


def _dataset(hub: Hub, file: DataFile) -> dict[str, Any]:
    site = hub.site
    publisher = site.ward.name if site.official else site.operator.name
    address = absolute(hub, f"/{file.path}")
    distribution = {
        "@type": "dcat:Distribution",
        "title": file.path.rpartition("/")[2],
        "downloadURL": address or file.path.rpartition("/")[2],
        "mediaType": file.media_type,
        "byteSize": file.size,
    }
    if file.schema:
        distribution["describedBy"] = absolute(hub, f"/{file.schema}") or file.schema.removeprefix("data/")
        distribution["describedByType"] = "application/schema+json"
    return {
        "@type": "dcat:Dataset",
        "identifier": tag(hub, file.path),
        "title": f"{site.name} {file.title}({file.path.rpartition('.')[2]})",
        "description": file.about,
        "keyword": list(file.keywords),
        "modified": file.as_of.isoformat(),
        "publisher": {"@type": "org:Organization", "name": publisher},
        "contactPoint": {
            "@type": "vcard:Contact",
            "fn": site.operator.name,
            "hasEmail": f"mailto:{site.operator.mail}",
        },
        "accessLevel": "public",
        "license": LICENCE,
        "language": ["ja"],
        "distribution": [distribution],
    }
