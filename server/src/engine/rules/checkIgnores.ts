import type { LinkedFlow } from "../project/flows/linkFlows.ts";
import { directivesOf } from "../project/decisions.ts";
import type { ClassifiedField, ClassifiedFile } from "../project/model.ts";
import { EMPTY_POLICY, type Policy } from "../project/policy/model.ts";
import { severityOf } from "../project/policy/profile.ts";
import type { FieldKey, LinkedUse } from "../project/uses/linkUses.ts";
import type { StandingIgnore } from "../schema/ruleIgnore.ts";
import { byPlace } from "./byPlace.ts";
import { checkedFlow } from "./checkFlows.ts";
import { checkedUse } from "./checkUses.ts";
import { unusedIgnore } from "./directive/unused-ignore/rule.ts";
import { dataRules } from "./dataRules.ts";
import { fieldRules } from "./fieldRules.ts";
import { flowRules } from "./flowRules.ts";
import { ruleOf } from "./registry.ts";
import type { Finding } from "./rule.ts";
import { secretRules } from "./secretRules.ts";
import { useRules } from "./useRules.ts";

/** All that comments may hide; asked for only where there are some. */
export interface Hideable {
  readonly flows: () => readonly LinkedFlow[];
  readonly uses: () => readonly LinkedUse[];
  /** Knows sensitive fields. */
  readonly subjectOf: (key: FieldKey) => ClassifiedField | undefined;
  /** What a file declares; undefined for nothing. */
  readonly fileOf: (path: string) => ClassifiedFile | undefined;
  /** What the uses of its fields add to what is found in it, by a policy. */
  readonly foundByUses: (file: ClassifiedFile, policy: Policy) => readonly Finding[];
  /** Where comments begin that silence a rule about settings. */
  readonly inSettings: () => readonly Hidden[];
}

/** That a rule would tell of something, were it not for the comment that begins there. */
export interface Hidden {
  readonly path: string;
  readonly at: number;
  readonly rule: string;
}

/** What a person may have had in mind is in any profile, and not what the policy makes of it today. */
const EVERYTHING: Policy = { ...EMPTY_POLICY, profile: "strict" };

/** Comments that hide nothing, or do nothing, by path and in source order. */
export function checkIgnores(
  ignores: ReadonlyMap<string, readonly StandingIgnore[]>,
  hideable: Hideable,
  policy: Policy,
): readonly Finding[] {
  const { meta } = unusedIgnore;
  const severity = severityOf(policy, meta) ?? meta.severity;
  if (severity === "off" || ignores.size === 0) return [];
  const hidden = new Set([...hiddenBy(ignores, hideable)].map(({ path, at, rule }) => `${path} ${at} ${rule}`));
  const found: Finding[] = [];
  for (const [path, ofFile] of ignores) {
    const seen = new Map<string, number>();
    for (const ignore of ofFile) {
      const isHiding = (rule: string): boolean => hidden.has(`${path} ${ignore.span.start} ${rule}`);
      const useless = uselessRules(ignore, isHiding);
      const message = messageFor(ignore, useless, isHiding(FIELD_IS_SENSITIVE));
      if (message === null) continue;
      const identity = `${meta.id}@${path}#${ignore.rules.join(",")}`;
      const count = (seen.get(identity) ?? 0) + 1;
      seen.set(identity, count);
      const isMeant = ignore.rules.includes(meta.id) && ignore.reason !== "";
      found.push({
        rule: meta.id,
        severity,
        message,
        path,
        span: ignore.span,
        entity: null,
        field: "",
        rules: useless,
        ...(ignore.reason === "" || ignore.rules.some((rule) => ruleOf(rule) === undefined)
          ? { isUnfinished: true }
          : {}),
        fingerprint: count === 1 ? identity : `${identity}~${count}`,
        suppressed: isMeant ? { by: "directive", reason: ignore.reason } : null,
      });
    }
  }
  return byPlace(found);
}

/** The rule that a comment without rules silences. */
const FIELD_IS_SENSITIVE = "";

/** What is found in data is known later, and silenced for all that follows. */
const UNJUDGED = new Set([unusedIgnore, ...dataRules, ...secretRules].map(({ meta }) => meta.id));

/** Of the rules that a comment names, those for which it does nothing. */
function uselessRules({ rules, reason }: StandingIgnore, isHiding: (rule: string) => boolean): readonly string[] {
  if (reason === "") return rules;
  return rules.filter((rule) => !UNJUDGED.has(rule) && !isHiding(rule));
}

function messageFor(
  { rules, reason }: StandingIgnore,
  useless: readonly string[],
  isAboutField: boolean,
): string | null {
  if (reason === "") return "This comment does nothing: it needs a reason behind it.";
  if (rules.length === 0) {
    return isAboutField
      ? null
      : "This comment changes nothing: no field here would be taken to be sensitive without it.";
  }
  const unknown = rules.find((rule) => ruleOf(rule) === undefined);
  if (unknown !== undefined) return `This comment does nothing for \`${unknown}\`: there is no such rule.`;
  if (useless.length === 0) return null;
  const named = useless.map((rule) => `\`${rule}\``).join(", ");
  return `This comment hides nothing: there is no finding of ${named} here. What comes to stand here later would be hidden unseen.`;
}

function* hiddenBy(ignores: ReadonlyMap<string, readonly StandingIgnore[]>, hideable: Hideable): Iterable<Hidden> {
  const { flows, uses, subjectOf, fileOf, inSettings } = hideable;
  for (const path of ignores.keys()) {
    const file = fileOf(path);
    if (file) yield* atFields(file, hideable);
  }
  for (const flow of flows()) {
    for (const { rules, at } of flow.flow.ignores ?? []) {
      const checked = checkedFlow(flow, subjectOf);
      for (const rule of flowRules)
        if (rules.includes(rule.meta.id) && rule.check(checked)) yield { path: flow.path, at, rule: rule.meta.id };
    }
  }
  for (const use of uses()) {
    for (const { rules, at } of use.use.ignores ?? []) {
      const checked = checkedUse(use, subjectOf);
      for (const rule of checked ? useRules : [])
        if (rules.includes(rule.meta.id) && rule.check(checked!)) yield { path: use.path, at, rule: rule.meta.id };
    }
  }
  yield* inSettings();
}

function* atFields(file: ClassifiedFile, { foundByUses }: Hideable): Iterable<Hidden> {
  const { schema, fields } = file;
  const { path } = schema;
  const silenced = (entity: string, field: string, rule: string): readonly Hidden[] =>
    directivesOf(schema, entity, field).flatMap(({ kind, values, span }) =>
      kind === "ignore" && values.includes(rule) ? [{ path, at: span.start, rule }] : [],
    );
  for (const rule of fieldRules) {
    for (const { subject } of rule.check(file, EVERYTHING))
      yield* silenced(subject.entity.name, subject.field.name, rule.meta.id);
  }
  for (const { rule, entity, field } of foundByUses(file, EVERYTHING)) yield* silenced(entity ?? "", field, rule);
  for (const subject of fields) {
    for (const { kind, values, span } of directivesOf(schema, subject.entity.name, subject.field.name))
      if (kind === "ignore" && values.length === 0 && isDecidedThereby(subject))
        yield { path, at: span.start, rule: FIELD_IS_SENSITIVE };
  }
}

/** Something else speaks for the field: evidence, the policy, another comment, what is declared for other tools. */
function isDecidedThereby({ evidence, classification, said }: ClassifiedField): boolean {
  const decisions = classification.evidence.filter(({ kind }) => kind === "decision");
  return evidence.verdict !== "clear" || said.length > 0 || decisions.length > 1;
}
