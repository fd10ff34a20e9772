import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { readWorkspace } from "../../../../../test/support/uses.ts";
import { isRefusal } from "../model.ts";
import { encrypt } from "./encrypt.ts";

/** What is said of a field that this code writes and compares; null where it is offered. */
async function said(code: string, field = "token"): Promise<string | null> {
  const source = `
    //- accounts/models.py
    import hashlib
    import bcrypt
    from django.contrib.auth.hashers import check_password, make_password
    from django.db import models

    class Profile(models.Model):
        token = models.CharField(max_length=128, blank=True)
        api_key = models.CharField(max_length=128)
        phone = models.CharField(max_length=20)

        def work(self, given):
            ${code}
  `;
  const workspace = await readWorkspace(parseFixture(source).files);
  const offer = encrypt.offer((await workspace.countedFixContext("accounts/models.py", "Profile", field))!);
  return offer && isRefusal(offer) ? offer.because : null;
}

describe("a field that holds a digest, as only the code tells", () => {
  it.each([
    ["self.token = make_password(given)", "make_password"],
    ["return check_password(given, self.token)", "check_password"],
    ["return bcrypt.checkpw(given, self.token)", "checkpw"],
    ["self.token = hashlib.sha256(given.encode()).hexdigest()", "hexdigest"],
  ])("is not encrypted: %s", async (code, by) => {
    expect(await said(code)).toBe(
      `What is stored is only a hash already: accounts/models.py:12 (${by}). Nobody can read a value out of it, encrypted or not.`,
    );
  });

  it("is what opens something as well: the advice to hash it was followed", async () => {
    expect(await said("return check_password(given, self.api_key)", "api_key")).toContain("only a hash already");
    expect(await said("return given == self.api_key", "api_key")).toContain("has only to be recognised");
  });

  it.each([
    "self.phone = given",
    "return check_password(self.phone, given)",
    "digest = make_password(self.phone)",
    "other = given; other.phone = make_password(given)",
    "self.phone, digest = given, make_password(given)",
  ])("does not hold one where its value is hashed elsewhere: %s", async (code) => {
    expect(await said(code, "phone")).toBeNull();
  });
});
