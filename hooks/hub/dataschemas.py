"""JSON Schemas of the open data, from the schema of the records. Words are the fields' Japanese names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter

from hub.schema.events import Event
from hub.schema.partners import (
    Abroad,
    Agreement,
    Association,
    Document,
    Framework,
    Municipality,
    Organisation,
    Prefecture,
    Tie,
)

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}
PARTNERS = (Municipality, Prefecture, Association, Abroad, Organisation)

# What each file says of a record besides the record itself.
ADDED: Mapping[str, Mapping[str, Any]] = {
    "events": {"page": TEXT},
    "agreements": {},
    "frameworks": {"page": TEXT},
    "ties": {"partner": TEXT, "kind_label": TEXT},
    "partners": {
        "id": TEXT,
        "lg_code": {"type": "string", "pattern": r"^\d{6}$"},
        "kind": {"enum": ["municipality", "prefecture", "association", "abroad", "organisation"]},
        "organisation_kind": {"enum": list(get_args(Organisation.model_fields["kind"].annotation))},
        "name": TEXT,
        "kana": TEXT,
        "romaji": TEXT,
        "prefecture_code": {"type": "string", "pattern": r"^\d{2}$"},
        "prefecture": TEXT,
        "latitude": {"type": "number"},
        "longitude": {"type": "number"},
        "bond": {"enum": ["協定あり", "交流", "催しに参加", "誌面で紹介"]},
        "agreements": {"type": "array", "items": TEXT},
        "page": TEXT,
    },
}
MODELS: Mapping[str, tuple[type[BaseModel], ...]] = {
    "events": (Event,),
    "agreements": (Agreement,),
    "frameworks": (Framework,),
    "ties": (Tie,),
    "partners": PARTNERS,
}


def schemas() -> Iterator[tuple[str, str]]:
    """The schema of each JSON file, as (path in the site, text)."""
    for name in MODELS:
        text = json.dumps(_schema(name), ensure_ascii=False, indent=1).replace("<", "\\u003c")
        yield f"data/schema/{name}.json", f"{text}\n"


def _schema(name: str) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    records = [_plain(_of(model, parts)) for model in MODELS[name]]
    document = _plain(_of(Document, parts))
    properties: dict[str, Any] = {}
    for record in records:
        properties |= record["properties"]
    required = set.intersection(*(set(record.get("required", ())) for record in records)) | set(ADDED[name])
    if name == "partners":
        required = {"id", "kind", "name", "kana", "agreements", "page"}
        for key in ("code", "ties"):  # told as lg_code, and in a file of their own
            properties.pop(key)
    item = {"type": "object", "properties": {**properties, **ADDED[name]}, "required": sorted(required)}
    listing = {"type": "array", "items": {**item, "additionalProperties": False}}
    head = dict.fromkeys(("identifier", "title", "publisher", "license", "as_of", "site"), TEXT)
    documents = {"type": "object", "additionalProperties": document}
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {**head, "documents": documents, "items": listing},
        "required": ["identifier", "title", "publisher", "license", "as_of", "documents", "items"],
        "additionalProperties": False,
        "$defs": _plain(parts),
    }


def _of(model: type[BaseModel], parts: dict[str, Any]) -> dict[str, Any]:
    """The schema of what a record becomes in JSON; the parts that it names are put into `parts`."""
    schema = TypeAdapter(model).json_schema(mode="serialization")
    parts.update(schema.pop("$defs", {}))
    return schema


def _plain(schema: Any) -> Any:
    """A schema without what is written for staff: their examples, hints and defaults."""
    if isinstance(schema, list):
        return [_plain(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: {name: _plain(item) for name, item in value.items()} if key in {"properties", "$defs"} else _plain(value)
        for key, value in schema.items()
        if key not in {"examples", "description", "default"}
    }
