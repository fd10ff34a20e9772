import { CWE_213 } from "../../exposure.ts";
import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const wholeObject: FlowRule = {
  meta: {
    id: "api/whole-object",
    title: "Answer that holds all fields of an object",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds answers (`JsonResponse`, `HttpResponse`, `Response`) that are given all fields of objects: by `values()` or `values_list()` that name no field, by `model_to_dict` and `serializers.serialize` without",
      "a choice, by `vars` and `__dict__`. Passwords and other secrets are an error, restricted data a warning, confidential data information. Where a template is given them (`render`, `context[…]`), restricted data is information. The objects are followed as `log/sensitive-value` follows values.",
    ].join("\n"),
    why: [
      "Whoever asks gets each column, also those that no page shows, and those that somebody adds later. What is encrypted in the database comes decrypted.",
    ].join("\n"),
    bad: 'return JsonResponse({"customers": list(Customer.objects.values())})',
    good: 'return JsonResponse({"customers": list(Customer.objects.values("pk", "city"))})',
    fixes: [],
    references: [
      CWE_213,
      {
        title: "OWASP API3:2023 Broken Object Property Level Authorization",
        url: "https://owasp.org/API-Security/editions/2023/en/0xa3-broken-object-property-level-authorization/",
      },
    ],
  },

  check(checked) {
    const { sink, carrier } = checked.flow;
    if (carrier.kind !== "object" || carrier.as !== "fields") return null;
    if (sink === "context")
      return reached(checked, { secret: { severity: "warning" }, restricted: { severity: "information" } });
    if (sink !== "response") return null;
    return reached(checked, {
      secret: { severity: "error" },
      token: { severity: "error" },
      restricted: { severity: "warning" },
      confidential: { severity: "information" },
    });
  },

  message(checked) {
    if (checked.flow.sink === "context")
      return `\`${checked.flow.by}\` gives a template all fields of an object, among them ${tellFields(checked)}.`;
    return `\`${checked.flow.by}\` answers with all fields of an object, among them ${tellFields(checked)}.`;
  },
};
