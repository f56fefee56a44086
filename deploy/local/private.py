"""What the local stack writes is for whoever started it: folders 0700, files 0600, whatever the umask says."""

from pathlib import Path

UMASK = 0o077
"""Of the servers."""


def private_folder(folder: Path) -> Path:
    """Make a folder that nobody else enters, and its parents where they are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    return folder


def private_file(file: Path) -> Path:
    """Make a file that nobody else reads, or make one that is there so."""
    file.touch(mode=0o600)
    file.chmod(0o600)
    return file
