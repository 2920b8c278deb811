"""Writes documents in the forms that others read: pages, tables, linked data; pure functions, document in, form out."""
