import uuid
from pathlib import PurePath

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.utils.text import slugify


def private_storage() -> FileSystemStorage:
    return FileSystemStorage(location=settings.PRIVATE_MEDIA_ROOT, base_url=None)


def document_path(instance, filename: str) -> str:
    owner = instance.patient
    suffix = PurePath(filename).suffix.lower()[:8]
    folder = slugify(f"{owner.full_name} {owner.date_of_birth}")
    return f"documents/{folder}/{uuid.uuid4().hex}{suffix}"
