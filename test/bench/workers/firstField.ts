/** Loads the bundled analysis (`argv[2]`) and classifies one field. Prints the milliseconds, and the files that this took. */
import { createRequire } from "node:module";
import type * as Analysis from "./analysis.ts";

const start = performance.now();
const require = createRequire(import.meta.url);
const { analyseText, EMPTY_POLICY } = require(process.argv[2]!) as typeof Analysis;
const text =
  "from django.db import models\n\nclass Customer(models.Model):\n    iban = models.CharField(max_length=34)\n";
const { analysis } = analyseText({ path: "models.py", version: 1, text }, EMPTY_POLICY);
const milliseconds = performance.now() - start;
if (analysis?.findings.length !== 1) throw new Error("the field was not classified");
console.log(JSON.stringify({ milliseconds, files: Object.keys(require.cache) }));
