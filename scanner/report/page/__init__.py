"""What report.html is made of beside its templates: labels, sentences, drawings."""
