import { addModuleImportEdits } from "../../languages/python/editImports.ts";
import { endOfLine } from "../../languages/python/characters.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { calleeOf } from "../../languages/python/literals.ts";
import { qualify } from "../../languages/python/imports.ts";
import { type PythonModule, readModule } from "../../languages/python/module.ts";
import { newlineOf } from "../../languages/python/whitespace.ts";
import type { Project } from "../../project/model.ts";
import type { TextEdit } from "../../text/textEdit.ts";
import { inSequence } from "../inSequence.ts";
import type { FixStep } from "../model.ts";

const KEYS = "FIELD_ENCRYPTION_KEYS";
const READ_PLAINTEXT = "FIELD_ENCRYPTION_READ_PLAINTEXT";

export interface StepAndNotes {
  readonly step: FixStep | null;
  readonly notes: readonly string[];
}

/** Lets the settings read the keys from where the project keeps its secrets, never from the file itself. */
export function keySettingsStep({ settingsPath, areSettingsClasses, texts }: Project): StepAndNotes {
  const text = settingsPath === null ? undefined : texts.get(settingsPath);
  if (settingsPath === null || text === undefined || areSettingsClasses) {
    const where = areSettingsClasses ? "the class of settings that the others inherit from" : "the settings";
    return {
      step: null,
      notes: [
        `Add to ${where}: \`${KEYS} = ${FROM_ENVIRONMENT}\`, and \`${READ_PLAINTEXT} = True\` as long as rows from before the encryption may exist.`,
      ],
    };
  }
  const edits = inSequence(text, [importWhatIsUsed, addSettings]);
  if (!edits || edits.length === 0) return { step: null, notes: [] };
  return { step: { label: "Settings", changes: [{ kind: "edit", path: settingsPath, edits }] }, notes: [] };
}

/** A quick look; true also where there are no settings to change. */
export function hasKeySettings({ settingsPath, areSettingsClasses, texts }: Project): boolean {
  const text = settingsPath === null || areSettingsClasses ? undefined : texts.get(settingsPath);
  return text === undefined || (text.includes(KEYS) && text.includes(READ_PLAINTEXT));
}

const FROM_ENVIRONMENT = `[key for key in os.environ.get("${KEYS}", "").split(",") if key]`;

function addSettings(text: string): readonly TextEdit[] {
  const module = readModule(text);
  const newline = newlineOf(text);
  const lines: string[] = [];
  const place = placeIn(module);
  if (!assignmentOf(module, KEYS)) {
    lines.push(
      "# Keys of the encrypted model fields, the newest first, separated by commas.",
      `${KEYS} = ${valueOfKeys(module, place)}`,
    );
  }
  if (!assignmentOf(module, READ_PLAINTEXT)) {
    lines.push(
      "# Lets rows from before the encryption be read. Remove it when all of them were saved again.",
      `${READ_PLAINTEXT} = True`,
    );
  }
  if (lines.length === 0) return [];
  const block = place < text.length ? newline + newline + lines.join(newline) : lastParagraph(text, lines);
  return [{ span: { start: place, end: place }, text: block }];
}

function lastParagraph(text: string, lines: readonly string[]): string {
  const newline = newlineOf(text);
  const isApart = text === "" || text.endsWith(newline + newline);
  const gap = isApart ? "" : text.endsWith(newline) ? newline : newline + newline;
  return gap + lines.join(newline) + newline;
}

/** Behind what belongs with it: earlier keys, or Django's own secret. */
function placeIn(module: PythonModule): number {
  const neighbour = assignmentOf(module, KEYS) ?? assignmentOf(module, "SECRET_KEY");
  return neighbour ? endOfLine(module.text, neighbour.span.end) : module.text.length;
}

/** As the file reads its other values: through django-environ, python-decouple or the environment itself. */
function valueOfKeys(module: PythonModule, place: number): string {
  const environ = assignmentOf(module, "env");
  if (environ?.value && environ.span.end < place) {
    const made = readExpression(module.text, environ.value);
    const callee = made.kind === "call" ? qualify(calleeOf(made), module.bindings) : "";
    if (callee === "environ.Env" || callee === "environ.FileAwareEnv") return `env.list("${KEYS}", default=[])`;
  }
  if (module.bindings.get("config") === "decouple.config") {
    return `[key for key in config("${KEYS}", default="").split(",") if key]`;
  }
  return FROM_ENVIRONMENT;
}

function importWhatIsUsed(text: string): readonly TextEdit[] | null {
  const module = readModule(text);
  const isUsed = !assignmentOf(module, KEYS) && valueOfKeys(module, placeIn(module)) === FROM_ENVIRONMENT;
  return isUsed ? addModuleImportEdits(module, "os") : [];
}

function assignmentOf(module: PythonModule, name: string): PythonModule["layout"]["statements"][number] | undefined {
  return module.layout.statements.find(
    (statement) =>
      statement.kind === "assignment" &&
      statement.name !== null &&
      module.text.slice(statement.name.start, statement.name.end) === name,
  );
}
