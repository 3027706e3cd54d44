"""Turns what the schema finds into messages for staff. The one table for Pydantic's own errors."""

from __future__ import annotations

import difflib
import re
import typing
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hub.problems import Problem, Severity
from hub.source import Document, Loc

_TABLE: dict[str, tuple[str, str, str]] = {
    "string_type": ("not-text", "文字で書く項目です", "一覧や字下げをやめて、値を一つだけ書いてください。"),
    "string_too_short": ("empty", "空です", "値を書いてください。要らない項目なら、行ごと消してください。"),
    "string_too_long": ("too-long", "長すぎます({max_length}字まで)", "短くしてください。"),
    "string_pattern_mismatch": ("one-line", "一行で書く項目です", "改行を消して、一行にしてください。"),
    "tuple_type": ("not-list", "一覧で書く項目です", "行を改めて字下げし、「- 」を付けて一つずつ書いてください。"),
    "model_type": ("not-record", "「項目: 値」の形で書くところです", "「name: 札幌市」のように書いてください。"),
    "too_short": ("empty", "空です", "一つ以上書いてください。要らない項目なら、行ごと消してください。"),
}
NAMELESS = "この記録"
_CHOICE = re.compile(r"([a-z_]+)\(([^()]+)\)")  # as descriptions tell what a word stands for: cancelled(中止)
_OTHERWISE = ("value", "書き方が違います", "ファイルの初めにある項目の一覧の、例を見て書き直してください。")


def name_of(raw: Any) -> str:
    """What to call a record when speaking to staff: its name in 「」."""
    bare = bare_name(raw)
    return f"「{bare}」" if bare else NAMELESS


def bare_name(raw: Any) -> str:
    """The name of a record, or whatever else tells it from others; nothing if it has none."""
    if isinstance(raw, dict):
        for key in ("name", "title", "label", "office", "id", "code"):
            if isinstance(raw.get(key), str) and raw[key].strip():
                return _short(raw[key])
    return ""


def field_title(model: type[BaseModel], key: str) -> str:
    """The Japanese title of a field."""
    found = model.model_fields.get(key)
    return found.title if found is not None and found.title else key


def nearest(word: str, known: tuple[str, ...]) -> str:
    """The known word that is spelt most like this one, or nothing."""
    return _nearest(word[:60].lower().replace("-", "_"), known)


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    alike = [one for one in known if abs(len(one) - len(word)) <= 2 or one.startswith(word) or word.startswith(one)]
    near = difflib.get_close_matches(word, alike, 1, 0.6)
    return near[0] if near else ""


def meant_key(model: type[BaseModel], loc: Loc) -> str:
    """The key that was meant by an unknown one, or nothing."""
    owner = _model_at(model, loc[:-1]) or model
    return nearest(str(loc[-1]), tuple(owner.model_fields)) or _by_title(owner, str(loc[-1]))


def describe(
    document: Document,
    model: type[BaseModel],
    raw: Any,
    at: Loc,
    error: dict[str, Any],
    name: str = NAMELESS,
    severity: Severity = "error",
) -> Problem:
    """One schema error as a Problem. `at` is the place of the record `raw` in the document."""
    loc = tuple(step for step in error["loc"] if isinstance(step, str | int))
    called = name_of(raw)
    rule, message, remedy = _said(model, name if called == NAMELESS else called, loc, error)
    return document.problem(document.line((*at, *loc)), rule, message, remedy, severity)


