import type { TextEdit } from "../../../text/textEdit.ts";
import { type KeyRuns, TEST_COMMAND } from "./keyRuns.ts";

/**
 * Gives the public key to tests that tox runs, which hands on no variables by itself, or that pytest-env gives variables to. Null where
 * tests need it and it is not certain where it belongs.
 */
export function iniFileEdits(text: string, runs: KeyRuns): readonly TextEdit[] | null {
  const { name, publicKey } = runs.setting;
  if (text.includes(name)) return [];
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const edits: TextEdit[] = [];
  const needs = ({ body }: Pick<Block, "body">): boolean =>
    runs.needsVariable({ variables: variablesIn(body), command: TEST_COMMAND.exec(text)?.[0] ?? "pytest" });
  const blocks = blocksIn(text);
  for (const block of blocks) {
    if (!needs(block)) continue;
    const [indentation, , separator] = /^([ \t]+)(\w+)([ \t]*=[ \t]*)/m.exec(block.body)?.slice(1) ?? [];
    if (indentation === undefined) return null;
    edits.push({
      span: { start: block.end, end: block.end },
      text: `${newline}${indentation}${name}${separator}${publicKey}`,
    });
  }
  // Written on one line, or below a comment: another one would be refused. What other environments run, they run with these variables.
  const isUnread = /^(setenv|set_env)[ \t]*=/m.test(text) && !blocks.some((block) => block.name !== "env");
  const others = text.split(/^(?=\[)/m).filter((part) => part.startsWith("[testenv:"));
  const isShared = others.some((part) => /manage\.py|django-admin/.test(part) && !TEST_COMMAND.test(part));
  if ((isUnread || isShared) && TEST_COMMAND.test(text) && needs({ body: "" })) return null;
  const header = /^\[testenv\][^\r\n]*/m.exec(text);
  const hasOwn = blocks.some(({ section }) => section === "testenv");
  if (header && !hasOwn && /^commands\s*=/m.test(text) && TEST_COMMAND.test(text)) {
    const end = header.index + header[0].length;
    const isNeeded = runs.needsVariable({ variables: new Map(), command: TEST_COMMAND.exec(text)![0] });
    if (isNeeded)
      edits.push({ span: { start: end, end }, text: `${newline}setenv =${newline}    ${name} = ${publicKey}` });
  }
  return edits;
}

interface Block {
  readonly name: string;
  readonly section: string;
  /** Indented lines, a variable each. */
  readonly body: string;
  readonly end: number;
}

/** `setenv =` of tox and `env =` of pytest-env. */
function blocksIn(text: string): readonly Block[] {
  const found: Block[] = [];
  for (const match of text.matchAll(/^(setenv|set_env|env)[ \t]*=[ \t]*((?:\r?\n[ \t]+\S[^\r\n]*)+)/gm)) {
    const before = [...text.slice(0, match.index).matchAll(/^\[([^\]\r\n]+)\]/gm)].at(-1)?.[1] ?? "";
    const fits = match[1] === "env" ? /^(tool:)?pytest$/.test(before) : before === "testenv";
    if (fits) found.push({ name: match[1]!, section: before, body: match[2]!, end: match.index + match[0].length });
  }
  return found;
}

function variablesIn(body: string): ReadonlyMap<string, string> {
  return new Map(
    [...body.matchAll(/^[ \t]+(\w+)[ \t]*=[ \t]*([^\r\n]*)/gm)].map(([, name, value]) => [name!, value!.trim()]),
  );
}
