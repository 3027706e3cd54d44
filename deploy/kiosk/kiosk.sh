#!/bin/bash
# 館内端末の見張り (Linux): keeps one browser full-screen on the display's address, and opens it again when it is gone or
# its page has not moved for half a minute. Settings come from the environment; see /about/kiosk/.
set -u
: "${KIOSK_URL:?KIOSK_URL に、端末のアドレスを書いてください。例: https://example.jp/kiosk/?screen=lounge}"
PROFILE=${KIOSK_PROFILE:-$HOME/.local/share/minato-kiosk}
PORT=${KIOSK_PORT:-9223}         # the browser's own window to the watchdog, on this machine only
LIMIT=${KIOSK_LIMIT:-30}         # seconds without a sign of life
EVERY=${KIOSK_EVERY:-5}          # seconds between two looks
START=${KIOSK_START:-30}         # seconds that a start may take
RESTART_DAY=${KIOSK_RESTART_DAY:-1}   # a fresh browser once a week (1 = Monday) …
RESTART_HOUR=${KIOSK_RESTART_HOUR:-4} # … at this hour
BROWSER=${KIOSK_BROWSER:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || command -v microsoft-edge)}
[ -n "$BROWSER" ] || { echo "Chromium か Chrome か Edge を入れてください。"; exit 1; }
child=

say() { echo "$(date '+%F %T') $*"; }

start() {
  mkdir -p "$PROFILE"
  rm -f "$PROFILE"/Singleton*   # left behind by a power cut
  setsid "$BROWSER" --kiosk --no-first-run --no-default-browser-check --disable-session-crashed-bubble \
    --hide-crash-restore-bubble --disable-pinch --overscroll-history-navigation=0 --disable-translate \
    --noerrdialogs --disable-features=Translate --user-data-dir="$PROFILE" \
    --remote-debugging-address=127.0.0.1 --remote-debugging-port="$PORT" ${KIOSK_FLAGS:-} "$KIOSK_URL" >/dev/null 2>&1 &
  child=$!
  since=$(date +%s); title=
  say "開きました"
}

stop() {
  [ -n "$child" ] && kill -- "-$child" 2>/dev/null
  sleep 1
  [ -n "$child" ] && kill -9 -- "-$child" 2>/dev/null
  wait 2>/dev/null
  child=
}

# The page writes how long it has lived into its title every ten seconds; the list of pages shows it from outside.
# Pages that Chrome itself shows (an error, a crash) have no such title and count as standing still.
heartbeat() {
  ask list | grep -o '"title": "[^"]* [0-9]\+"' | head -1
}

ask() { curl -s --max-time 3 "http://127.0.0.1:$PORT/json/$1"; }

# Windows and tabs that show something else than the display, as somebody with a keyboard may open, are closed.
close_strangers() {
  ask list | awk -F'"' -v home="${KIOSK_URL%%[?#]*}" '
    $2 == "id" { id = $4 }
    $2 == "type" { type = $4 }
    $2 == "url" && type == "page" && index($4, home) != 1 && $4 !~ /^chrome:\/\/[^\/]*top-chrome/ { print id }
  ' | while read -r id; do ask "close/$id" >/dev/null; say "ほかの窓を閉じました"; done
}

trap 'stop; exit 0' TERM INT
start
week=$(date +%G%V)
while sleep "$EVERY"; do
  now=$(date +%s)
  close_strangers
  beat=$(heartbeat)
  if [ -n "$beat" ] && [ "$beat" != "$title" ]; then title=$beat; since=$now; fi
  allowed=$LIMIT; [ -z "$title" ] && allowed=$START
  if ! kill -0 "$child" 2>/dev/null; then say "閉じていました"; stop; start
  elif [ $((now - since)) -ge "$allowed" ]; then say "$((now - since))秒、動きがありません"; stop; start
  elif [ "$(date +%u%k)" = "$RESTART_DAY$(printf '%2d' "$RESTART_HOUR")" ] && [ "$(date +%G%V)" != "$week" ]; then
    week=$(date +%G%V); say "週に一度の開き直しです"; stop; start
  fi
done
