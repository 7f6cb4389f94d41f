"""A page has one name: view, URL name, template and test."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from questionnaire.domain.taken import Format
from questionnaire.views import export, health, mine, report, start, walk


class Ending(StringConverter):
    """The ending of a file that a report is made into."""

    regex = "|".join(Format)


register_converter(Ending, "ending")

walking = [
    path("", walk.go_on, name="go_on"),
    path("alanlar/", walk.areas, name="areas"),
    path("soru/<int:number>/", walk.question, name="question"),
    path("soru/<int:number>/recete/", walk.guidance, name="guidance"),
    path("yanitlar/", walk.check, name="check"),
    path("tamamla/", walk.finish, name="finish"),
]

reporting = [
    path("rapor/", report.report, name="report"),
    path("rapor.<ending:ending>", export.report_file, name="report_file"),
    path("verilerim.json", export.download, name="download"),
]

owning = [
    path("verilerim/", mine.mine, name="mine"),
    path("yeni-baglanti/", mine.new_link, name="new_link"),
    path("kapat/", mine.close, name="close"),
    path("sil/", mine.delete, name="delete"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("devam/", start.resume, name="resume"),
    path("devam/<str:typed>/", start.resume_link, name="resume_link"),
    path("gizlilik/", start.privacy, name="privacy"),
    path("dil/", start.language, name="language"),
    path("degerlendirme/<uuid:pk>/", include([*walking, *reporting, *owning])),
    path("healthz/", health.health, name="health"),
    path(
        "favicon.ico",
        RedirectView.as_view(url=f"/{settings.STATIC_URL.lstrip('/')}favicon.svg", permanent=True),
    ),
    path("admin/", admin.site.urls),
]
