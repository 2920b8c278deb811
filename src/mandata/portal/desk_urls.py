"""The addresses of the desk."""

from __future__ import annotations

from django.urls import path

from .editing import add, edit, merge, split, undo
from .queue import question, queue

urlpatterns = [
    path("desk/queue", queue, name="queue"),
    path("desk/queue/<int:key>", question, name="question"),
    path("desk/undo", undo, name="undo"),
    path("desk/edit/<path:address>", edit, name="mandate_edit"),
    path("desk/split/<path:address>", split, name="mandate_split"),
    path("desk/merge/<path:address>", merge, name="mandate_merge"),
    path("desk/add/<path:address>", add, name="mandate_add"),
]
