import { dedent } from "../../support/fixture.ts";
import { sqlite } from "../databases/sqlite.ts";
import { mustSucceed } from "../djangoProject.ts";
import { indexReleases } from "../indexReleases.ts";
import { OnlineProject } from "../onlineProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";
import { projectWithRows } from "./blindIndexFix.ts";

/** Fields get blind indexes over several releases; how processes of several get along is the group `onlineTraffic`. */
export function blindIndexReleases(place: Place, results: Results): void {
  const group = `a blind index over several releases, ${place.name}`;
  const releases = indexReleases(place.python);
  // What goes wrong has nothing to do with the database.
  if (place.database === sqlite) naively(place, { group, releases }, results);
  results.cell(
    `${group}: an index that an old process left behind refuses nothing`,
    refusesWhatIsFree(new OnlineProject(place, releases)) ? "it does" : null,
  );
  const besideOld = new OnlineProject(place, releases);
  switched(besideOld);
  results.cell(
    `${group}: the plain column keeps an index while the release before looks rows up in it`,
    plainIndexOf(besideOld) === "indexed" ? null : "it has none",
  );
  results.cell(
    `${group}: two processes of the release before cannot write one value twice`,
    isWrittenTwice(besideOld) ? "they can" : null,
  );
  stopsAtWhatNoModelKnows(new OnlineProject(place, releases), group, results);
  oneByOne(place, results);
}

/** Before anything is changed, and again where it would be lost. */
function stopsAtWhatNoModelKnows(project: OnlineProject, group: string, results: Results): void {
  const mustStop = (release: string): void => {
    const { code, output } = project.manage(release, "migrate", "-v0", "shop");
    if (code === 0 || !output.includes("shop_customer has by_both on email, name, which no model knows"))
      throw new Error(output);
  };
  results.attempt(`${group}: an index that SQL has made stops the first release and the switch, and stays`, () => {
    mustSucceed(project.manage("0_before", "migrate", "-v0", "shop"), "migrate");
    onDatabase(project, "0_before", INDEX_OF_SQL);
    mustStop("1_expand");
    onDatabase(project, "0_before", DROP_INDEX_OF_SQL);
    mustSucceed(project.manage("1_expand", "migrate", "-v0", "shop"), "migrate");
    onDatabase(project, "1_expand", INDEX_OF_SQL);
    mustStop("3_switch");
    if (!namesOfIndexes(project, "1_expand").includes("by_both")) throw new Error("it is gone");
  });
}

function onDatabase(project: OnlineProject, release: string, statement: string): void {
  const script = `${DJANGO}from django.db import connection\n${statement}`;
  mustSucceed(project.python(release, script), "SQL");
}

function namesOfIndexes(project: OnlineProject, release: string): string {
  const script = 'print(*connection.introspection.get_constraints(connection.cursor(), "shop_customer"))';
  return project.python(release, `${DJANGO}from django.db import connection\n${script}`).output;
}

const INDEX_OF_SQL = 'connection.cursor().execute("CREATE INDEX by_both ON shop_customer (email, name)")';

const DROP_INDEX_OF_SQL = dedent(`
  on_table = " ON shop_customer" if connection.vendor == "mysql" else ""
  connection.cursor().execute("DROP INDEX by_both" + on_table)
`);

function switched(project: OnlineProject): void {
  mustSucceed(project.manage("3_switch", "migrate", "-v0", "shop"), "migrate");
}

function plainIndexOf(project: OnlineProject): string {
  const script = dedent(`
    from django.db import connection
    found = connection.introspection.get_constraints(connection.cursor(), "shop_customer").values()
    print("indexed" if any(each["columns"] == ["email"] and each["index"] for each in found) else "not indexed")
  `);
  return project.python("3_switch", `${DJANGO}${script}`).output.trim();
}

/** By processes that write the plain column, and know no uniqueness but its. */
function isWrittenTwice(project: OnlineProject): boolean {
  const create = 'Customer.objects.create(email="twice@example.org")';
  mustSucceed(project.python("1_expand", `${DJANGO}${create}`), "writing a row");
  const { code, output } = project.python("1_expand", `${DJANGO}${create}`);
  if (code !== 0 && !output.includes("IntegrityError")) throw new Error(output);
  return code === 0;
}

/** The same project, release by release: the code is answered alike after each of them. */
function oneByOne(place: Place, results: Results): void {
  const project = projectWithRows(place);
  for (const [fix, title, questions] of RELEASES) {
    const release = `blind index over several releases, ${place.name}: ${title}`;
    const isDone = results.attempt(`${release} is planned, applied and migrated, and Django has nothing to say`, () => {
      mustSucceed(
        project.applyFix(fix, ["Patient.ssn", "Patient.passport_number", "Guest.ssn", "Guest.iban"]),
        "the fix",
      );
      mustSucceed(project.run(["-c", MIGRATE]), "check, makemigrations --check, migrate");
    });
    if (!isDone) return;
    if (questions) results.script(release, project.run(["index_fix_cells.py", questions]));
    if (title !== "encrypt-contract") continue;
    results.cell(
      `${release}: what was unique together with others keeps an index for the release before`,
      project.run(["-c", PLAIN_INDEXES]).output.trim() === "True" ? null : "it has none",
    );
  }
}

