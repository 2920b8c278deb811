"""The tables of the register, by what they keep."""

from __future__ import annotations

from .cooperation import Activity, ActivityOrganization, ContactPoint, Relation, Step
from .documents import AcceptedDifference, Decision, DecisionText, Document, Expression, File
from .following import Assignment, Attachment, Comment, Milestone, Reminder, Suggestion
from .history import Event
from .mandates import Actor, Condition, Due, Mandate, Precedent, Review
from .paragraphs import Citation, Mention, Paragraph, ParagraphText, Provision
from .people import FieldRule, Invitation, Person, Role
from .places import AgendaItem, Alias, Body, DeadlineRule, Meeting, Organization
from .searching import SavedSearch, SearchEntry, SearchKey

__all__ = [
    "AcceptedDifference",
    "Activity",
    "ActivityOrganization",
    "Actor",
    "AgendaItem",
    "Alias",
    "Assignment",
    "Attachment",
    "Body",
    "Citation",
    "Comment",
    "Condition",
    "ContactPoint",
    "DeadlineRule",
    "Decision",
    "DecisionText",
    "Document",
    "Due",
    "Event",
    "Expression",
    "FieldRule",
    "File",
    "Invitation",
    "Mandate",
    "Meeting",
    "Mention",
    "Milestone",
    "Organization",
    "Paragraph",
    "ParagraphText",
    "Person",
    "Precedent",
    "Provision",
    "Relation",
    "Reminder",
    "Review",
    "Role",
    "SavedSearch",
    "SearchEntry",
    "SearchKey",
    "Step",
    "Suggestion",
]
