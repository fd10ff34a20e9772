import { mergeInventories } from "../../engine/inventory/mergeInventories.ts";
import { inventoryIn } from "../inventoryOf.ts";
import { textFile, withLineEndsOf } from "../textFile.ts";
import { EXIT, UsageError, type Verb } from "../verb.ts";
import { writeFiles } from "../writeFiles.ts";

export const mergeInventoryVerb: Verb = {
  name: "merge-inventory",
  summary: "Git's merge driver for the record of classified fields",
  usage: ["merge-inventory BASE OURS THEIRS"],
  options: [],
  notes: [
    "Once for the repository, in .gitattributes:\n  .fieldguard/inventory.jsonl merge=fieldguard\n  .fieldguard/baseline.txt merge=union",
    "Once for each clone:\n  git config merge.fieldguard.driver 'fieldguard merge-inventory %O %A %B'",
    "Writes to OURS. Where both sides have changed the same field, not in the same way, it stands there twice, between the\n" +
      "usual marks, and the exit code is 1.",
  ],
  example: "fieldguard merge-inventory %O %A %B",

  run({ terminal, positionals }) {
    const [base, ours, theirs, ...more] = positionals;
    if (base === undefined || ours === undefined || theirs === undefined || more.length > 0)
      throw new UsageError("give three files: BASE OURS THEIRS; Git fills them in for %O %A %B");
    const files = [base, ours, theirs].map(textFile);
    const [before, our, their] = files.map((file, index) => inventoryIn(positionals[index]!, file?.text ?? ""));
    const { text, conflicts } = mergeInventories(before!, our!, their!);
    writeFiles("", [{ path: ours, before: files[1]!, after: withLineEndsOf(files[1]!, text) }]);
    for (const field of conflicts) terminal.note(`fieldguard: both sides have changed ${field}`);
    return Promise.resolve(conflicts.length > 0 ? EXIT.findings : EXIT.clean);
  },
};
