"""Compiles the bodies' templates to quicker code. Renders the same text as Jinja2 does by itself.

Jinja2 allows for contexts that are passed to calls, for attributes that are items, and makes a `Markup` of every piece
that it joins. Bodies need none of these: a third of the time of rendering.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import markupsafe
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

# `escape` without a `Markup` around every piece, which the joined text becomes anyhow.
_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
_WITH_CONTEXT = {"_", "gettext", "ngettext"}


class QuickCode(CodeGenerator):
    """Code whose `environment` has `hub_escaped` and `hub_called`."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.hub_escaped(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 # Jinja's name
        """An attribute of a view; items of mappings are written `view["key"]`."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A macro or method, called as it is."""
        caller = {"caller": "caller"} if forward_caller else {}
        if isinstance(node.node, nodes.Name) and node.node.name in _WITH_CONTEXT:
            super().visit_Call(node, frame)
            return
        self.write("environment.hub_called(")
        self.visit(node.node, frame)
        self.signature(node, frame, caller)
        self.write(")")


def escaped(value: Any) -> str:
    """A value as HTML; what is `Markup` stays as it is."""
    kind = type(value)
    if kind is str:
        return _escape_text(value)
    return value if kind is Markup else escape(value)


def called(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """What a macro or a method gives."""
    return function(*arguments, **named)
