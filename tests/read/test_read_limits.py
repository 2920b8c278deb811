"""Limits are settings, and a file that takes too long is broken off."""

from __future__ import annotations

import time

import pytest

from mandata.errors import ReadError
from mandata.read import DEFAULT, within
from mandata.read.limits import settings


def test_sizes_may_have_units() -> None:
    found = settings(["file_bytes=2M", "part_bytes=1 GiB", "pages=12", "seconds=1.5"])
    assert (found.file_bytes, found.part_bytes, found.pages, found.seconds) == (2 * 2**20, 2**30, 12, 1.5)
    assert settings([]) == DEFAULT


@pytest.mark.parametrize("setting", ["pages", "pages=many", "pages=-1", "page=3", "=3"])
def test_other_settings_are_refused(setting: str) -> None:
    with pytest.raises(ReadError):
        settings([setting])


def test_work_that_takes_too_long_is_broken_off() -> None:
    start = time.monotonic()
    with pytest.raises(ReadError, match=r"more than 0\.1 seconds"), within(0.1):
        while time.monotonic() < start + 5:
            try:
                sum(range(100))
            except Exception:  # work that goes on after every failure is broken off all the same
                continue
    assert time.monotonic() < start + 2


def test_work_in_time_is_left_alone() -> None:
    for _ in range(20):
        with within(0.05):
            pass
    time.sleep(0.1)  # no clock goes on after its work is done
    with within(0):
        time.sleep(0.002)
