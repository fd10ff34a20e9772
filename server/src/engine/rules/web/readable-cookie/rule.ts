import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const readableCookie: FlowRule = {
  meta: {
    id: "web/readable-cookie",
    title: "Sensitive value in a cookie or a signed token",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds sensitive values in cookies (`set_cookie`, `set_signed_cookie`) and in what is signed (`jwt.encode`, `signing.dumps`). Passwords and other restricted data are an error, confidential data information. Tokens by which somebody is known again are fine. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
      "",
      "A cookie by which somebody is known (`session_token`, `jwt`) is mentioned where `set_cookie` leaves out `secure` or `httponly`: whoever is on the way, or a script of the page, reads it.",
    ].join("\n"),
    why: [
      "A cookie lies readable on every machine that somebody has used. To sign is not to encrypt: who has a signed cookie or a token reads all of it.",
    ].join("\n"),
    bad: ['response.set_signed_cookie("mail", customer.email)'].join("\n"),
    good: ['request.session["customer_id"] = customer.pk'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-315: Cleartext Storage of Sensitive Information in a Cookie",
        url: "https://cwe.mitre.org/data/definitions/315.html",
      },
      {
        title: "CWE-614: Sensitive Cookie in HTTPS Session Without 'Secure' Attribute",
        url: "https://cwe.mitre.org/data/definitions/614.html",
      },
      {
        title: "Django: cryptographic signing",
        url: "https://docs.djangoproject.com/en/5.2/topics/signing/",
      },
    ],
  },

  check(checked) {
    const { flow } = checked;
    if (flow.sink === "open cookie") return { severity: "information" };
    if (flow.sink !== "cookie" && flow.sink !== "signed token") return null;
    return reached(checked, {
      secret: { severity: "error" },
      restricted: { severity: "error" },
      confidential: { severity: "information" },
    });
  },

  message(checked) {
    const { by, sink } = checked.flow;
    if (sink === "open cookie")
      return `The cookie \`${by}\` opens a door, and is set without \`secure\` and \`httponly\` both being said.`;
    return `\`${by}\` lets whoever holds it read ${tellFields(checked)}.`;
  },
};
