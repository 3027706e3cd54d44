"""Bodies compiled by us render what Jinja2 renders by itself."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from hub.compiling import QuickCode, called, escaped

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
)


class Quick(Environment):
    code_generator_class = QuickCode


def rendered(kind: type[Environment], template: str) -> str:
    environment = kind(autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"])
    environment.extend(hub_escaped=escaped, hub_called=called)
    environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined] # added by the extension
    return environment.from_string(template).render(view=VIEW)


@pytest.mark.parametrize("template", TEMPLATES)
def test_template_renders_as_jinja_renders_it(template: str) -> None:
    assert rendered(Quick, template) == rendered(Environment, template)


@pytest.mark.parametrize(
    "template", ["{{ unknown }}", "{{ unknown.title }}", "{{ view.unknown }}", "{{ view.unknown() }}"]
)
def test_what_is_not_there_is_an_error(template: str) -> None:
    with pytest.raises((UndefinedError, AttributeError)):
        rendered(Quick, template)
