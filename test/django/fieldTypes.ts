/** What each plain field class is tried with. All values are Python source. */
export interface FieldType {
  /** Class in `django.db.models`. */
  readonly type: string;
  readonly arguments: string;
  /** Rows written before and after the fix; the first also serves as the value that must not be seen in the table. */
  readonly values: readonly [string, ...string[]];
  /** Stored form of the first value, searched for in the raw column. */
  readonly visible: string;
}

export const fieldTypes: readonly FieldType[] = [
  {
    type: "CharField",
    arguments: '"A label", max_length=60',
    values: ['"943 476 5919"', '""', '"Zoë Ångström 山田 🙂"', '"x" * 60', 'r"back\\slash \' quote"'],
    visible: "943 476 5919",
  },
  { type: "TextField", arguments: "", values: ['"penicillin allergy"', '""', '"Ω" * 5000'], visible: "penicillin" },
  { type: "EmailField", arguments: "", values: ['"ada@example.org"', '""'], visible: "ada@" },
  { type: "URLField", arguments: "", values: ['"https://example.org/?token=abc"', '""'], visible: "example.org" },
  { type: "SlugField", arguments: "", values: ['"ada-lovelace"', '""'], visible: "ada-lovelace" },
  { type: "BooleanField", arguments: "", values: ["True", "False"], visible: "1" },
  { type: "IntegerField", arguments: "", values: ["943476", "0", "-5"], visible: "943476" },
  { type: "BigIntegerField", arguments: "", values: ["9434765919001", "0", "-(2**63)"], visible: "9434765919001" },
  { type: "SmallIntegerField", arguments: "", values: ["9434", "0", "-1"], visible: "9434" },
  { type: "PositiveIntegerField", arguments: "", values: ["943476", "0"], visible: "943476" },
  { type: "PositiveBigIntegerField", arguments: "", values: ["9434765919001", "0"], visible: "9434765919001" },
  { type: "PositiveSmallIntegerField", arguments: "", values: ["9434", "0"], visible: "9434" },
  { type: "FloatField", arguments: "", values: ["81.4375", "0.0", "1e-300", "-0.1"], visible: "81.4375" },
  {
    type: "DecimalField",
    arguments: "max_digits=9, decimal_places=2",
    values: ['Decimal("4321.95")', 'Decimal("0.00")', 'Decimal("-12.50")'],
    visible: "4321.95",
  },
  { type: "DateField", arguments: "", values: ["date(1979, 11, 3)", "date(1, 1, 1)"], visible: "1979-11-03" },
  {
    type: "DateTimeField",
    arguments: "",
    values: [
      "datetime(1979, 11, 3, 4, 5, 6, 789, tzinfo=timezone.utc)",
      "datetime(2024, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=2)))",
    ],
    visible: "1979-11-03",
  },
  { type: "TimeField", arguments: "", values: ["time(4, 5, 6, 789)", "time(0, 0)"], visible: "04:05" },
  {
    type: "DurationField",
    arguments: "",
    values: ["timedelta(days=3, hours=2, microseconds=7)", "timedelta(0)", "timedelta(days=-1)"],
    visible: "266400000007",
  },
  { type: "UUIDField", arguments: "", values: ['UUID("0b0e2f43-7f0c-4a5c-9d64-53a3d64a1d5e")'], visible: "0b0e2f43" },
  { type: "GenericIPAddressField", arguments: "", values: ['"198.51.100.7"', '"2001:db8::1"'], visible: "198.51" },
  {
    type: "JSONField",
    arguments: "",
    values: ['{"iban": "GB29", "n": 1, "f": 1.5, "t": True, "none": None, "list": [0, ""]}', "[]", "{}", "0", '""'],
    visible: "GB29",
  },
];

/** The model that holds a type, in `vault`. */
export function modelNameOf({ type }: FieldType): string {
  return type.replace(/Field$/, "Row");
}

/** Two fields of each type; `classOf` gives what is called in place of the plain class, `wrap` what is put around it. */
export function modelsOf(
  types: readonly FieldType[],
  { imports = "", classOf = (type: string) => `models.${type}`, wrap = (call: string) => call } = {},
): string {
  const models = types.map((item) => {
    const field = (more: string): string =>
      wrap(`${classOf(item.type)}(${[item.arguments, more].filter((part) => part !== "").join(", ")})`);
    return `\n\nclass ${modelNameOf(item)}(models.Model):\n    value = ${field("")}\n    maybe = ${field("null=True")}\n`;
  });
  return `from django.db import models\n${imports}${models.join("")}`;
}

export function samplesOf(types: readonly FieldType[]): string {
  const rows = types.map(
    (item) =>
      `    (${[modelNameOf(item), item.visible, item.values].map((part) => JSON.stringify(part)).join(", ")}),\n`,
  );
  return `SAMPLES = [\n${rows.join("")}]\n`;
}

export function selectorsOf(types: readonly FieldType[]): readonly string[] {
  return types.flatMap((item) => [`${modelNameOf(item)}.value`, `${modelNameOf(item)}.maybe`]);
}

/** Makes every field one that is to be encrypted, whatever it is called. */
export function policyOf(types: readonly FieldType[]): string {
  const decisions = selectorsOf(types).map(
    (selector) => `  ${selector}: { category: user.government_id, reason: tried here }\n`,
  );
  return `version: 1\nfields:\n${decisions.join("")}`;
}
