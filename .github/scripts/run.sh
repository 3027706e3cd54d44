#!/usr/bin/env bash
# Runs a staff command on answers in the environment, and keeps what it said for the pull request: run.sh COMMAND NAME…
set -uo pipefail
OUT="${RUNNER_TEMP:?}/proposal"
export OUT
mkdir -p "$OUT"
# What a command prints may hold anybody's words: none of them may be taken for a command of the runner.
guard="guard-$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')"
echo "::stop-commands::$guard"
.venv/bin/python hooks/staff.py "$@" OUT 2>&1 | tee "$OUT/said.txt"
status=${PIPESTATUS[0]}
echo "::$guard::"
exit "$status"
