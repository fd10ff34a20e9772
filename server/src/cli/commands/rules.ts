import { rulesAsJson, rulesAsMarkdown } from "../../engine/reports/rules.ts";
import { rules } from "../../engine/rules/registry.ts";
import { EXIT, UsageError, type Verb } from "../verb.ts";

const FORMATS = ["markdown", "json"] as const;

export const rulesVerb: Verb = {
  name: "rules",
  summary: "list all rules",
  usage: ["rules [--format FORMAT]"],
  options: [{ name: "format", value: "FORMAT", help: `${FORMATS.join(", ")}; markdown by default`, choices: FORMATS }],
  example: "fieldguard rules --format json",

  run({ terminal, positionals, values }) {
    if (positionals.length > 0) throw new UsageError("rules takes no path; see fieldguard rules --help");
    const metas = rules.map(({ meta }) => meta);
    terminal.print(values.get("format") === "json" ? rulesAsJson(metas) : rulesAsMarkdown(metas));
    return Promise.resolve(EXIT.clean);
  },
};
