import type { Level } from "../../../server/src/protocol.ts";
import type { PanelField } from "../../src/panel/messages.ts";
import { isInScope } from "../filter.ts";
import type { Scope } from "../viewState.ts";

/** What a tile stands for. */
export type PictureNode = AppNode | EntityNode | FieldNode;

interface Branch {
  readonly id: string;
  readonly label: string;
  readonly fields: readonly PanelField[];
  /** Empty where the picture goes no deeper. */
  readonly children: readonly PictureNode[];
}

export interface AppNode extends Branch {
  readonly kind: "app";
}

export interface EntityNode extends Branch {
  readonly kind: "entity";
  readonly app: string;
}

export interface FieldNode {
  readonly kind: "field";
  readonly id: string;
  readonly label: string;
  readonly field: PanelField;
}

export type Depth = "field" | "entity" | "app";

/** More tiles than these can neither be told apart nor hit: the picture then stops a step higher. */
export const MAX_TILES = 1500;

/** App, entity, field, in that order; as deep as there is room for. */
export function pictureOf(
  fields: readonly PanelField[],
  scope: Scope,
): { readonly apps: readonly AppNode[]; readonly depth: Depth } {
  const shown = fields.filter((field) => isInScope(field, scope));
  const depth = depthOf(shown);
  const apps = [...Map.groupBy(shown, ({ app }) => app)].map(([app, ofApp]): AppNode => ({
    kind: "app",
    id: `app ${app}`,
    label: app,
    fields: ofApp,
    children: depth === "app" ? [] : entitiesOf(app, ofApp, depth),
  }));
  return { apps: apps.sort(bySize), depth };
}

/** The colour of a tile: the highest level in it. Null: all of it is to be decided. */
export function worstLevel(fields: readonly PanelField[]): Level | null {
  const levels = new Set(fields.filter(({ verdict }) => verdict === "sensitive").map(({ level }) => level));
  return (["restricted", "confidential", "internal", "public"] as const).find((level) => levels.has(level)) ?? null;
}

export function fieldsOf(node: PictureNode): readonly PanelField[] {
  return node.kind === "field" ? [node.field] : node.fields;
}

function depthOf(fields: readonly PanelField[]): Depth {
  if (fields.length <= MAX_TILES) return "field";
  return new Set(fields.map(({ entityId }) => entityId)).size <= MAX_TILES ? "entity" : "app";
}

function entitiesOf(app: string, fields: readonly PanelField[], depth: Depth): readonly EntityNode[] {
  return [...Map.groupBy(fields, ({ entityId }) => entityId)]
    .map(([entityId, ofEntity]): EntityNode => ({
      kind: "entity",
      id: entityId,
      app,
      label: ofEntity[0]!.entity,
      fields: ofEntity,
      children: depth === "entity" ? [] : ofEntity.map(fieldNode).sort(byUrgency),
    }))
    .sort(bySize);
}

function fieldNode(field: PanelField): FieldNode {
  return { kind: "field", id: field.key, label: field.name, field };
}

/** Tiles of one colour lie together. */
function byUrgency(a: FieldNode, b: FieldNode): number {
  return urgency(a.field) - urgency(b.field);
}

function urgency({ level, verdict, lacksTreatment }: PanelField): number {
  const rank = ["restricted", "confidential", "internal", "public"].indexOf(level ?? "");
  return (verdict === "review" ? 10 : rank) * 2 + (lacksTreatment ? 0 : 1);
}

function bySize(a: Branch, b: Branch): number {
  return b.fields.length - a.fields.length || (a.id < b.id ? -1 : 1);
}
