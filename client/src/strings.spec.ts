import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

function json(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(ROOT, path), "utf8")) as Record<string, unknown>;
}

/** First arguments of `l10n.t`, in the sources of the client and of its page. */
function textsOfTheClient(): readonly string[] {
  const sources = readdirSync(join(ROOT, "client"), { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".ts") && !path.endsWith(".spec.ts"),
  );
  return sources.flatMap((path) => {
    const source = readFileSync(join(ROOT, "client", path), "utf8");
    return [...source.matchAll(/l10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)].map((match) => JSON.parse(match[1]!) as string);
  });
}

describe("texts for translation", () => {
  it("are all in the bundle, and nothing else is", () => {
    const used = [...new Set(textsOfTheClient())].sort();
    expect(Object.keys(json("l10n/bundle.l10n.json")).sort()).toEqual(used);
  });

  it("of the manifest are all in package.nls.json, and nothing else is", () => {
    const used = [...readFileSync(join(ROOT, "package.json"), "utf8").matchAll(/"%([^"%]+)%"/g)].map(
      (match) => match[1]!,
    );
    expect(Object.keys(json("package.nls.json")).sort()).toEqual([...new Set(used)].sort());
  });
});
