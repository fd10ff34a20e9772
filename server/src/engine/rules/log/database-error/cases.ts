import type { RuleCases } from "../../cases.ts";
import { inViews } from "../caseModels.ts";

const ID = "log/database-error";

export const cases: RuleCases = {
  positive: [
    {
      name: "logged, answered and shown",
      source: inViews(`
import logging
from django.contrib import messages
from django.db import IntegrityError
from django.db import models
from django.http import JsonResponse

logger = logging.getLogger(__name__)

class Member(models.Model):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=40)

class Visit(models.Model):
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    number = models.CharField(max_length=20, unique=True)

def join(request, address):
    try:
        Member.objects.create(email=address)
    except IntegrityError as error:
        logger.warning("refused: %s", error)
                                      ^^^^^ ${ID}: \`logger.warning\` passes on what the database says, which may quote \`Member.email\`
        messages.error(request, str(error))
                                    ^^^^^ ${ID}: messages.error
        return JsonResponse({"error": error.args[0]})
                                      ^^^^^ ${ID}: JsonResponse

def rename(member: Member):
    try:
        member.save()
    except (ValueError, IntegrityError) as problem:
        text = f"not saved: {problem}"
        print(text)
              ^^^^ ${ID} (information): \`print\`
`),
    },
  ],
  negative: [
    {
      name: "words of its own",
      source: inViews(`
import logging
from django.contrib import messages
from django.db import IntegrityError
from django.db import models
from django.http import JsonResponse

logger = logging.getLogger(__name__)

class Member(models.Model):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=40)

class Visit(models.Model):
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    number = models.CharField(max_length=20, unique=True)

def join(request, address):
    try:
        Member.objects.create(email=address)
    except IntegrityError:
        return JsonResponse({"error": "this address cannot be used"})
`),
    },
  ],
  trap: [
    {
      name: "other errors, and models without a unique sensitive field",
      source: inViews(`
import logging
from django.contrib import messages
from django.db import IntegrityError
from django.db import models
from django.http import JsonResponse

logger = logging.getLogger(__name__)

class Member(models.Model):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=40)

class Visit(models.Model):
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    number = models.CharField(max_length=20, unique=True)

def join(request, address, number):
    try:
        Member.objects.create(email=address)
    except ValueError as error:
        logger.warning(error)
    try:
        Visit.objects.create(number=number)
    except IntegrityError as error:
        logger.warning(error)
    try:
        Member.objects.filter(email=address).first()
    except IntegrityError as error:
        logger.warning(error)
`),
    },
  ],
  suppressed: [
    {
      name: "with a reason",
      source: inViews(`
import logging
from django.contrib import messages
from django.db import IntegrityError
from django.db import models
from django.http import JsonResponse

logger = logging.getLogger(__name__)

class Member(models.Model):
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=40)

class Visit(models.Model):
    member = models.ForeignKey(Member, on_delete=models.CASCADE)
    number = models.CharField(max_length=20, unique=True)

def join(address):
    try:
        Member.objects.create(email=address)
    except IntegrityError as error:
        logger.warning(error)  # fieldguard: ignore[${ID}] the database is set to say less
                       ^^^^^ ${ID} (suppressed): Member.email
`),
    },
  ],
  fixed: [],
};
