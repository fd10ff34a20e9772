import { MAKE_A_KEY } from "../../../protection/generated/provider.ts";
import type { TextEdit } from "../../../text/textEdit.ts";
import type { KeyRuns } from "./keyRuns.ts";

/** The variable of the keys that the generated field classes read. */
export function exampleFileEdits(text: string, runs: KeyRuns): readonly TextEdit[] {
  const { name, of } = runs.setting;
  const comment = `# Keys of ${of}, separated by commas. To make one: ${MAKE_A_KEY}`;
  return exampleLineEdits(text, name, [comment], runs);
}

/** A line without a value in what people copy to a `.env` of their own; none in a file about something else. */
export function exampleLineEdits(
  text: string,
  variable: string,
  comments: readonly string[],
  { variables, secret }: Pick<KeyRuns, "variables" | "secret">,
): readonly TextEdit[] {
  const lines = [...text.matchAll(/^(export[ \t]+)?([A-Za-z_]\w*)[ \t]*=([^\r\n]*)/gm)];
  if (new RegExp(`^#?\\s*(export\\s+)?${variable}\\b`, "m").test(text)) return [];
  const known = lines.filter(([, , name]) => variables.has(name!) || name === "DJANGO_SETTINGS_MODULE");
  const neighbour = known.find(([, , name]) => name === secret) ?? known.at(-1);
  if (!neighbour) return [];
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const added = [...comments, `${neighbour[1] ?? ""}${variable}=`];
  // A value in quotes may go on in the next line.
  const isWhole = (neighbour[3]!.split('"').length + neighbour[3]!.split("'").length) % 2 === 0;
  const end = isWhole ? neighbour.index + neighbour[0].length : text.trimEnd().length;
  return [{ span: { start: end, end }, text: newline + added.join(newline) }];
}
