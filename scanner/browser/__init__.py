"""Page and consent choice in, observation out: everything that drives the browser."""
