#!/usr/bin/env bash
# Says whether only data changed since what was last published: then the site is published without waiting for every test.
# Not since the last push: code of a run that failed, or that a newer one pushed aside, would go out untested with the data.
set -euo pipefail
before="$(gh run list --workflow publish.yml --branch main --status success --limit 1 --json headSha --jq '.[].headSha')"
if ! git rev-parse --quiet --verify --end-of-options "${before:-none}^{commit}" > /dev/null; then
  echo "data_only=false"
  exit 0
fi
other="$(git diff --name-only "$before" "${AFTER:?}" -- . \
  ':!partners.yaml' ':!events.yaml' ':!content' ':!addresses.txt' ':!dates.txt')"
# Nor what is hidden among the data: a .gitattributes would change what Git and GitHub show of it.
hidden="$(git diff --name-only "$before" "$AFTER" -- ':(glob)content/**/.*' ':(glob)content/**/.*/**')"
[ -z "$other$hidden" ] && echo "data_only=true" || echo "data_only=false"
