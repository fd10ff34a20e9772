import { TOKEN_TABLE_FILES } from "../../protection/generated/app.ts";
import { helperFor } from "../encrypt/helper.ts";
import type { FileChange, FixContext } from "../model.ts";

/** Where the table of tokens is, or is to be: in the generated app of encrypted fields. */
export interface TokenTable {
  /** The app, as `INSTALLED_APPS` and imports know it. */
  readonly app: string;
  /** Empty when all of it is there already. */
  readonly create: readonly Extract<FileChange, { kind: "create" }>[];
}

/** A sentence when there can be none. */
export function tokenTableFor(context: FixContext): TokenTable | string {
  const { texts } = context.project;
  const helper = helperFor(context);
  if (typeof helper === "string") return helper;
  const { app, create } = helper;
  if (app === null) {
    return "The encrypted field classes are a single module here, as an earlier version generated it; a table of tokens takes the app that is generated today.";
  }
  if (app.name === null)
    return "The table of tokens needs an app in `INSTALLED_APPS`, and no `manage.py` tells its name.";
  const isThere = texts.get(`${app.folder}tokens.py`)?.includes("def detokenize(") ?? false;
  if (!isThere && texts.has(`${app.folder}models.py`)) {
    return `The table of tokens belongs into \`${app.folder}models.py\`, which has other models.`;
  }
  const table = Object.entries(TOKEN_TABLE_FILES).map(
    ([path, text]) => ({ kind: "create", path: `${app.folder}${path}`, text: text() }) as const,
  );
  return { app: app.name, create: [...create, ...(isThere ? [] : table)] };
}
