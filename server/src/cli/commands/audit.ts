import { spawnSync } from "node:child_process";
import { type Drift, driftBetween, driftLine } from "../../engine/inventory/drift.ts";
import { inventoryText } from "../../engine/inventory/inventoryFile.ts";
import type { Inventory, InventoryRecord } from "../../engine/inventory/model.ts";
import { currentInventory, INVENTORY_PATH, recordedInventory } from "../inventoryOf.ts";
import { openProject } from "../project.ts";
import { targetOf } from "../target.ts";
import { withLineEndsOf } from "../textFile.ts";
import { noteUnread, tellInternalErrors } from "../unread.ts";
import { EXIT, type Invocation, UsageError, type Verb } from "../verb.ts";
import { writeFiles } from "../writeFiles.ts";

export const auditVerb: Verb = {
  name: "audit",
  summary: "compare the record of classified fields with the code, renew it, or claim a review",
  usage: ["audit [PATH]", "audit --check [PATH]", "audit --update [PATH]", "audit --sign NAME [--until DATE] [PATH]"],
  options: [
    {
      name: "check",
      value: null,
      help: "exit code 1 when the record is not what the code says, or a review is overdue",
    },
    { name: "update", value: null, help: `write ${INVENTORY_PATH} as the code is now; reviews stay` },
    { name: "sign", value: "NAME", help: "the same, and record that NAME has reviewed what has no review that holds" },
    { name: "until", value: "DATE", help: "the last day on which that review holds, as YYYY-MM-DD" },
  ],
  notes: [
    "new and gone fields, changed (by the code), decided (by a person: policy, comment, declaration), reclassified (by\n" +
      "another version of Fieldguard alone), and overdue: a review that has expired or was of another declaration.",
    "A review is a claim: what proves it is who may approve a change of a protected branch. Check the file in; it has a\n" +
      "line for each field, without line numbers, so that it changes only when something did.",
  ],
  example: "fieldguard audit --check",

  async run(invocation) {
    const { shell, terminal, positionals, values, switches } = invocation;
    const name = values.get("sign");
    const isWritten = switches.has("update") || name !== undefined;
    if (isWritten && switches.has("check"))
      throw new UsageError("--check changes nothing; leave out --update and --sign");
    const until = expiry(invocation);
    const target = targetOf(positionals);
    if (target.parts !== null) throw new UsageError("give one folder, that of the project");
    const project = await openProject(target, invocation);
    const { file, inventory: recorded } = recordedInventory(project);
    const read = await currentInventory(project, recorded, shell.version);
    const isPartly = noteUnread(project, INVENTORY_PATH, terminal);
    const withUnread = (inventory: Inventory): Inventory =>
      isPartly ? { ...inventory, records: new Map([...recorded.records, ...inventory.records]) } : inventory;
    const now = withUnread(read);
    const drift = driftBetween(recorded, now, today());
    for (const each of drift) terminal.print(`${driftLine(each)}\n`);
    if (isWritten) {
      // Nobody has seen what was not read.
      const after =
        name === undefined ? now : withUnread(signed(read, { by: name, until, commit: commitOf(project.root) }));
      const changed = { path: INVENTORY_PATH, before: file, after: withLineEndsOf(file, inventoryText(after)) };
      if (file?.text !== changed.after) {
        writeFiles(project.root, [changed]);
        terminal.print(`${file ? "changed" : "created"} ${INVENTORY_PATH}\n`);
      }
      return tellInternalErrors(project) ? EXIT.internal : EXIT.clean;
    }
    if (file === null)
      terminal.note(`fieldguard: there is no ${INVENTORY_PATH} yet; fieldguard audit --update writes it`);
    terminal.print(`${summary(now, drift)}\n`);
    if (tellInternalErrors(project)) return EXIT.internal;
    return switches.has("check") && drift.length > 0 ? EXIT.findings : EXIT.clean;
  },
};

function expiry({ values }: Invocation): string | null {
  const until = values.get("until");
  if (until === undefined) return null;
  if (!values.has("sign")) throw new UsageError("--until goes with --sign");
  if (!isDay(until)) throw new UsageError(`--until ${until}: write a day as YYYY-MM-DD`);
  if (until < today()) throw new UsageError(`--until ${until}: that day is over; nothing was written`);
  return until;
}

/** The 31st of February is none, though dates are made of it. */
function isDay(text: string): boolean {
  const date = new Date(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** In UTC, so that it is the same day for everybody. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

interface Signature {
  readonly by: string;
  readonly until: string | null;
  readonly commit: string | null;
}

/** A review that holds stays as it is. */
function signed(inventory: Inventory, { by, until, commit }: Signature): Inventory {
  const on = today();
  const holds = ({ review, code }: InventoryRecord): boolean =>
    review !== null && review.code === code && (review.expires === null || review.expires >= on);
  const records = [...inventory.records].map(([field, record]) => {
    const review = holds(record) ? record.review : { by, on, commit, code: record.code, expires: until };
    return [field, { ...record, review }] as const;
  });
  return { ...inventory, records: new Map(records) };
}

/** Null outside of a repository, or without Git. */
function commitOf(root: string): string | null {
  const { status, stdout } = spawnSync("git", ["rev-parse", "--short=12", "HEAD"], { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}

function summary({ records }: Inventory, drift: readonly Drift[]): string {
  const reviewed = [...records.values()].filter(({ review }) => review !== null).length;
  const fields = records.size === 1 ? "1 sensitive field" : `${records.size} sensitive fields`;
  const told = drift.length === 0 ? "the record is what the code says" : `${drift.length} to look at`;
  return `${fields}, ${reviewed} reviewed; ${told}.`;
}
