"""The register: documents, decisions and mandates as people keep, confirm and follow them until the next meeting."""
