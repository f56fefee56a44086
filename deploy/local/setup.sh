#!/bin/sh
# Makes the virtual environment of this repository: everything pinned and checked by hash, then the project itself.
# Called by `make setup`, which calls it only when a requirement changed.
set -eu

venv=${1:-.venv}

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed, as python3 or under the name given in PYTHON (make setup PYTHON=…)." >&2
    exit 1
}

# Debian and Ubuntu keep what makes virtual environments in a package of its own.
need_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null && return
    package=$("$1" -c 'import sys; print(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")')
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null && return
    fi
    echo "This Python cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install $package" >&2
    exit 1
}

if ! [ -x "$venv/bin/python" ] || ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    need_venv "$python"
    echo "Making $venv with $("$python" --version)…"
    "$python" -m venv --clear "$venv"
fi

echo "Installing the pinned packages…"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
