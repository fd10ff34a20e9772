import { djangoClassOf, hasIndex, MEANINGLESS_OPTIONS, withoutDatabaseDefault } from "../fieldClasses.ts";
import type { Provider } from "../provider.ts";

/**
 * Classes that keep every value, and read those from before the encryption on every database. Left out: DateTimeField (where the
 * database has no time zones, values come back without theirs) and BooleanField (PostgreSQL's `true` cannot be read back).
 */
const CLASSES = new Set(["CharField", "DateField", "DecimalField", "IntegerField", "JSONField", "TextField"]);

/** Only where a project uses it already. */
export const djangoSecuredFields: Provider = {
  id: "django-secured-fields",
  label: "django-secured-fields",
  distributions: ["django-secured-fields"],
  modules: ["secured_fields", "secured_fields.fields"],
  readsPlaintext: true,
  keepsEmptyText: true,

  change(field) {
    const plain = djangoClassOf(field);
    if (plain === null || !CLASSES.has(plain)) {
      return `django-secured-fields has no class that keeps every value of a ${field.type.name}`;
    }
    const setKeywords = withoutDatabaseDefault(field);
    if (setKeywords === null) return "the database computes its default, which would stay in plain text";
    return {
      use: { kind: "class", name: `Encrypted${plain}` },
      module: "secured_fields",
      dropKeywords: MEANINGLESS_OPTIONS,
      setKeywords,
      // Before it, `bulk_update()` and `update()` with expressions stored the expression in place of the value.
      requirement: { name: "django-secured-fields", specifier: ">=0.5.2,<0.6" },
      notes: [
        "The key is SECURED_FIELDS_KEY. Under a wrong one this package hands out ciphertext instead of an error, and a save encrypts it twice.",
        "Known defect of this package before 0.5.2: `bulk_update()` and `update()` with an expression destroy the values. Have that version, or a newer one, where this runs.",
        "The database can no longer search, sort or compare the field: `filter()` on it raises LookupNotSupported, except for `isnull`.",
        ...(hasIndex(field) ? ["The field's index was dropped: there is nothing to find in ciphertext."] : []),
      ],
      notesOnRows: [
        "Run `manage.py makemigrations` and `manage.py migrate`: the column becomes text. Rows that are stored already stay in plain text until they are saved again; older backups keep the plain values.",
      ],
    };
  },
};
