"""The hub inside ProperDocs, the successor of MkDocs 1: the way out when Material's maintenance ends on 2027-05-05.

As thin as `entry.py`, for builds only (no live reload), on a base of our own instead of Material's. The test builds the
sample through both and compares: `tests/test_way_out.py`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from properdocs.config.defaults import ProperDocsConfig
from properdocs.exceptions import PluginError
from properdocs.structure.files import Files
from properdocs.structure.nav import Navigation

from hub.building import build
from hub.dates import JST
from hub.loading import album_of, load, read_files
from hub.model import Setting
from hub.shelf import put_aside, write_changed
from hub.words import translations

THEME = Path(__file__).with_name("theme")


def on_config(config: ProperDocsConfig) -> ProperDocsConfig:
    """Read and check the data; nothing is built from data with errors."""
    root = Path(config.config_file_path or "").parent
    hub, report = load(read_files(root), config.extra, setting(config, root))
    if hub is None or report.errors:
        raise PluginError("\n" + report.text())
    config.extra["hub"] = hub
    config.theme.dirs.insert(1, str(THEME))
    config.theme.static_templates.clear()
    return config


def on_pre_build(config: ProperDocsConfig) -> None:
    """Keep what stands in the site's folder: only what changed is written."""
    put_aside(Path(config.site_dir))


def on_files(files: Files, config: ProperDocsConfig) -> Files:
    """Send the theme's scripts and drawings; every page is the hub's."""
    own = [file for file in files if (THEME / file.src_uri).is_file()]
    return Files(
        [file for file in own if not file.src_uri.endswith(".css") and not file.src_uri.startswith("serving/")]
    )


def on_nav(nav: Navigation, config: ProperDocsConfig, files: Files) -> Navigation:
    """Keep the masthead's entries, as (key, label, address), for the frame."""
    config.extra["masthead"] = [(item.url.strip("/"), item.title, item.url) for item in nav.items]
    return nav


def on_env(env: Any, config: ProperDocsConfig, files: Files) -> Any:
    """Make every page and file that comes from data."""
    hub = config.extra["hub"]
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_translations(hub.setting.words, newstyle=True)
    always = {"config": config, "nav": config.extra["masthead"], "page": {}, "serving": False}

    def frame(context: Mapping[str, Any]) -> str:
        return str(env.get_template("main.html").render(**context, **always))

    write_changed(Path(config.site_dir), build(hub, THEME, frame))
    return env


def setting(config: ProperDocsConfig, root: Path) -> Setting:
    """What the build is told from outside: the moment must be given, as in every build that is compared."""
    moment = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), JST)
    edit_base = f"{(config.repo_url or '').rstrip('/')}/{config.edit_uri}"
    words = translations(THEME / "locale", config.theme.get("language") or "ja")
    return Setting(moment.date(), config.site_url or "", edit_base, words, moment, album=album_of(root))
