"""What an editor typed into a form of the admin that was not stored: shown again, to be copied."""

from django.http import HttpRequest
from django.urls import reverse

FIELDS = {"title", "text", "help", "description", "introduction", "level_names", "body"}  # that somebody writes in
ASIDE = ("was-", "side-")  # of a conflict in a load: about the text that stands beside them


def texts(request: HttpRequest) -> list[str]:
    """Every text in what was sent to the admin, in the order of the form; none for any other request."""
    if request.method != "POST" or not request.path_info.startswith(reverse("admin:index")):
        return []
    sent = [(name, str(text)) for name, text in request.POST.items() if not name.startswith(ASIDE)]
    return [text for name, text in sent if name.rpartition("-")[2] in FIELDS and text.strip()]
