import { DjangoProject, mustSucceed } from "../djangoProject.ts";
import { type FieldType, fieldTypes, modelNameOf, modelsOf, samplesOf } from "../fieldTypes.ts";
import { cellsOf, type Results } from "../results.ts";

/**
 * What a search and replace would do, in the same project and against the same cells: shows that each of these can
 * fail, and why our fix is not that.
 */
export function naiveEdits(python: string, results: Results): void {
  const types = fieldTypes.filter(({ type }) =>
    ["CharField", "TextField", "IntegerField", "BooleanField", "DateField"].includes(type),
  );
  const silent = tryEdit(
    python,
    types,
    modelsOf(types, {
      imports: "from encrypted_fields import fields as encrypted\n",
      classOf: (type) => `encrypted.Encrypted${type}`,
    }),
  );
  const fails = (model: string, cell: string): void => {
    const found = silent.find(({ name }) => name.startsWith(`${model}: ${cell}`));
    results.cell(
      `naive edit: ${model} with the next best package does not pass “${cell}…”`,
      found === undefined ? "the cell did not run" : found.problem === null ? "it passed" : null,
    );
  };
  fails("CharRow", "New rows read back equal");
  fails("IntegerRow", "New rows read back equal");
  fails("BooleanRow", "New rows read back equal");
  fails("CharRow", "A value that passes full_clean");
  fails("CharRow", "A lookup that cannot work raises");
  fails("CharRow", "Under a wrong key reading raises");
  fails("CharRow", "What the database would have to compute");

  const binary = tryEdit(
    python,
    types,
    modelsOf(types, {
      imports: "from django_cryptography.fields import encrypt\n",
      wrap: (call) => `encrypt(${call})`,
    }),
  );
  for (const item of types) {
    const name = `${modelNameOf(item)}: Rows written before the fix`;
    const found = binary.find((cell) => cell.name.startsWith(name));
    results.cell(
      `naive edit: wrapped in place, ${name} cannot be read`,
      found?.problem ? null : "they can, or the cell did not run",
    );
  }
}

function tryEdit(python: string, types: readonly FieldType[], edited: string): ReturnType<typeof cellsOf> {
  const project = new DjangoProject(
    python,
    { "vault/models.py": modelsOf(types), "samples.py": samplesOf(types) },
    { settings: 'SALT_KEY = "salt"\n' },
  );
  project.migrate();
  mustSucceed(project.run(["cells.py", "before"]), "writing rows");
  project.write({ "vault/models.py": edited });
  project.migrate();
  return cellsOf(project.run(["cells.py", "after"]));
}
