"""Compares the language versions of one document: paragraphs aligned, facts compared, the odd one out named."""
