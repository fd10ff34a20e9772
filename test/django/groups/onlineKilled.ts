import { dedent } from "../../support/fixture.ts";
import { mustSucceed, type Outcome } from "../djangoProject.ts";
import { indexReleases } from "../indexReleases.ts";
import { OnlineProject } from "../onlineProject.ts";
import type { Place } from "../places.ts";
import type { Results } from "../results.ts";

const SEED = dedent(`
  import django; django.setup()
  from shop.models import Customer
  Customer.objects.bulk_create([Customer(name="a", email="%d@example.org" % number) for number in range(7)])
`);

const READ = dedent(`
  import django; django.setup()
  from shop.models import Customer
  print(sorted(Customer.objects.values_list("email", flat=True)))
`);

const EXPECTED = `[${Array.from({ length: 7 }, (_, number) => `'${number}@example.org'`).join(", ")}]`;

/** Each migration is killed after each of its statements that the database keeps, and run again. */
export function onlineKilled(place: Place, results: Results): void {
  // Elsewhere a migration happens as a whole or not at all.
  if (place.database.name !== "MariaDB") return;
  const byHand = new OnlineProject(place);
  if (killedInAll(`online, ${place.name}`, byHand, results)) {
    results.script(`online, ${place.name}, after all kills`, byHand.run("6_drop", "online_cells.py"));
  }
  killedInAll(
    `a blind index over several releases, ${place.name}`,
    new OnlineProject(place, indexReleases(place.python)),
    results,
  );

  const naive = new OnlineProject(place);
  naive.edit(
    `stages/1_expand/shop/migrations/0002_add_encrypted_email.py`,
    "config.encrypted_fields.operations.AddFieldOnce",
    "migrations.AddField",
  );
  mustSucceed(naive.manage("0_before", "migrate", "-v0"), "migrate");
  results.attempt(`online, ${place.name}: Django's own AddField cannot be run again after it was killed`, () => {
    killed(naive, "1_expand", 1);
    if (naive.manage("1_expand", "migrate", "-v0").code === 0) throw new Error("it was run again");
  });
}

/** Whether nothing was lost in any of the releases. */
function killedInAll(group: string, project: OnlineProject, results: Results): boolean {
  const [before, expand] = [project.stages[0]!, project.stages[1]!];
  mustSucceed(project.manage(before, "migrate", "-v0"), "migrate");
  mustSucceed(project.python(before, SEED), "writing rows");
  return project.stages.slice(1).every((stage) =>
    results.attempt(
      `${group}, ${stage}: killed after each statement and run again, the migration loses nothing`,
      () => {
        const kills = killedUntilDone(project, stage);
        if (kills === 0 && stage !== "4_stop_writing") throw new Error("it was never killed");
        if (stage === expand && !project.stages.includes("2_backfill"))
          mustSucceed(project.manage(stage, ...BACKFILL), "backfill");
        const { output } = project.python(stage, READ);
        if (!output.includes(EXPECTED)) throw new Error(output);
        mustSucceed(project.manage(stage, "makemigrations", "--check", "--dry-run"), "makemigrations");
      },
    ),
  );
}

const BACKFILL = ["backfill_encrypted", "shop.Customer", "email"];

/** Statements that last when the process is killed right behind them. */
const LASTING = "ALTER|CREATE INDEX|DROP|UPDATE .shop";

function killedUntilDone(project: OnlineProject, stage: string): number {
  for (let kills = 0; kills < 40; kills++) {
    // What may be done twice is done again each time: then it is a later statement's turn.
    const { code, output } = killed(project, stage, 1 + Math.floor(kills / 3));
    if (code === 0) return kills;
    if (code !== null) throw new Error(output);
  }
  throw new Error("it is never done");
}

/** The code is null when it was killed. */
function killed(project: OnlineProject, stage: string, statement: number): Outcome {
  return project.run(stage, "killed.py", LASTING, String(statement), "migrate", "-v0");
}
