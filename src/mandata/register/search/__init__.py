"""Search: words, phrases, prefixes, symbols, articles and organizations, found by paragraph, counted by facets."""
