"""The kinds of evidence a visit collects, one a file."""
