"""What browsers are told to refuse: the policy in every page, and the headers that a server sends. Serves nothing.

The header holds for the whole site, so it is as wide as the widest page; the `<meta>` of each page narrows it again.
`deploy/nginx/headers.conf` and `/_headers` are made from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

TILES = "https://cyberjapandata.gsi.go.jp"  # asked for only when the reader switches the nation's map on
PATH = "_headers"

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
_KIOSK = {**_PAGE, "frame-src": "'self'", "worker-src": "'self'", "img-src": "'self' blob:"}
_SECTIONS = {"map": _MAP, "embed": _MAP, "kiosk": _KIOSK}
_WIDEST = {**_KIOSK, "img-src": f"'self' blob: {TILES}"}

EVERYWHERE = {
    "Content-Security-Policy": "{policy}; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# What other sites may show or read: the map to embed, feeds and open data.
EMBEDDED = {"Content-Security-Policy": "{policy}; frame-ancestors *", "Cross-Origin-Resource-Policy": "cross-origin"}
OPEN = {"Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*"}

PAGES_KEPT = "public, max-age=300"
ASSETS_KEPT = "public, max-age=31536000, immutable"


def policy(section: str) -> str:
    """The content security policy for the `<meta>` of a page in this section of the site."""
    return _said(_SECTIONS.get(section, {**_PAGE, **_NO_MARKUP}))


def headers(kind: Mapping[str, str]) -> dict[str, str]:
    """The headers of one of the kinds above, whole."""
    return {name: value.format(policy=_said(_WIDEST)) for name, value in kind.items()}


def headers_file(assets: str) -> str:
    """`/_headers`, as Cloudflare Pages reads it."""
    rules = {
        "/*": {**headers(EVERYWHERE), "Cache-Control": PAGES_KEPT},
        "/map/embed/*": headers(EMBEDDED),
        "/feeds/*": headers(OPEN),
        "/data/*": headers(OPEN),
        **{f"/{assets}/{path}": {"Cache-Control": ASSETS_KEPT} for path in FIXED if assets != "assets"},
    }
    return "\n".join(line for path, rule in rules.items() for line in _rule(path, rule)) + "\n"


def _rule(path: str, rule: Mapping[str, str]) -> Iterator[str]:
    yield path
    for name, value in rule.items():
        if path != "/*":
            yield f"  ! {name}"  # else the values of both rules would be sent
        yield f"  {name}: {value}"


def _said(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


# Within the folder of assets, what depends on the machinery alone and so never changes under one name.
FIXED = ("hub.css", "chart.svg", "icon.svg", "js/*", "leaflet/*")
