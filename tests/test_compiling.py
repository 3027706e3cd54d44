"""Bodies compiled by us render what Jinja2 renders by itself."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from hub.compiling import KeptCode, QuickEnvironment

VIEW = SimpleNamespace(
    title="<b>&\"'", safe=Markup("<i>a</i>"), count=3, nothing=None, rows=("<", "b"), by={"key": "v"}, text="a b"
)
TEMPLATES = (
    "{{ view.title }} {{ view.safe }} {{ view.count + 1 }} {{ view.nothing }}",
    "{% for row in view.rows %}{{ loop.index }}{{ row }}{{ ', ' if not loop.last }}{% endfor %}",
    "{% macro item(x, y='<') %}<li>{{ x }}{{ y }}{% endmacro %}{% for row in view.rows %}{{ item(row, y='>') }}{% endfor %}",
    "{% macro box() %}<p>{{ caller() }}</p>{% endmacro %}{% call box() %}{{ view.title }}{% endcall %}",
    "{{ view.text.split()[1] }} {{ view.by['key'] }} {{ view.title|upper }} {{ (view.title ~ '<')|length }}",
    "{% set name %}{{ view.title }}!{% endset %}{{ name }}{{ _('<words> %(n)s', n=view.title) }}",
    "{% macro item(x, y='<', z=x) %}{{ x }}{{ y }}{{ z }}{% endmacro %}{{ item(1) }}{{ item(z=view.safe, x=2.5) }}{{ item(1, 2, 3) }}",
    "{{ _(view.text) }}{{ _('<a>100%%') }}{% trans n=view.count, t=view.title %}{{ n }}<b>{{ t }}{% endtrans %}",
    "{% trans n=view.count %}{{ n }} row{% pluralize %}{{ n }} rows{% endtrans %}{{ view.count * 1.5 }} {{ 1 == 1 }} {{ -0.0 }}",
    "{% macro list(rows) %}{% for row in rows %}{{ caller(row) }}{% endfor %}{% endmacro %}{% call(row) list(view.rows) %}{{ row }}{% endcall %}",
    "{% macro box(x, y='<') %}<p>{{ x }}{{ y }}{{ caller() }}</p>{% endmacro %}{% call box(1) %}{{ view.title }}{% endcall %}{% call box(y=2, x='&') %}{% endcall %}",
)


def rendered(kind: type[Environment], template: str) -> str:
    environment = kind(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"])
    environment.extend(hub_words=NullTranslations())
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined] # added by the extension
    return environment.from_string(template).render(view=VIEW)


@pytest.mark.parametrize("template", TEMPLATES)
def test_template_renders_as_jinja_renders_it(template: str) -> None:
    assert rendered(QuickEnvironment, template) == rendered(Environment, template)


@pytest.mark.parametrize(
    "template",
    [
        "{{ unknown }}",
        "{{ unknown.title }}",
        "{{ view.unknown }}",
        "{{ view.unknown() }}",
        "{{ unknown() }}",
        "{% macro item(x) %}{{ x }}{% endmacro %}{{ item() }}",
        "{% macro item(x) %}{{ x }}{% endmacro %}{{ item(1, 2) }}",
        "{% macro item(x) %}{{ x }}{% endmacro %}{{ item(1, y=2) }}",
        "{% macro box(x) %}{{ caller() }}{% endmacro %}{{ box(1) }}",
        "{{ _('%(n)s') }}",
    ],
)
def test_what_is_not_there_is_an_error(template: str) -> None:
    with pytest.raises((UndefinedError, AttributeError, TypeError, KeyError)):
        rendered(QuickEnvironment, template)


def test_code_is_kept_and_made_anew_when_the_words_or_the_template_change(tmp_path: Path) -> None:
    def said(template: str, words: NullTranslations) -> str:
        environment = QuickEnvironment(
            loader=DictLoader({"a": template}), extensions=["jinja2.ext.i18n"], bytecode_cache=KeptCode(tmp_path, words)
        )
        environment.extend(hub_words=words)
        return environment.get_template("a").render()

    class English(NullTranslations):
        def gettext(self, message: str) -> str:
            return {"町": "town"}.get(message, message)

    assert said("{{ _('町') }}", NullTranslations()) == "町"
    kept = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(kept) == 1
    assert said("{{ _('町') }}", NullTranslations()) == "町"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == kept
    english = English()
    english._info = {"language": "en"}  # as a catalogue has it
    assert said("{{ _('町') }}", english) == "town"
    assert said("{{ _('町') }}!", NullTranslations()) == "町!"
