#!/usr/bin/env bash
# Installs what is missing on a Debian machine: `setup.sh build` what building needs, `setup.sh test` what the tests read reports with.
set -euo pipefail
cd "$(dirname "$0")/.."

build_packages=(libsqlite3-dev libxlsxwriter-dev libsimdjson-dev pkg-config g++ make)
test_packages=(chromium libreoffice-calc poppler-utils python3-venv)

missing=()
need() { # package...
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
}

need "${build_packages[@]}"
[ "${1:-build}" = test ] && need "${test_packages[@]}"

if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing: ${missing[*]}"
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "error: not root and no sudo. Ask an administrator to run: apt-get install ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
  fi
  export DEBIAN_FRONTEND=noninteractive
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  if ! { "${as_root[@]}" apt-get update -qq && "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "error: apt-get could not install: ${missing[*]}" >&2
    exit 1
  fi
fi

command -v swift >/dev/null || { echo "error: no swift on the PATH. Install Swift 6.2 or newer from https://swift.org/install" >&2; exit 1; }

# The tests read workbooks and JSON documents back, and ask the simulator, with programs that nobody here wrote.
# msgraph-sdk takes about 40 s and 470 MB; deprecated is imported by it, and not named in its requirements.
if [ "${1:-build}" = test ] &&
  ! .venv/bin/python -c 'import openpyxl, jsonschema, html5lib, msgraph, deprecated' 2>/dev/null; then
  echo "Installing into .venv: openpyxl, jsonschema, html5lib, msgraph-sdk"
  python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 jsonschema==4.26.0 html5lib==1.1 \
    msgraph-sdk==1.65.0 msgraph-core==1.5.2 deprecated==1.3.1
fi
