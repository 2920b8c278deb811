"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from .activities import answer, new
from .activities import edit as edit_activity
from .editing import add, edit, merge, split, undo
from .my_work import my_work
from .queue import question, queue
from .suggestions import suggest, suggestions
from .upload import upload
from .work import act

urlpatterns = [
    path("desk", my_work, name="my_work"),
    path("desk/act/<path:address>", act, name="mandate_act"),
    path("desk/activities/new", new, name="activity_new"),
    path("desk/activities/edit/<str:address>", edit_activity, name="activity_edit"),
    path("desk/activities/answer/<str:address>", answer, name="activity_answer"),
    path("desk/upload", upload, name="upload"),
    path("desk/suggestions", suggestions, name="suggestions"),
    path("suggest/<path:address>", suggest, name="suggest"),
    path("desk/queue", queue, name="queue"),
    path("desk/queue/<int:key>", question, name="question"),
    path("desk/undo", undo, name="undo"),
    path("desk/edit/<path:address>", edit, name="mandate_edit"),
    path("desk/split/<path:address>", split, name="mandate_split"),
    path("desk/merge/<path:address>", merge, name="mandate_merge"),
    path("desk/add/<path:address>", add, name="mandate_add"),
]
