#!/usr/bin/env bash
# No Swift file of ours is longer than 300 lines: one main idea a file.
set -euo pipefail
cd "$(dirname "$0")/.."
long=$(git ls-files 'Sources/*.swift' 'Tests/*.swift' 'Benchmarks/*.swift' | xargs wc -l | awk '$2 != "total" && $1 > 300')
if [ -n "$long" ]; then
  echo "error: over 300 lines:" >&2
  echo "$long" >&2
  exit 1
fi
