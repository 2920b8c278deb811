"""Dates as the six languages write them, whole or of reduced precision."""

from __future__ import annotations

from datetime import date

from .words import portal


def written(code: str, value: date | str | None) -> str:
    """A day, month or year: "3 November 2027", "2027年11月3日"; `value` is a date or ISO 8601 ("2027-11")."""
    if not value:
        return ""
    formats = portal(code).formats
    parts = [int(part) for part in str(value)[:10].split("-")]
    if len(parts) == 1:
        return str(parts[0])
    year, month = parts[0], parts[1] - 1
    if len(parts) == 2:
        return formats.month.format(year=year, month=formats.alone[month])
    return formats.day.format(year=year, month=formats.months[month], day=parts[2])


def short(code: str, value: date | None) -> tuple[str, str]:
    """Day and short month, for the leaf of a calendar."""
    return ("", "") if value is None else (str(value.day), portal(code).formats.short_months[value.month - 1])


def span(code: str, start: date | None, end: date | None) -> str:
    """From one day to another, with what they share said once: "3–7 November 2027"."""
    if start is None or end is None or start == end:
        return written(code, start or end)
    formats = portal(code).formats
    pattern = formats.days if start.month == end.month else formats.months_apart
    if start.year != end.year:
        pattern = formats.years_apart
    return pattern.format(
        day=start.day,
        month=formats.months[start.month - 1],
        year=start.year,
        to_day=end.day,
        to_month=formats.months[end.month - 1],
        to_year=end.year,
    )
