import { languageOf } from "../../../languages/registry.ts";
import type { UsesOfField } from "../../../project/uses/frameworkUses.ts";
import { lineOf, type LinkedUse } from "../../../project/uses/linkUses.ts";
import type { TextEdit } from "../../../text/textEdit.ts";
import type { Contexts, FileChange, FixContext, FixStep } from "../../model.ts";

/** Options of admins, of views of the REST framework and of filter sets from which an entry can go without anything else to change. */
const DROPPABLE: ReadonlySet<string> = new Set([
  "search_fields",
  "list_filter",
  "ordering",
  "sortable_by",
  "filterset_fields",
  "filter_fields",
  "ordering_fields",
]);

/** Without an entry `autocomplete_fields` elsewhere is an error (admin.E040), and a search of an API gives everything. */
const FILLED: ReadonlySet<string> = new Set(["search_fields"]);

/** What the code offers to search, filter or sort by, and what becomes of that when the field is encrypted. */
export interface References {
  /** Uses that go with the change. */
  readonly dropped: ReadonlySet<LinkedUse>;
  /** One a file; none where the texts are not known yet. */
  readonly changes: readonly Extract<FileChange, { readonly kind: "edit" }>[];
}

/** Files of whose texts the change may take something out. */
export function pathsWithReferences({ uses }: UsesOfField): readonly string[] {
  return [...new Set(uses.filter(isDroppable).map(({ path }) => path))];
}

export function referencesOf({ uses, file, text, usingTexts, subject }: FixContext): References {
  const droppable = (uses?.uses ?? []).filter(isDroppable);
  if (!usingTexts) return { dropped: new Set(droppable), changes: [] };
  const dropped = new Set<LinkedUse>();
  const changes: References["changes"][number][] = [];
  for (const path of new Set(droppable.map((use) => use.path))) {
    const ofFile = droppable.filter((use) => use.path === path);
    const current = path === file.schema.path ? text : usingTexts.get(path);
    const spans = ofFile.map(({ use }) => use.span);
    const isAsRead = spans.every(({ start, end }) => current?.slice(start, end).includes(subject.field.name));
    const edits = current !== undefined && isAsRead && languageOf(path)?.editor.dropEntries(current, spans, FILLED);
    if (!edits) continue;
    for (const use of ofFile) dropped.add(use);
    changes.push({ kind: "edit", path, edits });
  }
  return { dropped, changes };
}

/**
 * The same of several fields as steps, with all entries of a file in one change. Null when they do not go together: an option may need one
 * of them.
 */
export function referenceSteps(contexts: Contexts): readonly FixStep[] | null {
  const steps: FixStep[] = [];
  for (const { path, text, uses } of droppedTogether(contexts)) {
    const edits = editsWithout(path, text, uses);
    if (!edits) return null;
    steps.push({ label: `Search, filters and order in ${path}`, changes: [{ kind: "edit", path, edits }] });
  }
  return steps;
}

/** The option that would have nothing left, with its place: `search_fields` of `shop/admin.py:7`; null for none. */
export function emptiedBy(contexts: Contexts): string | null {
  for (const { path, text, uses } of droppedTogether(contexts)) {
    if (editsWithout(path, text, uses)) continue;
    const needed = uses.find((use) =>
      editsWithout(
        path,
        text,
        uses.filter((other) => other !== use),
      ),
    );
    if (needed) return `\`${needed.use.by}\` (${lineOf(needed)})`;
  }
  return null;
}

interface DroppedOfFile {
  readonly path: string;
  readonly text: string;
  readonly uses: readonly LinkedUse[];
}

function droppedTogether(contexts: Contexts): readonly DroppedOfFile[] {
  const dropped = contexts.flatMap((context) => [...referencesOf(context).dropped]);
  const texts = new Map(contexts.flatMap(({ usingTexts }) => [...(usingTexts ?? [])]));
  for (const { file, text } of contexts) texts.set(file.schema.path, text);
  return [...new Set(dropped.map((use) => use.path))].flatMap((path) => {
    const text = texts.get(path);
    // Nobody has read it: then nothing is planned either.
    return text === undefined ? [] : [{ path, text, uses: dropped.filter((use) => use.path === path) }];
  });
}

function editsWithout(path: string, text: string, uses: readonly LinkedUse[]): readonly TextEdit[] | null {
  const spans = [...new Map(uses.map(({ use }) => [use.span.start, use.span])).values()];
  return languageOf(path)?.editor.dropEntries(text, spans, FILLED) ?? null;
}

function isDroppable({ use, certainty }: LinkedUse): boolean {
  if (certainty !== "sure" || use.path.includes("*")) return false;
  return DROPPABLE.has(use.by) || (use.kind === "filter" && use.by === "Meta.fields");
}
