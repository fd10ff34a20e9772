import { readExpression } from "../../languages/python/readExpression.ts";
import type { FileChange, SettingFix, SettingFixContext } from "../model.ts";
import { edit, foundSetting, isMended } from "./settingStatement.ts";

/** `INTERNAL_IPS` names the developer's own machine. */
export const localInternalIps: SettingFix = {
  id: "local-internal-ips",

  offer(context) {
    const { id } = localInternalIps;
    if (!changeOf(context)) return { id, because: "It is given in a way that is not edited here: change it by hand." };
    return { id, title: TITLE, kind: "suggestion", preferred: true, input: null };
  },

  plan(context) {
    const change = changeOf(context);
    if (!change) return null;
    return {
      id: localInternalIps.id,
      title: TITLE,
      steps: [{ label: "Settings", changes: [change] }],
      notes: [
        "In a container, requests of your browser come from the container's own network: use `debug_toolbar.middleware.show_toolbar_with_docker` there.",
      ],
    };
  },
};

const TITLE = "Let `INTERNAL_IPS` be the addresses of this machine";

/** Addresses that name a machine stay. */
function changeOf(context: SettingFixContext): FileChange | null {
  const found = context.finding.field === "INTERNAL_IPS" ? foundSetting(context) : null;
  const value = found?.statement.value;
  if (!found || !value) return null;
  const { text, layout } = found.module;
  if (
    layout.comments.some(
      ({ span }) =>
        value.start <= span.start &&
        span.end <= value.end &&
        !STANDS_FOR_NOTHING.test(text.slice(span.start, span.end)),
    )
  )
    return null;
  const written = readExpression(text, value);
  const items = written.kind === "sequence" ? written.items : [];
  const kept = items.flatMap((item) => (item.kind === "text" && /[1-9a-f]/i.test(item.value) ? [item.value] : []));
  const addresses = kept.length > 0 ? kept : ["127.0.0.1", "::1"];
  const change = edit(context.finding.path, [
    { span: value, text: `[${addresses.map((address) => JSON.stringify(address)).join(", ")}]` },
  ]);
  return isMended(context, [change]) ? change : null;
}

/** What people copy along with the snippet. */
const STANDS_FOR_NOTHING = /add your (own )?ip/i;
