"""The services that sites embed, one signature a file, and what observations match them."""
