import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { readWorkspace } from "../../../../../test/support/uses.ts";
import { isRefusal } from "../model.ts";
import { encrypt } from "./encrypt.ts";

/** What is said of a field that this code writes and compares; null where it is offered. */
async function said(code: string, field = "token"): Promise<string | null> {
  const source = `
    //- accounts/models.py
    import hashlib, os, uuid
    import bcrypt
    from hmac import compare_digest
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
    ["return compare_digest(self.token, hashlib.sha256(given.encode()).hexdigest())", "hexdigest"],
    ["return hashlib.sha256(given.encode()).hexdigest() == self.token", "hexdigest"],
    [
      "key = given.strip(); key = hashlib.sha256(key.encode()).hexdigest(); return Profile.objects.get(token=key)",
      "get",
    ],
    [
      "h = hashlib.new('sha256'); h.update(b'salt'); h.update(given.encode()); return h.hexdigest() == self.token",
      "hexdigest",
    ],
    ["h = hashlib.sha256(); h.update(given); return Profile.objects.filter(token=h.hexdigest()).exists()", "filter"],
    ["self.token = given; self.token = make_password(self.token)", "make_password"],
    ["put = lambda token_hash: Profile(token=token_hash); self.token = make_password(given)", "make_password"],
  ])("is not encrypted: %s", async (code, by) => {
    expect(await said(code)).toBe(
      `What is stored is only a hash already: accounts/models.py:13 (${by}). Nobody can read a value out of it, encrypted or not.`,
    );
  });

  it("is what opens something as well: the advice to hash it was followed", async () => {
    expect(await said("return check_password(given, self.api_key)", "api_key")).toContain("only a hash already");
    expect(await said("return given == self.api_key", "api_key")).toContain("has only to be recognised");
  });

  it.each([
    "self.token = hashlib.sha1(os.urandom(20)).hexdigest()",
    "self.token = hashlib.sha256(self.token.encode()).hexdigest()",
    "salt = str(uuid.uuid4()); key = hashlib.sha1((salt + given).encode()).hexdigest(); return Profile.objects.filter(token=key).exists()",
    "key = hashlib.sha1(os.urandom(20)).hexdigest(); return Profile.objects.filter(token=key).exists()",
    "return self.token == hashlib.sha1(self.phone.encode()).hexdigest()",
    "return self.token != given",
    "h = hashlib.sha1(); h.update(os.urandom(20)); h.update(given); return h.hexdigest() == self.token",
    "h = hashlib.sha1(); h.update(self.phone); return h.hexdigest() == self.token",
    "self.token = make_password(given); self.token = given",
    "self.token = make_password(given); Profile.objects.create(token=given)",
    "self.token = make_password(given); Profile.objects.filter(pk=1).update(token=self.cleaned_data['token'])",
    "self.token = make_password(given); key = get_random_string(20); Profile(token=key)",
  ])("is the secret itself where a digest is only the way to make it: %s", async (code) => {
    expect((await said(code)) ?? "").not.toContain("only a hash already");
  });

  it("holds the clear value of all rows that nobody erased", async () => {
    expect(await said("self.phone = hashlib.sha256(self.phone.encode()).hexdigest()", "phone")).toBeNull();
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
