"""Every page of the portal, with something on it: who adds a page adds it here, and all tests look at it."""

from __future__ import annotations

PAGES = {
    "home": "",
    "meetings": "meetings",
    "meeting": "meetings/DAKAR-COP-3",
    "documents": "documents",
    "document as issued": "documents/UNEP-DC-COP.3-14",
    "document in another language": "documents/UNEP-DC-COP.3-14?text=fr",
    "decisions": "decisions",
    "decision": "decisions/DC-3/6",
    "decision in two languages": "decisions/DC-3/11?text=en&beside=ar",
    "paragraph": "paragraphs/DC-3/6/para_3",
    "mandate": "mandates/DC-3/6/para_3/m1",
    "what changed": "decisions/DC-3/11/changes",
    "what changed, in two languages": "decisions/DC-3/11/changes?from=fr&to=en",
    "two documents": "changes?before=UNEP-DC-COP.3-14&after=UNEP-DC-COP.3-14&from=ar&to=ru",
    "language versions": "documents/UNEP-DC-COP.3-14/languages",
    "terms": "terms?term=observer+status",
    "asked before": "recurring",
    "families of mandates": "families",
    "in effect": "in-effect/DAKAR-COP",
    "organizations": "organizations",
    "organization": "organizations/WHO",
    "organization that is worked with": "organizations/WHO?as=with",
    "organization that is named": "organizations/WHO?as=named",
    "network of cooperation": "network",
    "timeline": "timeline?month=2028-10",
    "board of states": "board",
    "board of one state": "board?state=confirmed&organization=WHO",
    "organizations and decisions": "matrix",
    "progress of decisions": "progress?body=DAKAR-COP",
    "search": "search?q=secretariat",
    "search in Chinese": "search?q=铅&act=request",
    "search without words": "search",
    "search that finds nothing": "search?q=zeppelin",
}
CODES = ("ar", "zh", "en", "fr", "ru", "es")
QUERIES = 30  # no page asks the database more often, whatever it shows
