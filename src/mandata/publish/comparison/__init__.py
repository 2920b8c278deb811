"""Two versions compared, for people: a table, a page, a document with tracked changes, a workbook."""
