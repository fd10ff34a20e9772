import { readModule } from "../../languages/python/module.ts";
import { environmentFileKind } from "../../project/keys/environmentFiles.ts";
import type { KeyUse } from "../../project/keys/keyUses.ts";
import { writtenIn } from "../../project/keys/writtenKeys.ts";
import type { Project } from "../../project/model.ts";
import type { SettingsEnvironment } from "../../project/settings/environments.ts";
import { environmentVariables } from "../../project/settings/environmentVariables.ts";
import { readSettings } from "../../project/settings/readSettings.ts";
import { applyEdits, type TextEdit } from "../../text/textEdit.ts";
import { exampleLineEdits } from "../encrypt/keys/exampleFile.ts";
import { isPrefixedAt, setsVariablePrefix } from "../../project/settings/variablePrefixes.ts";
import { toolOf } from "../encrypt/keys/readingKeys.ts";
import type { FileChange, FixStep, SecretsFile, SettingFix, SettingFixContext } from "../model.ts";
import { type Loading, loadingOf } from "./loading.ts";
import { otherReader } from "./otherReader.ts";
import { readEdits } from "./readEdits.ts";
import { quoted, secretEdits, secretIn } from "./secretsLine.ts";
import { statementAt, type WrittenValue, writtenValueOf } from "./writtenValue.ts";

/** Reads a key from the environment, and puts this very key where the environment comes from: another one reads nothing. */
export const moveKey: SettingFix = {
  id: "move-key",

  offer(context) {
    const move = moveOf(context);
    if (typeof move === "string") return { id: "move-key", because: move };
    const title = `Read \`${context.finding.field}\` from the environment, and keep this key in \`${move.file.path}\`…`;
    return { id: "move-key", title, kind: "suggestion", preferred: true, input: null };
  },

  plan(context) {
    const move = moveOf(context);
    if (typeof move === "string") return null;
    const { finding, project } = context;
    const { path, field: setting } = finding;
    const steps: FixStep[] = [{ label: "Settings", changes: [{ kind: "edit", path, edits: move.edits }] }];
    if (move.secret) steps.push({ label: "The key", changes: [move.secret] });
    const examples = exampleChanges(project, move);
    if (examples.length > 0) steps.push({ label: "Environment", changes: examples });
    return {
      id: "move-key",
      title: `Move \`${setting}\` out of the settings`,
      steps,
      notes: notesOn(context, move),
      holdsSecret: true,
    };
  },
};

interface Move {
  readonly use: KeyUse;
  readonly variable: string;
  readonly written: WrittenValue;
  readonly environment: SettingsEnvironment;
  readonly file: SecretsFile;
  /** Of the settings. */
  readonly edits: readonly TextEdit[];
  readonly after: string;
  /** Null where the file has the key already. */
  readonly secret: FileChange | null;
}

/** A sentence where it cannot be moved. */
function moveOf({ finding, uses, project, secretsFile: file }: SettingFixContext): Move | string {
  const { path, field: setting, span } = finding;
  const text = project.texts.get(path) ?? "";
  const module = readModule(text);
  const use = uses.find(({ facts }) =>
    setting === "SECRET_KEY" ? facts.secretKey !== undefined : facts.settings.includes(setting),
  );
  const environment = use?.environments.find((each) => project.settings.pathsOf(each).includes(path));
  if (!use || !environment) return "Nothing says which settings this file belongs to.";
  const isTool = (name: string): boolean => {
    const value = project.settings.valueIn(name, { ...environment, path, className: null })?.value;
    return value !== undefined && toolOf(value) !== null;
  };
  const statement = statementAt(module, span.start);
  const written = statement && writtenValueOf(module, statement, isTool);
  if (!written)
    return "It is written as bytes or put together of several parts, read in a way that is not edited here, or stands in a class: move it by hand.";
  const texts = project.settings.pathsOf(environment).map((each) => project.texts.get(each) ?? "");
  if (isPrefixedAt(module, span.start) || texts.some(setsVariablePrefix))
    return "What reads the environment puts a prefix before the names of variables there: move it by hand.";
  const variable = written.read?.variable ?? setting;
  const value = written.keys.join(",");
  if (quoted(value) === null || (written.shape === "list" && written.keys.some((key) => /[\s,]/.test(key))))
    return "The key has characters that not every reader of the environment takes for themselves: move it by hand.";
  if (!file) return "The file `.env`, in which the key would be kept, cannot be read.";
  if (!file.isIgnored) {
    return `\`${file.path}\`, in which the key would be kept, is not ignored by git: add it to \`.gitignore\` first, so that the key has a place to go to and is lost nowhere. Without such a file, give the variable \`${variable}\` to all that runs the project before you take the key out by hand.`;
  }
  const other = otherReader(project, use, variable, written, setting);
  if (other !== null) return `\`${other}\` reads \`${variable}\`, too, and would get this key: move it by hand.`;
  const known = file.text === null ? null : secretIn(file.text, variable);
  if (known !== null && known !== value) return `\`${file.path}\` gives another value to \`${variable}\` already.`;
  const edits = readEdits(project, path, environment, module, written, variable);
  const after = edits && applyEdits(text, edits);
  if (edits === null || after === null || !isAsMeant(project, path, setting, environment, after))
    return "It is written in a way that is not edited here: move it by hand.";
  return {
    use,
    variable,
    written,
    environment,
    file,
    edits,
    after,
    secret: known === null ? secretChange(file, variable, value) : null,
  };
}

