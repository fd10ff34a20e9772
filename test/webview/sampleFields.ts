import { exampleField, TO_DECIDE, TREATED } from "../../client/webview/exampleFields.ts";
import type { PanelField } from "../../client/src/panel/messages.ts";

const CONFIDENTIAL = { level: "confidential", treatment: "access control", lacksTreatment: false } as const;

/** Two apps, three entities, seven fields of every kind. */
export const SAMPLE_FIELDS: readonly PanelField[] = [
  exampleField("shop/Customer.iban"),
  exampleField("shop/Customer.email", { ...CONFIDENTIAL, category: "e-mail address" }),
  exampleField("shop/Payment.card_number", { ...TREATED, category: "payment card number", treatment: "tokenize" }),
  exampleField("shop/Payment.cvv", { category: "verification code", treatment: "do not store" }),
  exampleField("clinic/Patient.diagnosis", { category: "health data", confidence: 0.98 }),
  exampleField("clinic/Patient.nickname", { ...CONFIDENTIAL, level: "internal", category: "name" }),
  exampleField("clinic/Patient.room", { ...TO_DECIDE, category: "health data", confidence: 0.4 }),
];

/** Ten apps, five fields an entity. */
export function manyFields(count: number): readonly PanelField[] {
  return Array.from({ length: count }, (_, index) =>
    exampleField(`app${index % 10}/Entity${Math.floor(index / 50)}.field${index}`, index % 3 === 0 ? TREATED : {}),
  );
}
