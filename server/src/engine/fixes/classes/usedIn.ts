/** Who names a field besides the class that is to hide it: what a person looks at before that is deployed. */
import { lineOf } from "../../project/uses/linkUses.ts";
import type { UseKind } from "../../schema/rawUses.ts";
import { lineNumberAt, lineStartsOf } from "../../text/lineIndex.ts";
import type { ClassFixContext } from "../model.ts";

/** Of one kind so many at most: the rest is counted. */
const MOST = 8;

/** A sentence for a plan; none where nothing else names it. */
export function notesOnUsers(context: ClassFixContext, name: string): readonly string[] {
  const { use } = context;
  const others = context.uses.filter(
    (each) => each.certainty !== "by name" && !(each.path === use.path && each.use.holder?.start === use.holder.start),
  );
  const groups = [...GROUPS, { called: "code", kinds: null }].flatMap(({ called, kinds }) => {
    const places = others.filter((each) => (kinds ? kinds.has(each.use.kind) : !GROUPED.has(each.use.kind)));
    return told(called, places.map(lineOf));
  });
  const tests = told("tests", placesOf(name, context.others?.tests ?? new Map()));
  const all = [...groups, ...tests];
  return all.length === 0 ? [] : [`\`${name}\` is named in ${all.join("; ")}: see that they do without what changes.`];
}

const GROUPS: readonly { readonly called: string; readonly kinds: ReadonlySet<UseKind> }[] = [
  { called: "forms", kinds: new Set(["form"]) },
  { called: "APIs", kinds: new Set(["serializer", "graphql", "filter"]) },
  { called: "the admin", kinds: new Set(["admin", "search"]) },
  { called: "templates", kinds: new Set(["template"]) },
];

/** What is no view, form, or the like is none of them: constraints and options of the model itself. */
const GROUPED: ReadonlySet<UseKind> = new Set<UseKind>([
  ...GROUPS.flatMap(({ kinds }) => [...kinds]),
  "constraint",
  "option",
  "fixture",
]);

function told(called: string, places: readonly string[]): readonly string[] {
  const all = [...new Set(places)];
  if (all.length === 0) return [];
  const more = all.length > MOST ? ` and ${all.length - MOST} more` : "";
  return [`${called} (${all.slice(0, MOST).join(", ")}${more})`];
}

/** Where texts hold a name as a word. */
function placesOf(name: string, texts: ReadonlyMap<string, string>): readonly string[] {
  const word = new RegExp(`\\b${name}\\b`, "g");
  return [...texts].flatMap(([path, text]) => {
    const lines = lineStartsOf(text);
    return [...text.matchAll(word)].map(({ index }) => `${path}:${lineNumberAt(lines, index)}`);
  });
}
