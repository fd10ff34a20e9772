import { atLeast } from "../../classification/model.ts";
import type { ConcreteModel } from "../../project/concreteModels.ts";
import type { ClassifiedField } from "../../project/model.ts";

/** Names of the fields whose use is recorded, by the label of their model. */
export type AuditedFields = ReadonlyMap<string, readonly string[]>;

/** What is confidential or restricted; a relation holds a key and nothing else. */
export function auditedFields(models: readonly ConcreteModel[]): AuditedFields {
  const audited = models.map(
    ({ label, fields }) => [label, fields.filter(isAudited).map(({ field }) => field.name)] as const,
  );
  return new Map(audited.filter(([, names]) => names.length > 0).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isAudited({ classification, field }: ClassifiedField): boolean {
  const { verdict, level } = classification;
  return verdict === "sensitive" && level !== null && atLeast(level, "confidential") && field.type.shape !== "relation";
}

/** They as a module of Python: one model a line as long as that fits, so that changes of several people go together. */
export function auditedModule(audited: AuditedFields): string {
  const lines = [...audited].map(([label, names]) => {
    const line = `    "${label}": [${names.map((name) => `"${name}"`).join(", ")}],`;
    return line.length <= LONGEST_LINE
      ? line
      : [`    "${label}": [`, ...names.map((name) => `        "${name}",`), "    ],"].join("\n");
  });
  const value = lines.length === 0 ? "{}" : ["{", ...lines, "}"].join("\n");
  return `${HEAD}\n\nAUDITED: dict[str, list[str]] = ${value}\n`;
}

const HEAD = `"""
Fields that count, by model. Do not change them here: decide in the policy, and have \`fieldguard generate audit --write\` write them anew.
"""

from __future__ import annotations`;

const LONGEST_LINE = 100;
