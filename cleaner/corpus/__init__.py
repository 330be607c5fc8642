"""Many documents, looked at for what rules do to them: counting, comparing two rule sets, proposing rules."""
