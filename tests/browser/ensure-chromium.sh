#!/usr/bin/env bash
# Finds an installed Chromium or Chrome; on Debian as root it installs one, else says what to install.
set -euo pipefail
find_browser() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" && return
  done
  for path in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if [ -x "$path" ]; then echo "$path" && return; fi
  done
  return 1
}
if find_browser >/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "準備: 試験に使うChromiumと日本語の書体を入れています(数分)…"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null
  exit 0
fi
echo "ブラウザーの試験には Chromium か Google Chrome が要ります。入れてから、もう一度 make test を動かしてください。" >&2
exit 1
