import uuid
from pathlib import PurePath

from core.masking import initials


def heading_for(applicant) -> str:
    """The heading of an applicant's page and of the printed application."""
    return f"{applicant.first_name} {applicant.last_name} ({applicant.date_of_birth:%d/%m/%Y})"


def short_label(applicant) -> str:
    return f"{applicant.reference} ({initials(applicant.first_name, applicant.last_name)})"


def _suffix(filename: str) -> str:
    suffix = PurePath(filename).suffix.lower()
    return suffix if suffix in {".pdf", ".jpg", ".jpeg", ".png"} else ".bin"


def _folder_for(applicant) -> str:
    return f"{applicant.last_name}-{applicant.date_of_birth:%Y%m%d}".lower()


def identity_document_path(instance, filename: str) -> str:
    return f"identity/{_folder_for(instance.applicant)}/{uuid.uuid4().hex}{_suffix(filename)}"
