import type { Engine } from "./engine.ts";
import type { Project } from "./projects.ts";
import { median } from "../bench/median.ts";

export interface Cost {
  readonly fields: number;
  /** Milliseconds, medians of rounds. */
  readonly reading: number;
  readonly following: number;
  readonly classifying: number;
}

/**
 * What classifying costs beside reading, taking turns on the same files: those that declare something. Files that
 * are read in vain are left out, which makes reading look cheaper than it is. Apart from both stands what it costs to find out which
 * modules there are and to follow the names of bases and relations from file to file, which uses and inheritance need as well.
 */
export function costOf(projects: readonly Project[], engine: Engine): Cost {
  const rounds = Array.from({ length: ROUNDS }, () => measured(projects, engine));
  return {
    fields: rounds[0]!.fields,
    reading: median(rounds.map(({ reading }) => reading)),
    following: median(rounds.map(({ following }) => following)),
    classifying: median(rounds.map(({ classifying }) => classifying)),
  };
}

const ROUNDS = 5;
const FIELDS = 30_000;

function measured(projects: readonly Project[], engine: Engine): Cost {
  let [fields, reading, following, classifying] = [0, 0, 0, 0];
  for (let index = 0; fields < FIELDS; index++) {
    const { files, ways } = projects[index % projects.length]!;
    const start = performance.now();
    const schemas = files.flatMap(({ path, text }) => engine.readFile(path, text) ?? []);
    const read = performance.now();
    const lookup = engine.followNames(schemas, ways);
    const followed = performance.now();
    fields += engine.classifyFiles(schemas, lookup).length;
    classifying += performance.now() - followed;
    following += followed - read;
    reading += read - start;
  }
  return { fields, reading, following, classifying };
}
