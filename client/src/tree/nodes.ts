import type { ClassifiedEntity, ClassifiedFieldModel, Level } from "../../../server/src/protocol.ts";

/** `review`: fields that a person has to decide about. */
export type GroupKey = "review" | Level;

export interface GroupNode {
  readonly kind: "group";
  readonly id: string;
  readonly group: GroupKey;
  readonly entities: readonly EntityNode[];
}

export interface EntityNode {
  readonly kind: "entity";
  readonly id: string;
  readonly parentId: string;
  readonly entity: ClassifiedEntity;
  readonly fields: readonly FieldNode[];
}

export interface FieldNode {
  readonly kind: "field";
  readonly id: string;
  readonly parentId: string;
  readonly entity: ClassifiedEntity;
  readonly field: ClassifiedFieldModel;
}

export type TreeNode = GroupNode | EntityNode | FieldNode;

const ORDER: readonly GroupKey[] = ["review", "restricted", "confidential", "internal", "public"];

/**
 * The tree: group, entity, field. Ids are made of names, not of positions, so that what was open stays open while the
 * code changes; where a file declares a name twice, the second has a number.
 */
export function groupNodes(entities: readonly ClassifiedEntity[]): readonly GroupNode[] {
  const unique = uniqueIds();
  const groups = new Map<GroupKey, EntityNode[]>();
  for (const entity of entities) {
    for (const [group, fields] of byGroup(entity.fields)) {
      const id = unique(`${group}|${entity.uri}#${entity.name}`);
      const children = fields.map((field): FieldNode => ({
        kind: "field",
        id: unique(`${id}.${field.name}`),
        parentId: id,
        entity,
        field,
      }));
      const node: EntityNode = { kind: "entity", id, parentId: group, entity, fields: children };
      groups.set(group, [...(groups.get(group) ?? []), node]);
    }
  }
  return ORDER.flatMap((group) => {
    const nodes = groups.get(group);
    return nodes ? [{ kind: "group" as const, id: group, group, entities: nodes }] : [];
  });
}

/** All nodes by id, for finding a parent. */
export function indexNodes(groups: readonly GroupNode[]): ReadonlyMap<string, TreeNode> {
  const nodes = groups.flatMap((group) => [
    group,
    ...group.entities.flatMap((entity): TreeNode[] => [entity, ...entity.fields]),
  ]);
  return new Map(nodes.map((node) => [node.id, node]));
}

function byGroup(fields: readonly ClassifiedFieldModel[]): ReadonlyMap<GroupKey, readonly ClassifiedFieldModel[]> {
  const groups = new Map<GroupKey, ClassifiedFieldModel[]>();
  for (const field of fields) {
    const group = field.verdict === "review" ? "review" : (field.level ?? "review");
    groups.set(group, [...(groups.get(group) ?? []), field]);
  }
  return groups;
}

function uniqueIds(): (id: string) => string {
  const uses = new Map<string, number>();
  return (id) => {
    const use = (uses.get(id) ?? 0) + 1;
    uses.set(id, use);
    return use === 1 ? id : `${id} (${use})`;
  };
}
