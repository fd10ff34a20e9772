import type { PanelField } from "../src/panel/messages.ts";

/** A field for specs, made from its name: `shop/Customer.iban`. */
export function exampleField(name: string, rest: Partial<PanelField> = {}): PanelField {
  const [, app, entity, field] = /^(?:(.*)\/)?(\w+)\.(\w+)$/.exec(name)!;
  const path = app === undefined ? "models.py" : `${app}/models.py`;
  return {
    key: `file:///p/${path}#${entity!}.${field!}`,
    entityId: `file:///p/${path}#${entity!}`,
    app: app ?? "",
    entity: entity!,
    name: field!,
    path,
    line: 1,
    verdict: "sensitive",
    category: "bank account",
    categoryKey: "user.financial.bank_account",
    level: "restricted",
    treatment: "encrypt",
    protection: "none",
    protectedBy: null,
    confidence: 0.9,
    lacksTreatment: true,
    ...rest,
  };
}

export const TREATED = { lacksTreatment: false, protection: "encrypted" } as const;
export const TO_DECIDE = { verdict: "review", lacksTreatment: false } as const;