const PLAIN_INDEXES = dedent(`
  import os
  os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
  import django; django.setup()
  from django.db import connection
  found = connection.introspection.get_constraints(connection.cursor(), "vault_guest").values()
  print({"ssn", "iban"} <= {each["columns"][0] for each in found if each["index"]})
`);

/** With what is asked then. The second changes no code, and the last but one reads what the one before reads. */
const RELEASES = [
  ["encrypt-expand", "encrypt-expand", "plain"],
  ["encrypt-backfill", "encrypt-backfill", null],
  ["encrypt-contract", "encrypt-contract", "plain"],
  ["encrypt-contract", "encrypt-contract (2)", "plain"],
  ["encrypt-contract", "encrypt-contract (3)", null],
  ["encrypt-contract", "encrypt-contract (4)", "encrypted"],
] as const;

/** In one process. */
const MIGRATE = dedent(`
  import os
  os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
  import django; django.setup()
  from django.core.management import call_command
  call_command("check", fail_level="WARNING")
  call_command("makemigrations", check=True, dry_run=True)
  call_command("migrate", verbosity=0)
`);

/** Shows that uniqueness has to wait for the last process that does not write the index, and reading for the first look at all rows. */
function naively(
  place: Place,
  { group, releases }: { readonly group: string; readonly releases: string },
  results: Results,
): void {
  const unique = new OnlineProject(place, releases);
  for (const path of ["models.py", "migrations/0002_expand_customer_email.py"]) {
    unique.edit(`stages/1_expand/shop/${path}`, 'BlindIndexField(source="email")', UNIQUE_INDEX);
  }
  results.cell(
    `${group}: unique from the first release on, it refuses a value that no row has any more`,
    refusesWhatIsFree(unique) ? null : "it did not",
  );

  const unindexed = new OnlineProject(place, releases);
  unindexed.edit(`${SWITCHED}/0004_read_encrypted_customer_email.py`, "db_index=True, ", "");
  switched(unindexed);
  results.cell(
    `${group}: with its uniqueness the plain column loses its index`,
    plainIndexOf(unindexed) === "not indexed" ? null : "it has one",
  );

  const blind = new OnlineProject(place, releases);
  for (const path of ["0002_expand_customer_email", "0004_read_encrypted_customer_email"]) {
    const release = path.startsWith("0002") ? "1_expand" : "3_switch";
    for (const each of new Set([release, "3_switch"])) {
      blind.edit(`stages/${each}/shop/migrations/${path}.py`, 'RequireKnown("customer", "email"),', "");
    }
  }
  mustSucceed(blind.manage("0_before", "migrate", "-v0", "shop"), "migrate");
  onDatabase(blind, "0_before", INDEX_OF_SQL);
  switched(blind);
  results.cell(
    `${group}: without a look at the database an index that SQL has made is gone`,
    namesOfIndexes(blind, "3_switch").includes("by_both") ? "it is there" : null,
  );

  const unfilled = new OnlineProject(place, releases);
  mustSucceed(unfilled.manage("0_before", "migrate", "-v0", "shop"), "migrate");
  mustSucceed(unfilled.python("0_before", `${DJANGO}Customer.objects.create(email="a@example.org")`), "writing a row");
  unfilled.edit(`${SWITCHED}/0003_backfill_customer_email.py`, 'BackfillEncrypted("customer", "email"),', "");
  unfilled.edit(`${SWITCHED}/0004_read_encrypted_customer_email.py`, 'RequireNoDifferences("customer", "email"),', "");
  mustSucceed(unfilled.manage("3_switch", "migrate", "-v0", "shop"), "migrate");
  const found = unfilled.python("3_switch", `${DJANGO}print(Customer.objects.filter(email="a@example.org").count())`);
  results.cell(
    `${group}: read before it is filled, it finds nothing`,
    found.output.trim() === "0" ? null : found.output,
  );
}

/** Whether a value is refused that a process of the release before has taken from its row. */
function refusesWhatIsFree(project: OnlineProject): boolean {
  mustSucceed(project.manage("1_expand", "migrate", "-v0", "shop"), "migrate");
  const write = (stage: string, line: string): number | null =>
    project.python(stage, `${DJANGO}Customer.objects.${line}`).code;
  const codes = [
    write("1_expand", 'create(name="a", email="first@example.org")'),
    write("0_before", 'update(email="second@example.org")'),
    write("1_expand", 'create(name="b", email="first@example.org")'),
  ];
  if (codes[0] !== 0 || codes[1] !== 0) throw new Error("the rows could not be written");
  return codes[2] !== 0;
}

const UNIQUE_INDEX = 'BlindIndexField(source="email", unique=True)';

const SWITCHED = "stages/3_switch/shop/migrations";

const DJANGO = `${dedent(`
  import django; django.setup()
  from shop.models import Customer
`)}\n`;
