"""The stage that reads policies: documents in, claims with quotes out."""
