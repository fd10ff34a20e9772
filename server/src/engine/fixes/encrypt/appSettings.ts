import { endOfLine, startOfLine } from "../../text/characters.ts";
import type { Expression, SequenceExpression } from "../../languages/python/expression.ts";
import type { Statement } from "../../languages/python/layout.ts";
import { readModule } from "../../languages/python/module.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import { indentationAt, newlineOf } from "../../text/whitespace.ts";
import type { Project } from "../../project/model.ts";
import { assignmentParts } from "../../project/settings/assignment.ts";
import type { SettingsEnvironment } from "../../project/settings/environments.ts";
import { type ProjectSettings, readSettings } from "../../project/settings/readSettings.ts";
import { textOf } from "../../project/settings/value.ts";
import { applyEdits, type TextEdit } from "../../text/textEdit.ts";
import type { Editing } from "../inSequence.ts";
import type { PlacedEditing } from "../placedEditing.ts";
import { settingsHomes, type SettingsHome } from "./keys/settingsHomes.ts";

const INSTALLED_APPS = "INSTALLED_APPS";

export interface Installing {
  /** Nothing where the app is installed already. */
  readonly editings: readonly PlacedEditing[];
  /** Nobody knows where, or whether, the project says what is installed, or it does so in a way that is not edited here. */
  readonly byHand: boolean;
}

/** What adds an app to `INSTALLED_APPS`, wherever settings make a list of their own. A sentence where that cannot be done for certain. */
export function installing(project: Project, app: string): Installing | string {
  const known = remembered.get(project)?.get(app);
  if (known !== undefined) return known;
  const found = findOut(project, app);
  remembered.set(project, (remembered.get(project) ?? new Map<string, typeof found>()).set(app, found));
  return found;
}

/** Every finding of a project asks for the same. */
const remembered = new WeakMap<Project, Map<string, Installing | string>>();

function findOut(project: Project, app: string): Installing | string {
  const editings: PlacedEditing[] = [];
  let byHand = false;
  const homes = settingsHomes(project);
  const says = ({ environments }: SettingsHome): boolean =>
    environments.some((environment) => project.settings.valueIn(INSTALLED_APPS, environment) !== null);
  if (!homes.some(says)) return { editings, byHand: true };
  for (const home of homes) {
    const before = home.environments.map((environment) => installedIn(project.settings, environment));
    const isInstalled = home.environments.every(
      (environment, index) =>
        before[index]?.some((name) => isSurely(name, app)) ?? isWritten(project, environment, app),
    );
    if (isInstalled) continue;
    const label = app.slice(app.lastIndexOf(".") + 1);
    const namesake = before.flat().find((each) => each && !isOf(each.name, app) && labelOf(each.name) === label);
    if (namesake) return `\`${INSTALLED_APPS}\` has another app of that label already: \`${namesake.name}\`.`;
    const editing = candidatesIn(project, home, app).find((each) => addsIt(project, home, app, each));
    if (editing) editings.push({ path: home.place.path, editing });
    else byHand = true;
  }
  return { editings, byHand };
}

/** Where what is installed is not known: whether the settings name the app nevertheless. */
function isWritten({ settings, texts }: Project, environment: SettingsEnvironment, app: string): boolean {
  const name = new RegExp(`^[^#\n\r]*["']${app.replaceAll(".", "\\.")}(\\.apps\\.\\w+)?["']`, "m");
  return settings.pathsOf(environment).some((path) => name.test(texts.get(path) ?? ""));
}

interface Installed {
  readonly name: string;
  readonly always: boolean;
}

/** Null where it is not known. */
function installedIn(settings: ProjectSettings, environment: SettingsEnvironment): readonly Installed[] | null {
  const value = settings.valueIn(INSTALLED_APPS, environment)?.value;
  if (value?.kind !== "list") return null;
  return value.items.map(({ value: item, always }) => ({ name: textOf(item) ?? "", always }));
}

function isSurely({ name, always }: Installed, app: string): boolean {
  return always && isOf(name, app);
}

/** By itself, or by its configuration. */
function isOf(name: string, app: string): boolean {
  return name === app || name.startsWith(`${app}.apps.`);
}

function labelOf(name: string): string {
  const parts = name.split(".");
  const config = parts.indexOf("apps");
  return parts.at(config > 0 ? config - 1 : -1)!;
}

/** A last look: evaluated once more, the app is there, once and always, and nothing else has changed. */
function addsIt(project: Project, { place, environments }: SettingsHome, app: string, editing: Editing): boolean {
  const text = project.texts.get(place.path) ?? "";
  const edits = editing(text);
  if (!edits) return false;
  const settings = readSettings(new Map([...project.texts, [place.path, applyEdits(text, edits)]]));
  return environments.every((environment) => {
    const names = installedIn(settings, environment);
    const others = names?.filter(({ name }) => !isOf(name, app)).length;
    const added = names?.filter(({ name }) => isOf(name, app)) ?? [];
    return added.length === 1 && added[0]!.always && others === installedIn(project.settings, environment)?.length;
  });
}

