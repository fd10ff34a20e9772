import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const fileName: FlowRule = {
  meta: {
    id: "web/file-name",
    title: "Sensitive value in the name of a file",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds sensitive values in the names and paths of files: what a function gives that `upload_to` names, and what is handed to `default_storage.save`, `FileResponse`, `open`, `os.makedirs` and the like, or stands in a header `Content-Disposition`. Passwords and other restricted data are an error, confidential data information. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: [
      "Names of files stand in addresses, logs, backups and listings, in plain text, and stay when the field is encrypted or emptied.",
    ].join("\n"),
    bad: [
      "def upload_path(instance, filename):",
      '    return f"documents/{instance.patient.national_id}/{filename}"',
    ].join("\n"),
    good: ["def upload_path(instance, filename):", '    return f"documents/{uuid4()}/{filename}"'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-538: Insertion of Sensitive Information into Externally-Accessible File or Directory",
        url: "https://cwe.mitre.org/data/definitions/538.html",
      },
      {
        title: "Django: FileField.upload_to",
        url: "https://docs.djangoproject.com/en/5.2/ref/models/fields/#django.db.models.FileField.upload_to",
      },
    ],
  },

  check(checked) {
    if (checked.flow.sink !== "file name") return null;
    return reached(checked, {
      secret: { severity: "error" },
      token: { severity: "information" },
      restricted: { severity: "error" },
      confidential: { severity: "information" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` puts ${tellFields(checked)} into the name of a file.`;
  },
};
