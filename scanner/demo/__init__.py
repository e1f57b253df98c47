"""A small fictional web to scan with no internet."""
