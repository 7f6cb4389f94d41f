"""A browser for each of those in the scene, and a picture of what one of them sees."""

import io

from PIL import Image  # comes with weasyprint
from playwright.sync_api import Page

from tests.pictures.shots import Cast, Shot

VISITOR = {
    "locale": "tr-TR",
    "timezone_id": "Europe/Istanbul",
    "color_scheme": "light",
    "device_scale_factor": 2,
}
# The admin's list at the side is folded, as one does to have room for a text.
FOLDED = "localStorage.setItem('django.admin.navSidebarIsOpen', 'false')"
MAX_BYTES = 250_000


def taken(shot: Shot, cast: Cast) -> bytes:
    """The picture as PNG of 256 colours, which text and flat colours need no more than. Raises ValueError if too large."""
    for page in cast.everybody:
        page.set_viewport_size({"width": shot.width, "height": shot.height})
    top = shot.reach(cast)
    top.evaluate("element => scrollTo(0, element.getBoundingClientRect().top + scrollY - 16)")
    written = io.BytesIO()
    coloured(top.page).quantize(colors=256, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    if len(written.getvalue()) > MAX_BYTES:
        raise ValueError(f"The picture has {len(written.getvalue())} bytes, more than {MAX_BYTES}.")
    return written.getvalue()


def coloured(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
