"""Views into HTML bodies, through the templates of the theme. Decides nothing."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from hub.prose import from_plain


class Renderer:
    """Renders the templates in `bodies/` with the macros in `components/`."""

    def __init__(self, theme: Path, words: NullTranslations, **shared: Any) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(theme),
            autoescape=True,
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined] # added by the extension
        self._environment.filters["paragraphs"] = lambda text: Markup(from_plain(text))  # noqa: S704 # escaped there
        self._environment.globals.update(shared)

    def body(self, template: str, view: Any) -> str:
        """The body of one page."""
        return self._environment.get_template(f"bodies/{template}.html").render(view=view)
