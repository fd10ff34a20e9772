import { tellCount } from "../../../project/values/model.ts";
import type { DataRule } from "../../rule.ts";
import { CWE_540, inRepository, tellSubjects } from "../severity.ts";

export const fixtureValues: DataRule = {
  meta: {
    id: "data/fixture-values",
    title: "Values in a fixture that look like those of real people",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Looks through fixtures (JSON, JSON Lines, YAML and XML, as `dumpdata` writes and `loaddata` reads them) for values of fields that are known to be sensitive: e-mail addresses, phone numbers, numbers of cards and of bank accounts, national and tax numbers of some sixty countries, told by form, length and check digits.",
      "",
      "What nobody has is left out: reserved domains (`example.com`, `.test`), numbers that are kept free for films, numbers of cards that processors publish for tests, IBANs of documentation, names like `test` and `admin`, offices like `info`, digits that repeat or count. Names, addresses and dates are not looked at: no one can tell an invented one. Fewer than 25 e-mail addresses or phone numbers, what tests, examples and demonstrations are made of, how organisations are reached, fields that are less surely sensitive, and numbers that many others would pass for, are mentioned with the profile `strict` alone.",
      "",
      "There is one finding for a file and a kind, at the first place. It says how many different values there are, and never shows one. In JSON, which has no comments, `paths` of the [policy](../../policy.md) says why a folder holds nothing of anybody; in YAML and XML a comment in a line above, `# fieldguard: ignore[data/fixture-values] REASON`, holds for the rest of the file. Values are not looked at in a browser.",
    ].join("\n"),
    why: [
      "A fixture is in every clone and stays in the history for good. `dumpdata` decrypts on its way: what the database protects is readable there. PCI DSS 6.5.5 forbids live card numbers in it outright.",
    ].join("\n"),
    bad: [
      '[{ "model": "shop.customer", "pk": 1, "fields": { "email": "h.mueller@gmx.de", "iban": "DE02120300000000202051" } }]',
    ].join("\n"),
    good: [
      '[{ "model": "shop.customer", "pk": 1, "fields": { "email": "customer1@example.com", "iban": "DE89370400440532013000" } }]',
    ].join("\n"),
    fixes: [],
    references: [
      CWE_540,
      { title: "Django: fixtures", url: "https://docs.djangoproject.com/en/5.2/topics/db/fixtures/" },
      { title: "RFC 2606: reserved domain names", url: "https://www.rfc-editor.org/rfc/rfc2606" },
    ],
  },

  check(values) {
    return values.source === "fixture" ? inRepository(values) : null;
  },

  message(values) {
    return `This fixture holds ${tellCount(values.kind, values.count)} that may be somebody's, in ${tellSubjects(values)}. Whoever has the repository can read what it holds.`;
  },
};
