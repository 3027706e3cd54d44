#!/usr/bin/env bash
# Makes a hub for another ward as README says: runs its lines below `<!-- second-ward -->` in an empty folder.
# Usage: tests/second-ward.sh FOLDER [README]
#
# Two stand-ins: `make` uses the parts that are installed already and does not serve; $EDITOR renames the ward.
set -euo pipefail

HUB=$(cd "$(dirname "$0")/.." && pwd)
BIN=${BIN:-$HUB/.venv/bin}
readme=$(realpath "${2:-$HUB/README.md}")
lines=$(awk '/^<!-- second-ward -->$/ {marked = 1} marked && /^```/ {if (inside) exit; inside = 1; next} inside' "$readme")
[ -n "$lines" ] || { echo "README has no lines marked <!-- second-ward -->." >&2; exit 3; }

make() {
  touch .ready
  [ "$1" = serve ] || command make "$@" BIN="$BIN" READY=.ready
}

rename_ward() {
  sed -i 's/見本区/いろは区/g' "$1"
}

EDITOR=rename_ward
cd "$1"
eval "$lines"
