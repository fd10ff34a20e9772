/** Where templates put values that are read by others than whoever looks at the page. */
import type { RawFlow, SinkKind } from "../../../schema/rawFlows.ts";
import type { RawUse } from "../../../schema/rawUses.ts";
import { isSanitizer } from "../flow/flowWords.ts";

interface Outlet {
  readonly sink: SinkKind;
  readonly by: string;
}

/** `uses`: of one `{{ … }}`, or of a tag, in order. `body`: all that stands in it. */
export function flowsOf(
  { path, text }: { readonly path: string; readonly text: string },
  tag: { readonly name: string | null; readonly body: string; readonly start: number },
  uses: readonly RawUse[],
): readonly RawFlow[] {
  if (uses.length === 0 || (tag.name !== null && tag.name !== "url")) return [];
  if (filtersIn(tag.body).some((name) => isSanitizer(name) || SAYS_LITTLE.has(name))) return [];
  const outlet = tag.name === "url" ? URL_TAG : (markupAround(text, tag.start) ?? (isOfMail(path) ? MAIL : null));
  if (!outlet) return [];
  return uses.map(({ path: names, receiver, span }) => ({
    ...outlet,
    inside: "",
    at: span.start,
    span,
    carrier: { kind: "field", path: names, receiver },
    steps: [],
  }));
}

/** https://docs.djangoproject.com/en/5.2/ref/templates/builtins/#built-in-filter-reference */
const SAYS_LITTLE: ReadonlySet<string> = new Set(
  "length yesno truncatechars truncatewords first last slice filesizeformat pluralize".split(" "),
);

const URL_TAG: Outlet = { sink: "address", by: "url" };
const MAIL: Outlet = { sink: "mail", by: "template" };
const COMMENT: Outlet = { sink: "page", by: "comment" };
const STORAGE: Outlet = { sink: "page", by: "localStorage" };
const LINK: Outlet = { sink: "address", by: "href" };

/** By what folders and files are called; a text among templates is mostly that of a mail. */
function isOfMail(path: string): boolean {
  return /\.(?:txt|eml|mjml)$/.test(path) || /(?:^|[/_.-])(?:e?-?mails?|sms|newsletters?)(?:[/_.-]|$)/i.test(path);
}

function filtersIn(body: string): readonly string[] {
  return Array.from(body.matchAll(/\|\s*(\w+)/g), ([, name]) => name!);
}

/** Longer comments, attributes and statements are not looked back through. */
const FARTHEST = 2000;

function markupAround(text: string, at: number): Outlet | null {
  const before = text.slice(Math.max(0, at - FARTHEST), at);
  if (before.lastIndexOf("<!--") > before.lastIndexOf("-->")) return COMMENT;
  const statement = before.slice(Math.max(before.lastIndexOf(";"), before.lastIndexOf("\n")) + 1);
  if (/\b(?:local|session)Storage\b/.test(statement)) return STORAGE;
  const link = /(?:href|src|action)\s*=\s*"([^"]*)$/.exec(before)?.[1];
  // Behind a question mark, or as a part of the path.
  return link !== undefined && /^(?!mailto:|tel:|sms:)[^"]*[?/]/.test(link.replace(/\{\{$/, "")) ? LINK : null;
}
