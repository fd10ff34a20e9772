/**
 * `npm run oscar`: django-oscar, a shop whose models inherit from abstract ones throughout and get each other by name, is installed
 * into `.venv-oscar`, copied and scanned; its fields and their origins are compared with what Django says.
 */
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { exitWhenWritten } from "../support/exitWhenWritten.ts";
import { needPython, runOrSay } from "../support/prerequisites.ts";
import { DjangoProject, mustSucceed, projectsFolder } from "./djangoProject.ts";
import { agreementOf, originsByDjango, originsByScan } from "./fieldOrigins.ts";

const FOLDER = fileURLToPath(new URL("../../.venv-oscar/", import.meta.url));
const REQUIREMENTS = fileURLToPath(new URL("requirements-oscar.txt", import.meta.url));
const PYTHON = `${FOLDER}bin/python`;

/** As in its documentation, without what makes thumbnails. */
const SETTINGS = `
from oscar.defaults import *
CONFIGS = [
    "analytics:AnalyticsConfig", "checkout:CheckoutConfig", "address:AddressConfig",
    "shipping:ShippingConfig", "catalogue:CatalogueConfig", "catalogue.reviews:CatalogueReviewsConfig",
    "communication:CommunicationConfig", "partner:PartnerConfig", "basket:BasketConfig",
    "payment:PaymentConfig", "offer:OfferConfig", "order:OrderConfig", "customer:CustomerConfig",
    "search:SearchConfig", "voucher:VoucherConfig", "wishlists:WishlistsConfig", "dashboard:DashboardConfig",
    "dashboard.catalogue:CatalogueDashboardConfig", "dashboard.communications:CommunicationsDashboardConfig",
    "dashboard.offers:OffersDashboardConfig", "dashboard.orders:OrdersDashboardConfig",
    "dashboard.pages:PagesDashboardConfig", "dashboard.partners:PartnersDashboardConfig",
    "dashboard.ranges:RangesDashboardConfig", "dashboard.reports:ReportsDashboardConfig",
    "dashboard.reviews:ReviewsDashboardConfig", "dashboard.shipping:ShippingDashboardConfig",
    "dashboard.users:UsersDashboardConfig", "dashboard.vouchers:VouchersDashboardConfig",
]
INSTALLED_APPS = [
    "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.sites", "django.contrib.flatpages", "oscar.config.Shop",
    *["oscar.apps." + name.replace(":", ".apps.") for name in CONFIGS],
    "widget_tweaks", "haystack", "treebeard", "django_tables2",
]
HAYSTACK_CONNECTIONS = {"default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}}
SITE_ID = 1
`;

const LEAST = 0.99;

if (!existsSync(PYTHON)) {
  needPython();
  runOrSay("python3", ["-m", "venv", FOLDER], "`python3 -m venv` does not work; on Debian install python3-venv");
  runOrSay(PYTHON, ["-m", "pip", "install", "--quiet", "-r", REQUIREMENTS], "the packages could not be installed");
}
const library = readdirSync(`${FOLDER}lib`).find((name) => name.startsWith("python"))!;
const project = new DjangoProject(PYTHON, {}, { settings: SETTINGS });
cpSync(`${FOLDER}lib/${library}/site-packages/oscar`, `${project.folder}/oscar`, { recursive: true });
// The models of its own tests belong to no app that is installed.
rmSync(`${project.folder}/oscar/test`, { recursive: true });
rmSync(`${project.folder}/vault`, { recursive: true });

const django = project.run(["field_origins.py", "."]);
mustSucceed(django, "field_origins.py");
const scan = project.fieldguard("scan", "--inherited", "--all-fields", "--fail-on", "never", "--format", "json", ".");
mustSucceed(scan, "scan");
const { agreed, onlyDjango, onlyScan } = agreementOf(originsByDjango(django.output), originsByScan(scan.output));
const share = agreed / (agreed + onlyDjango.length + onlyScan.length);
for (const each of onlyDjango) console.log(`only Django: ${each}`);
for (const each of onlyScan) console.log(`only we: ${each}`);
console.log(
  `${agreed} fields agree, ${onlyDjango.length} only Django knows, ${onlyScan.length} only we: ${share.toFixed(4)}`,
);
rmSync(projectsFolder, { recursive: true });
await exitWhenWritten(share >= LEAST ? 0 : 1);
