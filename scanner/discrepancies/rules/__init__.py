"""The discrepancy rules, one a file."""
