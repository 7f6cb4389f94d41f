"""Everything the checks find in seeds/, by file. Run it with: python -m tests.content.check"""

import re
import sys
from collections import defaultdict

from tests.content import checks, expected
from tests.content.checks import Finding
from tests.content.reading import Content, read


def counts(content: Content) -> str:
    questions, choices = len(expected.QUESTIONS), len(expected.CHOICES)
    return (
        f"{len(content.areas)} of {len(expected.AREAS)} areas, {len(content.questions)} of {questions} questions, "
        f"{len(content.guidance)} of {questions * choices} guidance texts"
    )


def in_reading_order(path: str) -> list[tuple[int, str]]:
    """Sorts 3/9-1.md before 10/28-1.md."""
    return [(int(part) if part.isdigit() else 0, part) for part in re.split(r"(\d+)", path)]


def by_file(findings: list[Finding]) -> str:
    grouped = defaultdict(list)
    for finding in findings:
        grouped[finding.file].append(finding)
    lines = []
    for file in sorted(grouped, key=in_reading_order):
        lines += [
            "",
            file,
            *(f"  {finding.what}: {finding.excerpt}".rstrip(": ") for finding in grouped[file]),
        ]
    return "\n".join(lines)


def main() -> int:
    content = read()
    findings = [finding for rule in checks.RULES for finding in rule(content)]
    missing = [finding for finding in findings if finding.what.endswith("is missing")]
    sys.stdout.write(f"{counts(content)}\n")
    sys.stdout.write(f"{by_file([finding for finding in findings if finding not in missing])}\n\n")
    sys.stdout.write(f"{len(findings) - len(missing)} findings, {len(missing)} files still missing\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
