"""LibreOffice, where it is installed: it makes files for the tests and shows what a word processor makes of ours."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from office import Convert

FILTERS = {"txt": "txt:Text (encoded):UTF8", "doc": "doc:MS Word 97", "docx": "docx:MS Word 2007 XML"}


@pytest.fixture(scope="session")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Convert files with LibreOffice to "txt", "doc", "docx", "rtf", "pdf"; the test skips where it is absent."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed: it makes the files that this test reads")
    profile = tmp_path_factory.mktemp("profile")

    def run(files: list[Path], to: str) -> list[Path]:
        folder = tmp_path_factory.mktemp(to)
        command = [office, "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", FILTERS.get(to, to)]
        command += ["--outdir", str(folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return [folder / f"{file.stem}.{to}" for file in files]

    return run