def _said(model: type[BaseModel], name: str, loc: Loc, error: dict[str, Any]) -> tuple[str, str, str]:
    kind, context = error["type"], error.get("ctx", {})
    key = _short(str(loc[-1])) if loc else ""
    if kind == "missing":
        found = _field(model, loc)
        example = _example(found)
        remedy = f"「{key}: {example}」のように書き足してください。" if example else f"「{key}:」を書き足してください。"
        title = f"({found.title})" if found is not None and found.title else ""
        return "missing", f"{name}{_inside(model, loc)}に、必ず書く項目「{key}」{title}がありません。", remedy
    if kind in {"extra_forbidden", "invalid_key"}:
        return "unknown-key", f"{name}{_inside(model, loc)}の「{key}」は、知らない項目です。", _nearest_key(model, loc)
    if kind == "literal_error":
        rule, what, remedy = _choice(_field(model, loc), error["input"])
    elif "what" in context:
        rule, what, remedy = kind, context["what"], context["remedy"]
    else:
        rule, what, remedy = _TABLE.get(kind, _OTHERWISE)
        what = what.format(**context) if "{" in what else what
    value = _short(error["input"])
    if rule in {"not-record", "not-list"}:
        remedy = _form(model, loc, rule, value) or remedy
    place = "".join(f"の{title}" for title in _titles(model, loc))
    topic = "には" if what.endswith(("入っています", "あります")) else "は"
    if f"「{value}」" == name:  # the very field that gives the record its name
        return rule, f"{place.removeprefix('の')}「{value}」{topic}、{what}。", remedy
    return rule, f"{name}{place}{f'「{value}」' if value else ''}{topic}、{what}。", remedy


def _form(model: type[BaseModel], loc: Loc, rule: str, value: str) -> str:
    """How a record or a list of records is written, by its first key."""
    if rule == "not-record" and (key := re.match(r"([A-Za-z_]+)[:：]", value)):
        return f"「{key[1]}: 」のように、半角のコロンのあとに半角の空白を入れてください。"
    owner = _model_at(model, loc)
    if owner is None:
        return ""
    first = next(
        (key for key, info in owner.model_fields.items() if info.is_required()), next(iter(owner.model_fields))
    )
    example = f"{first}: {_example(owner.model_fields[first])}"
    return f"行を改めて字下げし、「{'- ' if rule == 'not-list' else ''}{example}」のように書いてください。"


def _titles(model: type[BaseModel], loc: Loc) -> list[str]:
    """The Japanese titles on the way to a field; of a list, which one: つながり(2つ目), 題名."""
    titles: list[str] = []
    keys: Loc = ()
    for position, step in enumerate(loc):
        if isinstance(step, int):
            if titles and position + 1 < len(loc):
                titles[-1] += f"({step + 1}つ目)"
            continue
        keys = (*keys, step)
        found = _field(model, keys)
        titles.append(str(found.title) if found is not None and found.title else f"「{_short(step)}」")
    return titles


def _inside(model: type[BaseModel], loc: Loc) -> str:
    return "".join(f"の{title}" for title in _titles(model, loc)[:-1])


def _choice(found: FieldInfo | None, value: Any) -> tuple[str, str, str]:
    choices = tuple(str(choice) for choice in _literals(found.annotation if found else None))
    words = dict(_CHOICE.findall((found.description if found else None) or ""))
    near = nearest(str(value), choices) or next((one for one in choices if words.get(one) == str(value).strip()), "")
    hint = f"「{near}」ではありませんか。" if near else ""
    shown = "、".join(f"{one}({words[one]})" if one in words else one for one in choices)
    return "unknown-choice", "選べる言葉ではありません", f"{hint}{shown} のどれかを書いてください。"


def _nearest_key(model: type[BaseModel], loc: Loc) -> str:
    owner, near = _model_at(model, loc[:-1]) or model, meant_key(model, loc)
    if near:
        return f"「{near}」({owner.model_fields[near].title})ではありませんか。"
    for field, info in owner.model_fields.items():
        inner = _nested(info.annotation)
        if inner is not None and loc[-1] in inner.model_fields:
            return f"「{loc[-1]}」は、「{field}」({info.title})の中に書く項目です。"
    return f"消すか、次のどれかに直してください({'、'.join(owner.model_fields)})。"


def _by_title(owner: type[BaseModel], word: str) -> str:
    """The key whose Japanese title was written instead."""
    return next((key for key, info in owner.model_fields.items() if info.title == word.strip()), "")


def _short(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    text = " ".join(value.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _example(found: FieldInfo | None) -> str:
    example = (found.examples or [""])[0] if found is not None else ""
    if not isinstance(example, str):
        return ""
    return f'"{example}"' if example[:1].isdigit() and re.fullmatch(r"[0-9:]+", example) else example


def _field(model: type[BaseModel], loc: Loc) -> FieldInfo | None:
    keys = [step for step in loc if isinstance(step, str)]
    owner = _model_at(model, tuple(keys[:-1]))
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
