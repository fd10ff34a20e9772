import type { ClassifiedEntity, ClassifiedFieldModel, Level } from "../../../server/src/protocol.ts";
import { withoutArticle } from "../withoutArticle.ts";
import { FIELD_KINDS, fieldTest, kindOf, type TreeFilter } from "./filter.ts";

export type Grouping = "level" | "category" | "entity" | "folder";

export interface TreeOptions {
  readonly grouping: Grouping;
  readonly filter: TreeFilter;
}

export type Group =
  /** Fields that a person has to decide about: on top, however the others are grouped. */
  | { readonly by: "review" }
  | { readonly by: "level"; readonly level: Level }
  | { readonly by: "category"; readonly category: string | null; readonly gloss: string }
  /** `path` relative to the workspace folder; "" for the folder itself. */
  | { readonly by: "folder"; readonly folder: string; readonly path: string }
  /** What models of installed packages hold: at the end, however the others are grouped. */
  | { readonly by: "third-party" };

/** An entity with those of its fields that belong to one group. */
export interface Member {
  readonly entity: ClassifiedEntity;
  readonly fields: readonly ClassifiedFieldModel[];
}

export interface GroupNode {
  readonly kind: "group";
  readonly id: string;
  readonly group: Group;
  readonly members: readonly Member[];
  readonly isExpanded: boolean;
}

export interface EntityNode extends Member {
  readonly kind: "entity";
  readonly id: string;
  /** Null when entities are what the fields are grouped by. */
  readonly parent: GroupNode | null;
  readonly isExpanded: boolean;
}

export interface FieldNode {
  readonly kind: "field";
  readonly id: string;
  readonly parent: GroupNode | EntityNode;
  readonly entity: ClassifiedEntity;
  readonly field: ClassifiedFieldModel;
}

export type RootNode = GroupNode | EntityNode;
export type TreeNode = RootNode | FieldNode;

/** So many fields can be looked through without folding anything. */
const FEW = 100;

/**
 * The uppermost nodes; `childrenOf` makes the others when they are looked at. Ids are made of names, not of positions,
 * so that what was open stays open while the code changes; where a file declares a name twice, the second has a number.
 */
export function rootNodes(
  entities: readonly ClassifiedEntity[],
  { grouping, filter }: TreeOptions,
  thirdParty: readonly ClassifiedEntity[] = [],
): RootNode[] {
  const isShown = fieldTest(filter);
  const groups = new Map<string, { readonly group: Group; readonly members: Member[] }>();
  const ungrouped: Member[] = [];
  for (const entity of [...entities, ...thirdParty]) {
    const parts = new Map<string, { readonly group: Group | null; readonly fields: ClassifiedFieldModel[] }>();
    for (const field of entity.fields) {
      if (!isShown(entity, field)) continue;
      const group = groupOf(entity, field, grouping);
      const key = group === null ? "" : idOf(group);
      const part = parts.get(key) ?? { group, fields: [] };
      part.fields.push(field);
      parts.set(key, part);
    }
    for (const [key, { group, fields }] of parts) {
      if (group === null) {
        ungrouped.push({ entity, fields });
        continue;
      }
      const known = groups.get(key) ?? { group, members: [] };
      known.members.push({ entity, fields });
      groups.set(key, known);
    }
  }

  // A search opens what it finds and leaves alone what was open before.
  const isSearch = filter.text !== "";
  const prefix = isSearch ? "search|" : "";
  const areFew = sizeOf([...[...groups.values()].flatMap(({ members }) => members), ...ungrouped]) <= FEW;
  const groupNodes = [...groups.values()]
    .map(({ group, members }): GroupNode => ({
      kind: "group",
      id: prefix + idOf(group),
      group,
      members,
      isExpanded: (isSearch && areFew) || isExpanded(group, areFew),
    }))
    .sort(inOrder);
  const isLast = ({ group }: GroupNode): boolean => group.by === "third-party";
  const [last, first] = [groupNodes.filter(isLast), groupNodes.filter((node) => !isLast(node))];
  return [...first, ...entityNodes(ungrouped, null, prefix, areFew), ...last];
}

export function childrenOf(node: TreeNode): readonly TreeNode[] {
  switch (node.kind) {
    case "group":
      return node.group.by === "category"
        ? fieldNodes(node.members, node)
        : entityNodes(node.members, node, "", sizeOf(node.members) <= FEW);
    case "entity":
      return fieldNodes([node], node);
    case "field":
      return [];
  }
}

