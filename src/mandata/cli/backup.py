"""`mandata backup`, `restore` and `check`: the register kept safe, and proved whole."""

from __future__ import annotations

import sys
from pathlib import Path

from ..errors import RegisterError
from .desk import author, open_register
from .failures import Failures


def backup(target: Path, by: str | None) -> int:
    """Write the whole register to a file, and say what is in it."""
    failures = Failures()
    with failures.caught():
        open_register()
        from ..register import backup as keeping
        from ..register import rights

        rights.require(author(by), "keep")
        made = keeping.backup(target)
        rows = sum(table.rows for table in made.tables.values())
        print(f"{target}: {rows} records, {len(made.files)} files, {target.stat().st_size} bytes")
        for sha256 in made.missing:
            failures.report(sha256[:12], RegisterError("this file is gone or was changed; it is not in the backup"))
    return failures.status


def restore(source: Path, replace: bool, by: str | None) -> int:
    """Put a backup in the place of the register."""
    failures = Failures()
    with failures.caught():
        open_register()
        from ..register import backup as keeping
        from ..register import rights

        rights.require(author(by), "keep")
        held = keeping.restore(source, replace)
        rows = sum(table.rows for table in held.tables.values())
        print(f"{source}: {rows} records, {len(held.files)} files restored, as of {held.made:%Y-%m-%d %H:%M} UTC")
    return failures.status


def check(parts: list[str], by: str | None) -> int:
    """Print every fault of the register, a line each; the exit status is 1 where there is any."""
    failures = Failures()
    with failures.caught():
        open_register()
        from ..register import check as proof
        from ..register import rights

        rights.require(author(by), "keep")
        if strange := set(parts) - set(proof.PARTS):
            raise RegisterError(f"nothing to check is called {', '.join(sorted(strange))}", ", ".join(proof.PARTS))
        for fault in proof.check(parts):  # type: ignore[arg-type]
            failures.count += 1
            print(f"{fault.part}\t{fault.record}\t{fault.reason}", flush=True)
        print(f"{failures.count} faults" if failures.count else "no faults", file=sys.stderr)
    return failures.status
