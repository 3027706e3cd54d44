#!/usr/bin/env bash
# Tells in the issue why no pull request could be made of it, and takes the label off, so that it can be put on again.
set -euo pipefail
[[ "${ISSUE:?}" =~ ^[0-9]+$ ]] || { echo "ISSUE: $ISSUE"; exit 1; }
text="${RUNNER_TEMP:?}/proposal/text.md"
[ -s "$text" ] || echo "- この用紙からは、提案を作れませんでした。実行の記録を見てください。" > "$text"
{
  printf 'この用紙からは、提案を作れませんでした。\n\n'
  cat "$text"
  printf '\n本文を直してから、「提案にする」の札をもう一度付けてください。\n'
} > "$text.comment"
gh issue comment "$ISSUE" --body-file "$text.comment"
gh issue edit "$ISSUE" --remove-label "提案にする"
