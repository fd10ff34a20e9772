import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const mailText: FlowRule = {
  meta: {
    id: "send/mail-text",
    title: "Sensitive value in the text of a mail or a message to a telephone",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds passwords and other restricted data in the subject or text of a mail (`send_mail`, `mail_admins`, `EmailMessage`, `email_user`), of a text message (Twilio, Amazon SNS, Vonage) or a pushed notification (Firebase, Web Push). Addresses that it goes to are fine, and so are confidential data, which people are written about, and tokens in links. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: [
      "Mail lies readable on servers of others, in archives and on lost telephones, for years; messages pass through the hands of several companies, and show on locked screens.",
    ].join("\n"),
    bad: ['send_mail("Welcome", f"Your password is {password}", None, [customer.email])'].join("\n"),
    good: ['send_mail("Welcome", f"Set your password: {link}", None, [customer.email])'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-201: Insertion of Sensitive Information Into Sent Data",
        url: "https://cwe.mitre.org/data/definitions/201.html",
      },
      {
        title: "Django: sending email",
        url: "https://docs.djangoproject.com/en/5.2/topics/email/",
      },
    ],
  },

  check(checked) {
    const { flow } = checked;
    if (flow.sink !== "mail" && flow.sink !== "text message") return null;
    return reached(checked, {
      secret: { severity: "error" },
      restricted: { severity: "error" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` writes ${tellFields(checked)} into a ${checked.flow.sink === "mail" ? "mail" : "message to a telephone"}.`;
  },
};
