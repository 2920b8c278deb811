"""`mandata assign`: gives a mandate to a person, a unit or an organization, with co-leads, or takes it back."""

from __future__ import annotations

from ..errors import MandataError
from ..interface import known
from .changes import told
from .desk import author, open_register
from .failures import Failures


def assign(
    addresses: list[str],
    *,
    to: str | None,
    unit: str | None,
    co_leads: list[str],
    back: bool,
    ui: str,
    by: str | None,
) -> int:
    """Give each mandate to somebody; one that cannot be given does not keep the others from it."""
    failures = Failures()
    with failures.caught():
        known(ui, "--ui")
        if back == bool(to or unit or co_leads):
            raise MandataError("nobody is named", "--to, --unit or --co-lead; or --back alone")
        open_register()
        from ..register import finding, following, history, rights
        from ..register.models import Person

        who = author(by)
        lead = finding.holder(to) if to else None
        beside = [finding.holder(each) for each in co_leads]
        for address in addresses:
            with failures.caught(address):
                mandate = finding.mandate(address)
                rights.require(who, "assign", mandate)
                if back:
                    following.unassign(who, mandate)
                else:
                    following.assign(
                        who,
                        mandate,
                        person=lead if isinstance(lead, Person) else None,
                        organization=lead if lead and not isinstance(lead, Person) else None,
                        unit=unit,
                        co_leads=beside,
                    )
                told(history.of(mandate).filter(batch=who.batch), ui)
    return failures.status
