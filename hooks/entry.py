"""The hub inside MkDocs: one short function per event. The only file that knows MkDocs."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Generator, Iterable, Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from hub.building import build
from hub.cards import Press
from hub.catching_up import CatchingUp
from hub.collector import collector_paused
from hub.compiling import KeptCode
from hub.dates import JST
from hub.loading import CONFIG, album_of, load, read_files
from hub.memory import Memory, forgotten_when_broken_off
from hub.model import Setting
from hub.problems import Problem, Report
from hub.reporting import as_rows
from hub.shelf import put_aside, write_changed, write_more
from hub.source import read_extra
from hub.words import translations

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.hooks.hub")
THEME = Path(__file__).with_name("theme")
LOOK_EVERY = 0.1  # seconds between two looks of `make serve` for changed files; MkDocs would take half a second
_memory: Memory | None = None  # for the life of `make serve`, whose builds have nothing else in common


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember from one build to the next where there will be a next one."""
    global _memory  # MkDocs gives no other place
    _memory = Memory() if command == "serve" else None


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check the data; nothing is built from data with errors."""
    root = Path(config.config_file_path or "mkdocs.yml").parent
    try:
        hub, report = load(read_files(root), config.extra, setting(config), _memory and _memory.records)
    except (ValueError, OSError) as error:
        raise PluginError(f"HUB_TODAY か SOURCE_DATE_EPOCH の値、またはファイルを読めません: {error}") from error
    if hub is None or report.errors:
        return _told(config, report)
    for notice in report.notices:
        log.info(notice.text())
    config.extra["hub"] = hub
    config.theme.static_templates.clear()  # our pages include 404.html and sitemap.xml
    return config


def _told(config: MkDocsConfig, report: Report) -> MkDocsConfig:
    """Nothing is built from data with errors; `make serve` shows them in place of every page until they are mended."""
    if _memory is None:
        raise PluginError("\n" + report.text())
    log.error("\n" + report.text())
    config.extra["report"] = report
    config.theme.static_templates.clear()
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Keep what stands in the site's folder: only what changed is written.

    Material's folders are put aside too, until its templates are wanted: MkDocs would look through its 14,000 icons.
    """
    put_aside(Path(config.site_dir))
    config.extra["templates"], config.theme.dirs = config.theme.dirs, config.theme.dirs[:1]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Send nothing of Material's and no Markdown: every page is the hub's."""
    own = [file for file in files if (THEME / file.src_uri).is_file() and not file.src_uri.endswith(".css")]
    own = [file for file in own if not file.src_uri.startswith("serving/")]
    if _memory is not None:
        own += [file for file in files if file.src_uri.startswith("serving/")]
    if "report" in config.extra:
        return Files([file for file in own if file.src_uri.startswith("serving/")])
    for file in own:
        file.dest_uri = config.extra["hub"].setting.placed(file.src_uri)
    return Files(own)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the masthead's entries, as (key, label, address), for the frame."""
    config.extra["masthead"] = [(item.url.strip("/"), item.title, item.url) for item in nav.items]
    return nav


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Make every page and file that comes from data."""
    if "report" in config.extra:
        _write_report(env, config.extra["report"], config)
        return env
    hub = config.extra["hub"]
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_translations(hub.setting.words, newstyle=True)
    env.bytecode_cache = KeptCode(hub.setting.kept_in("frames"), hub.setting.words)
    with collector_paused(), forgotten_when_broken_off(_memory):
        changed = write_changed(
            Path(config.site_dir), build(hub, THEME, _frame(env, config), _memory), hub.setting.placed
        )
    log.info(f"{changed} pages and files written anew")
    return env


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., None]) -> LiveReloadServer:
    """After each build but the first, what no page needs at once is made when the pages are shown already.

    Pages come without MkDocs' inline script, which their policy refuses; `serving/reload.js` does the same.
    """
    _watch_closely(server, (config.docs_dir, config.config_file_path or ""))
    vars(server)["_inject_js_into_html"] = lambda content, _: content
    server.builder = CatchingUp(lambda: _rest(Path(config.site_dir))).after(lambda: _built(builder, config))
    return server


def _watch_closely(server: LiveReloadServer, watched: Iterable[str]) -> None:
    from watchdog.observers.polling import PollingObserver  # which no build needs

    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=LOOK_EVERY)
    for path in watched:
        server.watch(path)


def _built(builder: Callable[..., None], config: MkDocsConfig) -> None:
    """Build; settings that MkDocs cannot read are shown like data with errors. `config` is that of the first build."""
    try:
        builder()
    except MkDocsException as error:
        root, site = Path(config.config_file_path).parent, Path(config.site_dir)
        files = read_files(root)
        report = load(files, read_extra(files.get(CONFIG, b"")), setting(config))[1]
        if not report.errors:
            remedy = "直前に書きかえたところを、元に戻してください。分からなければ、開発の担当に見せてください。"
            report.add(Problem(CONFIG, 0, "error", "site-settings", f"サイトの設定を読めません({error})。", remedy))
        log.error("\n" + report.text())
        put_aside(site)
        shutil.copytree(THEME / "serving", site / "serving", ignore=shutil.ignore_patterns("*.html"))
        _write_report(config.theme.get_env(), report, config)


def _rest(site: Path) -> Generator[None]:
    for files, gone in _memory.late() if _memory else ():
        yield write_more(site, files, gone)


def _frame(env: Any, config: MkDocsConfig) -> Callable[[Mapping[str, Any]], str]:
    """Renders the frame on Material, whose templates are within reach from here on."""
    env.loader.searchpath = config.extra["templates"]
    always = {"config": config, "nav": config.extra["masthead"], "page": {}, "serving": _memory is not None}
    return lambda context: str(env.get_template("main.html").render(**context, **always))


def _write_report(env: Any, report: Report, config: MkDocsConfig) -> None:
    """The report as the page of every address: the cover and what stands for pages that are missing."""
    base = urlsplit(config.site_url or "/").path
    page = env.get_template("serving/report.html").render(rows=as_rows(report), counts=report.summary(), base=base)
    for name in ("index.html", "404.html"):
        (Path(config.site_dir) / name).write_text(page, "utf-8")


def setting(config: MkDocsConfig) -> Setting:
    """What the build is told from outside: clock, environment and configuration are read only here."""
    fixed = os.environ.get("HUB_TODAY")
    stamp = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(stamp), JST) if stamp else datetime.now(JST)
    today = date.fromisoformat(fixed) if fixed else moment.date()
    words = translations(THEME / "locale", config.theme.get("language") or "ja")
    root = Path(config.config_file_path or "mkdocs.yml").parent
    cache, site_url = root / ".cache", config.site_url or ""
    places = _assets(root), album_of(root), _press(config, root), cache
    return Setting(today, site_url, _edit_base(config), words, moment, *places)


def _edit_base(config: MkDocsConfig) -> str:
    """Where staff mend what a page shows."""
    return f"{config.repo_url.rstrip('/')}/{config.edit_uri}" if config.repo_url and config.edit_uri else ""


def _press(config: MkDocsConfig, root: Path) -> Press | None:
    """What draws the cards of pages, for a site that is published: they are named by the site's address."""
    return Press(root / ".cache") if config.site_url and os.environ.get("HUB_CARDS") == "yes" else None


def _assets(root: Path) -> str:
    """The folder of assets: when published, named after all that they are made of, so that it can be kept for ever."""
    if os.environ.get("HUB_ASSETS") != "hashed":
        return "assets"
    machinery = sorted(path for path in THEME.parent.rglob("*") if path.is_file() and path.suffix != ".pyc")
    parts = [*machinery, root / "mkdocs.yml", root / "requirements.lock"]
    return f"assets-{sha256(b''.join(path.read_bytes() for path in parts if path.is_file())).hexdigest()[:10]}"
