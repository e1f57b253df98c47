"""What earlier runs said: a digest in each run folder, and a database made from those."""
