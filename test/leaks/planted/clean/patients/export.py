import subprocess
import tempfile
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.crypto import get_random_string
from django.views.decorators.debug import sensitive_variables

from audit.services import Action, record

from .models import Patient


@sensitive_variables()
def sealed_record(patient: Patient) -> tuple[bytes, str]:
    """The patient's record as an encrypted PDF, and the phrase that opens it."""
    phrase = get_random_string(20)
    html = render_to_string("patients/record.html", {"patient": patient})
    with tempfile.TemporaryDirectory(prefix="record-") as folder:
        source, plain, sealed = (Path(folder) / n for n in ("record.html", "plain.pdf", "sealed.pdf"))
        source.write_text(html)
        subprocess.run(["weasyprint", str(source), str(plain)], check=True, timeout=60)
        options = ["--encrypt", phrase, phrase, "256", "--", str(plain), str(sealed)]
        subprocess.run(["qpdf", "@-"], input="\n".join(options), text=True, check=True, timeout=60)
        content = sealed.read_bytes()
    record(Action.EXPORT, patient)
    return content, phrase
