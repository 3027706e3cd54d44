#!/usr/bin/env bash
# Finds nginx with brotli for the tests of deploy/nginx; on Debian as root it installs them. Without, those tests are left out.
set -euo pipefail
if command -v nginx >/dev/null && [ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "準備: 試験に使うnginxを入れています…"
  apt-get update -qq
  if [ ! -e /usr/sbin/policy-rc.d ]; then # installing must not start a server on this machine
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
    printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d && chmod +x /usr/sbin/policy-rc.d
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nginx-light libnginx-mod-http-brotli-static >/dev/null
  exit 0
fi
echo "nginx と brotli の部品がないので、配信の試験は省きます。" >&2
