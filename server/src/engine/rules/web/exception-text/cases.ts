import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "web/exception-text";

export const cases: RuleCases = {
  positive: [
    {
      name: "of any exception, and of a database",
      source: inViews(`
import traceback
from django.db import IntegrityError
from django.http import HttpResponse, JsonResponse
from .models import Order

def show(request, form):
    try:
        form.save()
    except IntegrityError as error:
        return JsonResponse({"error": str(error)})
                                          ^^^^^ ${ID}: answers with what an exception says
    except Exception as e:
        detail = e.args[0] if e.args else ""
        if request.user.is_staff:
            return HttpResponse(traceback.format_exc())
                                ^^^^^^^^^^^^^^^^^^^^^^ ${ID} (information): \`HttpResponse\`
        return JsonResponse({"error": f"failed: {detail}"})
                                                 ^^^^^^ ${ID} (information): \`JsonResponse\`

def problem(exc: Exception, status):
    body = {"status": status}
    body["detail"] = f"{exc}"
    return JsonResponse(body)
                        ^^^^ ${ID} (information): \`JsonResponse\`
`),
    },
  ],
  negative: [
    {
      name: "words of the project's own",
      source: inViews(`
import logging
from django.http import JsonResponse

logger = logging.getLogger(__name__)

def show(request, form):
    try:
        form.save()
    except Exception:
        logger.exception("failed")
        return JsonResponse({"error": "failed"})
`),
    },
  ],
  trap: [
    {
      name: "exceptions that are made for whoever asks, their kind, and a code of their own",
      source: inViews(`
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from .errors import SlotTaken

def show(request, form):
    try:
        form.save()
    except (ValidationError, SlotTaken) as error:
        return JsonResponse({"error": str(error)})
    except Exception as e:
        return JsonResponse({"error": type(e).__name__, "code": getattr(e, "code", ""), "pages": e.pages})
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
from django.http import JsonResponse

def show(request, form):
    try:
        form.save()
    except Exception as error:
        # fieldguard: ignore[${ID}] for staff alone
        return JsonResponse({"error": str(error)})
                                          ^^^^^ ${ID} (suppressed): exception
`),
    },
  ],
  fixed: [],
};
