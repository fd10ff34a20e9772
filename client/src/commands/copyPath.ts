import { env } from "vscode";
import type { FieldNode } from "../tree/nodes.ts";

/** The field's selector, as the command line takes it: `shop/models.py::Customer.email`. */
export async function copyPath({ entity, field }: FieldNode): Promise<void> {
  await env.clipboard.writeText(`${entity.path}::${entity.name}.${field.name}`);
}
