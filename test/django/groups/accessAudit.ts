import { readdirSync } from "node:fs";
import { join } from "node:path";
import { dedent } from "../../support/fixture.ts";
import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

const FILES = {
  "vault/models.py": dedent(`
    from django.db import models


    class Customer(models.Model):
        national_id = models.CharField(max_length=40, unique=True)
        email = models.EmailField()
        colour = models.CharField(max_length=20)

        class Meta:
            ordering = ["pk"]


    class Order(models.Model):
        customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
        quantity = models.IntegerField(default=0)


    class Insured(models.Model):
        passport_number = models.CharField(max_length=40, primary_key=True)
        tax_id = models.CharField(max_length=40)


    class Driver(Insured):
        diagnosis = models.TextField()


    class Chart(models.Model):
        insured = models.OneToOneField(Insured, primary_key=True, on_delete=models.CASCADE)
        diagnosis = models.TextField()
  `),
  "vault/admin.py": dedent(`
    import csv

    from django.contrib import admin
    from django.http import HttpResponse

    from .models import Customer


    @admin.register(Customer)
    class CustomerAdmin(admin.ModelAdmin):
        list_display = ["email", "colour"]
        actions = ["export"]

        def export(self, request, queryset):
            response = HttpResponse(content_type="text/csv")
            csv.writer(response).writerows(queryset.values_list("email"))
            return response
  `),
  "vault/views.py": dedent(`
    import csv
    import logging

    from django.core.exceptions import PermissionDenied
    from django.db import connection
    from django.db.models import F, Max
    from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
    from django.template import engines

    from .models import Customer, Order


    def values(request):
        return JsonResponse(list(Customer.objects.values("pk", "email")), safe=False)


    def hop(request):
        page = "{% for order in orders %}{{ order.customer.national_id }} {% endfor %}"
        return HttpResponse(engines["django"].from_string(page).render({"orders": Order.objects.all()}))


    def joined(request):
        return JsonResponse(list(Order.objects.values("quantity", mail=F("customer__email"))), safe=False)


    def prefetched(request):
        from django.db.models import prefetch_related_objects

        orders = list(Order.objects.all())
        prefetch_related_objects(orders, "customer")
        return HttpResponse(orders[0].customer.email)


    def one(request, pk):
        return HttpResponse(Customer.objects.get(pk=pk).email)


    def refused(request, pk):
        Customer.objects.get(pk=pk)
        raise PermissionDenied


    def latest(request):
        return HttpResponse(Customer.objects.aggregate(last=Max("email"))["last"])


    def raw(request):
        return HttpResponse(" ".join(each.email for each in Customer.objects.raw("SELECT * FROM vault_customer")))


    def cursor(request):
        with connection.cursor() as found:
            found.execute("SELECT email FROM vault_customer")
            return HttpResponse(str(found.fetchall()))


    def streamed(request):
        lines = (each.email + "\\n" for each in Customer.objects.iterator())
        return StreamingHttpResponse(lines, content_type="text/csv")


    def move(request):
        Customer.objects.update(colour="blue")
        return HttpResponse(Customer.objects.count())


    def correct(request, pk):
        customer = Customer.objects.get(pk=pk)
        customer.email = "new-" + customer.email
        customer.save()
        return HttpResponse()


    def log(request):
        logging.getLogger("vault").warning("card %s, password=%s, order 4111111111111111", "4111 1111 1111 1111", "hunter2")
        return HttpResponse()


    async def asynchronous(request):
        return JsonResponse([each.email async for each in Customer.objects.all()], safe=False)


    async def asynchronous_stream(request):
        async def lines():
            async for each in Customer.objects.all():
                yield each.email + "\\n"

        return StreamingHttpResponse(lines(), content_type="text/csv")
  `),
  "config/urls.py": dedent(`
    from django.contrib import admin
    from django.urls import path
    from vault import views

    names = "values hop joined prefetched latest raw cursor streamed move log asynchronous asynchronous_stream".split()
    urlpatterns = [
        path("admin/", admin.site.urls),
        *[path(name + "/", getattr(views, name), name=name) for name in names],
        *[path(name + "/<int:pk>/", getattr(views, name), name=name) for name in ("one", "refused", "correct")],
    ]
  `),
} as const;

const SETTINGS = `${dedent(`
  BASE_DIR = Path(__file__).resolve().parent.parent
  ALLOWED_HOSTS = ["*"]
  ROOT_URLCONF = "config.urls"
  INSTALLED_APPS += ["django.contrib.sessions", "django.contrib.messages", "django.contrib.admin"]
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
                  "django.template.context_processors.request",
                  "django.contrib.auth.context_processors.auth",
                  "django.contrib.messages.context_processors.messages",
              ]
          },
      }
  ]
  PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
  EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
  EMAIL_FILE_PATH = BASE_DIR / "mails"
  ACCESS_AUDIT = {"ALERT_EXPORTED_ROWS": 500, "ALERT_MAIL": ["security@example.org"], "ALERT_WINDOW": 86400}
  LOGGING = {
      "version": 1,
      "disable_existing_loggers": False,
      "formatters": {"plain": {"format": "> %(message)s"}},
      "handlers": {"file": {"class": "logging.FileHandler", "filename": BASE_DIR / "vault.log", "formatter": "plain"}},
      "loggers": {"vault": {"handlers": ["file"], "propagate": False}},
  }
`)}\n`;

/** Begins each value that no event and no line of a log may hold. */
const PLANTED = "planted-";

/** The generated audit under traffic: what it sees by each way of reading, that it keeps no value, and whom it alerts. */
export function accessAudit({ name, python, database }: Place, results: Results): void {
  const group = `access audit, ${name}`;
  const project = new DjangoProject(python, FILES, { database, settings: SETTINGS });
  results.attempt(`${group}: the command writes the app, and nothing the second time`, () => {
    const write = ["generate", "audit", "--write", "."] as const;
    mustSucceed(project.fieldguard(...write), "generate audit");
    const again = project.fieldguard(...write);
    if (again.code !== 0 || again.output !== "") throw new Error(again.output);
    mustSucceed(project.manage("check", "--fail-level", "WARNING"), "check");
  });
  project.migrate();
  results.attempt(`${group}: its own tests pass`, () => {
    mustSucceed(project.manage("test", "config.access_audit", "-v0"), "manage.py test");
  });
  const traffic = project.run(["audit_cells.py"]);
  results.script(group, traffic);
  for (const line of traffic.output.match(/^(coverage|cost): .*$/gm) ?? []) console.log(`${group}: ${line}`);
  results.attempt(`${group}: no line of a log holds a planted value, and those of the project stay as they are`, () => {
    if (!traffic.output.includes('"event": "access"') || traffic.output.includes(PLANTED)) throw new Error("a value");
    const expected = "> card [redacted], password=[redacted], order 4111111111111111\n";
    if (project.read("vault.log") !== expected) throw new Error(project.read("vault.log"));
  });
  const alertsOf = (user: number, rows: number): number => {
    const mails = (): number => readdirSync(join(project.folder, "mails")).length;
    const before = mails();
    mustSucceed(project.run(["audit_exports.py", `${user}`, "4", `${rows}`]), "the exports");
    return mails() - before;
  };
  project.write({ "mails/.keep": "" });
  results.attempt(`${group}: four processes that export 480 rows of the 500 that it takes raise no alert`, () => {
    if (alertsOf(11, 120) !== 0) throw new Error("there is one");
  });
  results.attempt(`${group}: four processes that export 520 rows together raise one`, () => {
    const alerts = alertsOf(12, 130);
    if (alerts !== 1) throw new Error(`there are ${alerts}`);
  });
}
