import { djangoClassOf, hasIndex, MEANINGLESS_OPTIONS, withoutDatabaseDefault } from "../fieldClasses.ts";
import type { Provider } from "../provider.ts";

/** Each is proved by test/django. */
const CLASSES = new Set([
  "BooleanField",
  "CharField",
  "DateField",
  "DateTimeField",
  "DecimalField",
  "EmailField",
  "FloatField",
  "IntegerField",
  "JSONField",
  "PositiveIntegerField",
  "SlugField",
  "TextField",
  "URLField",
  "UUIDField",
]);

/** Keys in files that a key management service encrypts; only where a project uses it already. */
export const djangoTinkFields: Provider = {
  id: "django-tink-fields",
  label: "django-tink-fields",
  distributions: ["django-tink-fields"],
  modules: ["tink_fields", "tink_fields.fields"],
  readsPlaintext: false,
  keepsEmptyText: true,

  change(field) {
    const plain = djangoClassOf(field);
    if (plain === null || !CLASSES.has(plain)) return `django-tink-fields has no class for a ${field.type.name}`;
    const setKeywords = withoutDatabaseDefault(field);
    if (setKeywords === null) return "the database computes its default, which would stay in plain text";
    return {
      use: { kind: "class", name: `Encrypted${plain}` },
      module: "tink_fields",
      dropKeywords: MEANINGLESS_OPTIONS,
      setKeywords,
      // Before it, `bulk_update()` stored the expression in place of the values.
      requirement: { name: "django-tink-fields", specifier: ">=0.5,<0.6" },
      notes: [
        "The key is in the keyset that TINK_FIELDS_CONFIG names: keep a copy of it, and of the key that encrypts it, where the database and its backups are not.",
        "The database can no longer search, sort or compare the field: `filter()` on it raises FieldError, except for `isnull`; so do `bulk_update()` and `update()` with an expression.",
        ...(hasIndex(field) ? ["The field's index was dropped: there is nothing to find in ciphertext."] : []),
      ],
      notesOnRows: [
        "Do not alter the column of a table that has rows: it becomes binary and what is stored can no longer be read. Rename the plain field, add the encrypted one, copy the values in a data migration, then drop the plain one.",
      ],
    };
  },
};
