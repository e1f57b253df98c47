"""Comparing claims with observations: verdicts and findings."""
