/** Where a template of Django, or of Jinja, shows fields (https://docs.djangoproject.com/en/5.2/ref/templates/language/). */
import type { RawFlow } from "../../../schema/rawFlows.ts";
import type { RawUse } from "../../../schema/rawUses.ts";
import type { UseReceiver } from "../../../schema/useReceiver.ts";
import { lineStartsOf } from "../../../text/lineIndex.ts";
import type { UsesInText } from "./model.ts";
import { flowsOf } from "./templateFlows.ts";
import type { Wanted } from "./wanted.ts";

/** A name that a loop or `with` gives to something, as long as its block lasts. */
interface Alias {
  readonly name: string;
  readonly path: readonly string[];
}

interface Block {
  readonly end: string;
  readonly aliases: readonly Alias[];
}

interface Tag {
  /** Of `{% … %}`; null for `{{ … }}`. */
  readonly name: string | null;
  /** What stands in it, behind its name. */
  readonly body: string;
  readonly start: number;
}

const CLOSINGS: Readonly<Record<string, string>> = { "{{": "}}", "{%": "%}", "{#": "#}" };
const CHAIN = /(?<![\w.'"])[A-Za-z_]\w*(?:\.\w+(?:\(\))?)+/g;
const STRING = /"[^"\n]*"|'[^'\n]*'/g;

/** Within these nothing is looked up. */
const PASSED_OVER: ReadonlySet<string> = new Set(["comment", "verbatim", "raw"]);

const OPENERS: ReadonlySet<string> = new Set(["for", "with", "set"]);

export function readTemplateUses(path: string, text: string, { names }: Wanted): UsesInText {
  const uses: RawUse[] = [];
  const flows: RawFlow[] = [];
  const blocks: Block[] = [];
  let passedOver: string | null = null;
  for (const { name: tag, body, start } of tagsIn(text)) {
    if (passedOver !== null) {
      if (tag === passedOver) passedOver = null;
      continue;
    }
    if (tag !== null && PASSED_OVER.has(tag)) {
      passedOver = `end${tag}`;
      continue;
    }
    const found = usesIn(body, start, blocks, names);
    uses.push(...found);
    flows.push(...flowsOf({ path, text }, { name: tag, body, start }, found));
    if (tag === null) continue;
    if (OPENERS.has(tag)) blocks.push({ end: `end${tag}`, aliases: aliasesOf(tag, body, blocks) });
    const open = blocks.findLastIndex(({ end }) => end === tag);
    if (open >= 0) blocks.length = open;
  }
  return { lines: lineStartsOf(text), uses, abouts: [], flows };
}

/** In one pass, whatever is left open: what is closed nowhere is looked for once. */
function* tagsIn(text: string): Generator<Tag> {
  const unclosed = new Set<string>();
  for (let at = text.indexOf("{"); at >= 0; at = text.indexOf("{", at)) {
    const opening = text.slice(at, at + 2);
    const closing = CLOSINGS[opening];
    const end = closing === undefined || unclosed.has(closing) ? -1 : text.indexOf(closing, at + 2);
    if (closing === undefined || end < 0) {
      if (closing !== undefined) unclosed.add(closing);
      at++;
      continue;
    }
    const inner = text.slice(at + 2, end);
    if (opening === "{{") yield { name: null, body: inner, start: at + 2 };
    const named = opening === "{%" ? /^[-+]?\s*(\w+)/.exec(inner) : null;
    if (named) yield { name: named[1]!, body: inner.slice(named[0].length), start: at + 2 + named[0].length };
    at = end + 2;
  }
}

function usesIn(body: string, start: number, blocks: readonly Block[], names: ReadonlySet<string>): readonly RawUse[] {
  const bare = body.replace(STRING, (literal) => `"${" ".repeat(Math.max(0, literal.length - 2))}"`);
  return [...bare.matchAll(CHAIN)].flatMap((match): readonly RawUse[] => {
    const written = withoutParts(match[0].replaceAll("()", "").split("."));
    const last = written.at(-1)!.replace(/^get_(\w+)_display$/, "$1");
    const { receiver, path } = resolved([...written.slice(0, -1), last], blocks);
    if (!path.some((name) => names.has(name))) return [];
    const from = start + match.index + written.slice(0, -1).join(".").length + 1;
    const span = { start: from, end: from + written.at(-1)!.length };
    return [{ kind: "template", by: "", path, lookup: null, span, receiver }];
  });
}

/** What a form shows of a field is not another field: `form.email.errors`. */
function withoutParts(names: readonly string[]): readonly string[] {
  return /(?:^|_)form$/.test(names[0]!) && names.length > 2 && FIELD_PARTS.has(names[2]!) ? names.slice(0, 2) : names;
}

/** https://docs.djangoproject.com/en/5.2/ref/forms/api/#attributes-of-boundfield */
const FIELD_PARTS: ReadonlySet<string> = new Set(
  "auto_id data errors field form help_text html_name id_for_label initial is_hidden label name template_name value widget".split(
    " ",
  ),
);

/** A dotted name in full, as far as the loops around it tell. */
function resolved(
  names: readonly string[],
  blocks: readonly Block[],
): { readonly receiver: UseReceiver; readonly path: readonly string[] } {
  const full = expanded(names, blocks).filter((name) => !NO_FIELDS.has(name));
  const user = full.indexOf("user");
  if (user === 0 || (user === 1 && full[0] === "request"))
    return { receiver: { kind: "user" }, path: full.slice(user + 1) };
  return { receiver: { kind: "name", name: full[0]! }, path: full.slice(1) };
}

function expanded(names: readonly string[], blocks: readonly Block[]): readonly string[] {
  const [first, ...rest] = names;
  for (const { aliases } of blocks.toReversed()) {
    const alias = aliases.find(({ name }) => name === first);
    if (alias) return [...alias.path, ...rest];
  }
  return names;
}

function aliasesOf(tag: string, body: string, blocks: readonly Block[]): readonly Alias[] {
  if (tag === "for") {
    const [name, word, over = ""] = body.trim().split(/\s+/, 3);
    const source = /^[\w.()]*/.exec(over)![0].replaceAll("()", "").split(".");
    // What a loop goes over may be anything that its name does not tell: what the item is called tells more.
    if (!name || !/^\w+$/.test(name) || word !== "in" || source.length < 2) return [];
    return [{ name, path: expanded(source, blocks) }];
  }
  const assigned = [...body.matchAll(/(?<!\w)(\w+)\s*=\s*([A-Za-z_][\w.]*)/g)].map(
    (match) => [match[1]!, match[2]!] as const,
  );
  const named = /^\s*([A-Za-z_][\w.]*)\s+as\s+(\w+)/.exec(body);
  return [...assigned, ...(named ? [[named[2]!, named[1]!] as const] : [])].flatMap(([name, source]) =>
    source.includes(".") ? [{ name, path: expanded(source.split("."), blocks) }] : [],
  );
}

/** Steps that lead to the objects of a relation, and first items of them. */
const NO_FIELDS: ReadonlySet<string> = new Set(["all", "first", "last", "0", "1"]);
