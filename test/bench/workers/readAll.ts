/** The least that any scan has to do: list a folder and read its Python files. Prints the milliseconds. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const start = performance.now();
let bytes = 0;
for (const entry of readdirSync(process.argv[2]!, { recursive: true, withFileTypes: true })) {
  if (entry.isFile() && entry.name.endsWith(".py")) bytes += readFileSync(join(entry.parentPath, entry.name)).length;
}
console.log(JSON.stringify({ milliseconds: performance.now() - start, bytes }));
