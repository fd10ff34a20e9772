import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Puts what was printed into docs/accuracy.md, in place of what was printed before. */
export function writeFigures(printed: string): void {
  const [explained] = readFileSync(PAGE, "utf8").split(MARK, 1);
  writeFileSync(PAGE, `${explained!}${MARK}\n\n${printed}\n`);
}

const PAGE = fileURLToPath(new URL("../../docs/accuracy.md", import.meta.url));
const MARK = "<!-- What follows was printed by `npm run accuracy -- --corpus DIR --write`. -->";
