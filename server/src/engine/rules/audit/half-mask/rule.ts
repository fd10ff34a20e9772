import { type ListItem, type SettingPlace, textOf, type Value } from "../../../project/settings/value.ts";
import { entryOf, isMissing, lacks } from "../../deployment.ts";
import type { Deployment, DeploymentRule } from "../../rule.ts";

const FIELDS = "AUDITLOG_MASK_TRACKING_FIELDS";
const MODELS = "AUDITLOG_INCLUDE_TRACKING_MODELS";
const CALLABLE = "AUDITLOG_MASK_CALLABLE";

export const halfMask: DeploymentRule = {
  meta: {
    id: "audit/half-mask",
    title: "Mask of an audit that shows the second half of each value",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds settings that the project may be deployed with, and that name fields for django-auditlog to mask",
      `(\`${FIELDS}\`, or \`mask_fields\` of a model in \`${MODELS}\`) without saying how: neither \`${CALLABLE}\``,
      "nor the model's own `mask_callable`. What `auditlog.register` is told in the code is not looked at.",
    ].join("\n"),
    why: [
      "The mask that counts where nothing is said puts asterisks over the first half of a text and keeps the rest: eight digits of a card",
      "number, the domain of most e-mail addresses, half of a password. PCI DSS lets no more than the bank's own digits and the last four be shown.",
    ].join("\n"),
    bad: `${FIELDS} = ("card_number",)`,
    good: `${FIELDS} = ("card_number",)\n${CALLABLE} = "shop.audit.hidden"`,
    fixes: [],
    references: [
      {
        title: "CWE-312: Cleartext Storage of Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/312.html",
      },
      {
        title: "django-auditlog: excluding and masking fields",
        url: "https://django-auditlog.readthedocs.io/en/latest/usage.html",
      },
    ],
  },

  *check(deployment) {
    if (!isMissing(deployment, CALLABLE)) return;
    for (const [setting, masks] of [
      [FIELDS, (item: Value) => textOf(item) !== null],
      [MODELS, masksHalf],
    ] as const) {
      const given = listAlwaysGiven(deployment, setting);
      if (!given?.items.some(({ always, value }) => always && masks(value))) continue;
      yield {
        severity: "warning",
        place: given.place,
        setting,
        message: `The default mask of django-auditlog keeps the second half of each value. Leave the fields out of the log, or set \`${CALLABLE}\` to a function that gives a text without any of it.`,
      };
    }
  },
};

function listAlwaysGiven(
  { project, environment }: Deployment,
  name: string,
): { readonly items: readonly ListItem[]; readonly place: SettingPlace } | null {
  const setting = project.settings.valueIn(name, environment);
  if (!setting?.always || setting.value.kind !== "list") return null;
  return { items: setting.value.items, place: setting.places[0]! };
}

/** `{"model": "shop.Card", "mask_fields": ["number"]}` */
function masksHalf(model: Value): boolean {
  const masked = entryOf(model, "mask_fields");
  return (
    model.kind === "dictionary" &&
    lacks(model, "mask_callable") &&
    masked?.kind === "list" &&
    masked.items.some(({ always, value }) => always && textOf(value) !== null)
  );
}
