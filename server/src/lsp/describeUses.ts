import { MarkupKind } from "vscode-languageserver";
import type { UsesOfField } from "../engine/project/uses/frameworkUses.ts";
import type { LinkedUse } from "../engine/project/uses/linkUses.ts";
import {
  frameworkUseWords,
  inOrder,
  placeOfUse,
  toldUses,
  usesCount,
  usesDetails,
  useWords,
} from "../engine/reports/uses.ts";
import { escapeMarkdown } from "./toProtocol.ts";

/** The rest is shown by the command. */
const MOST_PLACES = 3;

export interface UsesToDescribe {
  /** Null before they are known. */
  readonly known: UsesOfField | null;
  /** Of the place, for an editor to open. */
  readonly linkTo: (use: LinkedUse) => string;
  /** Of the command that shows all places; null for a client without it. */
  readonly showAll: string | null;
  readonly kind: MarkupKind;
}

/** Where a field is used: how often, the first places, and what packages do with it. */
export function describeUses({ known, linkTo, showAll, kind }: UsesToDescribe): string {
  if (!known) return "Where it is used is still being counted.";
  const isMarkdown = kind === MarkupKind.Markdown;
  const text = isMarkdown ? escapeMarkdown : (value: string): string => value;
  const told = inOrder(toldUses(known.uses));
  const count = usesCount(known);
  const words = text(`${count.charAt(0).toUpperCase()}${count.slice(1)}`);
  const isLink = isMarkdown && showAll !== null && known.uses.length > 0;
  const heading = `${isLink ? `[${words}](${showAll} "Show Uses")` : words}${text(`${usesDetails(known)}.`)}`;
  const place = (use: LinkedUse): string => {
    const name = `${use.path}:${placeOfUse(use).line}`;
    return isMarkdown ? `[${text(name)}](${linkTo(use)})` : name;
  };
  return [
    heading,
    ...told.slice(0, MOST_PLACES).map((use) => `- ${text(useWords(use))} — ${place(use)}`),
    ...known.byPackages.map((use) => `- ${text(use.package)}: ${text(frameworkUseWords(use))}`),
  ].join("\n");
}
