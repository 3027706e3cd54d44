#!/bin/bash
# 閉じたネットワークの写し: copies the display's files of a built site into a folder (a stick, a share, another machine's
# disk), the list last, so that a copy that breaks off is never taken for a whole one. Serve the folder on 127.0.0.1.
#   deploy/kiosk/mirror.sh site /media/stick/kiosk
set -eu
site=${1:?使い方: mirror.sh <サイトのフォルダー> <写す先>}
target=${2:?使い方: mirror.sh <サイトのフォルダー> <写す先>}
[ -f "$site/precache.json" ] || { echo "「$site」に precache.json がありません。先に make build をしてください。"; exit 1; }
grep -o '"url": "[^"]*"' "$site/precache.json" | cut -d'"' -f4 | while read -r file; do
  mkdir -p "$target/$(dirname "$file")"
  cp "$site/$file" "$target/$file.new" && mv "$target/$file.new" "$target/$file"
done
cp "$site/sw.js" "$target/sw.js"
cp "$site/kiosk/data/emergency.json" "$target/kiosk/data/emergency.json"
cp "$site/precache.json" "$target/precache.json.new" && mv "$target/precache.json.new" "$target/precache.json"
echo "写しました: $target"
