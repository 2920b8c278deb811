"""Tests of the portal: what pages hold, in every language, by request and in a browser."""
