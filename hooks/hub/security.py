"""What browsers are told to refuse: the policy in every page, and the headers that a server adds. Serves nothing.

The `<meta>` of each page says all that a page can say; the header adds what it cannot (who may show the page in a
frame) and holds for drawings too. It is short, for it travels with every answer.
Servers read the headers as `/_headers` and as `deploy/nginx/headers.conf`; both are made here.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

PATH = "_headers"
TILES = "https://cyberjapandata.gsi.go.jp"  # asked for only when the reader switches the nation's map on

_PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
# No text can become markup or code, whatever a script does with it. Leaflet, on the map, sets innerHTML.
_NO_MARKUP = {"require-trusted-types-for": "'script'", "trusted-types": "'none'"}
_MAP = {**_PAGE, "img-src": f"'self' {TILES}"}
# The display shows pages of its own site in frames and keeps them with a worker.
_KIOSK = {**_PAGE, "frame-src": "'self'", "worker-src": "'self'"}
_SECTIONS = {"map": _MAP, "embed": _MAP, "kiosk": _KIOSK}
_REST = "script-src 'self'; base-uri 'none'; frame-ancestors {}"

_POLICY, _FOR_OTHERS = "Content-Security-Policy", "Cross-Origin-Resource-Policy"
_KEPT, _READ_BY_OTHERS = "Cache-Control", "Access-Control-Allow-Origin"
# Within the folder of assets, what depends on the machinery alone and so never changes under one name.
FIXED = ("hub.css", "chart.svg", "icon.svg", "js/*", "leaflet/*")


def policy(section: str) -> str:
    """The content security policy for the `<meta>` of a page in this section of the site."""
    return _said(_SECTIONS.get(section, {**_PAGE, **_NO_MARKUP}))


def everywhere() -> dict[str, str]:
    """The headers of every answer, unless `elsewhere` says otherwise of its address."""
    return {
        _POLICY: _REST.format("'self'"),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "browsing-topics=(), camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        _FOR_OTHERS: "same-origin",
        _KEPT: "public, max-age=300",
    }


def elsewhere(assets: str) -> dict[str, dict[str, str]]:
    """What differs below some addresses: what other sites may show or read, and what is kept for ever or not at all."""
    opened = {_FOR_OTHERS: "cross-origin", _READ_BY_OTHERS: "*"}
    never, ever = {_KEPT: "no-cache"}, {_KEPT: "public, max-age=31536000, immutable"}
    return {
        "/map/embed/*": {_POLICY: _REST.format("*"), _FOR_OTHERS: "cross-origin"},
        "/partners/embed/*": {_POLICY: _REST.format("*"), _FOR_OTHERS: "cross-origin"},
        "/feeds/*": opened,
        "/data/*": opened,
        "/health.json": never,
        "/release.json": never,
        "/precache.json": never,
        "/kiosk/data/emergency.json": never,
        "/sw.js": never,
        "/assets/photos/*": ever,
        **{f"/{assets}/{path}": ever for path in FIXED if assets != "assets"},
    }


def headers_file(assets: str) -> str:
    """`/_headers`, as Cloudflare Pages reads it: `!` takes away what an earlier rule added."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in everywhere().items())]
    for path, headers in elsewhere(assets).items():
        lines.append(path)
        for name, value in headers.items():
            lines += [f"  ! {name}", f"  {name}: {value}"]
    return "\n".join(lines) + "\n"


def nginx_headers() -> str:
    """The same for nginx: addresses are weighed once, and all headers added in one place, so that none is lost."""
    rules = elsewhere("assets-[0-9a-f]{10}")
    kinds = {json.dumps(headers, sort_keys=True): headers for headers in rules.values()}
    lines = ["# Made from hooks/hub/security.py by `make bless`.", "map $uri $hub_kind {", "    default 0;"]
    for number, kind in enumerate(kinds.values(), 1):
        paths = "|".join(_pattern(path) for path, headers in rules.items() if headers == kind)
        lines.append(f'    "~^/({paths})" {number};')
    lines.append("}")
    for name in dict.fromkeys([*everywhere(), *(name for kind in kinds.values() for name in kind)]):
        usual, variable = everywhere().get(name, ""), f"$hub_{name.lower().replace('-', '_')}"
        special = {number: kind[name] for number, kind in enumerate(kinds.values(), 1) if name in kind}
        if special:
            lines += [f"map $hub_kind {variable} {{", f'    default "{usual}";']
            lines += [*(f'    {number} "{value}";' for number, value in special.items()), "}"]
        lines.append(f"add_header {name} {variable if special else json.dumps(usual)} always;")
    return "\n".join(lines) + "\n"


def _pattern(path: str) -> str:
    return path[1:].replace(".", r"\.").removesuffix("*") + ("" if path.endswith("*") else "$")


def _said(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())
