#!/usr/bin/env bash
# Commits the lists of published addresses and days to main. A push with this token starts nothing further.
set -euo pipefail
if git diff --quiet -- addresses.txt dates.txt; then
  exit 0
fi
git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
  commit --quiet --message "公開した住所と日取りの記録" -- addresses.txt dates.txt
gh auth setup-git
git pull --quiet --rebase origin main
git push --quiet origin HEAD:main \
  || echo "::warning title=記録::main に書き込めませんでした。make record を動かして、addresses.txt と dates.txt を提案にしてください。"
