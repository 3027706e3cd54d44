"""The legend on top of each data file, made from the schema: every key, its Japanese name, an example."""

from __future__ import annotations

import typing
from collections.abc import Iterator

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hub.schema.events import EventsFile
from hub.schema.kiosk import EmergencyFile, NoticesFile, SlidesFile
from hub.schema.partners import PartnersFile

LEGENDS: dict[str, tuple[type[BaseModel], str]] = {
    "partners.yaml": (PartnersFile, "連携の相手・協定・出典"),
    "events.yaml": (EventsFile, "催し"),
    "content/notices.yaml": (NoticesFile, "館内端末のお知らせ"),
    "content/kiosk.yaml": (SlidesFile, "館内端末に見せるものの加減"),
    "content/emergency.yaml": (EmergencyFile, "館内端末の緊急のお知らせ"),
}
END = "# ── 見出しはここまで。ここから下を直してください ──"

_HOW = """\
# yaml-language-server: $schema={schema}
# {file}: {about}
#
# 直し方: 記録は「- 」で始まり、項目は「名前: 値」と書きます。字下げは半角の空白2つずつ。
# コード・電話・時刻は "072044" "03-3578-2509" "11:00" のように引用符で囲みます。
# 日付は 2024-03-02。分からないところは 2024-03、2024、2024-autumn、2024-03-early、2024-fiscal(年度)。
# 値に「: 」や「#」が入るときは、全体を引用符で囲みます。空の項目は、書いていないのと同じです。
# 確かめるには make check-data。くわしくは CONTRIBUTING.md。
#
# 項目の一覧(必=必ず書く)"""


def schema_name(file: str) -> str:
    """Where the JSON Schema of a data file stands."""
    return f"schema/{file.rpartition('/')[2].removesuffix('.yaml')}.schema.json"


def legend(file: str) -> str:
    """The comment block at the head of a data file."""
    model, about = LEGENDS[file]
    lines = [_HOW.format(file=file, about=about, schema="../" * file.count("/") + schema_name(file))]
    shown: set[type[BaseModel]] = set()
    for name, info in model.model_fields.items():
        lines += _block(f"{name}({info.title})", _nested(info), shown)
    return "\n".join([*lines, "#", END]) + "\n"


def _block(heading: str, model: type[BaseModel] | None, shown: set[type[BaseModel]]) -> Iterator[str]:
    if model is None or model in shown:
        return
    shown.add(model)
    yield "#"
    yield f"# ■ {heading}"
    for key, info in own_first(model):
        mark = "必" if info.is_required() else "　"
        example = (info.examples or [""])[0]
        tail = f"　例: {_quoted(key, example)}" if isinstance(example, str) and example else ""
        hint = f"　{info.description}" if info.description else ""
        yield f"#   {mark} {key:<16} {info.title}{tail}{hint}"
    for key, info in model.model_fields.items():
        yield from _block(f"{key}({info.title})の中", _nested(info), shown)


def own_first(model: type[BaseModel]) -> list[tuple[str, FieldInfo]]:
    """The record's own fields, then what every record has (source, confirmed_on …)."""
    own = model.__annotations__
    return sorted(model.model_fields.items(), key=lambda field: field[0] not in own)


def _quoted(key: str, example: str) -> str:
    digits = example.replace(":", "").replace("-", "").isdigit()
    is_day = key.endswith(("_on", "_from", "_until", "_of", "_to"))
    return f'"{example}"' if digits and not is_day else example


def _nested(info: FieldInfo) -> type[BaseModel] | None:
    return _search(info.annotation)


def _search(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _search(part))), None)
