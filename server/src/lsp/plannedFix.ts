import type { FixPlanParams } from "../protocol.ts";
import type { CancellationToken } from "../workspace/ports.ts";
import { cancelled } from "./door.ts";
import { planFix } from "./fixes.ts";
import type { Session } from "./session.ts";
import type { PlannedFix } from "./workspaceEdit.ts";

/** Plans a fix on the current text; null when the field, or the offer, is gone. */
export async function plannedFix(
  session: Session,
  params: FixPlanParams,
  token: CancellationToken,
): Promise<PlannedFix | null> {
  const located = session.locate(params.uri);
  if (!located) return null;
  // A plan may touch the whole project, so it has to be known.
  await session.known(located.folder);
  if (token.isCancellationRequested) throw cancelled();
  await located.folder.workspace.refreshProjectFiles();
  const context = await located.folder.workspace.countedFixContext(located.path, params.entity, params.field);
  const plan = context && planFix(context, params.fixId, params.input ?? {});
  return context && plan ? { plan, context, located } : null;
}