/** A last look: evaluated once more, the setting is there and nothing of it is written down. */
function isAsMeant(
  project: Project,
  path: string,
  setting: string,
  environment: SettingsEnvironment,
  after: string,
): boolean {
  const settings = readSettings(new Map([...project.texts, [path, after]]));
  const found = settings.valueIn(setting, environment);
  return found !== null && writtenIn(found) === null;
}

function secretChange(file: SecretsFile, variable: string, value: string): FileChange {
  const edits = secretEdits(file, variable, value);
  return file.text === null
    ? { kind: "create", path: file.path, text: applyEdits("", edits) }
    : { kind: "edit", path: file.path, edits };
}

/** Files that people copy to such a file of their own get the variable, without the value. */
function exampleChanges({ settings, texts }: Project, { variable, environment, file }: Move): readonly FileChange[] {
  const variables = environmentVariables(settings, [environment]);
  return [...texts].flatMap(([path, text]): readonly FileChange[] => {
    if (path === file.path || environmentFileKind(path) !== "example") return [];
    const edits = exampleLineEdits(text, variable, [], { variables, secret: "SECRET_KEY" });
    return edits.length > 0 ? [{ kind: "edit", path, edits }] : [];
  });
}

function notesOn({ finding, project }: SettingFixContext, move: Move): readonly string[] {
  const { use, variable, file, written, after } = move;
  const loading = LOADING[loadingOf(project.texts, file.path)];
  return [
    `Before you deploy: give production the variable \`${variable}\`, with the value that \`${file.path}\` has now. Without it the project does not start, and under another one it cannot read what is stored.`,
    ...(loading === null
      ? []
      : [`${loading} \`${file.path}\`: load it (\`set -a; . ./${file.path}; set +a\`) where you run the project.`]),
    `\`.gitignore\` does not keep git from a file that it tracks already: before you commit, make sure that \`git ls-files --error-unmatch ${file.path}\` fails.`,
    "What runs without that file needs the variable as well: other developers, builds and tests, for which any key of the same form will do.",
    ...(written.keys.some((key) => after.includes(key))
      ? [`The key stands in \`${finding.path}\` once more: look for it there.`]
      : []),
    `The key stays in the history of the repository, so that whoever has that can still read the values. Replace it next. ${rotationWith(use, finding.field)}`,
    "Keep the old key until every row was saved again, and as long as you may have to restore a backup from before: nothing else reads them.",
  ];
}

const LOADING: Readonly<Record<Loading, string | null>> = {
  never: "Nothing in the settings loads",
  perhaps: "Make sure that the settings load",
  surely: null,
};

function rotationWith({ facts }: KeyUse, setting: string): string {
  const { secretKey, secretKeyAs, signed, rotation } = facts;
  const isInstead = setting === "SECRET_KEY" && secretKey === "instead" && !signed;
  const first = isInstead
    ? `First give the fields a key of their own: \`${secretKeyAs}\`, with the value that \`SECRET_KEY\` has now. `
    : "";
  return first + rotation;
}
