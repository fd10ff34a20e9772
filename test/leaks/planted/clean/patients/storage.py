import uuid
from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import FileSystemStorage


def private_storage() -> FileSystemStorage:
    return FileSystemStorage(location=settings.PRIVATE_MEDIA_ROOT, base_url=None)


def document_path(instance, filename: str) -> str:
    owner = instance.patient
    suffix = PurePath(filename).suffix.lower()[:8]
    return f"documents/{owner.public_ref}/{uuid.uuid4().hex}{suffix}"
