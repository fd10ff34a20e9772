import type { Provider } from "../provider.ts";
import { djangoClassOf, hasIndex, MEANINGLESS_OPTIONS, withoutDatabaseDefault } from "../fieldClasses.ts";

/** Each is proved by test/django against a real database. */
const CLASSES = new Set([
  "BigIntegerField",
  "BooleanField",
  "CharField",
  "DateField",
  "DateTimeField",
  "DecimalField",
  "DurationField",
  "EmailField",
  "FloatField",
  "GenericIPAddressField",
  "IntegerField",
  "JSONField",
  "PositiveBigIntegerField",
  "PositiveIntegerField",
  "PositiveSmallIntegerField",
  "SlugField",
  "SmallIntegerField",
  "TextField",
  "TimeField",
  "URLField",
  "UUIDField",
]);

export const MAKE_A_KEY = 'python -c "from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())"';

/** What the app needs. */
export const REQUIREMENT = { name: "cryptography", specifier: ">=42" } as const;

/** An app of field classes that becomes the project's own: loud failures, its own keys, one small dependency. */
export const generated: Provider = {
  id: "generated",
  label: "field classes generated into the project",
  distributions: [],
  modules: [],
  readsPlaintext: true,
  keepsEmptyText: true,

  change(field) {
    const plain = djangoClassOf(field);
    if (plain === null || !CLASSES.has(plain)) {
      return `no encrypted form of ${field.type.name} is known here: write a field class that encrypts what this one stores, or first change it to a field that has an encrypted form`;
    }
    const setKeywords = withoutDatabaseDefault(field);
    if (setKeywords === null) return "the database computes its default, which would stay in plain text";
    return {
      use: { kind: "class", name: `Encrypted${plain}` },
      module: null,
      dropKeywords: MEANINGLESS_OPTIONS,
      setKeywords,
      requirement: REQUIREMENT,
      notes: [
        "The database can no longer search, sort or compare the field: `filter()` on it raises FieldError, except for `isnull`. Look through queries, admin and serializers that use it.",
        ...(hasIndex(field) ? ["The field's index was dropped: there is nothing to find in ciphertext."] : []),
      ],
      notesOnRows: [
        "Run `manage.py makemigrations` and `manage.py migrate`: the column becomes text.",
        "Rows that are stored already stay in plain text until they are saved again: after the migration `manage.py reencrypt APP.MODEL FIELD` does that, then remove FIELD_ENCRYPTION_READ_PLAINTEXT. Older backups keep the plain values.",
      ],
    };
  },
};
