import { MarkupKind } from "vscode-languageserver";
import type { Treatment } from "../engine/classification/model.ts";
import type { FixContext } from "../engine/fixes/model.ts";
import { offersFor, refusalsFor } from "../engine/fixes/registry.ts";
import type { ClassifiedField } from "../engine/project/model.ts";
import type { LinkedUse } from "../engine/project/uses/linkUses.ts";
import { inOrder, placeOfUse, useWords } from "../engine/reports/uses.ts";
import {
  basisWords,
  holdsOf,
  levelWords,
  likelihoodWords,
  NEEDS,
  reasonsOf,
  storedWords,
} from "../engine/reports/words.ts";
import { escapeMarkdown } from "./toProtocol.ts";

/** What fixes for the field look at, and how the places are linked that stand against one. */
export interface FixesToDescribe {
  readonly context: FixContext;
  /** Of the place, for an editor to open. */
  readonly linkTo: (use: LinkedUse) => string;
}

/** What a person should know of a sensitive field: what it holds, how it is treated, why we think so, what to do. */
export function describeField(subject: ClassifiedField, fixes: FixesToDescribe | null, kind: MarkupKind): string {
  const { entity, field, classification } = subject;
  const { category, verdict } = classification;
  const reasons = reasonsOf(classification);
  const likelihood = likelihoodWords(classification);
  const isMarkdown = kind === MarkupKind.Markdown;
  const text = isMarkdown ? escapeMarkdown : (value: string): string => value.replace(/\s+/g, " ");
  const code = (value: string): string => (isMarkdown ? `\`${value.replaceAll("`", "'")}\`` : value);
  const strong = (value: string): string => (isMarkdown ? `**${value}**` : value);

  const holds = verdict === "review" ? "may hold" : "holds";
  const key = category === null ? "" : ` (${code(category)})`;
  const lines = [
    `${strong(`${text(entity.name)}.${text(field.name)}`)} ${holds} ${text(holdsOf(subject))}${key}`,
    treatmentLine(subject, strong, text),
    list(
      text(`${likelihood === null ? sentence(basisWords(subject)) : `${likelihood}, because`}:`),
      reasons.for.map(text),
    ),
    list("Against it:", reasons.against.map(text)),
    list(
      "Relevant to:",
      subject.clauses.map(({ clause, says }) => text(`${clause} (${says})`)),
    ),
    ...whatToDo(subject, fixes?.context ?? null, text, (use) => {
      const place = `${use.path}:${placeOfUse(use).line}`;
      return isMarkdown ? `[${text(place)}](${fixes?.linkTo(use) ?? ""})` : place;
    }),
  ];
  return lines.filter((line) => line !== "").join("\n\n");
}

type Format = (value: string) => string;

function list(heading: string, items: readonly string[]): string {
  return items.length === 0 ? "" : [heading, ...items.map((item) => `- ${item}`)].join("\n");
}

function treatmentLine(subject: ClassifiedField, strong: Format, text: Format): string {
  const { classification, lacksTreatment } = subject;
  const stored = text(storedWords(subject) ?? "");
  return [
    `Level: ${strong(levelWords(classification))}`,
    `needs: ${NEEDS[classification.treatment ?? "none"]}`,
    `stored: ${lacksTreatment ? strong(stored) : stored}`,
  ].join(" · ");
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function whatToDo(
  { classification, lacksTreatment }: ClassifiedField,
  context: FixContext | null,
  text: Format,
  linkOf: (use: LinkedUse) => string,
): readonly string[] {
  if (classification.verdict === "review") {
    return ["Please decide: set its category, or say why it is not sensitive (quick fix)."];
  }
  if (!lacksTreatment || classification.treatment === null) return [];
  const preferred = context && offersFor(context).find((offer) => offer.preferred);
  const refusal = context && !preferred ? refusalsFor(context)[0] : undefined;
  const advice = [
    ADVICE[classification.treatment],
    preferred ? `Quick fix: ${text(preferred.title)}` : "",
    refusal ? `No fix does it here: ${text(refusal.because)}` : "",
  ];
  const places = inOrder(refusal?.places ?? []).map((use) => `- ${text(useWords(use))} — ${linkOf(use)}`);
  return [advice.filter((part) => part !== "").join(" "), places.join("\n")];
}

const ADVICE: Readonly<Record<Treatment, string>> = {
  "do not store": "Use it for the payment and drop it: it must not be stored, not even encrypted.",
  hash: "Keep only a hash of it: whoever reads the database must not be able to use it.",
  tokenize: "Let the payment processor keep it and store the processor's token instead.",
  encrypt: "Encrypt it, so that a copy of the database does not give it away.",
  "access control": "See to it that only those who need it can read it.",
  none: "",
};
