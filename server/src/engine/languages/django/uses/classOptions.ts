/** Options and members of classes that name fields, and what tells that a class takes all of them. */
import type { ClassRole, UseKind } from "../../../schema/rawUses.ts";

/** Options that hold paths to fields in lists, by the class that they belong to. */
export type Options = ReadonlyMap<string, UseKind>;

function options(groups: Readonly<Partial<Record<UseKind, string>>>): Options {
  return new Map(
    Object.entries(groups).flatMap(([kind, names]) => names.split(" ").map((name) => [name, kind as UseKind] as const)),
  );
}

const MODEL = options({ option: "USERNAME_FIELD EMAIL_FIELD REQUIRED_FIELDS" });

const MODEL_META = options({
  ordering: "ordering get_latest_by order_with_respect_to",
  constraint: "unique_together index_together",
});

/** https://docs.djangoproject.com/en/5.2/ref/contrib/admin/#modeladmin-options */
const ADMIN = options({
  admin:
    "list_display list_display_links list_editable fields readonly_fields fieldsets raw_id_fields autocomplete_fields " +
    "filter_horizontal filter_vertical radio_fields prepopulated_fields add_fieldsets",
  search: "search_fields",
  filter: "list_filter date_hierarchy",
  ordering: "ordering sortable_by",
  relation: "list_select_related",
});

/** https://docs.djangoproject.com/en/5.2/ref/class-based-views/ and https://www.django-rest-framework.org/api-guide/filtering/ */
const VIEW = options({
  form: "fields",
  filter: "filterset_fields filter_fields",
  search: "search_fields",
  ordering: "ordering ordering_fields",
  lookup: "slug_field lookup_field date_field",
});

const FORM_META = options({ form: "fields" });
export const SERIALIZER_META = options({ serializer: "fields read_only_fields export_order import_id_fields" });
const FILTER_META = options({ filter: "fields" });
const GRAPHQL_META = options({ graphql: "fields only_fields filter_fields" });

/** https://django-ninja.dev/guides/response/django-pydantic/: what `Config` says of a schema before version 1. */
export const CONFIG = options({ serializer: "model_fields" });

export const META: ReadonlyMap<ClassRole, Options> = new Map([
  ["model", MODEL_META],
  ["form", FORM_META],
  ["serializer", SERIALIZER_META],
  ["resource", SERIALIZER_META],
  ["filterset", FILTER_META],
  ["graphql", GRAPHQL_META],
]);

export const BODY: ReadonlyMap<ClassRole, Options> = new Map([
  ["model", MODEL],
  ["admin", ADMIN],
  ["view", VIEW],
]);

/** What a member of the class makes of the field that it is called after. */
export const DECLARES: ReadonlyMap<ClassRole, UseKind> = new Map([
  ["form", "form"],
  ["serializer", "serializer"],
  ["resource", "serializer"],
  ["filterset", "filter"],
  ["graphql", "graphql"],
  ["factory", "write"],
]);

/** Keywords of declared members that name the field in place of the member, and the names that they part it at. */
export const SOURCES: ReadonlyMap<string, string> = new Map([
  ["source", "."],
  ["field_name", "__"],
  ["attribute", "__"],
]);

export const ALL = "__all__";

/** Classes whose `Meta` may say `exclude`, or nothing, in place of the fields. */
export const ALL_BUT: ReadonlyMap<ClassRole, UseKind> = new Map([
  ["form", "form"],
  ["serializer", "serializer"],
  ["graphql", "graphql"],
  ["resource", "serializer"],
  ["filterset", "filter"],
]);

export const CHOICES = ["fields", "only_fields", "model_fields"];
export const EXCLUDES = ["exclude", "exclude_fields", "model_exclude"];

/**
 * https://docs.graphene-python.org/projects/django/en/latest/queries/ and
 * https://django-import-export.readthedocs.io/en/latest/advanced_usage.html
 */
export const TAKES_ALL = /^(?:graphene_django\..*DjangoObjectType|import_export\..*ModelResource)$/;

export const INPUTS = /^@(?:\w+\.)*(?:input|partial)\(/;

export const EXPORTS = /^import_export\.admin\.\w*Export\w+$/;
export const KNOWN_ADMINS = /^(?:import_export|django\.contrib(?:\.gis)?)\.admin\.\w+$/;
export const RESOURCES = [
  "resource_class",
  "resource_classes",
  "get_resource_class",
  "get_resource_classes",
  "get_export_resource_class",
  "get_export_resource_classes",
  "get_export_resource_fields",
];

export const PLAIN_ADMINS = /^(?:import_export|django\.contrib(?:\.gis)?)\.admin\.(?:\w+\.)?\w+$/;

/** Decide what the form of an admin shows. */
export const FORM_OF_ADMIN =
  "fields fieldsets exclude form get_fields get_fieldsets get_exclude get_form get_formset formset get_readonly_fields readonly_fields".split(
    " ",
  );
