"""`make pictures`: the pictures of README.md and docs/, taken from the running product.

gunicorn serves an empty SQLite database with `seeds/` loaded and the scene in it; Debian's Chromium goes through it.
"""

import os
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.server import manage, serving
from tests.browser.driving import ARGUMENTS, chromium
from tests.pictures.camera import FOLDED, VISITOR, taken
from tests.pictures.people import COLLEAGUE, EDITOR
from tests.pictures.shots import FOLDER, SHOTS, Cast, log_in

PORT = 8940


def main() -> None:
    # Or else each command warns that a real installation must say whose it is.
    os.environ.update(dict.fromkeys(("PRIVACY_CONTROLLER", "PRIVACY_CONTACT", "PRIVACY_HOSTING"), "Örnek Dernek"))
    with tempfile.TemporaryDirectory(prefix="pictures-") as name:
        database = Path(name) / "db.sqlite3"
        manage(database, "migrate", "--verbosity", "0")
        manage(database, "loadseeds", "seeds")
        manage(database, "collectstatic", "--noinput")
        manage(database, "shell", "-c", "from tests.pictures import scene; scene.build()")
        with serving(database, "questionnaire.settings", PORT), sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
            take_all(Cast(*(visitor(browser) for _ in range(3))))
            browser.close()


def visitor(browser: Browser) -> Page:
    context = browser.new_context(base_url=f"http://127.0.0.1:{PORT}", **VISITOR)
    context.add_init_script(FOLDED)
    return context.new_page()


def take_all(cast: Cast) -> None:
    log_in(cast.editor, EDITOR)
    log_in(cast.colleague, COLLEAGUE)
    FOLDER.mkdir(exist_ok=True)
    for name, shot in SHOTS.items():
        picture = FOLDER / f"{name}.png"
        picture.write_bytes(taken(shot, cast))
        print(f"{picture}  {picture.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
