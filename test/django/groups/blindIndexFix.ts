import { dedent } from "../../support/fixture.ts";
import { CHECKS, DjangoProject, inOneProcess, MIGRATE, mustSucceed, type Step } from "../djangoProject.ts";
import type { Place } from "../places.ts";
import { cellsOf, type Results } from "../results.ts";

/** The fields of a project get blind indexes; none of its lines that ask for them changes, nor does what it answers. */
export function blindIndexFix({ name, python, database }: Place, results: Results): void {
  const group = `blind index by the fix, ${name}`;
  const make = (): DjangoProject => projectWithRows({ python, database });
  const project = make();
  const before = { "vault/models.py": project.read("vault/models.py") };
  results.script(`${group}, before`, project.run(["index_fix_cells.py", "plain"]));

  if (database.name === "SQLite") naiveEdit(make(), results);

  const encrypt = (...fields: readonly string[]): void => {
    mustSucceed(project.applyFix("encrypt-blind-index", fields), "the fix");
    project.mustRun(...CHECKS);
  };
  const mustAnswer = (questions: string, ...steps: readonly Step[]): void => {
    const cells = cellsOf(project.run(inOneProcess(...steps, ["index_fix_cells.py", questions])));
    const problems = cells.flatMap(({ problem }) => problem ?? []);
    if (cells.length === 0 || problems.length > 0) throw new Error(problems.join("; "));
  };
  const isDone = results.attempt(`${group}: is planned, applied and migrated, and Django has nothing to say`, () => {
    encrypt("Patient.ssn", "Guest.iban");
    encrypt("Patient.passport_number", "Guest.ssn");
    project.mustRun(MIGRATE);
  });
  if (!isDone) return;
  results.script(`${group}, after`, project.run(["index_fix_cells.py", "encrypted"]));
  const after = { "vault/models.py": project.read("vault/models.py") };
  results.attempt(`${group}: takes itself back, with what is unique`, () => {
    project.write(before);
    mustAnswer("plain", [...MIGRATE, "vault", "0001"]);
  });
  project.write(after);
  results.attempt(`${group}: and forward once more`, () => {
    mustAnswer("encrypted", MIGRATE);
  });
}

/** As it is before any fix: `index_fix_cells.py plain` asks everything of it. */
export function projectWithRows({ python, database }: Pick<Place, "python" | "database">): DjangoProject {
  const project = new DjangoProject(python, FILES, { database, settings: SETTINGS });
  project.migrate();
  mustSucceed(project.run(["index_fix_cells.py", "write"]), "writing rows");
  return project;
}

/** What somebody would write who did not know better: encrypted fields, and nothing beside them. */
function naiveEdit(project: DjangoProject, results: Results): void {
  mustSucceed(project.applyFix("encrypt-blind-index", ["Patient.ssn"]), "the fix");
  const models = project.read("vault/models.py");
  project.write({ "vault/models.py": models.replace(/^.*ssn_index = .*\n/gm, "") });
  const makeMigrations: Step = ["manage.py", "makemigrations", "--no-input", "-v0"];
  const cells = cellsOf(project.run(inOneProcess(makeMigrations, MIGRATE, ["index_fix_cells.py", "plain"])));
  for (const start of ["What the code looks up", "get_or_create", "The database refuses", "Forms, serializers"]) {
    const problem = cells.find((cell) => cell.name.startsWith(start))?.problem;
    results.cell(
      `blind index by the fix: without the index “${start}…” fails`,
      problem ? null : "it passed, or did not run",
    );
  }
}

/** MariaDB says of the plain model already that it cannot keep a condition. */
const SETTINGS = 'SILENCED_SYSTEM_CHECKS = ["models.W036"]\n';

const FILES = {
  "fieldguard.yml": dedent(`
    version: 1
    fields:
      Patient.ssn: { category: user.government_id, reason: tried here }
      Patient.passport_number: { category: user.government_id, reason: tried here }
      Guest.ssn: { category: user.government_id, reason: tried here }
      Guest.iban: { category: user.government_id, reason: tried here }
  `),
  "vault/models.py": `${dedent(`
    from django.db import models


    class PatientManager(models.Manager):
        def get_by_natural_key(self, ssn):
            return self.get(ssn=ssn)


    class Patient(models.Model):
        ssn = models.CharField(max_length=11, unique=True, error_messages={"unique": "Taken."})
        passport_number = models.CharField(max_length=20, null=True, blank=True, db_index=True)

        objects = PatientManager()

        def natural_key(self):
            return (self.ssn,)


    class Note(models.Model):
        patient = models.ForeignKey(Patient, on_delete=models.CASCADE)
        text = models.CharField(max_length=20)


    class Event(models.Model):
        name = models.CharField(max_length=20)


    class Guest(models.Model):
        event = models.ForeignKey(Event, on_delete=models.CASCADE)
        ssn = models.CharField(max_length=11)
        iban = models.CharField(max_length=34)
        left = models.BooleanField(default=False)

        class Meta:
            unique_together = [("event", "ssn")]
            constraints = [
                models.UniqueConstraint(
                    fields=["event", "iban"], name="one_account", condition=models.Q(left=False)
                ),
                models.UniqueConstraint(fields=["iban", "ssn"], name="one_person"),
            ]
  `)}\n`,
  "vault/queries.py": `${dedent(`
    from django.db.models import Q
    from django.shortcuts import get_object_or_404

    from vault.models import Note, Patient


    def ssns(patients):
        return [patient.ssn for patient in patients.order_by("pk")]


    def by_ssn(ssn):
        return get_object_or_404(Patient, ssn=ssn)


    def all_but(ssn):
        return ssns(Patient.objects.exclude(ssn=ssn))


    def among(numbers):
        return ssns(Patient.objects.filter(ssn__in=numbers))


    def notes_of(ssn):
        return [note.text for note in Note.objects.filter(patient__ssn=ssn)]


    def noted():
        return ssns(Patient.objects.filter(ssn__in=Note.objects.values("text")))


    def with_passport(number):
        return ssns(Patient.objects.filter(Q(passport_number=number)))


    def known(ssn):
        return Patient.objects.get_or_create(ssn=ssn)


    def changed(ssn, number):
        return Patient.objects.update_or_create(ssn=ssn, defaults={"passport_number": number})
  `)}\n`,
};
