import { APP_NAME, TOKEN_MIGRATION } from "../../protection/generated/app.ts";
import type { RowsPlan } from "../encrypt/migration/rowsPlan.ts";
import type { FileChange, FixContext } from "../model.ts";

/** The migrations that put tokens in the place of the values of rows, one an app. `app` is the module of the generated one. */
export function tokenMigrations(
  { migrations }: RowsPlan,
  app: string,
  kindOf: (context: FixContext) => string,
): readonly FileChange[] {
  return migrations.map(({ folder, name, dependency: [label, leaf], columns }) => ({
    kind: "create",
    path: `${folder}/${name}.py`,
    text: [
      "from django.db import migrations",
      "",
      `from ${app}.token_operations import TokenizeField`,
      "",
      "",
      "class Migration(migrations.Migration):",
      `    dependencies = [("${label}", "${leaf}"), ("${APP_NAME}", "${TOKEN_MIGRATION}")]`,
      "    operations = [",
      ...columns.map(
        ({ model, context }) =>
          `        TokenizeField("${model}", "${context.subject.field.name}", kind="${kindOf(context)}"),`,
      ),
      "    ]",
      "",
    ].join("\n"),
  }));
}
