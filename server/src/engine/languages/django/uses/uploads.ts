/** Functions that say what an uploaded file is called, and the models whose fields ask them (https://docs.djangoproject.com/en/5.2/ref/models/fields/#django.db.models.FileField.upload_to). */
import type { SyntaxNode } from "../../python/syntaxTree.ts";
import type { ClassAbout } from "../../../schema/rawUses.ts";
import { lastNamed } from "../../python/namedChild.ts";
import { childrenOf } from "../../python/childrenOf.ts";
import { keywordOf } from "./calls.ts";
import type { Scope, Scopes } from "./scopes.ts";

/** Functions of a module that take an object and the name of a file, by name. */
export function uploadPathsIn(scopes: Scopes): readonly (readonly [name: string, definition: SyntaxNode])[] {
  return [...(scopes.module?.names ?? [])].flatMap(([name, placed]) => {
    const bound = placed.at(-1)?.bound;
    return bound?.kind === "function" && isUploadPath(bound.node, scopes) ? [[name, bound.node] as const] : [];
  });
}

export function isUploadPath(definition: SyntaxNode, scopes: Scopes): boolean {
  const list = lastNamed(definition, "ParamList");
  const names = list ? childrenOf(list).filter(({ name }) => name === "VariableName") : [];
  return names.length === 2 && scopes.source(names[0]!) === "instance" && FILE.test(scopes.source(names[1]!));
}

const FILE = /^_*(?:file_?name|fname|name|file|original_?\w*)$/i;

/** That a function speaks of the model whose field asks it. */
export function uploadsOf(scope: Scope, scopes: Scopes): readonly ClassAbout[] {
  return [...scope.names.values()].flatMap((placed) => {
    const bound = placed.at(-1)?.bound;
    if (bound?.kind !== "value" || bound.node.name !== "CallExpression") return [];
    const path = keywordOf(scopes, bound.node, "upload_to");
    const last = path?.name === "MemberExpression" ? lastNamed(path, "PropertyName") : path;
    if (!last || !NAMES.has(last.name)) return [];
    return [{ name: scopes.source(last), model: { kind: "class", name: scope.name } }];
  });
}

const NAMES: ReadonlySet<string> = new Set(["VariableName", "PropertyName"]);
