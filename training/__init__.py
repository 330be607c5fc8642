"""Fitting the weights of the evidence: `python -m training`."""
