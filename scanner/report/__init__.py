"""From inventories, verdicts and findings to the report and its formats."""
