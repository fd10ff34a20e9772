import { readExpression } from "../../languages/python/readExpression.ts";
import { fixByEdit } from "./settingEdit.ts";
import { edit, foundSetting } from "./settingStatement.ts";

/** `INTERNAL_IPS` names the developer's own machine. Addresses that name a machine stay. */
export const localInternalIps = fixByEdit(
  "local-internal-ips",
  "It is given in a way that is not edited here: change it by hand.",
  (context) => {
    const found = context.finding.field === "INTERNAL_IPS" ? foundSetting(context) : null;
    const value = found?.statement.value;
    if (!found || !value) return null;
    const { text, layout } = found.module;
    const isSaid = layout.comments.some(
      ({ span }) =>
        value.start <= span.start &&
        span.end <= value.end &&
        !STANDS_FOR_NOTHING.test(text.slice(span.start, span.end)),
    );
    if (isSaid) return null;
    const written = readExpression(text, value);
    const items = written.kind === "sequence" ? written.items : [];
    const kept = items.flatMap((item) => (item.kind === "text" && /[1-9a-f]/i.test(item.value) ? [item.value] : []));
    const addresses = kept.length > 0 ? kept : ["127.0.0.1", "::1"];
    const list = `[${addresses.map((address) => JSON.stringify(address)).join(", ")}]`;
    return {
      title: "Let `INTERNAL_IPS` be the addresses of this machine",
      change: edit(context.finding.path, [{ span: value, text: list }]),
      notes: [
        "In a container, requests of your browser come from the container's own network: use `debug_toolbar.middleware.show_toolbar_with_docker` there.",
      ],
    };
  },
);

/** What people copy along with the snippet. */
const STANDS_FOR_NOTHING = /add your (own )?ip/i;
