import { tellFields } from "../../log/severity.ts";
import { BY_OTHERS, reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const webRequest: FlowRule = {
  meta: {
    id: "send/web-request",
    title: "Sensitive value that is sent to another service",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds sensitive values in what is sent to other services: messages of a chat (`chat_postMessage`), where confidential data is a warning and restricted data an error, and bodies of requests (`requests.post`, `httpx.post` and the like), where passwords and other restricted data are information; many services are there to get them. The profile `strict` mentions confidential data and tokens in requests. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: [
      "What leaves the application is out of its hands: a channel of a chat is read by everybody in it, and kept.",
    ].join("\n"),
    bad: ['slack.chat_postMessage(channel="#sales", text=f"new customer {customer.email}")'].join("\n"),
    good: ['slack.chat_postMessage(channel="#sales", text=f"new customer #{customer.pk}")'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-201: Insertion of Sensitive Information Into Sent Data",
        url: "https://cwe.mitre.org/data/definitions/201.html",
      },
    ],
  },

  check(checked) {
    const { sink } = checked.flow;
    if (sink === "chat") {
      return reached(checked, BY_OTHERS);
    }
    if (sink !== "web request") return null;
    return reached(checked, {
      secret: { severity: "information" },
      token: { severity: "information", profile: "strict" },
      restricted: { severity: "information" },
      confidential: { severity: "information", profile: "strict" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` sends ${tellFields(checked)} to another service.`;
  },
};
