import { codeValues } from "./data/code-values/rule.ts";
import { fixtureValues } from "./data/fixture-values/rule.ts";
import { tableValues } from "./data/table-values/rule.ts";
import type { DataRule } from "./rule.ts";

/** Those that look at values in the files of the repository. */
export const dataRules: readonly DataRule[] = [fixtureValues, tableValues, codeValues];
