import type { TextEdit } from "../../text/textEdit.ts";
import type { SecretsFile } from "../model.ts";

/** What the file gives to a variable; null where it says nothing of it. */
export function secretIn(text: string, variable: string): string | null {
  const line = new RegExp(`^[ \\t]*(?:export[ \\t]+)?${variable}[ \\t]*=[ \\t]*(.*?)[ \\t]*$`, "m").exec(text);
  return line ? line[1]!.replace(/^(["'])(.*)\1$/, "$2") : null;
}

/** A line at the end of the file. */
export function secretEdits({ text }: SecretsFile, variable: string, value: string): readonly TextEdit[] {
  const before = text ?? "";
  const newline = before.includes("\r\n") ? "\r\n" : "\n";
  const gap = before === "" || before.endsWith("\n") ? "" : newline;
  return [{ span: { start: before.length, end: before.length }, text: `${gap}${variable}=${quoted(value)}${newline}` }];
}

/**
 * As all readers of such files understand it alike (shells, Compose, python-dotenv, django-environ, python-decouple); null for what
 * they do not. Without quotes shells make something else of `~`, and of more. Of `$` at the beginning django-environ makes the name
 * of another variable.
 */
export function quoted(value: string): string | null {
  if (/^[\w+/=-]+$/.test(value)) return value;
  return /^[^$'"\\\s`][^'\\\r\n`]*$/.test(value) && value.trim() === value ? `'${value}'` : null;
}
