import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { declared, readModels } from "../../../../test/support/models.ts";
import type { FileSchema } from "../schema/schema.ts";
import { classify } from "./classify.ts";
import { REVIEW_FROM, SENSITIVE_FROM } from "./decide.ts";
import type { Classification } from "./model.ts";
import { surroundingsOf } from "./surroundings.ts";
import { categoryOf } from "./taxonomy.ts";

function classified(source: string, selector: string, path?: string): Classification {
  const schema = readModels(source, path);
  const { entity, field } = declared(schema, selector);
  return classify(field, entity, schema);
}

/** `Entity.field` of a type, alone in its entity unless more fields are given. */
function alone(selector: string, type: string, more = ""): Classification {
  const [entity = "", field = ""] = selector.split(".");
  return classified(`class ${entity}(models.Model):\n    ${field} = ${type}\n${more}`, selector);
}

const CHAR = "models.CharField(max_length=100)";
const TEXT = "models.TextField()";
const NUMBER = "models.IntegerField()";
const DECIMAL = "models.DecimalField(max_digits=9, decimal_places=2)";
const YES_NO = "models.BooleanField()";
const DATE = "models.DateField()";
const JSON = "models.JSONField()";

describe("what is sensitive", () => {
  it.each([
    // People
    ["Beneficiary.given_name", CHAR, "user.name.first"],
    ["Witness.name", CHAR, "user.name"],
    ["Delivery.recipient_name", CHAR, "user.name"],
    ["Enrolment.guardian_phone", CHAR, "user.contact.phone_number"],
    ["Invoice.billing_zip", CHAR, "user.contact.address.postal_code"],
    ["Ticket.requester_email", "models.EmailField()", "user.contact.email"],
    ["Member.birthdate", DATE, "user.demographic.date_of_birth"],
    ["Applicant.nationality", CHAR, "user.demographic.nationality"],
    ["Volunteer.trade_union_member", YES_NO, "user.demographic.union_membership"],
    ["Voter.party_affiliation", CHAR, "user.demographic.political_opinion"],
    ["Pupil.ethnicity", CHAR, "user.demographic.race_ethnicity"],
    ["Employee.job_title", CHAR, "user.job_title"],
    ["Guest.passport_no", CHAR, "user.government_id.passport_number"],
    ["Driver.licence_plate", CHAR, "user.government_id.vehicle_registration"],
    ["Taxpayer.tax_id", CHAR, "user.government_id.tax_id"],
    ["Citizen.aadhaar_number", CHAR, "user.government_id.national_identification_number"],
    ["Offender.conviction_details", TEXT, "user.criminal_history"],
    ["Attendance.face_encoding", "models.BinaryField()", "user.biometric.face"],
    ["Contract.handwritten_signature", "models.ImageField()", "user.content.signature"],
    ["Account.telegram_id", CHAR, "user.unique_id"],
    ["Account.external_user_id", CHAR, "user.unique_id"],
    ["Account.ldap_dn", CHAR, "user.unique_id"],
    // Free text
    ["Client.remarks", TEXT, "user.content.private"],
    ["ChatMessage.body", TEXT, "user.content.private"],
    ["Appraisal.manager_comments", TEXT, "user.content.private"],
    ["Guest.dietary_requirements", TEXT, "user.content.private"],
    // Health
    ["Visit.diagnosis", TEXT, "user.health_and_medical"],
    ["Visit.systolic_bp", NUMBER, "user.health_and_medical"],
    ["Pregnancy.gravida", NUMBER, "user.health_and_medical"],
    ["Patient.mrn", CHAR, "user.health_and_medical.record_id"],
    ["Patient.brca_mutation", YES_NO, "user.health_and_medical.genetic"],
    ["Screening.phq9_score", NUMBER, "user.health_and_medical"],
    // Money
    ["Payslip.net_pay", DECIMAL, "user.financial.income"],
    ["Payee.iban", CHAR, "user.financial.bank_account"],
    ["Payment.card_number", CHAR, "user.financial.credit_card"],
    ["Payment.cvv", CHAR, "user.financial.credit_card.verification_code"],
    ["Payment.pin_block", CHAR, "user.financial.credit_card.pin_block"],
    ["Borrower.credit_score", NUMBER, "user.financial"],
    // Secrets
    ["User.password_hash", CHAR, "user.authorization.password"],
    ["User.recovery_codes", JSON, "user.authorization.recovery"],
    ["User.totp_secret", CHAR, "user.authorization.credentials.seed"],
    ["Webhook.signing_secret", CHAR, "system.authentication.secret"],
    ["MailServer.smtp_password", CHAR, "system.authentication.secret"],
    ["Switch.snmp_community", CHAR, "system.authentication.secret"],
    ["Datastore.connection_string", TEXT, "system.authentication.secret"],
    ["AccessPoint.psk", CHAR, "system.authentication.secret"],
    // Devices
    ["LoginAttempt.ip", "models.GenericIPAddressField()", "user.device.ip_address"],
    ["LoginAttempt.user_agent", TEXT, "user.device"],
    ["Handset.imei", CHAR, "user.device.device_id"],
    // Business
    ["Recipe.trade_secret", TEXT, "business.trade_secret"],
  ])("%s = %s is %s", (selector, type, category) => {
    const result = alone(selector, type);
    expect(result.category).toBe(category);
    expect(result.verdict).toBe("sensitive");
    expect(result).toMatchObject({ level: categoryOf(category)?.level, treatment: categoryOf(category)?.treatment });
  });
});

