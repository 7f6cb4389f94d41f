"""Stands before django-simple-history's command of this name, which knows nothing of loads and restored versions."""

from questionnaire.management.commands.clean_old_history import Command

__all__ = ["Command"]
