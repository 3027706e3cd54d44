"""Turns what the schema finds into messages for staff. The one table for Pydantic's own errors."""

from __future__ import annotations

import difflib
import typing
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hub.problems import Problem, Severity
from hub.source import Document, Loc

_TABLE: dict[str, tuple[str, str, str]] = {
    "string_type": ("not-text", "文字で書く項目です", "一覧や字下げをやめて、値を一つだけ書いてください。"),
    "string_too_short": ("empty", "空です", "値を書くか、項目ごと消してください。"),
    "string_too_long": (
        "too-long",
        "長すぎます({max_length}字まで)",
        "短くするか、長い説明は content/ の頁に書いてください。",
    ),
    "string_pattern_mismatch": ("one-line", "一行で書く項目です", "改行を消して、一行にしてください。"),
    "tuple_type": ("not-list", "一覧で書く項目です", "行を改めて、「- 」を付けて一つずつ書いてください。"),
    "model_type": (
        "not-record",
        "「項目: 値」の形で書くところです",
        "行を改めて字下げし、「name: 値」のように書いてください。",
    ),
    "too_short": ("empty", "空です", "一つ以上書くか、項目ごと消してください。"),
    "too_long": ("too-many", "多すぎます", "数を減らしてください。"),
}


def name_of(raw: Any) -> str:
    """What to call a record when speaking to staff."""
    if isinstance(raw, dict):
        for key in ("name", "title", "label", "id", "code"):
            if isinstance(raw.get(key), str) and raw[key].strip():
                return " ".join(raw[key].split())[:40]
    return "この記録"


def field_title(model: type[BaseModel], loc: Loc) -> str:
    """The Japanese title of the field at `loc`, or its key."""
    found = _field(model, loc)
    keys = [step for step in loc if isinstance(step, str)]
    return str(found.title) if found is not None and found.title else (keys[-1] if keys else "")


def describe(
    document: Document, model: type[BaseModel], raw: Any, at: Loc, error: dict[str, Any], severity: Severity = "error"
) -> Problem:
    """One schema error as a Problem. `at` is the place of the record `raw` in the document."""
    loc = tuple(step for step in error["loc"] if isinstance(step, str | int))
    rule, message, remedy = _said(model, raw, loc, error)
    line = document.line((*at, *loc))
    return Problem(document.path, line, severity, rule, message, remedy, document.excerpt(line))


def _said(model: type[BaseModel], raw: Any, loc: Loc, error: dict[str, Any]) -> tuple[str, str, str]:
    name, kind, context = name_of(raw), error["type"], error.get("ctx", {})
    key = str(loc[-1]) if loc else ""
    if kind == "missing":
        found = _field(model, loc)
        example = _example(found)
        remedy = f"「{key}: {example}」のように書き足してください。" if example else f"「{key}:」を書き足してください。"
        return "missing", f"{name}に、必ず書く項目「{key}」({field_title(model, loc)})がありません。", remedy
    if kind == "extra_forbidden":
        return "unknown-key", f"{name}の「{key}」は、知らない項目です。", _nearest_key(model, loc)
    if kind == "literal_error":
        rule, what, remedy = _choice(_field(model, loc), error["input"])
    elif "what" in context:
        rule, what, remedy = kind, context["what"], context["remedy"]
    else:
        rule, what, remedy = _TABLE.get(kind, ("value", "書き方が違います", "例を見て書き直してください。"))
        what = what.format(**context) if "{" in what else what
    value = _short(error["input"])
    title = field_title(model, loc)
    place = f"の{title}" if title else ""
    return rule, f"{name}{place}{f'「{value}」' if value else ''}は、{what}。", remedy


def _choice(found: FieldInfo | None, value: Any) -> tuple[str, str, str]:
    choices = [str(choice) for choice in _literals(found.annotation if found else None)]
    near = difflib.get_close_matches(str(value), choices, 1)
    hint = f"「{near[0]}」ではありませんか。" if near else ""
    return "unknown-choice", "選べる言葉ではありません", f"{hint}{'、'.join(choices)} のどれかを書いてください。"


def _nearest_key(model: type[BaseModel], loc: Loc) -> str:
    owner = _model_at(model, loc[:-1]) or model
    near = difflib.get_close_matches(str(loc[-1]).lower(), list(owner.model_fields), 1, 0.6)
    if near:
        return f"「{near[0]}」({owner.model_fields[near[0]].title})ではありませんか。"
    return f"消すか、次のどれかに直してください: {'、'.join(owner.model_fields)}。"


def _short(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    text = " ".join(value.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _example(found: FieldInfo | None) -> str:
    example = (found.examples or [""])[0] if found is not None else ""
    return example if isinstance(example, str) else ""


def _field(model: type[BaseModel], loc: Loc) -> FieldInfo | None:
    keys = [step for step in loc if isinstance(step, str)]
    owner: type[BaseModel] | None = model
    for key in keys[:-1]:
        owner = _nested(owner.model_fields[key].annotation) if owner and key in owner.model_fields else None
    return owner.model_fields.get(keys[-1]) if owner and keys else None


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel] | None:
    found: type[BaseModel] | None = model
    for key in (step for step in loc if isinstance(step, str)):
        found = _nested(found.model_fields[key].annotation) if found and key in found.model_fields else None
    return found


def _nested(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _nested(part))), None)


def _literals(annotation: Any) -> tuple[Any, ...]:
    if typing.get_origin(annotation) is typing.Literal:
        return typing.get_args(annotation)
    return next((found for part in typing.get_args(annotation) if (found := _literals(part))), ())
