import { expect } from "vitest";
import { Workspace } from "../../server/src/workspace/workspace.ts";
import { parseFixture } from "./fixture.ts";
import { MemoryFileSystem } from "./memoryFileSystem.ts";

/** Models that many cases speak of. `email` and `national_id` are sensitive, `newsletter` is not. */
export const SHOP = `
//- shop/models.py
from django.db import models

class Customer(models.Model):
    email = models.EmailField()
    national_id = models.CharField(max_length=20)
    newsletter = models.BooleanField()

class Order(models.Model):
    customer = models.ForeignKey(Customer, related_name="orders", on_delete=models.CASCADE)
    reference = models.CharField(max_length=20)
`;

export async function readWorkspace(files: Iterable<readonly [path: string, text: string]>): Promise<Workspace> {
  const workspace = new Workspace({
    fileSystem: new MemoryFileSystem(files),
    clock: { now: () => 0, pause: () => Promise.resolve() },
    loadDetectors: () => import("../../server/src/main.detectors.ts"),
    onInternalError: (path, error) => {
      throw new Error(path, { cause: error });
    },
  });
  await workspace.index();
  await workspace.uses.refresh();
  return workspace;
}

/**
 * `Customer.email lookup` with the place, of all uses; `(likely)` and `(by name)` where they are not sure. Fields of packages' models
 * begin with the app: `auth.User.email`.
 */
export function usesIn(workspace: Workspace, files: ReadonlyMap<string, string>): readonly string[] {
  const own = workspace
    .analyses()
    .flatMap(({ path, file }) =>
      file.fields.map(({ entity, field }) => ({ path, model: entity.name, field: field.name, app: "" })),
    );
  const installed = workspace
    .installedModels()
    .flatMap(({ app, path, name, fields }) =>
      fields.map(({ field }) => ({ path, model: name, field: field.name, app: `${app}.` })),
    );
  return [...own, ...installed]
    .flatMap(({ path, model, field, app }) =>
      (workspace.uses.known(path, model, field)?.uses ?? []).map((found) => {
        const { start, end } = found.use.span;
        const text = files.get(found.path)!.slice(start, end);
        const certainty = found.certainty === "sure" ? "" : ` (${found.certainty})`;
        return `${found.path}:${start} ${text} ${found.use.kind}${certainty}: ${app}${model}.${field}`;
      }),
    )
    .sort();
}

/**
 * Checks that the uses of sensitive fields are those marked in the fixture and no others: the marked text, the kind
 * (`lookup`, `lookup (likely)`), and the field (`Customer.email`) after a colon.
 */
export async function checkUses(source: string): Promise<void> {
  const { files, expectations } = parseFixture(source);
  const workspace = await readWorkspace(files);
  const marked = expectations
    .map(
      ({ path, start, end, rule, message }) =>
        `${path}:${start} ${files.get(path)!.slice(start, end)} ${rule}: ${message}`,
    )
    .sort();
  expect(usesIn(workspace, files)).toEqual(marked);
}
