"""Receiving files: in memory, no more of them than are to be kept, and only from those who may load."""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from questionnaire.domain.archive import MAX_TOTAL

View = Callable[..., HttpResponse]


class InMemory(FileUploadHandler):
    """Keeps what is sent in memory, all files together up to `limit` bytes; of more it keeps nothing, and says so."""

    def __init__(self, request: HttpRequest, limit: int) -> None:
        super().__init__(request)
        self.limit = limit
        self.received = 0
        self.length = 0  # that the browser promises
        self.file = BytesIO()

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any) -> None:  # noqa: N803 - Django's
        self.length = content_length

    def new_file(self, *args: Any, **options: Any) -> None:
        super().new_file(*args, **options)
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.received += len(raw_data)
        if self.received > self.limit:
            # A little more is waited for, so that the browser can show the answer; an endless upload is cut off.
            raise StopUpload(connection_reset=self.length > 4 * self.limit)
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.file.seek(0)
        return InMemoryUploadedFile(
            self.file, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )

    @property
    def is_too_much(self) -> bool:
        return self.received > self.limit


def receiving(permission: str) -> Callable[[View], View]:
    """Let a view receive files, from those who have this permission.

    What is sent is read by CSRF's check, so that both the permission and the handler have to be there before it: it is
    put off until then. When `request.too_much` says that more came than is kept, the view may do nothing but say so.
    """

    def decorated(view: View) -> View:
        @csrf_exempt  # for the middleware; the check is made below
        @wraps(view)
        def received(request: Any, *args: Any, **options: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            handler = InMemory(request, MAX_TOTAL)
            request.upload_handlers = [handler]
            try:
                request.POST.keys()  # now it is read
                request.too_much = handler.is_too_much
            except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
                request.too_much = True
            checked = view if request.too_much else csrf_protect(view)  # the token may be among what was not read
            return checked(request, *args, **options)

        return received

    return decorated
