"""Fitted evidence: tree ensembles, their scores and the contributions of single measurements."""
