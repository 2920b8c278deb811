"""Fuzzing of the readers: coverage-guided search for bytes on which one of them fails."""
