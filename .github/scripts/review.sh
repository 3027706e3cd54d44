#!/usr/bin/env bash
# Opens the week's issue of 棚卸し and closes the one before: review.sh FILE
set -euo pipefail
body="${1:?}"
gh label create 棚卸し --description "見直すもの" --force
old="$(gh issue list --label 棚卸し --state open --json number --jq '.[].number')"
gh issue create --label 棚卸し --title "棚卸し $(TZ=Asia/Tokyo date +%F)" --body-file "$body"
for number in $old; do
  gh issue close "$number" --comment "新しい棚卸しができたので、閉じます。"
done
