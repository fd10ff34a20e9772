import { MEANINGLESS_OPTIONS, hasIndex, withoutDatabaseDefault } from "../fieldClasses.ts";
import type { Provider } from "../provider.ts";

/** Wraps any field that holds its value in one column; only where a project uses it already. */
export const djangoCryptography: Provider = {
  id: "django-cryptography",
  label: "encrypt(…) of django-cryptography",
  distributions: ["django-cryptography-django5", "django-cryptography-5", "django-cryptography"],
  modules: ["django_cryptography", "django_cryptography.fields"],
  readsPlaintext: false,
  keepsEmptyText: true,

  change(field) {
    if (["relation", "auto", "file", "image", "geo", "array", "money"].includes(field.type.shape)) {
      return `\`encrypt\` does not work for a ${field.type.name}`;
    }
    const setKeywords = withoutDatabaseDefault(field);
    if (setKeywords === null) return "the database computes its default, which would stay in plain text";
    return {
      use: { kind: "wrapper", name: "encrypt" },
      module: "django_cryptography.fields",
      dropKeywords: MEANINGLESS_OPTIONS,
      setKeywords,
      requirement: { name: "django-cryptography-django5", specifier: ">=2.2,<3" },
      notes: [
        "The key is CRYPTOGRAPHY_KEY, or SECRET_KEY where that is not set; this package cannot rotate it. SECRET_KEY signs what is stored in any case: once it is replaced, nothing can be read any more.",
        "The database can no longer search, sort or compare the field: `filter()` on it raises FieldError, except for `isnull`.",
        ...(hasIndex(field) ? ["The field's index was dropped: there is nothing to find in ciphertext."] : []),
      ],
      notesOnRows: [
        "Do not alter the column of a table that has rows: it becomes binary and what is stored can no longer be read. Rename the plain field, add the encrypted one, copy the values in a data migration, then drop the plain one.",
      ],
    };
  },
};
