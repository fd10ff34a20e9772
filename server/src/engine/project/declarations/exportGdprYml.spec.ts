import { describe, expect, it } from "vitest";
import { classifiedFile, declarationsIn } from "../../../../../test/support/findings.ts";
import { dedent } from "../../../../../test/support/fixture.ts";
import { NO_OTHER_FILES } from "../../schema/entityLookup.ts";
import { concreteModels } from "../concreteModels.ts";
import { EMPTY_POLICY } from "../policy/model.ts";
import { parsePolicy } from "../policy/parsePolicy.ts";
import { exportGdprYml, type GdprYmlExport } from "./exportGdprYml.ts";

const MODELS = dedent(`
  from django.db import models
  class Patient(models.Model):
      id = models.UUIDField(primary_key=True)
      national_id = models.CharField(max_length=18)
      reference = models.CharField(max_length=18)
      colour = models.CharField(max_length=18)
      password = models.CharField(max_length=128)
      smtp_password = models.CharField(max_length=128)
      is_pregnant = models.BooleanField()
      is_active = models.BooleanField()
      owner = models.ForeignKey(User, on_delete=models.CASCADE)
      subject = GenericForeignKey("content_type", "object_id")
`);

function exported(before: string, policy = "", models = MODELS): GdprYmlExport {
  const declarations = declarationsIn(new Map([["gdpr.yml", before]]));
  const file = classifiedFile("clinic/models.py", models, parsePolicy(policy).policy, declarations);
  const result = exportGdprYml(before, concreteModels([file], new Map(), NO_OTHER_FILES, EMPTY_POLICY));
  if ("because" in result) throw new Error(result.because);
  return result;
}

const POLICY =
  "fields:\n  Patient.reference: { category: user.name, reason: r }\n  Patient.colour: { category: null, reason: r }\n";

describe("exportGdprYml", () => {
  it("lists what the package lists, and what is sensitive besides", () => {
    const { text, conflicts, undecided } = exported("");
    expect(text).toBe(
      `${dedent(`
        include:
        - clinic\\.Patient\\.is_pregnant
        models:
          clinic.Patient:
            fields:
              national_id:
                pii: true
                explanation: a national identification number
              reference:
                pii: null
              colour:
                pii: false
              password:
                pii: true
                explanation: a person's password
              smtp_password:
                pii: false
              is_pregnant:
                pii: true
                explanation: health data
              subject:
                pii: false
      `)}\n`,
    );
    expect({ conflicts, undecided }).toEqual({ conflicts: [], undecided: ["clinic.Patient.reference"] });
  });

  it("changes nothing in its own file, which decides from then on", () => {
    const { text } = exported("");
    expect(exported(text)).toEqual({ text, conflicts: [], undecided: ["clinic.Patient.reference"] });
  });

  it("leaves what people have decided, and says where the policy says otherwise", () => {
    const before = `${dedent(`
      exclude:
      - clinic\\.Patient\\.(reference|is_.*)
      models:
        clinic.Patient:
          name: Patient
          fields:
            national_id:
              pii: false # made up
            colour:
              pii: true
              explanation: of the skin
            smtp_password:
              pii: true
            password:
              pii: null
              explanation: ask Eve
            subject:
              pii: false
    `)}\n`;
    const { text, conflicts, undecided } = exported(before, POLICY);
    expect(text).toBe(before.replace("pii: null", "pii: true"));
    expect(conflicts).toEqual([
      "clinic.Patient.reference is excluded, but the policy says that it holds a person's name",
      "clinic.Patient.colour is pii: true, but the policy says that it holds nothing sensitive",
    ]);
    expect(undecided).toEqual([]);
  });

  it("follows a directive, and says where the file does not", () => {
    const models = MODELS.replace("    national_id", "    # fieldguard: ignore made up\n    national_id");
    expect(exported("", "", models).text).toContain("national_id:\n        pii: false\n");
    const before = "models:\n  clinic.Patient:\n    fields:\n      national_id: { pii: yes }\n";
    expect(exported(before, "", models).conflicts).toEqual([
      "clinic.Patient.national_id is pii: true, but a directive says that it holds nothing sensitive",
    ]);
  });

  it("lists a type that the package leaves out where the file includes the field, and only then", () => {
    const include = (pattern: string): string => `include:\n- ${pattern}\nmodels: {}\n`;
    expect(exported(include("clinic\\..*\\.is_active")).text).toContain("is_active:\n        pii: false\n");
    expect(exported(include("clinic\\.Patient")).text).not.toContain("is_active");
  });

  it("finds a model under another label by the fields that it has in common", () => {
    const listed = (fields: string): string =>
      `models:\n  hospital.Patient:\n    fields:\n      ${fields}: { pii: null }\n`;
    expect(exported(listed("colour")).text).toMatch(
      /^models:\n {2}hospital\.Patient:\n {4}fields:\n {6}colour: \{ pii: false \}/,
    );
    expect(exported(listed("other")).text).toContain("\n  clinic.Patient:\n");
  });
});