/** The likeliest place first: the list of the project's own apps, that of all, that of others, a statement of its own. */
function candidatesIn(project: Project, { place, environments }: SettingsHome, app: string): readonly Editing[] {
  const lists = listsIn(project.texts.get(place.path) ?? "");
  const rank = ({ target }: AppList): number =>
    /(^|_)(LOCAL|PROJECT|OWN|MY|CUSTOM|INTERNAL|SITE)_/.test(target) ? 0 : target === INSTALLED_APPS ? 1 : 2;
  const ranked = [...lists.keys()].sort((a, b) => rank(lists[a]!) - rank(lists[b]!) || a - b);
  const value = project.settings.valueIn(INSTALLED_APPS, environments[0]!)?.value;
  const isTuple = value?.kind === "list" && value.of === "tuple";
  return [
    ...ranked.map(
      (index): Editing =>
        (text) =>
          intoList(text, listsIn(text)[index]!.sequence, app),
    ),
    (text) => behindTheLast(text, isTuple ? `("${app}",)` : `["${app}"]`),
  ];
}

interface AppList {
  readonly target: string;
  readonly sequence: SequenceExpression;
}

/** Lists and tuples that are written out in what the module assigns to `…APPS`. */
function listsIn(text: string): readonly AppList[] {
  return assignmentsIn(text).flatMap(({ target, value }) =>
    sequencesIn(value).map((sequence): AppList => ({ target, sequence })),
  );
}

function sequencesIn(expression: Expression): readonly SequenceExpression[] {
  if (expression.kind === "binary") return [...sequencesIn(expression.left), ...sequencesIn(expression.right)];
  return expression.kind === "sequence" && expression.of !== "set" ? [expression] : [];
}

interface AppAssignment {
  readonly target: string;
  readonly value: Expression;
  readonly statement: Statement;
}

function assignmentsIn(text: string): readonly AppAssignment[] {
  return allStatements(readModule(text).layout.statements).flatMap((statement) => {
    const { span, kind } = statement;
    if ((kind !== "assignment" && kind !== "other") || !text.slice(span.start, span.end).includes("APPS")) return [];
    const parts = assignmentParts(text, span);
    const target = parts ? text.slice(parts.targets[0]!.start, parts.targets[0]!.end) : "";
    return /^\w*APPS$/.test(target) ? [{ target, value: readExpression(text, parts!.value), statement }] : [];
  });
}

function allStatements(statements: readonly Statement[]): readonly Statement[] {
  return statements.flatMap((statement) => [statement, ...allStatements(statement.body)]);
}

/** Behind the last item, as the items stand: each on a line of its own, or side by side. */
function intoList(text: string, { span, items, of }: SequenceExpression, app: string): readonly TextEdit[] | null {
  const last = items.at(-1);
  if (!last) {
    if (!"[(".includes(text[span.start]!)) return null;
    return [insertion(span.start + 1, `"${app}"${of === "tuple" ? "," : ""}`)];
  }
  if (items.some(({ kind }) => kind !== "text" && kind !== "starred")) return null;
  const neighbour = items.findLast(({ kind }) => kind === "text");
  const quote = neighbour && text[neighbour.span.start] === "'" ? "'" : '"';
  const item = `${quote}${app}${quote}`;
  const indentation = indentationAt(text, last.span.start);
  const { start } = last.span;
  const lineStart = startOfLine(text, start);
  const isAlone = lineStart > span.start && text.slice(lineStart, start) === indentation;
  if (!isAlone) return [insertion(last.span.end, `, ${item}`)];
  const lineEnd = endOfLine(text, last.span.end);
  const rest = text.slice(last.span.end, lineEnd);
  const hasComma = rest.trimStart().startsWith(",");
  if (!/^\s*,?\s*(#.*)?$/.test(rest)) return [insertion(last.span.end, `,${newlineOf(text)}${indentation}${item}`)];
  const line = insertion(lineEnd, `${newlineOf(text)}${indentation}${item}${hasComma ? "," : ""}`);
  return hasComma ? [line] : [insertion(last.span.end, ","), line];
}

/** A statement of its own behind the last that says what is installed. */
function behindTheLast(text: string, list: string): readonly TextEdit[] | null {
  const last = assignmentsIn(text).findLast(({ target }) => target === INSTALLED_APPS);
  if (!last) return null;
  const { span, end } = last.statement;
  const place = endOfLine(text, end);
  return [insertion(place, `${newlineOf(text)}${indentationAt(text, span.start)}${INSTALLED_APPS} += ${list}`)];
}

function insertion(at: number, text: string): TextEdit {
  return { span: { start: at, end: at }, text };
}
