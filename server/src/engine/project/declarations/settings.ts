import { lastPart } from "../../languages/django/fieldTypes.ts";
import { scrubberSays } from "../../languages/django/privacyDeclarations.ts";
import type { DictionaryExpression, Expression } from "../../languages/python/expression.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { type PythonModule, readModule } from "../../languages/python/module.ts";
import type { Said } from "./model.ts";

/** What the settings of a project say of its fields, as far as it is written out. */
export interface DeclaringSettings {
  /** `SCRUBBER_GLOBAL_SCRUBBERS` of django-scrubber 8.0.0 (README.md): by a field's name, or by the class of its type. */
  readonly scrubbers: readonly GlobalScrubber[];
  /** `SCRUB_PII_ADDITIONAL_FIELDS` of django-scrub-pii 1.1.3 (scrubpii/utils.py): fields by their model's label. */
  readonly sensitive: readonly { readonly model: string; readonly fields: readonly string[] }[];
}

export interface GlobalScrubber {
  readonly key: string;
  readonly kind: "name" | "type";
  readonly says: Said["says"];
}

export const SCRUBBERS_SETTING = "SCRUBBER_GLOBAL_SCRUBBERS";
export const SENSITIVE_SETTING = "SCRUB_PII_ADDITIONAL_FIELDS";

/** Null when nothing of it is there: most settings need not be parsed. */
export function readDeclaringSettings(text: string): DeclaringSettings | null {
  if (!text.includes(SCRUBBERS_SETTING) && !text.includes(SENSITIVE_SETTING)) return null;
  const module = readModule(text);
  return {
    scrubbers: entriesOf(module, SCRUBBERS_SETTING).flatMap(({ key, value }): readonly GlobalScrubber[] => {
      const says = scrubberSays(value);
      if (key.kind === "text") return [{ key: key.value, kind: "name", says }];
      // `EmailField`, `models.EmailField`
      return key.kind === "name" ? [{ key: lastPart(key.text), kind: "type", says }] : [];
    }),
    sensitive: entriesOf(module, SENSITIVE_SETTING).flatMap(({ key, value }) =>
      key.kind === "text" ? [{ model: key.value, fields: textsOf(value) }] : [],
    ),
  };
}

function entriesOf({ text, layout }: PythonModule, setting: string): DictionaryExpression["entries"] {
  return layout.statements.flatMap(({ kind, name, value }) => {
    if (kind !== "assignment" || !name || !value || text.slice(name.start, name.end) !== setting) return [];
    const expression = readExpression(text, value);
    return expression.kind === "dictionary" ? expression.entries : [];
  });
}

function textsOf(value: Expression): readonly string[] {
  return value.kind === "sequence" ? value.items.flatMap((item) => (item.kind === "text" ? [item.value] : [])) : [];
}
