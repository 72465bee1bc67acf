"""Helpers of the tests: the tools that they need, and what several of them do."""
