"""Mandata: who must do what, with whom, on which condition and by when, in the decisions of international bodies."""
