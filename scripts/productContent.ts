import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";

/**
 * The same for the same server alone: what an older or a newer one has kept in the cache is not used. All of the server's sources
 * count, the knowledge among them and what compiles it, and the packages that it is built with.
 */
export function productContent(): string {
  const hash = createHash("sha256");
  const files = globSync("server/src/**/*.{ts,yml,json,py}").filter((file) => !file.endsWith(".spec.ts"));
  for (const file of [...files, "scripts/knowledge.ts", "package-lock.json"]
    .map((name) => name.replaceAll("\\", "/"))
    .sort()) {
    hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}
