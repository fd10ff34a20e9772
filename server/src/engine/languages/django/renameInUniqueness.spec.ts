import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import { applyEdits } from "../../text/textEdit.ts";
import { djangoEditor } from "./edit.ts";

/** The lines of the `Meta` afterwards; null where it is left alone. */
function renamed(...meta: readonly string[]): readonly string[] | null {
  const head = dedent(`
    from django.db import models
    from django.db.models.functions import Lower


    class Guest(models.Model):
        event = models.ForeignKey("Event", on_delete=models.CASCADE)
        email = models.EmailField()

        class Meta:
  `);
  const text = [head, ...meta.map((line) => `        ${line}`), ""].join("\n");
  const edits = djangoEditor.renameInUniqueness(text, { entity: "Guest", field: "email" }, "email_index");
  if (!edits) return null;
  const after = applyEdits(text, edits);
  expect(after.startsWith(head)).toBe(true);
  return after
    .slice(head.length)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

describe("renameInUniqueness", () => {
  it.each([
    [`unique_together = ("event", "email")`, `unique_together = ("event", "email_index")`],
    [
      `unique_together = [["event", 'email'], ("email", "name")]`,
      `unique_together = [["event", 'email_index'], ("email_index", "name")]`,
    ],
    [
      `constraints = [models.UniqueConstraint(fields=("event", "email"), name="email", condition=models.Q(left=False))]`,
      `constraints = [models.UniqueConstraint(fields=("event", "email_index"), name="email", condition=models.Q(left=False))]`,
    ],
    [`ordering = ["email"]`, `ordering = ["email"]`],
  ])("%s", (before, after) => {
    expect(renamed(before)).toEqual([after]);
  });

  it.each([
    `constraints = [models.UniqueConstraint(Lower("email"), name="one")]`,
    `constraints = [models.UniqueConstraint(fields=["event"], include=["email"], name="one")]`,
    `constraints = [models.UniqueConstraint(fields=["email"], condition=models.Q(email="x"), name="one")]`,
    `constraints = [models.CheckConstraint(check=models.Q(email__contains="@"), name="one")]`,
    `constraints = [models.UniqueConstraint(fields=["em" "ail"], name="one")]`,
    `constraints = [*OTHERS, models.UniqueConstraint(fields=["email"], name="one")]`,
    `unique_together = PAIRS`,
  ])("leaves alone what an index cannot stand in: %s", (meta) => {
    expect(renamed(meta)).toBeNull();
  });
});
