"""Views into HTML bodies, through the templates of the theme. Decides nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup

from hub.compiling import KeptCode, QuickEnvironment
from hub.prose import from_plain, phrases

_CONSTANT = re.compile(r"""\b_\((["'])([^"'%{}\\]*)\1\)""")


class Translated(Extension):
    """Puts the translation of constant words into the template before it is compiled.

    Words are fixed for a build, and a call of gettext per word and page is a tenth of the time of rendering.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 # Jinja's
        """The source with `_("…")` replaced by the word itself, which is escaped like any other text."""
        gettext = self.environment.hub_words.gettext  # type: ignore[attr-defined] # set by Renderer with extend()
        return _CONSTANT.sub(lambda found: json.dumps(str(gettext(found[2])), ensure_ascii=False), source)


class Renderer:
    """Renders the templates in `bodies/`, where every macro of `components/` is known by its name.

    `kept` is the folder where their code is kept from one build to the next, if anywhere.
    """

    environment_type: type[Environment] = QuickEnvironment

    def __init__(self, theme: Path, words: NullTranslations, kept: Path | None = None, **shared: Any) -> None:
        self._environment = self.environment_type(
            loader=FileSystemLoader(theme),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n", Translated],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=KeptCode(kept, words) if kept is not None else None,
        )
        self._environment.extend(hub_words=words)
        self._environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined] # added by the extension
        self._environment.filters["paragraphs"] = lambda text: Markup(from_plain(text))  # noqa: S704 # escaped there
        self._environment.filters["phrases"] = lambda text: Markup(phrases(text))  # noqa: S704 # escaped there
        self._environment.globals.update(shared)
        self._bodies: dict[str, tuple[Callable[[Context], Iterator[str]], Context]] = {}
        self._made: dict[int, tuple[str, Any]] = {}
        self._environment.globals["event_row"] = self._remembered("event_row")
        for path in sorted((theme / "components").glob("*.html")):
            known = self._macros(path.name)
            self._environment.globals.update(known | self._environment.globals)

    def _macros(self, name: str) -> dict[str, Any]:
        module = self._environment.get_template(f"components/{name}").module
        return {name: macro for name, macro in vars(module).items() if name[0] != "_"}

    def _remembered(self, name: str) -> Callable[[Any], str]:
        """A macro whose one argument, a view, stands on many pages and looks the same on all: rendered once each."""
        macro = self._macros(f"{name}.html")[name]
        made = self._made

        def remembered(view: Any) -> str:
            known = made.get(id(view))
            if known is None:
                known = made[id(view)] = (macro(view), view)  # the view is kept, so that its id stays its own
            return known[0]

        return remembered

    def forget(self) -> None:
        """Let go of the views of an earlier build."""
        self._made.clear()

    def body(self, template: str, view: Any) -> str:
        """The body of one page."""
        if template not in self._bodies:
            found = self._environment.get_template(f"bodies/{template}.html")
            self._bodies[template] = (found.root_render_func, found.new_context())
        render, context = self._bodies[template]
        context.vars = {"view": view}  # a context of its own for every page would cost a tenth of it
        try:
            return "".join(render(context))
        except Exception:
            self._environment.handle_exception()  # names the template's line
