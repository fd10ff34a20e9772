import type { Engine } from "./engine.ts";
import type { Project, SourceFile } from "./projects.ts";
import { median } from "../bench/median.ts";

/** Milliseconds, of the same fields. */
export interface Cost {
  readonly fields: number;
  /** Python files of their projects, and those of them that declare a field. */
  readonly files: number;
  readonly declaring: number;
  /** To parse those that declare a field, whose texts are in memory. */
  readonly parsing: number;
  /** To index the modules there, and to follow the names of bases and relations from file to file. */
  readonly following: number;
  /** To parse the others, which is in vain. */
  readonly parsingOthers: number;
  readonly classifying: number;
}

export interface Costs {
  /** In an engine that has seen none of the projects, as in every scan by the command line: no name is known, no code compiled. */
  readonly first: Cost;
  /** Medians of later rounds: as in an editor that has been open for a while. */
  readonly later: Cost;
}

/** What classifying costs beside reading. `engine`: one that nobody has used. */
export function costOf(projects: readonly Project[], engine: Engine): Costs {
  const [first, ...later] = Array.from({ length: 1 + LATER_ROUNDS }, () => measured(projects, engine));
  const medianOf = (part: keyof Cost): number => median(later.map((round) => round[part]));
  return {
    first: first!,
    later: {
      ...first!,
      parsing: medianOf("parsing"),
      following: medianOf("following"),
      parsingOthers: medianOf("parsingOthers"),
      classifying: medianOf("classifying"),
    },
  };
}

const LATER_ROUNDS = 5;

function measured(projects: readonly Project[], engine: Engine): Cost {
  let [fields, declaring, others, parsingOthers, parsing, following, classifying] = [0, 0, 0, 0, 0, 0, 0];
  const read = ({ path, text }: SourceFile): ReturnType<Engine["readFile"]> => engine.readFile(path, text);
  for (const { files, rest, ways } of projects) {
    const start = performance.now();
    rest.forEach(read);
    const lookedThrough = performance.now();
    const schemas = files.flatMap((file) => read(file) ?? []);
    const parsed = performance.now();
    const lookup = engine.followNames(schemas, ways);
    const followed = performance.now();
    fields += engine.classifyFiles(schemas, lookup).length;
    classifying += performance.now() - followed;
    following += followed - parsed;
    parsing += parsed - lookedThrough;
    parsingOthers += lookedThrough - start;
    declaring += files.length;
    others += rest.length;
  }
  return { fields, files: declaring + others, declaring, parsing, following, parsingOthers, classifying };
}
