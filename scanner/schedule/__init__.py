"""The weekly scan: when it is due, and the jobs that start it on the operator's system."""
