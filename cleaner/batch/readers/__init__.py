"""Inputs to rows, one module a kind."""
