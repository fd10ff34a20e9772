import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Results } from "./results.ts";

/**
 * Runs groups in processes beside each other, a core each; prints their lines as they come and counts their cells.
 * True when nothing was skipped.
 */
export async function sideBySide(
  program: string,
  parts: readonly (readonly string[])[],
  results: Results,
): Promise<boolean> {
  const complete = await Promise.all(parts.map((names) => runPart(program, names, results)));
  return !complete.includes(false);
}

async function runPart(program: string, names: readonly string[], results: Results): Promise<boolean> {
  const child = spawn(process.execPath, [program, ...names], { stdio: ["ignore", "pipe", "inherit"] });
  const closed = new Promise<void>((resolve) =>
    child.on("close", () => {
      resolve();
    }),
  );
  let last = "";
  const passed: string[] = [];
  let complete = true;
  for await (const line of createInterface(child.stdout)) {
    if (last !== "") console.log(last);
    last = line;
    if (line.startsWith("skipped: ")) complete = false;
    if (line.startsWith("ok ")) passed.push(line.slice(3));
  }
  await closed;
  const counts = /^(\d+) passed, (\d+) failed$/.exec(last);
  if (counts) results.add(Number(counts[1]), Number(counts[2]), passed);
  else results.cell(`${names.join(", ")}: run to their end`, `the last line was: ${last}`);
  return complete;
}