describe("what is not", () => {
  it.each([
    ["Product.name", CHAR, "the name of a thing"],
    ["Company.name", CHAR, "the name of an organisation"],
    ["Gender.gender", CHAR, "a list of choices"],
    ["Country.name", CHAR, "a list of choices"],
    ["User.email_verified", YES_NO, "a switch about an address"],
    ["User.password_changed_at", "models.DateTimeField()", "a moment"],
    ["User.failed_login_count", NUMBER, "a number"],
    ["User.is_active", YES_NO, "a flag"],
    ["Order.state", CHAR, "a step of a workflow"],
    ["Order.total", DECIMAL, "a price"],
    ["EmailTemplate.body", TEXT, "a template"],
    ["Campaign.email_template", TEXT, "a template"],
    ["Completion.token_count", NUMBER, "a count of words"],
    ["Completion.max_tokens", NUMBER, "a bound"],
    ["Page.slug", "models.SlugField()", "a part of an address in the web"],
    ["Interface.mtu", NUMBER, "a setting of a machine"],
    ["Subnet.ip", "models.GenericIPAddressField()", "the address of a machine"],
    ["Build.commit_message", TEXT, "text about code"],
    ["Wine.age", NUMBER, "the age of a thing"],
    ["Parcel.weight", DECIMAL, "the weight of a thing"],
    ["Migration.race_condition_detected", YES_NO, "a word that only looks like origin"],
    ["Report.file_name", CHAR, "the name of a file"],
    ["Medicine.name", CHAR, "a list of medicines"],
    ["Patient.created_at", "models.DateTimeField()", "bookkeeping"],
    ["EmployeeSettings.require_date_of_birth", YES_NO, "a switch"],
    ["Shipment.passage", CHAR, "a word that holds another"],
    ["Card.color", CHAR, "a property of a thing"],
    ["User.id", "models.AutoField(primary_key=True)", "a number that the database gives"],
  ])("%s = %s is clear: %s", (selector, type) => {
    const result = alone(selector, type);
    expect(result.verdict).toBe("clear");
    expect(result).toMatchObject({ category: null, level: null, treatment: null });
  });

  it("clears relations, which hold no value of their own", () => {
    const result = alone("Visit.patient", 'models.ForeignKey("Patient", on_delete=models.CASCADE)');
    expect(result.verdict).toBe("clear");
    expect(result.evidence.map((item) => item.detail)).toContain("a relation holds no value of its own");
  });
});

describe("the surroundings", () => {
  it("tell the state of an address from that of a workflow", () => {
    expect(alone("Row.state", CHAR).verdict).toBe("clear");
    expect(alone("Row.state", CHAR, `    city = ${CHAR}\n    zip = ${CHAR}`).category).toBe(
      "user.contact.address.state",
    );
  });

  it("tell a patient's weight from a parcel's", () => {
    const patient = '    patient = models.ForeignKey("Patient", on_delete=models.CASCADE)';
    expect(alone("Row.weight", DECIMAL).verdict).toBe("clear");
    expect(alone("Row.weight", DECIMAL, patient).category).toBe("user.health_and_medical");
  });

  it("make the number on a card a card number", () => {
    expect(alone("Row.number", CHAR).verdict).toBe("clear");
    expect(alone("BankCard.number", CHAR).category).toBe("user.financial.credit_card");
  });

  it("do not make an e-mail address surer for itself", () => {
    const details = alone("Row.email", CHAR).evidence.map((item) => item.detail);
    expect(details.filter((detail) => detail.startsWith("the same record has"))).toEqual([]);
  });
});

describe("what people are told", () => {
  it("tells a field whose name says nothing", () => {
    expect(alone("Row.x1", 'models.CharField("national ID", max_length=20)').category).toBe(
      "user.government_id.national_identification_number",
    );
    expect(alone("Row.x2", 'models.CharField(max_length=20, help_text="IBAN of the payee")').category).toBe(
      "user.financial.bank_account",
    );
  });

  it("makes a field surer that says the same by its name", () => {
    const plain = alone("Row.iban", CHAR);
    const labelled = alone("Row.iban", 'models.CharField("IBAN", max_length=34)');
    expect(labelled.confidence).toBeGreaterThan(plain.confidence);
  });

  it("is told in one line where name and label say the same, with the weight of both", () => {
    const { evidence } = alone("Row.iban", 'models.CharField("IBAN", max_length=34)');
    const said = evidence.filter(({ detail }) => detail.includes("“iban”"));
    expect(said.map(({ detail }) => detail)).toEqual(["name and label say “iban”"]);
    expect(said[0]!.weight).toBeGreaterThan(alone("Row.iban", CHAR).evidence[1]!.weight);
  });

  it("shows what is encrypted already although its name says nothing", () => {
    expect(alone("Row.payload", "EncryptedTextField()")).toMatchObject({ verdict: "sensitive", category: "user" });
  });
});