export function parentOf(node: TreeNode): RootNode | undefined {
  return node.kind === "group" ? undefined : (node.parent ?? undefined);
}

/** All fields below a node, or the one that it is. */
export function fieldsBelow(node: TreeNode): readonly FieldNode[] {
  return node.kind === "field" ? [node] : childrenOf(node).flatMap(fieldsBelow);
}

export function membersOf(node: RootNode): readonly Member[] {
  return node.kind === "group" ? node.members : [node];
}

/** Of the fields that the members have. */
export function worstLevel(members: readonly Member[]): Level | null {
  const levels = new Set(members.flatMap(({ fields }) => fields.map(({ level }) => level)));
  return FIELD_KINDS.filter((kind) => kind !== "review").find((level) => levels.has(level)) ?? null;
}

export function sizeOf(members: readonly Member[]): number {
  return members.reduce((sum, { fields }) => sum + fields.length, 0);
}

/** What a field stands under; null when under its entity alone. */
function groupOf(entity: ClassifiedEntity, field: ClassifiedFieldModel, grouping: Grouping): Group | null {
  if (entity.package) return { by: "third-party" };
  const { folder, path } = entity;
  const kind = kindOf(field);
  if (kind === "review") return { by: "review" };
  switch (grouping) {
    case "level":
      return { by: "level", level: kind };
    case "category":
      return { by: "category", category: field.category, gloss: field.gloss };
    case "entity":
      return null;
    case "folder":
      return { by: "folder", folder, path: path.slice(0, Math.max(0, path.lastIndexOf("/"))) };
  }
}

function idOf(group: Group): string {
  switch (group.by) {
    case "review":
      return "review";
    case "level":
      return `level|${group.level}`;
    case "category":
      return `category|${group.category ?? ""}`;
    case "folder":
      return `folder|${group.folder}|${group.path}`;
    case "third-party":
      return "third-party";
  }
}

function isExpanded(group: Group, areFew: boolean): boolean {
  switch (group.by) {
    case "review":
      return true;
    case "level":
      return group.level === "restricted";
    case "category":
    case "third-party":
      return false;
    case "folder":
      return areFew;
  }
}

/** To be decided, then the worst first, then by name. */
function inOrder(a: GroupNode, b: GroupNode): number {
  const [aKey, bKey] = [sortKey(a), sortKey(b)];
  return aKey.rank - bKey.rank || (aKey.name < bKey.name ? -1 : 1);
}

function sortKey({ group, members }: GroupNode): { readonly rank: number; readonly name: string } {
  switch (group.by) {
    case "review":
      return { rank: -1, name: "" };
    case "level":
      return { rank: FIELD_KINDS.indexOf(group.level), name: "" };
    case "category":
      return {
        rank: FIELD_KINDS.indexOf(worstLevel(members) ?? "public"),
        name: withoutArticle(group.gloss).toLowerCase(),
      };
    case "folder":
      return { rank: 0, name: `${group.folder}/${group.path}` };
    case "third-party":
      return { rank: Infinity, name: "" };
  }
}

function entityNodes(
  members: readonly Member[],
  parent: GroupNode | null,
  prefix: string,
  isExpanded: boolean,
): EntityNode[] {
  const unique = uniqueIds();
  return members.map(({ entity, fields }) => {
    const place = entity.package ? `${entity.folder}|${entity.app}` : entity.uri;
    const id = unique(`${parent?.id ?? `${prefix}entity`}|${place}#${entity.name}`);
    return { kind: "entity", id, parent, entity, fields, isExpanded };
  });
}

function fieldNodes(members: readonly Member[], parent: GroupNode | EntityNode): FieldNode[] {
  const unique = uniqueIds();
  return members.flatMap(({ entity, fields }) =>
    fields.map((field): FieldNode => {
      const name = parent.kind === "entity" ? `.${field.name}` : `|${entity.uri}#${entity.name}.${field.name}`;
      return { kind: "field", id: unique(parent.id + name), parent, entity, field };
    }),
  );
}

function uniqueIds(): (id: string) => string {
  const uses = new Map<string, number>();
  return (id) => {
    const use = (uses.get(id) ?? 0) + 1;
    uses.set(id, use);
    return use === 1 ? id : `${id} (${use})`;
  };
}
