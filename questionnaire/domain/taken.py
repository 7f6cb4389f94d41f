"""What of the report somebody wants to take along, and in which form."""

from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """By the ending of the file."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"


class Extent(StrEnum):
    """By the word in the address."""

    FULL = "tam"
    SUMMARY = "ozet"  # on two pages at most


@dataclass(frozen=True, slots=True)
class Chosen:
    extent: Extent = Extent.FULL
    notes: bool = True

    @property
    def is_summary(self) -> bool:
        return self.extent is Extent.SUMMARY
