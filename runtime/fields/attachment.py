"""Files and images kept with the case. Owns the reference and which kinds are taken; bytes are the storage's."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import ClassVar

from sqlalchemy import String, Uuid
from typing_extensions import override

from runtime.fields.base import Context, Problem
from runtime.fields.composite import Composite
from runtime.fields.sampling import Sampler
from runtime.fields.values import Attached
from runtime.ir.catalog import Catalog
from runtime.ir.field import Field

IMAGES: Mapping[str, str] = {
    "gif": "image/gif",
    "heic": "image/heic",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}
"""Media type by extension of the images that are taken."""

FILES: Mapping[str, str] = {
    **IMAGES,
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "eml": "message/rfc822",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odt": "application/vnd.oasis.opendocument.text",
    "ogg": "audio/ogg",
    "pdf": "application/pdf",
    "rtf": "application/rtf",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
"""Media type by extension of the files that are taken."""


class FileType(Composite[Attached]):
    """A file: the id of an attachment that is already kept, and the name it came with."""

    name = "file"
    widget = "file"
    parts = ("id", "name")
    cel = {"name": "string"}
    value = Attached
    column_types = {"id": Uuid(), "name": String(255)}
    accepts: ClassVar[Mapping[str, str]] = FILES
    """Media type by extension."""

    @override
    def build(self, field: Field, texts: Mapping[str, str], context: Context) -> Attached | None:
        try:
            attached = Attached(uuid.UUID(texts["id"]), texts["name"][-255:] or texts["id"])
        except ValueError as error:
            raise Problem("field.file.missing", "id") from error
        if attached.name.rpartition(".")[2].casefold() not in self.accepts:
            raise Problem("field.file.kind", "id", kinds=", ".join(self.accepts))
        return attached

    @override
    def show(self, field: Field, value: Attached, context: Context) -> str:
        return value.name

    @override
    def sample(self, field: Field, sampler: Sampler, catalogs: Mapping[str, Catalog]) -> Attached | None:
        return None


class ImageType(FileType):
    """A file that is an image."""

    name = "image"
    widget = "image"
    accepts = IMAGES


class SignatureType(ImageType):
    """A picture of a signature, drawn on the form or brought along on paper."""

    name = "signature"
    widget = "signature"
