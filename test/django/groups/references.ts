import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import { cellsOf, type Results } from "../results.ts";

const MODELS = `${dedent(`
  from django.db import models


  class Patient(models.Model):
      name = models.CharField(max_length=80)
      # fieldguard: category=user.government_id
      ssn = models.CharField(max_length=80)


  class Visit(models.Model):
      patient = models.ForeignKey(Patient, on_delete=models.CASCADE)
      room = models.CharField(max_length=8)
`)}\n`;

const API = `${dedent(`
  from django_filters import FilterSet
  from django_filters.rest_framework import DjangoFilterBackend
  from rest_framework import filters, routers, serializers, viewsets

  from .models import Patient, Visit


  class PatientSerializer(serializers.ModelSerializer):
      class Meta:
          model = Patient
          fields = ["id", "name", "ssn"]


  class VisitFilter(FilterSet):
      class Meta:
          model = Visit
          fields = {"room": ["exact"], "patient__ssn": ["exact", "icontains"]}


  class VisitSerializer(serializers.ModelSerializer):
      ssn = serializers.CharField(source="patient.ssn", read_only=True)

      class Meta:
          model = Visit
          fields = ["id", "room", "ssn"]


  class PatientViewSet(viewsets.ModelViewSet):
      queryset = Patient.objects.order_by("id")
      serializer_class = PatientSerializer
      filter_backends = [DjangoFilterBackend, filters.SearchFilter, filters.OrderingFilter]
      filterset_fields = ["name", "ssn"]
      search_fields = ["name", "ssn"]
      ordering_fields = ["ssn", "name"]


  class VisitViewSet(viewsets.ModelViewSet):
      queryset = Visit.objects.order_by("id")
      serializer_class = VisitSerializer
      filter_backends = [DjangoFilterBackend]
      filterset_class = VisitFilter


  router = routers.DefaultRouter()
  router.register("patients", PatientViewSet)
  router.register("visits", VisitViewSet)
`)}\n`;

const ADMIN = `${dedent(`
  from django.contrib import admin

  from .models import Patient, Visit


  @admin.register(Patient)
  class PatientAdmin(admin.ModelAdmin):
      list_display = ("name", "ssn")
      list_filter = ("ssn",)
      search_fields = ("name", "=ssn")
      ordering = ("ssn", "id")
      sortable_by = ["name", "ssn"]


  @admin.register(Visit)
  class VisitAdmin(admin.ModelAdmin):
      autocomplete_fields = ["patient"]
      list_filter = ["room", "patient__ssn"]
      search_fields = ["room", "patient__ssn"]
`)}\n`;

const URLS = `${dedent(`
  from django.contrib import admin
  from django.urls import include, path

  from vault.api import router

  urlpatterns = [path("admin/", admin.site.urls), path("api/", include(router.urls))]
`)}\n`;

const SETTINGS = `${dedent(`
  INSTALLED_APPS += [
      "django.contrib.admin",
      "django.contrib.messages",
      "django.contrib.sessions",
      "django_filters",
      "rest_framework",
  ]
  ALLOWED_HOSTS = ["testserver"]
  ROOT_URLCONF = "config.urls"
  MIDDLEWARE = [
      "django.contrib.sessions.middleware.SessionMiddleware",
      "django.contrib.auth.middleware.AuthenticationMiddleware",
      "django.contrib.messages.middleware.MessageMiddleware",
  ]
  TEMPLATES = [
      {
          "BACKEND": "django.template.backends.django.DjangoTemplates",
          "APP_DIRS": True,
          "OPTIONS": {
              "context_processors": [
                  "django.contrib.auth.context_processors.auth",
                  "django.contrib.messages.context_processors.messages",
                  "django.template.context_processors.request",
              ]
          },
      }
  ]
`)}\n`;

/** What an admin, a REST API and its filters name of a field that is encrypted: taken along, under the packages themselves. */
export function references(python: string, results: Results): void {
  const fixed = projectOf(python);
  fixed.migrate();
  results.script("references: before", fixed.run(["reference_cells.py", "plain"]));
  mustSucceed(fixed.fix(["Patient.ssn"]), "the fix");
  fixed.migrate();
  results.attempt("references: `check` finds nothing to complain about", () => {
    mustSucceed(fixed.manage("check", "--fail-level", "WARNING"), "check");
  });
  results.script("references: after the fix", fixed.run(["reference_cells.py", "encrypted"]));

  // Where the model alone is changed, the filters of an API cannot be made, and the admin finds nothing or raises.
  fixed.write({ "vault/admin.py": ADMIN });
  const asked = ["The admin filters by the field", "The admin searches the field"];
  const naive = cellsOf(fixed.run(["reference_cells.py", "plain"]));
  for (const cell of asked) {
    const { problem } = naive.find(({ name }) => name === cell) ?? { problem: null };
    results.cell(`naive references: no longer true: ${cell}`, problem === null ? "it works" : null);
  }
  fixed.write({ "vault/api.py": API });
  const { code, output } = fixed.manage("check");
  const cannot = "Unsupported lookup 'exact' for field 'vault.Patient.ssn'";
  results.cell("naive references: filters of an API break", code !== 0 && output.includes(cannot) ? null : output);
}

function projectOf(python: string): DjangoProject {
  const files = { "vault/models.py": MODELS, "vault/api.py": API, "vault/admin.py": ADMIN, "config/urls.py": URLS };
  const requirements = ["djangorestframework==3.18.3", "django-filter==26.2"];
  return new DjangoProject(python, files, { settings: SETTINGS, requirements });
}
