"""What must not stand in a log."""

import logging
import re

_KEY = re.compile(r"/(devam|paylasim)/+[^/\n]+")  # a code typed with spaces is one too


class KeyFilter(logging.Filter):
    """Take keys out of messages: whoever reads a log must not be able to open an assessment or a shared report."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _KEY.sub(r"/\1/…", record.getMessage())
        record.args = ()
        if record.exc_info and not record.exc_text:  # the formatter takes this text instead of making its own
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _KEY.sub(r"/\1/…", record.exc_text)
        return True
