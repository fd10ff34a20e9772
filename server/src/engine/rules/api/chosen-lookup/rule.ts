import type { CheckedFlow, FlowRule } from "../../rule.ts";

export const chosenLookup: FlowRule = {
  meta: {
    id: "api/chosen-lookup",
    title: "Query whose lookups or order the request names",
    severity: "warning",
    since: "0.1.0",
    what: [
      'Finds queries that take the names of fields from a request: `filter(**request.GET.dict())`, `Q(**{f"{name}__icontains": text})`, `order_by(request.GET["sort"])`, `values(*names)`, also through a dictionary that the code fills, and through functions of the project. Conditions are a warning, orders and columns information.',
      "",
      'Orders that `get_ordering` of a list view takes from the request count as well, and attributes of an object that the request names where they are handed on or returned: `HttpResponse(getattr(customer, request.GET["field"]))`. Both are information.',
      "",
      "Names that are looked up in a list or table of the project are fine.",
    ].join("\n"),
    why: [
      "Lookups follow relations: by `user__password__startswith` somebody reads a hash letter by letter from which rows are there, and an order by a field tells it in halves. Fields that no page shows are read that way.",
    ].join("\n"),
    bad: ["Customer.objects.filter(**request.GET.dict())"].join("\n"),
    good: [
      'allowed = {name: value for name, value in request.GET.items() if name in {"city", "created"}}',
      "Customer.objects.filter(**allowed)",
    ].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-943: Improper Neutralization of Special Elements in Data Query Logic",
        url: "https://cwe.mitre.org/data/definitions/943.html",
      },
      {
        title: "Django: field lookups",
        url: "https://docs.djangoproject.com/en/5.2/ref/models/querysets/#field-lookups",
      },
    ],
  },

  check(checked) {
    const { sink, carrier, by } = checked.flow;
    if (sink !== "lookup" || carrier.kind !== "request") return null;
    return { severity: CONDITIONS.has(by) ? "warning" : "information" };
  },

  message(checked) {
    return `\`${checked.flow.by}\` asks for whatever fields \`request.${part(checked)}\` names.`;
  },
};

const CONDITIONS: ReadonlySet<string> = new Set(["filter", "exclude", "get", "Q"]);

function part({ flow: { carrier } }: CheckedFlow): string {
  return carrier.kind === "request" ? carrier.part : "";
}
