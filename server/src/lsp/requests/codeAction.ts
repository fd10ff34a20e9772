import { type CodeAction, CodeActionKind, CodeActionRequest } from "vscode-languageserver";
import type { FixContext, FixInput, FixOffer } from "../../engine/fixes/model.ts";
import { offersFor, refusalsFor } from "../../engine/fixes/registry.ts";
import type { ClassifiedField } from "../../engine/project/model.ts";
import { refusalWords } from "../../engine/reports/uses.ts";
import { ruleOf } from "../../engine/rules/registry.ts";
import type { Finding } from "../../engine/rules/rule.ts";
import { overlaps } from "../../engine/text/span.ts";
import { CLIENT_COMMANDS, type FixPlanParams, type FixRequest } from "../../protocol.ts";
import { type FileAnalysis, findingsOf } from "../../workspace/analyse.ts";
import { cancelled, contentModified, onRequest } from "../door.ts";
import { classFixActions } from "../classActions.ts";
import { explainAction } from "../explainAction.ts";
import { categoryChoices, planFix, STANDARD_REASON } from "../fixes.ts";
import type { Located } from "../folder.ts";
import { toSpan } from "../fromProtocol.ts";
import type { Session } from "../session.ts";
import { leaveAloneActions } from "../leaveAlone.ts";
import { removalActions } from "../unusedIgnores.ts";
import { toDiagnostic } from "../toProtocol.ts";
import { settingActions } from "../settingActions.ts";
import { classActions } from "../wholeFixes.ts";
import { textsOf, toClientEdit } from "../workspaceEdit.ts";

/** A selection over many fields shows the actions of the first ones: a longer menu helps nobody. */
const MOST_FIELDS = 10;

/** Fixes for the fields in the range: quick fixes where something is found, refactorings on any sensitive field. */
export const codeAction = onRequest(CodeActionRequest.type, async (session, params, token) => {
  const { textDocument, range, context } = params;
  if (!session.flags.actionLiterals) return [];
  const located = session.locate(textDocument.uri);
  if (!located || !(await session.isShown(located))) return [];
  if (!makesEditsLater(session)) {
    // An edit depends on the whole project.
    await session.known(located.folder);
    if (token.isCancellationRequested) throw cancelled();
    await located.folder.workspace.refreshProjectFiles();
  }
  const elsewhere = [
    ...(await settingActions(session, located, params)),
    ...(await classFixActions(session, located, params)),
    ...(await leaveAloneActions(session, located, params)),
    ...(await removalActions(session, located, params)),
  ];
  const analysis = await located.folder.workspace.analysis(located.path);
  if (!analysis) return elsewhere;

  const span = toSpan(analysis.file.schema.lines, range);
  const subjects = analysis.file.fields
    .filter((subject) => overlaps(subject.field.span, span) && isConcerned(analysis, subject))
    .slice(0, MOST_FIELDS);
  const actions: CodeAction[] = [...elsewhere, ...(await classActions(session, located, analysis, params))];
  for (const subject of subjects) {
    const findings = located.folder.workspace.accepting(findingsOf(analysis, subject));
    const target = targetOf(analysis, subject, findings, context.only);
    if (target) actions.push(...(await actionsFor(session, located, target)));
    // Editors show them only to who asks for refactorings.
    if (session.flags.disabledActions && context.only?.some(isRefactoring)) {
      actions.push(...(await disabledActions(located, subject)));
    }
  }
  if (session.versionOf(located) !== analysis.version) throw contentModified();
  return withOnePreferred(actions);
});

/** Sensitive, or not decided, or declared not to be sensitive against all evidence. */
function isConcerned(analysis: FileAnalysis, subject: ClassifiedField): boolean {
  return subject.classification.verdict !== "clear" || findingsOf(analysis, subject).length > 0;
}

/** The key for the preferred action must not have to choose. */
function withOnePreferred(actions: readonly CodeAction[]): CodeAction[] {
  const preferred = actions.find(({ isPreferred }) => isPreferred);
  return actions.map((action) =>
    action === preferred || !action.isPreferred ? action : { ...action, isPreferred: false },
  );
}

interface Target {
  readonly analysis: FileAnalysis;
  readonly subject: ClassifiedField;
  readonly finding: Finding | null;
  readonly kind: CodeActionKind;
}

