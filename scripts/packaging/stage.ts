import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";

export interface Stage {
  readonly root: string;
  /** Made anew. */
  readonly folder: string;
  readonly files: readonly string[];
  /** Keys of package.json that mean something to who installs it. */
  readonly keep: (key: string) => boolean;
}

/** A folder with the files that ship and no others, with the README and the package.json that belong there. */
export function makeStage({ root, folder, files, keep }: Stage): void {
  rmSync(folder, { recursive: true, force: true });
  for (const file of files) cpSync(join(root, file), join(folder, file));
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Record<string, unknown>;
  const kept = Object.fromEntries(Object.entries(manifest).filter(([key]) => keep(key)));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(join(folder, "README.md"), packedReadme(readFileSync(join(root, "README.md"), "utf8"), files));
}

/** Without what only a clone can do, and with plain text where a link would lead to a file that does not ship. */
export function packedReadme(text: string, files: readonly string[]): string {
  return text
    .replace(/<!-- only in the repository -->\n[^]*?<!-- to here -->\n+/g, "")
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, (link, label: string, target: string) =>
      isBroken("README.md", target, files) ? label : link,
    );
}

/** Relative links of a page that lead nowhere among these files. */
export function brokenLinks(path: string, text: string, files: readonly string[]): readonly string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);
  return targets.filter((target) => isBroken(path, target, files));
}

function isBroken(path: string, target: string, files: readonly string[]): boolean {
  if (/^(https?:|mailto:|#)/.test(target)) return false;
  const file = posix.join(posix.dirname(path), target.replace(/#.*$/, ""));
  return !files.includes(file);
}
