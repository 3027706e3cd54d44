"""Compiles the bodies' templates to quicker code. Renders the same text as Jinja2 does by itself.

Jinja2 allows for contexts that are passed to calls, for attributes that are items, for words that change between two
renderings, and makes a `Markup` of every piece that it joins. Bodies need none of these: half the time of rendering.
"""

from __future__ import annotations

from collections.abc import Callable
from gettext import NullTranslations
from hashlib import sha256
from pathlib import Path
from typing import Any

import markupsafe
from jinja2 import Environment, FileSystemBytecodeCache, nodes
from jinja2 import __version__ as jinja2_version
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from markupsafe import Markup, escape

# `escape` without a `Markup` around every piece, which the joined text becomes anyhow.
_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)
_WORDS = {"_", "gettext"}
# `piece(Markup, text)` is text that is HTML, without the look that `Markup` itself takes at what it is given.
piece: Callable[[type[Markup], str], Markup] = str.__new__


class QuickCode(CodeGenerator):
    """Code for an environment whose `hub_words` are the translations."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 # Jinja's name
        """A module that knows the functions below."""
        self.writeline(f"from {__name__} import escaped, piece, said")
        super().visit_Template(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("escaped(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute of a view; items of mappings are written `view["key"]`."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """A macro, as a function where it takes nothing but its arguments."""
        if macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
        else:
            # What is not given is `missing`, which the macro's own code fills in.
            names = [argument.name for argument in macro_ref.node.args] + ["caller"] * macro_ref.accesses_caller
            given = ", ".join(f"{name}=missing" for name in names)
            self.write(f"(lambda _macro: lambda {given}: piece(Markup, _macro({', '.join(names)})))(macro)")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A macro or method, called as it is; words, looked up now where they are known."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name == "ngettext" or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        given = list(node.args)
        if name not in _WORDS:
            self.write("(")
            self.visit(node.node, frame)
            self.write(")(")
        elif isinstance(given[0], nodes.Const):
            self.write(f"said({self.environment.hub_words.gettext(given.pop(0).value)!r}, ")  # type: ignore[attr-defined] # given with extend()
        else:
            self.write("said(environment.hub_words.gettext(")
            self.visit(given.pop(0), frame)
            self.write("), ")
        for argument in given:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")


class KeptCode(FileSystemBytecodeCache):
    """Compiled bodies in a folder, as Python keeps its modules, named by all that the code is made of."""

    def __init__(self, folder: Path, words: NullTranslations) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder), "%s")
        self._made_of = (jinja2_version, Path(__file__).read_text("utf-8"), vars(words))

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of a template's code, whose source the cache compares by itself."""
        return sha256(repr((name, filename, self._made_of)).encode()).hexdigest()[:32]


class QuickEnvironment(Environment):
    """Jinja2 with this code."""

    code_generator_class = QuickCode


def escaped(value: Any) -> str:
    """A value as HTML; what is `Markup` stays as it is."""
    kind = type(value)
    if kind is str:
        return _escape_text(value)
    if kind is Markup:
        found: str = value
        return found
    return str(value) if kind is int or kind is float else escape(value)


def said(text: str, **named: Any) -> Markup:
    """Words of the interface with their variables, which are escaped."""
    return piece(Markup, text % {name: escaped(value) for name, value in named.items()})
