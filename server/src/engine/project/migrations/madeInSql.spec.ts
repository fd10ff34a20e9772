import { describe, expect, it } from "vitest";
import { madeInSql } from "./madeInSql.ts";
import { readMigration } from "./readMigration.ts";

/** What each migration of `clinic` makes of `clinic_patient.ssn`, by its operations and what stands above its class. */
function made(...migrations: readonly (string | readonly [operations: string, above: string])[]): readonly string[] {
  const read = migrations.map((each, index) => {
    const [operations, above] = typeof each === "string" ? [each, ""] : each;
    const text = `from django.db import migrations\n\n${above}\n\nclass Migration(migrations.Migration):\n    operations = [${operations}]\n`;
    return readMigration(`clinic/migrations/000${index + 1}_x.py`, text)!;
  });
  return madeInSql(read, { table: "clinic_patient", column: "ssn" }).map(
    ({ kind, name, migration }) => `${migration}: ${kind} ${name ?? "?"}`,
  );
}

const run = (sql: string): string => `migrations.RunSQL(${sql})`;

describe("madeInSql", () => {
  it.each([
    ["an index", run('"CREATE UNIQUE INDEX by_ssn ON clinic_patient (ssn)"'), "index by_ssn"],
    ["in capitals and quotes", run(`'CREATE INDEX "By_Ssn" ON "public"."Clinic_Patient" ("SSN")'`), "index by_ssn"],
    ["of an expression", run('"create index concurrently if not exists i on clinic_patient (lower(ssn))"'), "index i"],
    ["that is called like the column", run('"CREATE INDEX ssn ON clinic_patient (ssn)"'), "index ssn"],
    ["without a name", run('"CREATE INDEX ON clinic_patient (ssn)"'), "index ?"],
    ["a constraint", run("\"ALTER TABLE clinic_patient ADD CONSTRAINT c CHECK (ssn <> '')\""), "constraint c"],
    ["one without a name", run('"ALTER TABLE clinic_patient ADD UNIQUE (ssn)"'), "constraint ?"],
    [
      "a reference from elsewhere",
      run('"ALTER TABLE x ADD FOREIGN KEY (s) REFERENCES clinic_patient (ssn)"'),
      "constraint ?",
    ],
    ["an index of MariaDB", run('"ALTER TABLE `clinic_patient` ADD FULLTEXT INDEX i (`ssn`)"'), "index i"],
    ["a view", run('"CREATE OR REPLACE VIEW v AS SELECT ssn FROM clinic_patient"'), "view v"],
    [
      "a generated column",
      run('"ALTER TABLE clinic_patient ADD COLUMN low text GENERATED ALWAYS AS (lower(ssn)) STORED"'),
      "generated column low",
    ],
    ["one of several statements", run('["SELECT 1", ("CREATE INDEX i ON clinic_patient (ssn)", None)]'), "index i"],
    ["literals that are joined", run('sql="CREATE INDEX i "  # why\n"ON clinic_patient " + "(ssn)"'), "index i"],
    ["a name that Python puts in", run('f"CREATE INDEX i ON {TABLE} (ssn)"'), "index i"],
    [
      "within another operation",
      `migrations.SeparateDatabaseAndState(database_operations=[${run('"CREATE INDEX i ON clinic_patient (ssn)"')}])`,
      "index i",
    ],
  ])("finds %s", (_, operations, expected) => {
    expect(made(operations)).toEqual([`0001_x: ${expected}`]);
  });

  it("looks at constants and functions that are given by name", () => {
    expect(
      made([
        run("FORWARD, BACKWARD"),
        'FORWARD = """\nCREATE INDEX i\nON clinic_patient (ssn);\n"""\nBACKWARD = "DROP INDEX i"',
      ]),
    ).toEqual(["0001_x: index i"]);
    const code =
      'def forward(apps, editor):\n    editor.execute("CREATE INDEX i ON clinic_patient (ssn)")\n\ndef back(apps, editor):\n    editor.execute("CREATE INDEX j ON clinic_patient (ssn)")';
    expect(made(["migrations.RunPython(forward, back)", code])).toEqual(["0001_x: index i"]);
  });

  it("follows a trigger to its function", () => {
    const body = run(
      '"CREATE FUNCTION keep() RETURNS trigger AS $$ BEGIN NEW.low := lower(NEW.ssn); RETURN NEW; END; $$ LANGUAGE plpgsql"',
    );
    const trigger = run('"CREATE TRIGGER t BEFORE INSERT ON clinic_patient FOR EACH ROW EXECUTE FUNCTION keep()"');
    expect(made(body, trigger)).toEqual(["0002_x: trigger t"]);
    expect(made(trigger)).toEqual([]);
  });

  it("forgets what is dropped again, but not for what the way back says", () => {
    const index = run('"CREATE INDEX i ON clinic_patient (ssn)", "DROP INDEX i"');
    expect(made(index, run('"DROP INDEX IF EXISTS public.i", "CREATE INDEX i ON clinic_patient (ssn)"'))).toEqual([]);
    expect(made(index, run('"DROP INDEX j"'))).toEqual(["0001_x: index i"]);
    const unique = run('"ALTER TABLE clinic_patient ADD UNIQUE (ssn)"');
    expect(made(unique, run('"ALTER TABLE clinic_patient DROP CONSTRAINT clinic_patient_ssn_key"'))).toEqual([]);
  });

  it.each([
    ["another column", run('"CREATE INDEX ssn ON clinic_patient (name)"')],
    ["another table", run('"CREATE INDEX i ON clinic_doctor (ssn)"')],
    ["another statement", run('"CREATE INDEX i ON clinic_patient (name); CREATE INDEX j ON clinic_doctor (ssn)"')],
    ["rows alone", run('"UPDATE clinic_patient SET ssn = NULL"')],
    ["a text or a comment", run(`"CREATE INDEX i ON clinic_patient (name) WHERE name <> 'ssn' -- ssn"`)],
    ["the way back", run('migrations.RunSQL.noop, "CREATE INDEX i ON clinic_patient (ssn)"')],
  ])("leaves alone what concerns %s", (_, operations) => {
    expect(made(operations)).toEqual([]);
  });
});
