"""How a value says that it is wrong. Knows neither files nor lines; `loading` adds those."""

from __future__ import annotations

from pydantic_core import PydanticCustomError

REPAIR = "repair"


def fault(rule: str, what: str, remedy: str) -> PydanticCustomError:
    """A value that cannot be used. `what` completes 「…は、」 and ends without 。."""
    context = {"what": what, "remedy": remedy}
    return PydanticCustomError(rule, "{what}", context)


def repair(rule: str, what: str, instead: str) -> PydanticCustomError:
    """A value whose meaning is certain: loading takes `instead` and tells staff how to write it."""
    context = {"what": what, "remedy": f"「{instead}」と書いてください。", REPAIR: instead}
    return PydanticCustomError(rule, "{what}", context)
