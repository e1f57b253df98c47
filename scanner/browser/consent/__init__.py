"""Find the consent banner of a page, choose, and prove that the choice took effect."""