describe("what is not sensitive", () => {
  it("says what was considered, as far as anything was", () => {
    expect(alone("User.email_verified", YES_NO)).toMatchObject({ verdict: "clear", candidate: "user.contact.email" });
    expect(alone("Row.frobnicator", CHAR)).toMatchObject({ verdict: "clear", candidate: null });
  });

  it.each([
    [CHAR, /speaks of sensitive data$/],
    ["models.CharField(max_length=1, choices=[('a', 'A')])", /; it is chosen from a fixed list$/],
    ["models.DateTimeField(auto_now=True)", /; the clock sets it when the record is saved$/],
    ["models.AutoField(primary_key=True)", /; it is a number that the database counts$/],
    [JSON, /, but the declaration does not tell what is written to it$/],
  ])("says so of %s, whose name tells nothing", (type, reason) => {
    const { evidence } = alone("Row.frobnicator", type);
    expect(evidence.map(({ kind }) => kind)).toEqual(["prior"]);
    expect(evidence[0]!.detail).toMatch(/^nothing in its name, type or texts/);
    expect(evidence[0]!.detail).toMatch(reason);
  });
});

describe("every classification", () => {
  const shapes = ["CharField()", "TextField()", "BooleanField()", "DateField()", "JSONField()", "EmailField()"];
  const schemaOf = (entity: string, field: string, type: string, label: string): FileSchema => {
    const read = readModels(`class X(models.Model):\n    y = models.${type}`);
    const model = read.entities[0]!;
    const renamed = { ...model, name: entity, fields: [{ ...model.fields[0]!, name: field, label }] };
    return { ...read, entities: [renamed] };
  };

  it("adds up: the confidence is that of the evidence, of which there is always some", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom(...shapes), fc.string(), (entity, field, type, label) => {
        const schema = schemaOf(entity, field, type, label);
        const result = classify(schema.entities[0]!.fields[0]!, schema.entities[0]!, schema);
        const sum = result.evidence.reduce((total, item) => total + item.weight, 0);
        expect(result.evidence.length).toBeGreaterThan(0);
        expect(result.confidence).toBeCloseTo(1 / (1 + Math.exp(-sum)), 9);
      }),
    );
  });

  it("keeps its reasons in JSON, as a copy does that takes them", () => {
    const found = alone("Customer.email", "models.EmailField()");
    const said = found.evidence.map(({ detail }) => detail);
    expect(said).toContain("the name says “email”");
    const read = globalThis.JSON.parse(globalThis.JSON.stringify(found)) as Classification;
    expect(read.evidence).toEqual(found.evidence);
    expect(read).toEqual(found);
    expect({ ...found, evidence: found.evidence.slice(1) }).not.toEqual(found);
  });

  it("has a verdict that follows from its confidence, and a category unless it is clear", () => {
    const words = ["email", "name", "token", "patient", "note", "is", "count", "salary", "x", "of", "at", "product"];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 5 }), fc.constantFrom(...shapes), (parts, type) => {
        const schema = schemaOf("Customer", parts.join("_"), type, "");
        const { verdict, confidence, category, level, treatment } = classify(
          schema.entities[0]!.fields[0]!,
          schema.entities[0]!,
          schema,
        );
        expect(verdict === "clear").toBe(category === null);
        expect([level === null, treatment === null]).toEqual([category === null, category === null]);
        if (verdict === "sensitive") expect(confidence).toBeGreaterThanOrEqual(SENSITIVE_FROM);
        if (verdict === "review") expect(confidence).toBeLessThan(SENSITIVE_FROM);
        if (confidence < REVIEW_FROM) expect(verdict).toBe("clear");
      }),
    );
  });

  it("is the same with surroundings given once for all fields", () => {
    const schema = readModels(
      `class Customer(models.Model):\n    name = ${CHAR}\n    state = ${CHAR}\n    city = ${CHAR}`,
    );
    const entity = schema.entities[0]!;
    const surroundings = surroundingsOf(entity, schema);
    for (const field of entity.fields) {
      expect(classify(field, entity, schema, surroundings)).toEqual(classify(field, entity, schema));
    }
  });

  it("does not stumble over names that are huge or keys of every object", () => {
    for (const name of ["constructor", "__proto__", "toString", "email_".repeat(20_000), "A".repeat(100_000)]) {
      const schema = schemaOf(name, name, "CharField()", name);
      expect(classify(schema.entities[0]!.fields[0]!, schema.entities[0]!, schema).evidence).not.toEqual([]);
    }
  });
});
