import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import { type Fix, type FixContext, type FixInput, type FixOffer, isRefusal } from "../engine/fixes/model.ts";
import { isMeant, planTogether } from "../engine/fixes/planTogether.ts";
import { fixes, fixOf } from "../engine/fixes/registry.ts";
import { nameOf } from "../engine/fixes/severalFields.ts";
import { folderOfApp } from "../engine/project/app.ts";
import { refusalWords } from "../engine/reports/uses.ts";
import type { Entity } from "../engine/schema/schema.ts";
import { positionAt } from "../engine/text/lineIndex.ts";
import type { FixNotDone, FixPlanParams } from "../protocol.ts";
import type { FileAnalysis } from "../workspace/analyse.ts";
import type { Located } from "./folder.ts";
import { areQuickFixesWanted } from "./quickFixes.ts";
import type { Session } from "./session.ts";
import { type PlannedFix, textsOf } from "./workspaceEdit.ts";

/**
 * Protections of all fields of a class that lack one, on the line of its name. They change several files, so that they are for clients that
 * make edits later and show all of them first.
 */
export async function classActions(
  session: Session,
  located: Located,
  { file }: FileAnalysis,
  params: CodeActionParams,
): Promise<readonly CodeAction[]> {
  const { flags } = session;
  const { textDocument, range } = params;
  if (!areQuickFixesWanted(params) || !flags.lazyEdits || !flags.annotatedFiles) return [];
  const { entities, lines } = file.schema;
  const entity = entities.find(({ nameSpan }) => positionAt(lines, nameSpan.start).line === range.start.line);
  if (!entity) return [];
  const fields = file.fields
    .filter(({ entity: of, classification }) => of.name === entity.name && classification.verdict === "sensitive")
    .map(({ field }) => ({ entity: entity.name, field: field.name }));
  const contexts = (await located.folder.workspace.fixContexts(located.path, fields)).filter((each) => each !== null);
  return fixes.flatMap((fix): CodeAction[] => {
    const offer = offerFor(fix, contexts, entity);
    if (!offer) return [];
    const data: FixPlanParams = { uri: textDocument.uri, entity: entity.name, field: null, fixId: fix.id };
    const isPreferred = offer.preferred && flags.preferredActions ? { isPreferred: true } : {};
    return [{ title: offer.title, kind: CodeActionKind.QuickFix, ...isPreferred, data }];
  });
}

/** For two fields or more: one has its own. */
function offerFor(
  fix: Fix,
  contexts: readonly FixContext[],
  entity: Entity,
): Pick<FixOffer, "title" | "preferred"> | null {
  if (!fix.planAll) return null;
  const meant = contexts.filter((context) => isMeant(fix, context));
  const offers = meant
    .map((context) => fix.offer(context))
    .filter((answer): answer is FixOffer => answer !== null && !isRefusal(answer));
  const [first] = offers;
  if (!first || offers.length < 2) return null;
  const count = offers.length === meant.length ? `all ${offers.length}` : `${offers.length} of ${meant.length}`;
  const how = forSeveral(first.title);
  return {
    title: `Protect ${count} unprotected fields of ${entity.name}: ${how[0]!.toLowerCase()}${how.slice(1)}`,
    preferred: offers.every(({ preferred }) => preferred),
  };
}

/** What an offer says of its one field: each has its own class, and asks something else of its index. */
function forSeveral(title: string): string {
  return title
    .replace(/^Encrypt with (?!a )[\w-]+( \([^)]*\))?/, "Encrypt")
    .replace(/a blind index, which [^,…]*/, "blind indexes")
    .replace(/column(?=…$)/, "columns");
}

/** One change for all fields of a class, or of the app that the file belongs to (`entity` is null); null when there is nothing to do. */
export async function plannedWhole(
  located: Located,
  entity: string | null,
  fixId: string,
  input: FixInput,
): Promise<PlannedFix | FixNotDone | null> {
  const { workspace } = located.folder;
  const fix = fixOf(fixId);
  if (!fix) return null;
  const folder = folderOfApp(located.path);
  const contexts: FixContext[] = [];
  for (const { path, file } of workspace.analyses()) {
    if (entity === null ? folderOfApp(path) !== folder : path !== located.path) continue;
    for (const { entity: of, field, classification } of file.fields) {
      if (classification.verdict !== "sensitive" || (entity !== null && of.name !== entity)) continue;
      const context = await workspace.countedFixContext(path, of.name, field.name);
      if (context && isMeant(fix, context)) contexts.push(context);
    }
  }
  const planned = planTogether(fix, contexts, input);
  const text = await workspace.text(located.path);
  if (!planned || text === null) return null;
  const left = planned.left.map(
    ({ context, why }) => `\`${nameOf(context)}\` is left as it is: ${refusalWords({ id: fix.id, ...why })}`,
  );
  if (!planned.plan) return left.length === 0 ? null : { because: left.join(" ") };
  const texts = new Map(contexts.flatMap((context) => [...textsOf(context)]));
  for (const context of contexts) texts.set(context.file.schema.path, context.text);
  return { plan: { ...planned.plan, notes: [...left, ...planned.plan.notes] }, located, text, texts };
}
