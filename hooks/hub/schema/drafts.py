"""JSON Schemas (draft-07) of the data files, for editors: Japanese titles, hints and examples while staff type.

They see single records only; what spans records, and repairs of certain slips, stay with the check.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

from pydantic import BaseModel

from hub.schema.legend import LEGENDS

_JAPANESE = re.compile(r"\(([^()]*[ぁ-んァ-ヶ一-龥][^()]*)\)")
DIALECT = "http://json-schema.org/draft-07/schema#"


@cache
def draft(file: str) -> str:
    """The schema of a data file as text."""
    model, about = LEGENDS[file]
    found = _refined(_whole(model))
    head = {"$schema": DIALECT, "title": f"{file}({about})", "description": "make bless が作ります。手で直さないでください。"}
    return json.dumps({**head, **{key: value for key, value in found.items() if key not in head}}, ensure_ascii=False, indent=1) + "\n"


def _whole(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(mode="validation", ref_template="#/definitions/{model}")


def _refined(value: Any, is_names: bool = False) -> Any:
    """What draft-07 and editors understand: definitions, no nulls, values as YAML types them."""
    if isinstance(value, list):
        return [_refined(item) for item in value]
    if not isinstance(value, dict):
        return value
    if is_names:
        return {name: _refined(item) for name, item in value.items()}
    value = {("definitions" if key == "$defs" else key): item for key, item in value.items()}
    if "anyOf" in value:
        value = _without_null(value)
    if "$ref" in value and len(value) > 1:  # draft-07 reads nothing beside a $ref
        value = {**{key: item for key, item in value.items() if key != "$ref"}, "allOf": [{"$ref": value["$ref"]}]}
    if found := _JAPANESE.search(str(value.get("description", "")) if "properties" in value else ""):
        value |= {"title": found[1]}
        value.pop("description")
    if not value.get("description"):
        value.pop("description", None)
    value.pop("default", None)
    return _as_written({key: _refined(item, key in {"properties", "definitions"}) for key, item in value.items()})


def _without_null(value: dict[str, Any]) -> dict[str, Any]:
    """An optional field by what it holds when it is written."""
    kinds = [kind for kind in value["anyOf"] if kind != {"type": "null"}]
    rest = {key: item for key, item in value.items() if key != "anyOf"}
    return {**kinds[0], **rest} if len(kinds) == 1 else {"anyOf": kinds, **rest}


def _as_written(found: dict[str, Any]) -> dict[str, Any]:
    """As YAML types it: whoever writes `2024` or `true` without quotes, one source without a dash, or nothing, is right."""
    if found.get("pattern") == "^(true|false)$":
        return {**{key: item for key, item in found.items() if key != "pattern"}, "type": ["boolean", "null"]}
    if found.get("type") == "string" and "enum" not in found and not _is_quoted(found.get("pattern", "")):
        return {**found, "type": ["string", "number", "null"]}
    if found.get("type") == "object" and "properties" in found:
        source = found["properties"].get("source")
        if source is not None and source.get("type") == "array":
            kinds = [{**source["items"], "type": "string"}, {"type": "array", "items": source["items"]}]
            rest = {key: item for key, item in source.items() if key not in {"type", "items", "minItems"}}
            found["properties"]["source"] = {**rest, "anyOf": kinds}
    return found


def _is_quoted(pattern: str) -> bool:
    """Whether a value must stand in quotes, lest other tools read a number: codes, telephone numbers and times."""
    return pattern.startswith(("^\\d{6}$", "^(0[1-9]", "^0\\d", "^\\d{2}:"))
