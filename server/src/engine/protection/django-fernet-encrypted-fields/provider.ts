import type { Field } from "../../schema/schema.ts";
import { djangoClassOf, hasIndex, MEANINGLESS_OPTIONS, withoutDatabaseDefault } from "../fieldClasses.ts";
import type { Provider } from "../provider.ts";

/**
 * Classes that keep every value, but for the empty text. Left out: DateTimeField (where the database has no time zones, rows
 * from before lose theirs, and the next save moves the moment), numbers and booleans (zero and false become null, and
 * PostgreSQL's `true` cannot be read back) and JSONField (numbers and booleans come back as text).
 */
const CLASSES = new Set(["CharField", "DateField", "EmailField", "TextField"]);

/** Only where a project uses it already: what it does silently, the generated classes do loudly. */
export const djangoFernetEncryptedFields: Provider = {
  id: "django-fernet-encrypted-fields",
  label: "django-fernet-encrypted-fields",
  distributions: ["django-fernet-encrypted-fields"],
  modules: ["encrypted_fields", "encrypted_fields.fields"],
  readsPlaintext: true,
  keepsEmptyText: false,

  change(field) {
    const plain = djangoClassOf(field);
    if (plain === null || !CLASSES.has(plain)) {
      return `django-fernet-encrypted-fields has no class that keeps every value of a ${field.type.name}`;
    }
    const defaults = withoutDatabaseDefault(field);
    if (defaults === null) return "the database computes its default, which would stay in plain text";
    const becomesNull = !field.nullable && canBeEmpty(field);
    return {
      use: { kind: "class", name: `Encrypted${plain}` },
      module: "encrypted_fields.fields",
      dropKeywords: MEANINGLESS_OPTIONS,
      setKeywords: { ...defaults, ...(becomesNull ? { null: "True" } : {}) },
      requirement: { name: "django-fernet-encrypted-fields", specifier: ">=0.4,<0.5" },
      notes: [
        "The key hangs on SECRET_KEY and SALT_KEY: to change either without keeping the old one makes the values unreadable, and the package then hands out ciphertext instead of an error.",
        "Known defect of this package: after one failed `full_clean()`, an ordinary form error, every read of the field in that process gives ciphertext until the next successful one, and saving such a row encrypts it twice.",
        "The database can no longer search or compare the field, and does not say so: `filter()` on it finds nothing, `exclude()` finds everything.",
        ...(becomesNull
          ? [
              "This package stores an empty text as null, so that the field now allows null: code that expects a text may meet None.",
            ]
          : []),
        ...(hasIndex(field) ? ["The field's index was dropped: there is nothing to find in ciphertext."] : []),
      ],
      notesOnRows: [
        "Run `manage.py makemigrations` and `manage.py migrate`. Rows that are stored already stay in plain text until they are saved again; older backups keep the plain values.",
      ],
    };
  },
};

function canBeEmpty(field: Field): boolean {
  const defaults = field.arguments.filter(({ name }) => name === "default" || name === "db_default");
  return field.blank || defaults.some(({ value }) => value === "");
}
