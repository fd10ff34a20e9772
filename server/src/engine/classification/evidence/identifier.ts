import type { Field, Shape } from "../../schema/schema.ts";
import { type Phrase, phraseOf } from "../phrase.ts";
import { modifiersIn } from "../reading.ts";
import { strongestTo, type Surroundings } from "../surroundings.ts";
import { reasonOf } from "../weights.ts";
import { type Candidate, candidate } from "./candidate.ts";
import { contextEvidence } from "./context.ts";

/**
 * What another system calls a person, whichever it is: `slack_id` on a user, `signer_id` on a decision. A number is
 * mostly a key of this database and says nothing.
 */
export function identifierSays(
  field: Field,
  surroundings: Surroundings,
  { words }: Phrase = phraseOf(field.name),
): readonly Candidate[] {
  if (field.type.shape !== "string" && field.type.shape !== "uuid") return NOTHING;
  if (words.length < 2 || !KEYS.has(words.at(-1)!)) return NOTHING;
  const strength = strengthOf(words.slice(0, -1), field.type.shape, surroundings);
  if (strength === 0) return NOTHING;
  const detail = `“${words.join(" ")}” is what another system calls a person`;
  const outright = reasonOf({ kind: "name", detail, weight: WEIGHT * strength }, "key of a person elsewhere");
  return [candidate(CATEGORY, [outright, ...contextEvidence(AGAINST, surroundings, CATEGORY)])];
}

const NOTHING: readonly Candidate[] = [];
const CATEGORY = "user.unique_id";
const AGAINST: Readonly<Record<string, number>> = { organization: -1.5, reference: -2, thing: -1.5, content: -2 };
const KEYS: ReadonlySet<string> = new Set(["id", "uuid", "guid", "uid", "identifier"]);
const WEIGHT = 3.7;
/** Of the role in `signer_id`, which may as well be a key of this database. */
const ROLE_STRENGTH = 0.9;
/** Words for people that are words for programs, accounts and nodes too. */
const NOT_ROLES: ReadonlySet<string> = new Set(["user", "client", "parent", "child", "agent", "owner", "member"]);
/** Classes of what issues identifiers. */
const ISSUERS: ReadonlySet<string> = new Set(["organization", "account", "integration", "visit"]);

/** How likely it is a person's: the name says so itself, or the record is one and the name speaks of no other thing. */
function strengthOf(words: readonly string[], shape: Shape, surroundings: Surroundings): number {
  const modifiers = modifiersIn(words);
  const last = modifiers.at(-1);
  if (last?.end === words.length && last.classes.includes("person"))
    return shape === "string" && !NOT_ROLES.has(last.words) ? ROLE_STRENGTH : 0;
  if (modifiers.some((modifier) => !modifier.classes.every((name) => ISSUERS.has(name)))) return 0;
  return strongestTo("person", surroundings)?.strength ?? 0;
}
