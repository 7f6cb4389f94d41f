"""Which formats this installation can make.

Each is loaded when it is first asked for: WeasyPrint takes half a second and 30 MiB, which a process that makes no PDF
does without, and it needs libraries of the system (pango) that may be missing, as may the extras themselves.
"""

import logging
from collections.abc import Callable
from functools import cache

from django.utils.module_loading import import_string

from questionnaire.domain.report import Report
from questionnaire.domain.taken import Chosen, Format

logger = logging.getLogger(__name__)

Make = Callable[[Report, Chosen], bytes]


@cache
def maker(form: Format) -> Make | None:
    """What makes a file of this format; None, and a line in the log, when it cannot be loaded here."""
    try:
        made: Make = import_string(f"questionnaire.exports.to_{form}.to_{form}")
    except (ImportError, OSError) as error:
        logger.warning("No report as %s on this server: %s", form, error)
        return None
    return made
