import { type LinkedUse, lineOf } from "./linkUses.ts";

const MOST_PLACES = 3;

/** Fixtures that hold values of a field. */
export function fixturesAmong(uses: readonly LinkedUse[]): readonly LinkedUse[] {
  return uses.filter(({ use }) => use.kind === "fixture");
}

/** Says where they are, and what to do about them; the end of a sentence, and one more. */
export function tellFixtures(fixtures: readonly LinkedUse[]): string {
  const places = fixtures.slice(0, MOST_PLACES).map(lineOf);
  const rest = fixtures.length - places.length;
  const more = rest > 0 ? ` and ${rest} more` : "";
  const [hold, them] = fixtures.length === 1 ? ["holds", "it"] : ["hold", "them"];
  return `${places.join(", ")}${more} ${hold} values of it in plain text. If they are of real people, put made-up ones in their place, and remove ${them} from the history of the repository, too.`;
}
