#!/usr/bin/env bash
# Puts what a staff command changed on a branch and opens a pull request. Takes BRANCH, GH_TOKEN, and ISSUE if there is one.
set -euo pipefail
out="${RUNNER_TEMP:?}/proposal"
if git diff --quiet; then
  echo "変わったところがないので、提案は作りません。"
  exit 0
fi
[[ "${BRANCH:?}" =~ ^[a-z0-9-]+$ ]] || { echo "BRANCH: $BRANCH"; exit 1; }
[[ "${ISSUE:-0}" =~ ^[0-9]+$ ]] || { echo "ISSUE: $ISSUE"; exit 1; }
title="$(head -n 1 "$out/title.txt")"
BASE=HEAD MARKDOWN=1 .venv/bin/python hooks/staff.py diff BASE MARKDOWN > "$out/diff.md"
{
  cat "$out/text.md"
  printf '\n## 公開されるサイトで変わること\n\n'
  cat "$out/diff.md"
  if [ -n "${ISSUE:-}" ]; then printf '\nCloses #%s\n' "$ISSUE"; fi
} > "$out/body.md"
git switch --quiet --create "$BRANCH"
git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
  commit --quiet --all --message "$title"
gh auth setup-git
git push --quiet --force origin "HEAD:refs/heads/$BRANCH"
gh pr create --base main --head "$BRANCH" --title "$title" --body-file "$out/body.md" \
  || gh pr edit "$BRANCH" --title "$title" --body-file "$out/body.md"
# A pull request that was opened with this token starts no checks by itself.
gh workflow run check.yml --ref "$BRANCH"
