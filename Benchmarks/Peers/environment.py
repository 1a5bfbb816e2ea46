"""The Python that the peers are installed in, and what is told about a run: the chip, the day, the commit."""
import datetime
import importlib.metadata
import os
import pathlib
import platform
import shlex
import subprocess
import sys
import venv

FOLDER = pathlib.Path(__file__).resolve().parent
REQUIREMENTS = FOLDER / "requirements.txt"
VENV = FOLDER / ".venv"


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
    return result.stdout.strip()


def chip() -> str:
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                return value.strip()
    except OSError:
        pass
    return first_line("sysctl", "-n", "machdep.cpu.brand_string") or platform.machine()


def facts() -> dict[str, str]:
    """Without the paths of this machine, so that the output may be kept with the project."""
    return {
        "date": datetime.date.today().isoformat(),
        "chip": f"{chip()}, {os.cpu_count()} cores, {platform.system()}",
        "commit": first_line("git", "describe", "--always", "--dirty") or "unknown",
        "command": shlex.join(["Benchmarks/Peers/compare", *map(without_folder, sys.argv[1:])]),
    }


def without_folder(argument: str) -> str:
    option, equals, value = argument.rpartition("=")
    return option + equals + (pathlib.Path(value).name if os.sep in value else value)
