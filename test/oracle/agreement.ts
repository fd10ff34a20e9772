import { decode } from "../../server/src/workspace/decode.ts";
import { readFileSync } from "node:fs";
import { fieldsOf } from "./ourFields.ts";
import { type ClassField, referencesOf } from "./reference.ts";

export interface Agreement {
  readonly files: number;
  /** Files that CPython does not take, such as those for another version of it. */
  readonly refused: number;
  /** Fields that either side sees. */
  readonly fields: number;
  readonly agreed: number;
  /** Paths of the files in which CPython sees fields. */
  readonly withFields: readonly string[];
  /** One line each. */
  readonly disagreements: readonly string[];
}

/** Compares what CPython and we see of each field: class, name, callee, keywords and where all of them stand. */
export async function agreementOn(paths: readonly string[]): Promise<Agreement> {
  let [files, refused, fields, agreed] = [0, 0, 0, 0];
  const withFields: string[] = [];
  const disagreements: string[] = [];
  for await (const [path, reference] of referencesOf(paths, { places: false })) {
    if ("error" in reference) {
      refused++;
      continue;
    }
    files++;
    if (reference.fields.length > 0) withFields.push(path);
    const theirs = new Map(reference.fields.map((field) => [keyOf(field), shown(field)]));
    // Whether we can read the file is ours to answer for: without its text we see none of its fields.
    const decoded = decode(readFileSync(path));
    const seen = decoded.kind === "text" ? fieldsOf(decoded.text) : [];
    const ours = new Map(seen.map((field) => [keyOf(field), shown(field)]));
    for (const key of new Set([...theirs.keys(), ...ours.keys()])) {
      fields++;
      const [their, our] = [theirs.get(key), ours.get(key)];
      if (their === our) agreed++;
      else disagreements.push(`${path}:${key}\n    CPython ${their ?? "sees none"}\n    we      ${our ?? "see none"}`);
    }
  }
  return { files, refused, fields, agreed, withFields, disagreements };
}

function keyOf({ class: className, name, start }: ClassField): string {
  return `${start} ${className}.${name}`;
}

function shown({ callee, call, positional, keywords }: ClassField): string {
  return JSON.stringify({ callee, call, positional, keywords });
}
