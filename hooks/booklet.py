"""Makes the PDF of a booklet: `python hooks/booklet.py ID [folder]`. Builds no site."""

from __future__ import annotations

import os
import sys
from datetime import date, datetime
from pathlib import Path

from hub.dates import JST
from hub.drawings import chart
from hub.loading import load, read_files
from hub.model import Hub, Setting
from hub.source import read_extra

THEME = Path(__file__).with_name("theme")


def main(name: str = "", folder: str = ".") -> int:
    """Write `.build/booklets/<id>.pdf`; nothing while the data has errors."""
    root, fixed = Path(folder), os.environ.get("HUB_TODAY")
    files = read_files(root)
    today = date.fromisoformat(fixed) if fixed else datetime.now(JST).date()
    setting = Setting(today, os.environ.get("HUB_SITE_URL", ""))
    hub, report = load(files, read_extra(files.get("mkdocs.yml", b"")), setting)
    if hub is None or report.errors:
        print(report.text())
        return 1
    if name not in hub.content.booklets:
        print(_unknown(name, hub))
        return 1
    try:
        from hub.binding import bind
    except OSError:
        print("冊子を作る部品 Pango がありません。Debianなら「apt-get install libpango-1.0-0 libpangoft2-1.0-0」、")
        print("Macなら「brew install pango」で入れてから、もう一度動かしてください。")
        return 1
    path = root / ".build" / "booklets" / f"{name}.pdf"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bind(hub, hub.content.booklets[name], THEME, chart(hub)))
    print(f"冊子「{hub.content.booklets[name].matter.title}」を {path} に作りました。")
    return 0


def _unknown(name: str, hub: Hub) -> str:
    known = "、".join(f"{slug}({page.matter.title})" for slug, page in hub.content.booklets.items())
    asked = (
        f"冊子「{name}」は、content/booklets/ にありません。" if name else "どの冊子を作るか、ID= に書いてください。"
    )
    remedy = f"make booklet ID={next(iter(hub.content.booklets))}" if known else ""
    return (
        f"{asked}\n    いまあるのは、{known}です。「{remedy}」のように書きます。"
        if known
        else f"{asked}\n    冊子はまだありません。content/booklets/ に「名前.md」を置いてください。"
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
