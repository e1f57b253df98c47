"""The formats a report is written in, one a file."""
