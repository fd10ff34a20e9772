import type { Engine } from "./engine.ts";
import type { Project, SourceFile } from "./projects.ts";
import { median } from "../bench/median.ts";

export interface Cost {
  readonly fields: number;
  /** Python files of their projects, and those of them that declare a field. */
  readonly files: number;
  readonly declaring: number;
  /** Milliseconds, medians of rounds: the texts of all these files, as a scan reads them once they are in memory. */
  readonly reading: number;
  /** Of those that declare a field alone. */
  readonly readingDeclaring: number;
  readonly following: number;
  readonly classifying: number;
}

/**
 * What classifying costs beside reading, taking turns on the same projects. Nothing is read from the disk. Apart stands what it costs
 * to find out which modules there are and to follow the names of bases and relations from file to file, which uses and
 * inheritance need as well.
 */
export function costOf(projects: readonly Project[], engine: Engine): Cost {
  const rounds = Array.from({ length: ROUNDS }, () => measured(projects, engine));
  const medianOf = (part: keyof Cost): number => median(rounds.map((round) => round[part]));
  return {
    ...rounds[0]!,
    reading: medianOf("reading"),
    readingDeclaring: medianOf("readingDeclaring"),
    following: medianOf("following"),
    classifying: medianOf("classifying"),
  };
}

const ROUNDS = 5;
const FIELDS = 30_000;

function measured(projects: readonly Project[], engine: Engine): Cost {
  let [fields, declaring, others, readingOthers, readingDeclaring, following, classifying] = [0, 0, 0, 0, 0, 0, 0];
  const read = ({ path, text }: SourceFile): ReturnType<Engine["readFile"]> => engine.readFile(path, text);
  for (let index = 0; fields < FIELDS; index++) {
    const { files, rest, ways } = projects[index % projects.length]!;
    const start = performance.now();
    rest.forEach(read);
    const lookedThrough = performance.now();
    const schemas = files.flatMap((file) => read(file) ?? []);
    const readAll = performance.now();
    const lookup = engine.followNames(schemas, ways);
    const followed = performance.now();
    fields += engine.classifyFiles(schemas, lookup).length;
    classifying += performance.now() - followed;
    following += followed - readAll;
    readingDeclaring += readAll - lookedThrough;
    readingOthers += lookedThrough - start;
    declaring += files.length;
    others += rest.length;
  }
  const reading = readingOthers + readingDeclaring;
  return { fields, files: declaring + others, declaring, reading, readingDeclaring, following, classifying };
}
