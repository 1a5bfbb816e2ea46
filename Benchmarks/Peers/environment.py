"""The Python that the peers are installed in, the books of a corpus, and what is told about a run."""
import datetime
import importlib.metadata
import os
import pathlib
import platform
import re
import shlex
import subprocess
import sys
import venv
from collections.abc import Iterable

FOLDER = pathlib.Path(__file__).resolve().parent
REQUIREMENTS = FOLDER / "requirements.txt"
VENV = FOLDER / ".venv"
PROJECT = FOLDER.parents[1]
OTHERS = ["frankenstein", "emma"]
"""Books that corpora have beside the first."""


def has_requirements() -> bool:
    for line in REQUIREMENTS.read_text(encoding="utf-8").split():
        package, version = line.split("==")
        try:
            if importlib.metadata.version(package) != version:
                return False
        except importlib.metadata.PackageNotFoundError:
            return False
    return True


def enter() -> None:
    """Runs the script anew in a Python that has the peers, which is made where need be; else goes on without."""
    if has_requirements() or pathlib.Path(sys.prefix).resolve() == VENV:
        return
    python = VENV / "bin" / "python"
    try:
        if not python.exists():
            venv.create(VENV, with_pip=True)
        installed = subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
                                    "--requirement", REQUIREMENTS], stdout=sys.stderr)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"no environment for the peers: {error}", file=sys.stderr)
        return
    if installed.returncode:
        print("the peers could not be installed: those that are missing have a row that says so", file=sys.stderr)
    os.execv(python, [str(python), *sys.argv])


def first_line(*command: str) -> str | None:
    try:
        result = subprocess.run(command, cwd=FOLDER, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return next(iter(result.stdout.splitlines()), None)


def chip() -> str:
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    except OSError:
        pass
    return first_line("sysctl", "-n", "machdep.cpu.brand_string") or platform.machine()


def commit() -> str:
    """The last commit, `-dirty` where anything is changed but the records, which a run changes itself."""
    last = first_line("git", "describe", "--always")
    if not last:
        return "unknown"
    changed = first_line("git", "status", "--porcelain", "--untracked-files=no", "--", ":/",
                         ":(top,exclude)Benchmarks/Record")
    return last + ("-dirty" if changed else "")


def facts() -> dict[str, str]:
    """Without the paths of this machine, so that the output may be kept with the project."""
    return {
        "date": datetime.date.today().isoformat(),
        "chip": f"{chip()}, {os.cpu_count()} cores, {platform.system()}",
        "commit": commit(),
        "command": told([FOLDER / "compare", *sys.argv[1:]]),
    }


def told(command: Iterable[object]) -> str:
    """A command line as it is run, without the paths of this machine."""
    return shlex.join(without_folder(str(part)) for part in command)


def without_folder(argument: str) -> str:
    """A path from the project's folder; of what is elsewhere the last name, of a book that of its folder, too."""
    option, value = re.fullmatch(r"([\w-]+=)?(.*)", argument, re.DOTALL).groups()
    if os.sep not in value:
        return argument
    path = pathlib.Path(os.path.abspath(value))
    if path.is_relative_to(PROJECT):
        return (option or "") + str(path.relative_to(PROJECT))
    return (option or "") + "/".join(path.parts[-2 if path.stem == "book" else -1:])


def books(corpus: pathlib.Path) -> list[str]:
    return sorted(folder.name for folder in corpus.iterdir() if any(folder.glob("book.*")))


def other_book(corpus: pathlib.Path, book: str) -> str | None:
    """A book beside this one: one that corpora have, else the first by name."""
    names = [name for name in books(corpus) if name != book]
    return next((name for name in OTHERS if name in names), names[0] if names else None)
