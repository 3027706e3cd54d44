#!/usr/bin/env bash
# Says whether only data changed between BEFORE and AFTER: then the site is published without waiting for every test.
set -euo pipefail
if [ "${EVENT:-}" = schedule ]; then
  echo "data_only=true" # nothing changed but the day
  exit 0
fi
if ! git rev-parse --quiet --verify "${BEFORE:-none}^{commit}" > /dev/null; then
  echo "data_only=false"
  exit 0
fi
other="$(git diff --name-only "$BEFORE" "${AFTER:?}" -- . \
  ':!partners.yaml' ':!events.yaml' ':!content' ':!addresses.txt' ':!dates.txt')"
[ -z "$other" ] && echo "data_only=true" || echo "data_only=false"
