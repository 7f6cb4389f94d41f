"""A page has one name: view, URL name, template and test."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter
from django.views.generic import RedirectView

from questionnaire.domain.taken import Format
from questionnaire.views import again, export, health, mine, plan, priorities, report, share, start, walk


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
    path("rapor/yazdir/", report.report_print, name="report_print"),
    path("rapor.<ending:ending>", export.report_file, name="report_file"),
    path("verilerim.json", export.download, name="download"),
]

planning = [
    path("oncelikler/", priorities.priorities, name="priorities"),
    path("plan/", plan.plan, name="plan"),
    path("plan/ekle/", plan.action_new, name="action_new"),
    path("plan/<uuid:uid>/", plan.action_edit, name="action_edit"),
    path("plan/<uuid:uid>/sil/", plan.action_delete, name="action_delete"),
    path("plan/<uuid:uid>/tasi/", plan.action_move, name="action_move"),
    path("plan.ics", plan.calendar, name="calendar"),
]

owning = [
    path("verilerim/", mine.mine, name="mine"),
    path("yeni-baglanti/", mine.new_link, name="new_link"),
    path("uzat/", mine.renew, name="renew"),
    path("kapat/", mine.close, name="close"),
    path("sil/", mine.delete, name="delete"),
]

sharing = [
    path("paylas/", share.shares, name="shares"),
    path("paylas/sonlandir/", share.end_share, name="end_share"),
    path("yeniden/", again.again, name="again"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", start.start, name="start"),
    path("devam/", start.resume, name="resume"),
    path("devam/<str:typed>/", start.resume_link, name="resume_link"),
    path("yeniden/", again.again_by_code, name="again_by_code"),
    path("paylasim/<str:typed>/", share.shared, name="shared"),
    path("gizlilik/", start.privacy, name="privacy"),
    path("dil/", start.language, name="language"),
    path("degerlendirme/<uuid:pk>/", include([*walking, *reporting, *planning, *sharing, *owning])),
    path("healthz/", health.health, name="health"),
    path(
        "favicon.ico",
        RedirectView.as_view(url=f"/{settings.STATIC_URL.lstrip('/')}favicon.svg", permanent=True),
    ),
    path("admin/", admin.site.urls),
]
