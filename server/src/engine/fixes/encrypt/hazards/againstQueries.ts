import { fixturesAmong, tellFixtures } from "../../../project/uses/fixtures.ts";
import type { FrameworkUse } from "../../../project/uses/frameworkUses.ts";
import { historiesOf } from "../../../project/uses/histories.ts";
import type { LinkedUse } from "../../../project/uses/linkUses.ts";
import type { FixContext, Reason } from "../../model.ts";
import { againstHistories } from "./againstHistories.ts";
import { referencesOf } from "./references.ts";
import { type Hazard, hazardOf, isIncidental, placeOf, tellHazards } from "../../../project/uses/hazards.ts";

/** What packages do with the field that they could no longer do, as sentences; null for nothing. */
export function againstPackages(
  { uses }: FixContext,
  isServed: (on: FrameworkUse["on"]) => boolean = () => false,
): string | null {
  // What the admin searches is an entry of the project's own code, and counts as such.
  const callers = (uses?.byPackages ?? []).filter(({ on }) => on !== "searched" && on !== "logged" && !isServed(on));
  if (callers.length === 0) return null;
  const told = callers.map(({ does, package: name, caller }) => `${does} (${name}, \`${caller}\`).`);
  return `${told.join(" ")} None of that works with ciphertext.`;
}

/** Whether a use that ciphertext alone could not serve is served nevertheless. */
export type IsServed = (use: LinkedUse) => boolean;

const nothing: IsServed = () => false;

/** Why the project's own code stands against it: places that certainly query the field, or keep copies of it. Null when there are none, or nobody has looked. */
export function againstQueries(context: FixContext, isServed: IsServed = nothing): Reason | null {
  const histories = againstHistories(context);
  if (histories) return histories;
  const { dropped } = referencesOf(context);
  const found = endangered(context, isServed).filter(
    ({ use }) => use.certainty === "sure" && !isIncidental(use) && !dropped.has(use),
  );
  if (found.length === 0) return null;
  const because = [...tellHazards(found.map(({ hazard }) => hazard)), "Change these places first."].join(" ");
  return { because, places: found.map(({ use }) => use) };
}

/** What a person should look at before the change is deployed: places that may query the field. */
export function notesOnQueries(context: FixContext, isServed: IsServed = nothing): readonly string[] {
  const found = endangered(context, isServed).map(({ use }) => use);
  const likely = found.filter((use) => use.certainty === "likely" && !isIncidental(use));
  const offering = found.filter((use) => use.certainty !== "by name" && isIncidental(use));
  const dropped = [...referencesOf(context).dropped];
  return [
    ...(dropped.length === 0
      ? []
      : [
          `It can no longer be searched, filtered or sorted by, and was taken out of ${listed(dropped)}. A client of an API that still asks for it gets all rows, in another order.`,
        ]),
    ...(likely.length === 0
      ? []
      : [`Look at what seems to query it, which would fail or find nothing: ${listed(likely)}.`]),
    ...(offering.length === 0
      ? []
      : [`Look at what lets people search or sort by it among other fields: ${listed(offering)}.`]),
    ...notesOnFixtures(context),
    ...notesOnHistories(context),
  ];
}

/** `loaddata` goes on to change what it reads into what is stored, and files stay as they are. */
export function notesOnFixtures({ uses }: FixContext): readonly string[] {
  const fixtures = fixturesAmong(uses?.uses ?? []);
  return fixtures.length === 0 ? [] : [`Fixtures still load, but ${tellFixtures(fixtures)}`];
}

/** What goes on to keep plain values. */
export function notesOnHistories({ uses, subject }: FixContext): readonly string[] {
  const histories = uses ? historiesOf(subject.field.name, uses) : [];
  return histories
    .filter(({ isEncrypted }) => !isEncrypted)
    .map(({ tells }) => `The column will be encrypted, but ${tells}`);
}

interface Endangered {
  readonly use: LinkedUse;
  readonly hazard: Hazard;
}

function endangered({ uses, subject }: FixContext, isServed: IsServed): readonly Endangered[] {
  return (uses?.uses ?? []).flatMap((use) => {
    const hazard = hazardOf(use, subject.field.name);
    return hazard === null || isServed(use) ? [] : [{ use, hazard }];
  });
}

/** `shop/views.py:12 (filter), shop/admin.py:5 (search_fields)` */
export function listed(uses: readonly LinkedUse[]): string {
  return uses.map(placeOf).join(", ");
}
