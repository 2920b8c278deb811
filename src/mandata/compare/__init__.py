"""The room that compares: versions of one decision, languages of it, and decisions over time."""
