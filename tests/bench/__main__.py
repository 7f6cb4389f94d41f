"""`make bench`: the product beside a bare Django view, measured in one run on this machine.

A step is what a respondent does: the question page, the answer stored, the guidance page. `bare` (see bare.py) goes through the
same middleware and templates with ready values, one read and one write. Both are served by gunicorn with 2 workers on SQLite and
take turns, so that a busy machine is busy for both. A preview in the admin is measured beside the rendering it is for. Compare the ratios, not the seconds.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from tests.bench import files, loading, previewing
from tests.bench.respondents import arrive, walk
from tests.bench.server import cpu_seconds, manage, serving

CONTENDERS = {"bare": "tests.bench.bare_settings", "product": "questionnaire.settings"}
ROUNDS = 3
QUESTIONS = 33  # of `seeds`, numbered from 1


def percentile(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def medians(rounds: dict[str, list[dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Of each contender the median over the rounds of every figure."""
    return {
        name: {figure: statistics.median(one[figure] for one in of) for figure in of[0]} for name, of in rounds.items()
    }


def print_figures(title: str, figures: dict[str, dict[str, float]]) -> None:
    print(f"\n{title}, median of {ROUNDS} rounds")
    print(f"{'':14}{'bare':>10}{'product':>10}{'ratio':>8}")
    for figure, bare in figures["bare"].items():
        product = figures["product"][figure]
        print(f"{figure:14}{bare:10.1f}{product:10.1f}{product / bare:8.2f}")


def measure_steps(database: Path, respondents: int, steps: int) -> dict[str, dict[str, float]]:
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in CONTENDERS}
    for _ in range(ROUNDS):
        for at, (name, settings) in enumerate(CONTENDERS.items()):
            port = 8930 + at
            with serving(database, settings, port) as master:
                walk(arrive(port, 2), 20, [9])  # both workers have everything in memory
                browsers = arrive(port, respondents)
                before = cpu_seconds(master)
                seconds, times = walk(browsers, steps, [9, 7, 8])
                cpu = cpu_seconds(master) - before
            rounds[name].append(
                {
                    "steps/s": len(times) / seconds,
                    "p50 ms": percentile(times, 0.5) * 1000,
                    "p99 ms": percentile(times, 0.99) * 1000,
                    "CPU ms/step": cpu / len(times) * 1000,
                }
            )
    return medians(rounds)


def measure_reports(database: Path, views: int) -> dict[str, dict[str, float]]:
    """Both contenders show the report of the same assessment, in which every question of `seeds` is answered."""
    with serving(database, CONTENDERS["product"], 8930):
        (reader,) = arrive(8930, 1)
        walk([reader], QUESTIONS, list(range(1, QUESTIONS + 1)))
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in CONTENDERS}
    for _ in range(ROUNDS):
        for at, (name, settings) in enumerate(CONTENDERS.items()):
            reader.port = 8930 + at
            with serving(database, settings, reader.port) as master:
                sizes = [reader.report()[1] for _ in range(20)]  # both workers have everything in memory
                before = cpu_seconds(master)
                times = [reader.report()[0] for _ in range(views)]
                cpu = cpu_seconds(master) - before
            rounds[name].append(
                {
                    "kB": statistics.median(sizes) / 1000,
                    "p50 ms": percentile(times, 0.5) * 1000,
                    "p99 ms": percentile(times, 0.99) * 1000,
                    "CPU ms/view": cpu / views * 1000,
                }
            )
    return medians(rounds)


def print_previewing(database: Path) -> None:
    manage(database, "shell", "-c", previewing.MAKE_EDITOR)
    with serving(database, CONTENDERS["product"], 8932):
        rendering, answering = previewing.measure(8932)
    print(f"\npreview of a guidance text of {len(previewing.TEXT) / 1000:.0f} KB, median of {previewing.TIMES}")
    print(f"{'render alone':14}{rendering * 1000:8.1f} ms")
    print(f"{'answer':14}{answering * 1000:8.1f} ms{answering / rendering:8.2f}")


def print_loading(folder: Path, files: int) -> None:
    seeds = folder / "seeds"
    seeds.mkdir()
    loading.write_seeds(seeds, files)
    database = folder / "loading.sqlite3"
    manage(database, "migrate", "--verbosity", "0")
    print(f"\nloadseeds of {files:,} files")
    for name in ("first load", "unchanged"):
        seconds, memory = loading.load(database, seeds)
        print(f"{name:14}{seconds:8.1f} s{memory:8.0f} MiB")


def print_files(database: Path) -> None:
    print(f"\nthe report of all seeds as a file (a PDF may take {files.SECONDS} s and {files.MIB} MiB)")
    print(f"{'':14}{'first':>10}{'next':>10}{'CPU':>10}")
    for form in files.FORMATS:
        first, again, cpu, memory = files.take(database, form)
        print(f"{form:14}{first:8.2f} s{again:8.2f} s{cpu:8.2f} s{memory:8.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--steps", type=int, default=150, help="steps of one respondent")
    parser.add_argument("--files", type=int, default=10_000, help="seed files to load")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        database = folder / "steps.sqlite3"
        manage(database, "migrate", "--verbosity", "0")
        manage(database, "loadseeds", "seeds")
        manage(database, "collectstatic", "--noinput")
        print_files(database)
        for respondents, steps in ((1, options.steps), (16, max(1, options.steps // 8))):
            title = f"{respondents} respondent(s), {steps} steps each"
            print_figures(title, measure_steps(database, respondents, steps))
        print_figures(f"the report, {options.steps} views", measure_reports(database, options.steps))
        print_previewing(database)
        print_loading(folder, options.files)


if __name__ == "__main__":
    main()
