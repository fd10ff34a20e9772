import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Category } from "../server/src/engine/classification/model.ts";
import type { RuleMeta } from "../server/src/engine/rules/rule.ts";
import { readKnowledge } from "./knowledge.ts";

/** The words that schemas, grammars and pages are generated from. */
export interface Vocabulary {
  readonly rules: readonly RuleMeta[];
  readonly categories: readonly Category[];
}

/** The built command line tells the rules, so build first. */
export function readVocabulary(): Vocabulary {
  const output = execFileSync(process.execPath, ["dist/cli.js", "rules", "--format", "json"], { encoding: "utf8" });
  const { rules } = JSON.parse(output) as Pick<Vocabulary, "rules">;
  const taxonomy = join(import.meta.dirname, "../server/src/engine/classification/taxonomy.yml");
  const { categories } = readKnowledge(taxonomy) as Pick<Vocabulary, "categories">;
  return { rules, categories };
}
