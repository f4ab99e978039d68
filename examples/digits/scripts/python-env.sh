#!/bin/sh
# Puts a Python with the locked packages of a requirements file first on the job's PATH:
#   sh scripts/python-env.sh requirements-dev.txt
# Installed once per lock and Python into the runner's tool cache, with uv where it is there, else with venv and pip;
# always by hash. A self-hosted runner finds it again; jobs that start together do not disturb each other.
set -eu

lock=$1
python=$(command -v python3 || command -v python) || {
  echo "::error::No Python on this runner. Install Python 3.9 or newer with its venv module, or use actions/setup-python."
  exit 1
}
name=$("$python" - "$lock" <<'PYTHON'
import hashlib, platform, sys
lock = hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest()[:16]
print("-".join(["venv", platform.python_version(), platform.system().lower(), platform.machine(), lock]))
PYTHON
)
cache=${RUNNER_TOOL_CACHE:-${RUNNER_TEMP:?}}/ml-actions
venv=$cache/$name

if [ ! -d "$venv" ]; then
  mkdir -p "$cache"
  fresh=$(mktemp -d "$cache/.fresh-XXXXXX")
  trap 'rm -rf "$fresh"' EXIT
  if command -v uv >/dev/null; then
    uv venv --quiet --relocatable --clear --python "$python" "$fresh"
    uv pip sync --quiet --require-hashes --python "$fresh/bin/python" "$lock"
  else
    "$python" -m venv "$fresh"
    "$fresh/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
  fi
  # The name appears when all is installed; whoever came second uses what the first one made.
  "$python" -c 'import os, sys; os.rename(*sys.argv[1:])' "$fresh" "$venv" 2>/dev/null || [ -d "$venv" ]
fi

echo "$venv/bin" >>"$GITHUB_PATH"
"$venv/bin/python" --version
