"""Waiting one's turn. Apart from `to_pdf`, which cannot be loaded everywhere."""


class Busy(Exception):
    """Another document is being made; the process makes one at a time."""
