"""What must not stand in a log."""

import logging
import re

_KEY = re.compile(r"/devam/[^/\s'\"]+")


class KeyFilter(logging.Filter):
    """Take resume keys out of messages: whoever reads a log must not be able to open an assessment."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _KEY.sub("/devam/…", record.getMessage())
        record.args = ()
        return True
