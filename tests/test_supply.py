"""What is shipped is named, licensed and pinned, and nobody is surprised by the end of its maintenance."""

from __future__ import annotations

import json
import re
from datetime import date
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from packaging.utils import canonicalize_name
from referencing import Registry

from hub.leaflet import PACKAGE as LEAFLET
from release.supply import END_OF_LIFE, SHIPPED, end_of_life, sbom

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
LOCKS = [ROOT / "requirements.lock", *sorted((ROOT / "deploy").glob("*.lock"))]


def pinned(lock: str) -> list[str]:
    """Each package of a lock with its hashes."""
    return [
        block.strip() for block in re.split(r"^(?=\S)", lock, flags=re.MULTILINE) if block.strip() and block[0] != "#"
    ]


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.stem)
def test_everything_that_is_installed_is_pinned_with_hashes(path: Path) -> None:
    blocks = pinned(path.read_text("utf-8"))
    assert blocks
    assert [block for block in blocks if not ("==" in block and "--hash=sha256:" in block)] == []


def test_nothing_is_installed_that_would_be_built_here_from_parts_that_no_lock_names() -> None:
    [line] = [line for line in (ROOT / "Makefile").read_text("utf-8").splitlines() if "-r $(LOCK)" in line]
    assert "--only-binary :all: --require-hashes" in line


def test_published_site_is_made_by_the_packages_that_were_tested() -> None:
    site = pinned((ROOT / "deploy/site.lock").read_text("utf-8"))
    assert set(site) < set(pinned(LOCK)), "run `make lock`"
    assert {part["name"] for part in json.loads(sbom(ROOT))["components"]} <= {one.partition("==")[0] for one in site}


def test_lock_asks_no_particular_registry() -> None:
    assert not re.search(r"https?://|--index|--find-links", LOCK)


def test_sbom_lists_every_package_that_a_build_needs() -> None:
    parts = {part["name"]: part for part in json.loads(sbom(ROOT))["components"]}
    assert {
        "mkdocs",
        "mkdocs-material",
        "jinja2",
        "markupsafe",
        "pydantic-core",
        "branca",
        "xstatic-leaflet",
    } <= parts.keys()
    assert "pytest" not in parts, "only what makes the site"
    assert parts["mkdocs"]["purl"] == f"pkg:pypi/mkdocs@{version('mkdocs')}"
    assert [name for name, part in parts.items() if not part.get("hashes")] == []
    assert [name for name, part in parts.items() if not part.get("licenses")] == []


def schema(name: str) -> Any:
    """One of the schemas that CycloneDX publishes; its package brings them as files."""
    files = distribution("cyclonedx-python-lib").files or []
    [path] = [path for path in files if path.name == f"{name}.SNAPSHOT.schema.json"]
    return json.loads(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def validator() -> Draft7Validator:
    parts = [schema(name) for name in ("bom-1.6", "spdx", "jsf-0.82")]
    return Draft7Validator(parts[0], registry=Registry().with_contents((part["$id"], part) for part in parts))


def test_sbom_is_as_cyclonedx_asks(validator: Draft7Validator) -> None:
    bom = json.loads(sbom(ROOT))
    assert bom["$schema"] == validator.schema["$id"]
    assert [f"{list(fault.path)}: {fault.message[:200]}" for fault in validator.iter_errors(bom)] == []


@pytest.mark.parametrize("spoilt", [{"type": "libary"}, {"hashes": [{"alg": "SHA-256", "content": "x"}]}, {"a": 1}])
def test_sbom_that_is_not_so_is_noticed(spoilt: dict[str, Any], validator: Draft7Validator) -> None:
    bom = json.loads(sbom(ROOT))
    bom["components"][0] |= spoilt
    assert not validator.is_valid(bom)


@pytest.mark.parametrize("name", SHIPPED)
def test_page_of_licences_names_what_is_shipped_in_its_version(name: str) -> None:
    text = (ROOT / "content/about/licences.md").read_text("utf-8")
    release = ".".join(version(SHIPPED[name][0]).split(".")[:3])
    assert f"**{name} {release}**" in text


def test_nothing_else_is_shipped() -> None:
    assert {canonicalize_name(package) for package, _ in SHIPPED.values()} == {
        canonicalize_name(LEAFLET),
        "folium",
    }


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 10, 1), ""),
        (date(2026, 11, 20), "あと166日で終わります"),
        (date(2027, 5, 4), "あと1日で終わります"),
        (END_OF_LIFE, "終わりました"),
        (date(2028, 1, 1), "終わりました"),
    ],
)
def test_end_of_the_themes_maintenance_is_told_in_time(today: date, told: str) -> None:
    assert told in end_of_life(today)
    assert bool(end_of_life(today)) == bool(told)
