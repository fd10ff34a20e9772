import { startOfLine } from "../../text/characters.ts";
import { dropItems } from "../../languages/python/dropItems.ts";
import { indentationAt, newlineOf } from "../../text/whitespace.ts";
import { readExpression } from "../../languages/python/readExpression.ts";
import hashers from "../../rules/settings/hashers.yml";
import { fixByEdit } from "./settingEdit.ts";
import { edit, foundSetting } from "./settingStatement.ts";

/** Puts Django's own hasher first; what is stored is still read by the others, and hashed anew when its owner signs in. */
export const strongHasherFirst = fixByEdit(
  "strong-hasher-first",
  "It is given in a way that is not edited here: change it by hand.",
  (context) => {
    const found = foundSetting(context);
    const value = found?.statement.value;
    if (!found || !value) return null;
    const { text } = found.module;
    const list = readExpression(text, value);
    if (list.kind !== "sequence" || !"[(".includes(text[list.span.start]!) || !list.items[0]) return null;
    const { start } = list.items[0].span;
    const lineStart = startOfLine(text, start);
    const isAlone = lineStart > list.span.start;
    const separator = isAlone ? `,${newlineOf(text)}${indentationAt(text, start)}` : ", ";
    const old = list.items.findIndex((item) => item.kind === "text" && item.value === hashers.strong);
    const dropped =
      old < 0
        ? []
        : dropItems(
            found.module,
            { open: list.span.start, close: list.span.end - 1, items: list.items.map(({ span }) => span) },
            (index) => index === old,
          );
    return {
      title: "Hash new passwords with PBKDF2, and keep reading the old ones",
      change: edit(context.finding.path, [
        { span: { start, end: start }, text: `"${hashers.strong}"${separator}` },
        ...dropped,
      ]),
      notes: [
        "What is stored stays as it is until its owner signs in. To protect the others at once, wrap their hashes: https://docs.djangoproject.com/en/5.2/topics/auth/passwords/#password-upgrading-without-requiring-a-login",
      ],
    };
  },
);
