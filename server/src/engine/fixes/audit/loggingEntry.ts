import { addImportEdits } from "../../languages/python/editImports.ts";
import { endOfLine } from "../../text/characters.ts";
import { readModule } from "../../languages/python/module.ts";
import { newlineOf } from "../../text/whitespace.ts";
import type { Project } from "../../project/model.ts";
import type { SettingsEnvironment } from "../../project/settings/environments.ts";
import { readSettings, type Setting } from "../../project/settings/readSettings.ts";
import { setsUpLogging } from "../../rules/settings/security-events-unlogged/setsUpLogging.ts";
import { applyEdits } from "../../text/textEdit.ts";
import { addToSettings } from "../encrypt/keys/settingsBlock.ts";
import { settingsHomes } from "../encrypt/keys/settingsHomes.ts";
import { type Editing, inSequence } from "../inSequence.ts";
import type { PlacedEditing } from "../placedEditing.ts";

const LOGGING = "LOGGING";
const FUNCTION = "with_access_audit";

/**
 * Hands `LOGGING` through a function of the app, which adds a log to what is there, in each file of settings that has the last word about it;
 * settings for development and tests alone are left as they are. Null where that cannot be done for certain. `module`: that of the function.
 */
export function loggingEntry(project: Project, module: string): readonly PlacedEditing[] | null {
  const editings = new Map<string, PlacedEditing>();
  const homes = settingsHomes(project);
  for (const { place, environments } of homes) {
    const deployed = environments.filter(({ kind }) => kind !== "development" && kind !== "test");
    for (const environment of deployed.length > 0 ? deployed : environments) {
      const texts = project.settings.pathsOf(environment).map((each) => project.texts.get(each) ?? "");
      const isElsewhere = project.settings.valueIn("LOGGING_CONFIG", environment) !== null || texts.some(setsUpLogging);
      if (environment.className !== null || isElsewhere) return null;
      const setting = project.settings.valueIn(LOGGING, environment);
      const path = setting?.places.at(-1)?.path ?? place.path;
      if (editings.has(path) || isHandedThrough(project, environment)) continue;
      const editing = through(module, setting);
      if (!isDoneBy(project, environment, path, editing)) return null;
      editings.set(path, { path, editing });
    }
  }
  return homes.length === 0 ? null : [...editings.values()];
}

function through(module: string, setting: Setting | null): Editing {
  const imported = `from ${module} import ${FUNCTION}`;
  const handOn = (text: string, lines: readonly string[]): ReturnType<Editing> =>
    setting === null
      ? addToSettings(text, null, [{ beside: [], lines: [...lines, line("{}")] }], 0)
      : behindTheLast(text, setting, [...lines, line(LOGGING)]);
  return (text) =>
    inSequence(text, [
      (current) => handOn(current, []),
      (current) => addImportEdits(readModule(current), [{ module, name: FUNCTION, origin: "project" }]),
    ]) ??
    // Where a star import may bring any name, it is bound right before it is used.
    handOn(text, [imported]);
}

/** At the top of the module, behind the last statement that says or changes it. */
function behindTheLast(text: string, { certainty }: Setting, lines: readonly string[]): ReturnType<Editing> {
  const about = readModule(text).layout.statements.filter(({ span, end }) =>
    /^\s*LOGGING\b/m.test(text.slice(span.start, end)),
  );
  const last = about.at(-1);
  // It may not be there at all.
  if (!last || (certainty === "varies" && about.every(({ kind }) => kind === "block"))) return null;
  const at = endOfLine(text, last.end);
  const newline = newlineOf(text);
  return [{ span: { start: at, end: at }, text: lines.map((each) => newline + each).join("") }];
}

function line(argument: string): string {
  return `${LOGGING} = ${FUNCTION}(${argument})`;
}

function isDoneBy(project: Project, environment: SettingsEnvironment, path: string, editing: Editing): boolean {
  const text = project.texts.get(path) ?? "";
  const edits = editing(text);
  if (!edits) return false;
  const texts = new Map([...project.texts, [path, applyEdits(text, edits)]]);
  return isHandedThrough({ ...project, texts, settings: readSettings(texts) }, environment);
}

/** Its last statement, in any case. */
function isHandedThrough(
  { settings, texts }: Pick<Project, "settings" | "texts">,
  environment: SettingsEnvironment,
): boolean {
  const place = settings.valueIn(LOGGING, environment)?.places.at(-1);
  const source = place && (texts.get(place.path) ?? "").slice(place.span.start, place.span.end);
  return source?.startsWith(`${LOGGING} = ${FUNCTION}(`) ?? false;
}
