"""A cookie and tracker scanner that holds websites to their own privacy policy."""
