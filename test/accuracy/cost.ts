import type { Engine } from "./engine.ts";
import type { Project, SourceFile } from "./projects.ts";
import { median } from "../bench/median.ts";

export interface Cost {
  readonly fields: number;
  /** Python files of their projects, and those of them that declare a field. */
  readonly files: number;
  readonly declaring: number;
  /** Milliseconds, medians of rounds: to parse those that declare a field, whose texts are in memory. */
  readonly parsing: number;
  /** To index the modules there, and to follow the names of bases and relations from file to file. */
  readonly following: number;
  /** To parse the others, which is in vain. */
  readonly parsingOthers: number;
  readonly classifying: number;
}

/** What classifying costs beside reading, taking turns on the same projects. */
export function costOf(projects: readonly Project[], engine: Engine): Cost {
  const rounds = Array.from({ length: ROUNDS }, () => measured(projects, engine));
  const medianOf = (part: keyof Cost): number => median(rounds.map((round) => round[part]));
  return {
    ...rounds[0]!,
    parsing: medianOf("parsing"),
    following: medianOf("following"),
    parsingOthers: medianOf("parsingOthers"),
    classifying: medianOf("classifying"),
  };
}

const ROUNDS = 5;
const FIELDS = 30_000;

function measured(projects: readonly Project[], engine: Engine): Cost {
  let [fields, declaring, others, parsingOthers, parsing, following, classifying] = [0, 0, 0, 0, 0, 0, 0];
  const read = ({ path, text }: SourceFile): ReturnType<Engine["readFile"]> => engine.readFile(path, text);
  for (let index = 0; fields < FIELDS; index++) {
    const { files, rest, ways } = projects[index % projects.length]!;
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
