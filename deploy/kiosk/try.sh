#!/bin/bash
# make kiosk: serves the built site on this machine and opens the display full-screen; Alt+F4 or Ctrl+C ends both.
set -u
query=${KIOSK_QUERY:-screen=lounge&mode=touch&clock=device}
port=${KIOSK_SERVE_PORT:-8010}
profile=$(mktemp -d)
browser=${KIOSK_BROWSER:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || command -v google-chrome-stable || command -v microsoft-edge)}
[ -n "$browser" ] || { echo "Chromium か Chrome か Edge を入れてください。住所だけなら http://127.0.0.1:$port/kiosk/ です。"; exit 1; }
.venv/bin/python -m http.server "$port" --bind 127.0.0.1 --directory site >/dev/null 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$profile"' EXIT
echo "http://127.0.0.1:$port/kiosk/?$query を開きます。終わるには Alt+F4 か Ctrl+C。"
"$browser" --kiosk --no-first-run --no-default-browser-check --disable-pinch --user-data-dir="$profile" ${KIOSK_FLAGS:-} "http://127.0.0.1:$port/kiosk/?$query" >/dev/null 2>&1
