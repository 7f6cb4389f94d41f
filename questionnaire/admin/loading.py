"""Loading files in the admin: choose them, see what would happen, decide, load; and back to files."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from questionnaire import seeding
from questionnaire.admin.load_forms import DecisionsForm, UploadForm
from questionnaire.admin.load_plan import PlanView
from questionnaire.admin.reading import ReadOnlyAdmin
from questionnaire.admin.upload import receiving
from questionnaire.domain import archive
from questionnaire.domain.folder import Folder, Found, gathered, on_disk
from questionnaire.domain.plan import Result
from questionnaire.models import Load, Parcel
from questionnaire.wording import loads, located

MAY_LOAD, MAY_READ_LOG = "questionnaire.add_load", "questionnaire.view_load"
MAY_EXPORT = tuple(f"questionnaire.view_{kind}" for kind in ("questionnaire", "area", "question", "choice", "guidance"))
SAID = 50  # lines about what a load did


class LoadingAdmin(ReadOnlyAdmin):
    """Adds the pages below to the admin of the log of loads."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("yukle/", view(load_files), name="load_files"),
            path("yukle/<int:pk>/", view(load_plan), name="load_plan"),
            path("indir/", view(download_seeds), name="download_seeds"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        rights = {"may_load": request.user.has_perm(MAY_LOAD), "may_export": request.user.has_perms(MAY_EXPORT)}
        return super().changelist_view(request, {**(extra_context or {}), **rights})


@receiving(MAY_LOAD)
@require_http_methods(["GET", "POST"])
def load_files(request: Any) -> HttpResponse:
    """Choose files, or the folder on the server."""
    if request.method == "GET":
        return _choose(request, UploadForm(), status=200)
    if request.too_much:
        return _choose(request, UploadForm(), [_("More was sent than can be loaded at once. Send a ZIP, or less.")])
    if "folder" in request.POST:
        return _received_from_server(request)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _choose(request, form)
    files = [(file.name, file.read()) for file in form.cleaned_data["sent"]]
    name = ", ".join(name for name, _data in files)
    return _received(request, archive.uploaded(files), source=Load.Source.UPLOAD, name=name)


def _received_from_server(request: Any) -> HttpResponse:
    folder = settings.SEEDS_DIR
    try:
        return _received(request, on_disk(folder), source=Load.Source.FOLDER, name=folder.name)
    except NotADirectoryError:
        message = _("There is no folder “%(folder)s” on the server.") % {"folder": folder.name}
        return _choose(request, UploadForm(), [message])


def _received(request: Any, found: Iterable[Found], **about: Any) -> HttpResponse:
    """Keep the files for the plan, unless something is wrong with one of them."""
    every: list[Found] = list(archive.bounded(found))
    read = gathered(every)
    if read.errors:
        return _choose(request, UploadForm(), [located(problem) for problem in read.problems])
    if not read.seeds:
        return _choose(request, UploadForm(), [_("There is no seed file among them.")])
    files = [file for file in every if isinstance(file, tuple)]
    parcel = Parcel.keep(files, user=request.user, passed_over=read.passed_over, **about)
    return redirect("admin:load_plan", parcel.pk)


def _choose(request: HttpRequest, form: UploadForm, problems: Sequence[str] = (), status: int = 422) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("Load from files"),
        "form": form,
        "problems": problems,
        "folder": settings.SEEDS_DIR.name,
        "limits": {"files": settings.DATA_UPLOAD_MAX_NUMBER_FILES, "megabytes": archive.MAX_TOTAL // 2**20},
        "may_see_log": request.user.has_perm(MAY_READ_LOG),
    }
    return render(request, "admin/questionnaire/load_files.html", context, status=status)


@require_http_methods(["GET", "POST"])
def load_plan(request: Any, pk: int) -> HttpResponse:
    """See what loading these files would do, decide the conflicts, and load them."""
    if not request.user.has_perm(MAY_LOAD):
        raise PermissionDenied
    parcel = Parcel.objects.open_to(request.user).filter(pk=pk).first()
    if parcel is None:
        gone = _("These files are no longer kept: they were loaded, or a day has passed. Choose them again.")
        return _choose(request, UploadForm(), [gone], status=404)
    plan = _plan_of(parcel.folder())
    if request.method == "GET":
        return _show(request, parcel, plan, DecisionsForm(plan.asked, initial={"seen": plan.fingerprint}))
    form = DecisionsForm(plan.asked, request.POST)
    if form["seen"].value() != plan.fingerprint:
        return _show_again(request, parcel, plan, form)
    if not form.is_valid():
        return _show(request, parcel, plan, form, status=422)
    return _load(request, parcel, plan, form)


def _load(request: Any, parcel: Parcel, plan: PlanView, form: DecisionsForm) -> HttpResponse:
    """Load, all or nothing; whoever comes in between is told of."""
    try:
        with transaction.atomic():
            result = seeding.load(
                plan.folder,
                retire=form.cleaned_data["retire"],
                verdicts=form.verdicts,
                seen=plan.fingerprint,
                user=request.user,
                source=parcel.source,
                name=parcel.name,
            )
            parcel.delete()
    except seeding.OutdatedPlan:
        return _show_again(request, parcel, _plan_of(plan.folder), form)
    except OperationalError:
        busy = _(
            "Somebody else is saving or loading just now. Nothing was loaded; wait a moment and press “Load” again."
        )
        return _show(request, parcel, plan, form, problems=[busy], status=503)
    _say(request, plan.folder, result)
    entry = Load.objects.filter(user=request.user).first() if result.is_news else None
    if entry and request.user.has_perm(MAY_READ_LOG):
        return redirect("admin:questionnaire_load_change", entry.pk)
    return redirect("admin:load_files")


def _plan_of(folder: Folder) -> PlanView:
    return PlanView(folder, seeding.load(folder, dry_run=True, retire=True))


def _show_again(request: Any, parcel: Parcel, plan: PlanView, form: DecisionsForm) -> HttpResponse:
    """The plan is another one than was looked at: nothing of what was decided is carried out."""
    changed = _(
        "The content was changed after this page was made, so nothing was loaded yet. Look through the plan again; "
        "what you typed is still there."
    )
    again = form.asked_again(plan.asked, plan.fingerprint)
    return _show(request, parcel, plan, again, problems=[changed], status=409)


def _show(
    request: Any,
    parcel: Parcel,
    plan: PlanView,
    form: DecisionsForm,
    *,
    problems: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _("What loading would do"),
        "parcel": parcel,
        "plan": plan,
        "conflicts": [(plan.place(conflict.difference), conflict) for conflict in form.conflicts()],
        "form": form,
        "problems": problems,
    }
    return render(request, "admin/questionnaire/load_plan.html", context, status=status)


def _say(request: HttpRequest, folder: Folder, result: Result) -> None:
    """What the load did, line by line; of very many the first."""
    lines = [*loads.settled_lines(result, folder.paths), *loads.retired_lines(result)]
    conflicts = list(loads.conflict_lines(result, folder.paths))
    for line in lines[:SAID]:
        messages.info(request, line)
    for line in conflicts[:SAID]:
        messages.warning(request, line)
    left_out = len(lines[SAID:]) + len(conflicts[SAID:])
    if left_out:
        messages.info(request, _("… and %(count)s more.") % {"count": left_out})
    messages.success(request, loads.closing_line(result, folder.passed_over))


@require_safe
def download_seeds(request: Any) -> HttpResponse:
    """All texts as a ZIP of seed files."""
    if not request.user.has_perms(MAY_EXPORT):
        raise PermissionDenied
    packed = archive.packed(seeding.exported().files.items())
    disposition = 'attachment; filename="seeds.zip"'
    return HttpResponse(packed, content_type="application/zip", headers={"Content-Disposition": disposition})
