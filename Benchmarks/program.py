"""Where the program is that is measured."""
import os
import pathlib

PROGRAM = os.environ.get("PAGEMATCH_BINARY") or str(
    pathlib.Path(__file__).parent.parent / ".build/release/pagematch")
"""The release build, unless PAGEMATCH_BINARY names another one."""
