import type { RuleMeta } from "../../rule.ts";

/** Checked once all else has been (`checkIgnores.ts`). */
export const unusedIgnore: { readonly meta: RuleMeta } = {
  meta: {
    id: "directive/unused-ignore",
    title: "A comment that hides nothing",
    severity: "information",
    since: "0.1.0",
    what: [
      "Looks at each `# fieldguard: ignore[rule] REASON` of the project's Python, tests and migrations aside, for a finding of that rule at the field or statement that it stands at, in whatever profile; and at each `# fieldguard: ignore REASON` for a field that would be taken to be sensitive without it, or be put to a person. It tells of comments that hide nothing, that name a rule which does not exist, or that lack the reason without which they do nothing.",
      "",
      "It is looked for in a scan of the whole folder and in the editor, once the uses of fields have been counted. Comments for rules about data (`data/…`), which hold for all that follows in a file, are not judged. A comment that is meant to stay names this rule as well: `# fieldguard: ignore[log/sensitive-value, directive/unused-ignore] REASON`. Entries of the [policy](../../policy.md) that concern nothing are told of as warnings about the policy.",
    ].join("\n"),
    why: [
      "The comment outlives what it was about: the log call is gone, the field is encrypted, the line has moved. The next leak that comes to stand there is hidden before anybody has seen it, and whoever audits the project reads of an exception that is none.",
    ].join("\n"),
    bad: [
      "# fieldguard: ignore[log/sensitive-value] only on the old server",
      'logger.info("customer %s was merged", customer.pk)',
    ].join("\n"),
    good: ['logger.info("customer %s was merged", customer.pk)'].join("\n"),
    fixes: ["remove-ignore"],
    references: [
      {
        title: "PEP 484 and mypy: unused ignores",
        url: "https://mypy.readthedocs.io/en/stable/error_code_list2.html#check-that-type-ignore-comment-is-used-unused-ignore",
      },
      {
        title: "CWE-1126: declaration with unnecessarily wide scope",
        url: "https://cwe.mitre.org/data/definitions/1126.html",
      },
    ],
  },
};
