"""What a release is made of: the list of its parts (CycloneDX) and how long the theme is maintained. Downloads nothing."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SBOM = "sbom.cdx.json"
END_OF_LIFE = date(2027, 5, 5)  # of Material for MkDocs, as its authors announced
NEAR = 180  # days
# What readers' browsers are sent that others wrote, or that is made from what others wrote: `/about/licences/` names them.
SHIPPED = {
    "Leaflet": ("XStatic-Leaflet", "BSD-2-Clause"),
    "folium": ("folium", "MIT"),
}
_LOCKED = re.compile(r"^(\S+)==(\S+)")


def end_of_life(today: date) -> str:
    """A reminder when the theme's maintenance is about to end, or has ended; else nothing."""
    left = (END_OF_LIFE - today).days
    if left > NEAR:
        return ""
    when = f"あと{left}日で終わります" if left > 0 else "終わりました"
    return f"Material for MkDocs の保守は{END_OF_LIFE.isoformat()}に{when}。移り先は ProperDocs です(hooks/README.md「The way out」)。"


def sbom(root: Path) -> str:
    """Every installed package that a build needs, with licence and hashes, as CycloneDX 1.6."""
    locked = _hashes((root / "requirements.lock").read_text("utf-8")) if (root / "requirements.lock").is_file() else {}
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    parts = [_component(one, locked) for one in _closure(project["dependencies"])]
    own = {"type": "application", "name": project["name"], "version": project["version"], "bom-ref": project["name"]}
    found = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": parts,
    }
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def _closure(requirements: Iterable[str]) -> list[Distribution]:
    """The packages of some requirements and all that those need here, by name."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(one) for one in requirements]
    while waiting:
        wanted = waiting.pop()
        name = canonicalize_name(wanted.name)
        if name in found or (wanted.marker and not wanted.marker.evaluate({"extra": ""})):
            continue
        try:
            found[name] = distribution(wanted.name)
        except PackageNotFoundError:
            continue  # an extra of another platform
        waiting += [Requirement(one) for one in found[name].requires or ()]
    return [found[name] for name in sorted(found)]


def _component(package: Distribution, locked: dict[str, list[str]]) -> dict[str, Any]:
    name, version = canonicalize_name(package.name), package.version
    purl = f"pkg:pypi/{name}@{version}"
    part: dict[str, Any] = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    if licences := list(_licences(package)):
        part["licenses"] = licences
    if hashes := locked.get(f"{name}=={version}"):
        part["hashes"] = [{"alg": "SHA-256", "content": one} for one in hashes]
    return part


def _licences(package: Distribution) -> Iterator[dict[str, Any]]:
    told: Any = package.metadata  # a mail message, whose type says less than it can
    if expression := told.get("License-Expression"):
        yield {"expression": expression}
        return
    names = [line.rpartition(" :: ")[2] for line in told.get_all("Classifier") or () if line.startswith("License :: ")]
    for name in dict.fromkeys(names or [(told.get("License") or "").split("\n")[0]]):
        if name:
            yield {"license": {"name": name}}


def _hashes(lock: str) -> dict[str, list[str]]:
    """The hashes of each `name==version` of the lock."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in lock.splitlines():
        if match := _LOCKED.match(line):
            current = f"{canonicalize_name(match[1])}=={match[2]}"
            found[current] = []
        elif current and (digest := re.search(r"sha256:([0-9a-f]{64})", line)):
            found[current].append(digest[1])
    return found
