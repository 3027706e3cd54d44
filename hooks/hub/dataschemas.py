"""JSON Schemas of the open data, from the schema of the records. Words are the fields' Japanese names."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
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


NAMED = (*MODELS, "partners.geojson", "catalog")


@cache
def schemas() -> Mapping[str, str]:
    """The schema of each JSON file, by its path in the site."""
    texts = {}
    for name in NAMED:
        made = {"partners.geojson": _geojson, "catalog": _catalog}.get(name)
        text = json.dumps(made() if made else _schema(name), ensure_ascii=False, indent=1).replace("<", "\\u003c")
        texts[f"data/schema/{name}.json"] = f"{text}\n"
    return texts


def _geojson() -> dict[str, Any]:
    """Points after RFC 7946: longitude before latitude, and no reference system but the one there is."""
    within = [{"type": "number", "minimum": -limit, "maximum": limit} for limit in (180, 90)]
    names = ("lg_code", "kind", "name", "prefecture", "bond", "page")
    properties = {name: ADDED["partners"][name] for name in names}
    coordinates = {"type": "array", "prefixItems": within, "minItems": 2, "maxItems": 2}
    geometry = _closed({"type": {"const": "Point"}, "coordinates": coordinates})
    feature = {
        "type": {"const": "Feature"},
        "id": TEXT,
        "geometry": geometry,
        "properties": _closed(properties, "name", "kind", "page"),
    }
    features = {"type": "array", "items": _closed(feature)}
    head = dict.fromkeys(("identifier", "title", "publisher", "license", "as_of", "site"), TEXT)
    whole = {"type": {"const": "FeatureCollection"}, **head, "features": features}
    return {"$schema": DIALECT, **_closed(whole, *(name for name in whole if name != "site"))}


def _catalog() -> dict[str, Any]:
    """What Project Open Data 1.1 requires of a catalogue, but for the marks of federal bodies, which no ward has."""
    said = {"type": "string", "minLength": 1}
    media = {"type": "string", "pattern": r"^[-\w]+/[-\w.+]+$"}
    address = {"type": "string", "format": "uri-reference", "minLength": 1}
    distribution = {
        "@type": {"const": "dcat:Distribution"},
        "title": said,
        "downloadURL": address,
        "mediaType": media,
        "byteSize": {"type": "integer", "minimum": 1},
        "describedBy": address,
        "describedByType": media,
    }
    contact = {
        "@type": {"const": "vcard:Contact"},
        "fn": said,
        "hasEmail": {"type": "string", "pattern": "^mailto:.+@"},
    }
    dataset = {
        "@type": {"const": "dcat:Dataset"},
        "identifier": said,
        "title": said,
        "description": said,
        "keyword": {"type": "array", "items": said, "minItems": 1},
        "modified": {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "publisher": _closed({"@type": {"const": "org:Organization"}, "name": said}),
        "contactPoint": _closed(contact),
        "accessLevel": {"enum": ["public", "restricted public", "non-public"]},
        "license": {"type": "string", "format": "uri", "pattern": "^https://"},
        "language": {"type": "array", "items": said},
        "distribution": {"type": "array", "items": _closed(distribution, *list(distribution)[:4]), "minItems": 1},
    }
    version = "https://project-open-data.cio.gov/v1.1/schema"
    whole = {
        "@context": said,
        "@id": address,
        "@type": {"const": "dcat:Catalog"},
        "conformsTo": {"const": version},
        "describedBy": said,
        "dataset": {"type": "array", "items": _closed(dataset), "minItems": 1, "uniqueItems": True},
    }
    return {"$schema": DIALECT, **_closed(whole)}


def _closed(properties: Mapping[str, Any], *required: str) -> dict[str, Any]:
    """An object with these keys and no others; all are required, or those that are named."""
    needed = sorted(required or properties)
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


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
