import type { ClassFixContext, OtherTexts, ShowingUse } from "../engine/fixes/model.ts";
import type { Inheritance } from "../engine/project/inheritance.ts";
import type { Project } from "../engine/project/model.ts";
import { useRules } from "../engine/rules/useRules.ts";
import type { Finding } from "../engine/rules/rule.ts";
import type { LinkedUse } from "../engine/project/uses/linkUses.ts";
import { rememberedOf } from "../engine/text/remembered.ts";
import type { Span } from "../engine/text/span.ts";
import type { FieldUses } from "./fieldUses.ts";
import { isTestPath } from "./testPaths.ts";
import { addTo } from "../engine/text/addTo.ts";

export interface ClassFixSources {
  readonly uses: FieldUses;
  readonly inheritance: () => Inheritance;
  readonly project: () => Project;
  readonly text: (path: string) => Promise<string | null>;
  /** Files whose texts may name a class or a field, tests included. */
  readonly paths: () => readonly string[];
}

export interface ClassFixOptions {
  /** One of those that the finding tells of, in place of the one that it names first. */
  readonly field?: string;
  /** Reads all files for who names the class or the field, which takes a while. */
  readonly withOthers: boolean;
}

const CLASS_RULES: ReadonlySet<string> = new Set(useRules.map(({ meta }) => meta.id));

/** Whether it is found at a class that shows fields. */
export function isOfClass({ rule }: Finding): boolean {
  return CLASS_RULES.has(rule);
}

/** Null where the text has changed since the uses were counted, or where it is found at no class. */
export async function classFixContext(
  sources: ClassFixSources,
  finding: Finding,
  { field = finding.field, withOthers }: ClassFixOptions,
): Promise<ClassFixContext | null> {
  const { uses } = sources;
  const { path, span } = finding;
  const { graph } = uses;
  const text = isOfClass(finding) && graph ? await sources.text(path) : null;
  if (!graph || text === null) return null;
  const { byPlace, byHolder } = showingUses(uses.inFile(path));
  const told = byPlace.get(placeOf(span));
  const ofClass = (told && byHolder.get(told.holder.start)) ?? [];
  const use = ofClass.find((each) => each.use.by === told?.use.by && uses.subject(each.field)?.field.name === field);
  const model = use && graph.entityAt(use.model.path, use.model.entity);
  if (!use || !model) return null;
  const modelTexts = new Map<string, string>();
  for (const { schema } of graph.ancestry(model)) {
    const source = graph.schemaOf(schema.path) ? await sources.text(schema.path) : null;
    if (source !== null) modelTexts.set(schema.path, source);
  }
  return {
    finding,
    text,
    field,
    use,
    ofClass,
    graph,
    inheritance: sources.inheritance(),
    project: sources.project(),
    isSensitive: (key) => uses.subject(key)?.classification.verdict === "sensitive",
    modelTexts,
    uses: uses.ofField(use.field),
    others: withOthers ? await othersNaming(sources, use, field) : null,
  };
}

interface ShowingUses {
  /** The first at each place. */
  readonly byPlace: ReadonlyMap<string, ShowingUse>;
  /** By where the class stands. */
  readonly byHolder: ReadonlyMap<number, readonly ShowingUse[]>;
}

/** Of a file; each of its findings asks. */
const showingUses = rememberedOf((uses: readonly LinkedUse[]): ShowingUses => {
  const byPlace = new Map<string, ShowingUse>();
  const byHolder = new Map<number, ShowingUse[]>();
  for (const each of uses) {
    const { holder, span } = each.use;
    if (!holder) continue;
    const showing: ShowingUse = { ...each, holder };
    const place = placeOf(span);
    if (!byPlace.has(place)) byPlace.set(place, showing);
    addTo(byHolder, holder.start, showing);
  }
  return { byPlace, byHolder };
});

function placeOf({ start, end }: Span): string {
  return `${start}-${end}`;
}

async function othersNaming(
  { paths, text }: ClassFixSources,
  { path, holder }: ShowingUse,
  field: string,
): Promise<OtherTexts> {
  const code = new Map<string, string>();
  const tests = new Map<string, string>();
  const words = new RegExp(`\\b(?:${holder.name.split(".").at(-1)!}|${field}|autocomplete_fields|add_to_class)\\b`);
  for (const other of paths()) {
    const found = other === path ? null : await text(other);
    if (found !== null && words.test(found)) (isTestPath(other) ? tests : code).set(other, found);
  }
  return { code, tests };
}
