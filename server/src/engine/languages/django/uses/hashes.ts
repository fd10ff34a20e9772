/** What shows that a field holds a digest, and not what it was made of: https://docs.djangoproject.com/en/5.2/topics/auth/passwords/ */
import type { RawUse } from "../../../schema/rawUses.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import { argumentsOf } from "./calls.ts";
import type { ValueReader } from "./values.ts";

/** Take what was typed, and behind it the digest: Django's, and that of bcrypt. */
const COMPARING: ReadonlySet<string> = new Set(["check_password", "checkpw"]);

/** Give a digest; the last two are methods of what hashlib and hmac make. */
const MAKING: ReadonlySet<string> = new Set(["make_password", "hashpw", "hexdigest", "digest"]);

/** Whether the use compares or writes a digest. */
export function isOfDigest({ kind, by }: RawUse): boolean {
  return kind === "read" ? COMPARING.has(by) : kind === "write" && MAKING.has(by);
}

/** The function that an attribute is handed to as a digest; "" for none. */
export function comparedBy(values: ValueReader, attribute: SyntaxNode): string {
  const call = attribute.parent?.name === "ArgList" ? attribute.parent.parent : null;
  if (call?.name !== "CallExpression") return "";
  const name = values.lastName(call.firstChild!);
  const isSecond = COMPARING.has(name) && argumentsOf(call)[1]?.from === attribute.from;
  return isSecond ? name : "";
}

/** The function whose digest an attribute is set to, `self.token = make_password(token)`; "" for none. */
export function digestedBy(values: ValueReader, attribute: SyntaxNode): string {
  const parts = attribute.parent ? childrenOf(attribute.parent) : [];
  const value = parts.at(-1);
  if (parts[1]?.name !== "AssignOp" || value?.name !== "CallExpression") return "";
  const name = values.lastName(value.firstChild!);
  return MAKING.has(name) ? name : "";
}