/** A field with a finding has quick fixes; the same fixes are refactorings when only those are asked for. */
function targetOf(
  analysis: FileAnalysis,
  subject: ClassifiedField,
  findings: readonly Finding[],
  only: readonly CodeActionKind[] | undefined,
): Target | null {
  const finding = findings.find(({ suppressed }) => suppressed === null);
  const isWanted = (kind: CodeActionKind): boolean =>
    !only || only.some((wanted) => wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`));
  if (finding && isWanted(CodeActionKind.QuickFix))
    return { analysis, subject, finding, kind: CodeActionKind.QuickFix };
  if (!isWanted(CodeActionKind.RefactorRewrite)) return null;
  return { analysis, subject, finding: null, kind: CodeActionKind.RefactorRewrite };
}

async function actionsFor(session: Session, located: Located, target: Target): Promise<readonly CodeAction[]> {
  const { analysis, subject, finding, kind } = target;
  const { entity, field } = subject;
  const { workspace } = located.folder;
  // Who gets the edits at once waits until all uses are counted; else they are when an edit is asked for.
  const context = makesEditsLater(session)
    ? await workspace.fixContext(located.path, entity.name, field.name)
    : await workspace.countedFixContext(located.path, entity.name, field.name);
  if (!context) return [];
  const ids = finding ? ruleOf(finding.rule)?.meta.fixes : undefined;
  const actions: CodeAction[] = [];
  for (const offer of offersFor(context)) {
    if (ids && !ids.includes(offer.id)) continue;
    const shared: Pick<CodeAction, "kind" | "diagnostics" | "isPreferred"> = {
      kind,
      ...(finding ? { diagnostics: [toDiagnostic(finding, analysis.file.schema.lines, session.flags)] } : {}),
      ...(finding && offer.preferred && session.flags.preferredActions ? { isPreferred: true } : {}),
    };
    for (const action of await actionsOf(session, located, context, offer)) actions.push({ ...action, ...shared });
  }
  const explanation = explainAction(session, located, context);
  return explanation ? [...actions, { ...explanation, kind }] : actions;
}

/** Why what a person may look for is missing. */
async function disabledActions(located: Located, { entity, field }: ClassifiedField): Promise<readonly CodeAction[]> {
  const context = await located.folder.workspace.fixContext(located.path, entity.name, field.name);
  return (context ? refusalsFor(context) : []).map((refusal) => ({
    title: `${refusal.id[0]!.toUpperCase()}${refusal.id.slice(1)} \`${field.name}\``,
    kind: CodeActionKind.RefactorRewrite,
    disabled: { reason: refusalWords(refusal) },
  }));
}

function isRefactoring(kind: CodeActionKind): boolean {
  return kind === CodeActionKind.Refactor || kind === CodeActionKind.RefactorRewrite;
}

/** One offer as one action; as several where the client cannot ask for what the fix needs to know. */
async function actionsOf(
  session: Session,
  located: Located,
  context: FixContext,
  offer: FixOffer,
): Promise<readonly CodeAction[]> {
  const { ui } = session.flags;
  const canAsk = offer.input === "reason" ? ui?.input : ui?.pick;
  if (offer.input !== null && canAsk) return [askingAction(session, located, context, offer)];

  if ((offer.choices ?? []).length > 1 && ui?.pick) return [askingAction(session, located, context, offer)];

  const choices: { title: string; input: FixInput }[] = [];
  if (offer.input === null) choices.push({ title: offer.title, input: {} });
  if (offer.input === "reason") {
    choices.push({ title: `${withoutEllipsis(offer.title)}: ${STANDARD_REASON}`, input: { value: STANDARD_REASON } });
  }
  if (offer.input === "category") {
    for (const key of categoryChoices(context)) {
      choices.push({ title: `Set category: ${key}`, input: { value: key } });
    }
  }
  const actions: CodeAction[] = [];
  for (const { title, input } of choices) {
    const action = await editingAction({ session, located, context, offer, title, input });
    if (action) actions.push(action);
  }
  return actions;
}

function askingAction(session: Session, located: Located, { subject }: FixContext, offer: FixOffer): CodeAction {
  const request: FixRequest = {
    uri: session.uriOf(located),
    entity: subject.entity.name,
    field: subject.field.name,
    fixId: offer.id,
    asks: offer.input ?? "provider",
    ...(offer.input === null && offer.choices ? { choices: offer.choices } : {}),
  };
  const { title } = offer;
  return { title, command: { title, command: CLIENT_COMMANDS.applyFix, arguments: [request] } };
}

interface EditingAction {
  readonly session: Session;
  readonly located: Located;
  readonly context: FixContext;
  readonly offer: FixOffer;
  readonly title: string;
  readonly input: FixInput;
}

async function editingAction(options: EditingAction): Promise<CodeAction | null> {
  const { session, located, context, offer, title, input } = options;
  if (makesEditsLater(session)) {
    const { entity, field } = context.subject;
    const uri = session.uriOf(located);
    const data: FixPlanParams = { uri, entity: entity.name, field: field.name, fixId: offer.id, input };
    return { title, data };
  }
  const plan = planFix(context, offer.id, input);
  if (!plan) return null;
  const { edit, isPartial } = await toClientEdit(session, {
    plan,
    located,
    text: context.text,
    texts: textsOf(context),
  });
  return { title: isPartial ? `${withoutEllipsis(title)} (only the part in this file)` : title, edit };
}

/** A title may have to say that only a part is done, which is known when the edit is. */
function makesEditsLater({ flags }: Session): boolean {
  return flags.lazyEdits && flags.annotatedFiles;
}

function withoutEllipsis(title: string): string {
  return title.replace(/(…|\.\.\.)$/, "");
}
