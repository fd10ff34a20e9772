import { exposed, isOfAll } from "../../exposure.ts";
import { tellFields } from "../../log/severity.ts";
import type { UseRule } from "../../rule.ts";

export const sensitiveFilter: UseRule = {
  meta: {
    id: "api/sensitive-filter",
    title: "API or list that can be filtered, searched or sorted by a secret",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds restricted fields that whoever asks may filter, search or sort by: `filterset_fields`, `search_fields` and `ordering_fields` of views, fields of a",
      '`FilterSet` (django-filter, with `exclude` and `OrderingFilter`), `filter_fields` of graphene, each also with `"__all__"`, and filters and orders of strawberry-django. Options of a mixin in the same file count. Secrets are an error, other restricted data is mentioned; with the profile `strict` confidential data is mentioned.',
      "",
      "The order that a view itself chooses (`ordering`) is fine.",
    ].join("\n"),
    why: [
      "Whoever may compare may guess: character by character with `startswith`, or by sorting, also where the field is given to nobody. What is searched for stands in the",
      "address, and so in logs and histories.",
    ].join("\n"),
    bad: [
      "class CustomerViewSet(viewsets.ModelViewSet):",
      "    queryset = Customer.objects.all()",
      '    filterset_fields = ["ssn"]',
      '    ordering_fields = "__all__"',
    ].join("\n"),
    good: [
      "class CustomerViewSet(viewsets.ModelViewSet):",
      "    queryset = Customer.objects.all()",
      '    filterset_fields = ["city"]',
      '    ordering_fields = ["created"]',
    ].join("\n"),
    fixes: ["name-fields", "unlist-field", "hide-field"],
    references: [
      {
        title: "CWE-202: Exposure of Sensitive Information Through Data Queries",
        url: "https://cwe.mitre.org/data/definitions/202.html",
      },
      {
        title: "Django REST framework: specifying which fields may be ordered against",
        url: "https://www.django-rest-framework.org/api-guide/filtering/#specifying-which-fields-may-be-ordered-against",
      },
    ],
  },

  check(use) {
    const { role } = use.holder;
    const isAsked = role === "filterset" || (ASKING.has(role) && OPTIONS.test(use.use.by));
    if (!isAsked) return null;
    return exposed(use, {
      secret: { severity: "error" },
      restricted: { severity: "information" },
      confidential: { severity: "hint", profile: "strict" },
    });
  },

  message(use, subjects) {
    const which = isOfAll(use) ? "all fields, with them " : "";
    return `\`${use.holder.name}\` lets whoever asks compare with ${which}${tellFields({ subjects })}.`;
  },
};

const ASKING: ReadonlySet<string> = new Set(["view", "graphql"]);

const OPTIONS = /^(?:Meta\.)?(?:filterset_fields|filter_fields|search_fields|ordering_fields)$/;
