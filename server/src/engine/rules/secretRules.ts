import { hardCodedSecret } from "./data/hard-coded-secret/rule.ts";
import type { SecretRule } from "./rule.ts";

/** Those that look for secrets in the files of the repository. */
export const secretRules: readonly SecretRule[] = [hardCodedSecret];
