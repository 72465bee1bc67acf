"""Texts: Markdown to safe HTML, typography, anchors. Pure functions that several stages use."""
