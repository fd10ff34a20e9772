import type { DeclaredEntity } from "../../schema/entityLookup.ts";
import type { Field } from "../../schema/schema.ts";
import { appLabelOf } from "../appLabel.ts";
import { addTo } from "../../text/addTo.ts";

/** Models by the tables of the database that they are kept in, as statements of SQL name them. */
export class Tables {
  readonly #models = new Map<string, DeclaredEntity[]>();
  readonly #byLabel = new Map<string, DeclaredEntity[]>();

  /** `labels`: what the project's `apps.py` say, by path. `installed`: models of packages, by the names of their tables and by their labels. */
  constructor(
    entities: readonly DeclaredEntity[],
    labels: ReadonlyMap<string, string>,
    installed: readonly (readonly [table: string, label: string, model: DeclaredEntity])[],
  ) {
    for (const declared of entities) {
      const { abstract, proxy, table, name } = declared.entity;
      if (abstract) continue;
      const app = appLabelOf(declared.schema.path, declared.entity, labels);
      put(this.#byLabel, `${app}.${name}`.toLowerCase(), declared);
      if (!proxy) put(this.#models, plain(table ?? `${app}_${name}`), declared);
    }
    for (const [table, label, model] of installed) {
      put(this.#models, plain(table), model);
      put(this.#byLabel, label.toLowerCase(), model);
    }
  }

  /** Capitals and quotes make no difference, nor does a database schema before the name. */
  called(name: string): readonly DeclaredEntity[] {
    return this.#models.get(plain(name)) ?? [];
  }

  /** `shop.customer`, in small letters. */
  labelled(label: string): readonly DeclaredEntity[] {
    return this.#byLabel.get(label) ?? [];
  }
}

function put(models: Map<string, DeclaredEntity[]>, key: string, model: DeclaredEntity): void {
  addTo(models, key, model);
}

/** `people` of `"crm"."People"`, which is how models name a table of another database schema. */
function plain(name: string): string {
  const bare = name.replace(/[`"[\]]/g, "");
  return bare.slice(bare.lastIndexOf(".") + 1).toLowerCase();
}

/** In small letters; null for a relation that is kept in a table of its own, or in none. */
export function columnOf({ name, type, column }: Field): string | null {
  if (WITHOUT_COLUMN.test(type.name)) return null;
  return (column ?? (type.shape === "relation" ? `${name}_id` : name)).toLowerCase();
}

const WITHOUT_COLUMN = /ManyToManyField$|^Generic(?:Relation|ForeignKey)$/;
