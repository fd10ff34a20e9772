import { describe, expect, it } from "vitest";
import { dedent } from "../../../../../test/support/fixture.ts";
import { readGdprYml } from "./gdprYml.ts";

/** Of the README of leukeleu-django-gdpr 2.2.0, with values set. */
const README = dedent(`
  exclude:
  - auth\\.Group
  include:
  - clients\\.Client\\.external_epd_uuid
  models:
    auth.User:
      name: User
      fields:
        username:
          name: Username
          description: String (up to %(max_length)s)
          help_text: Required. 150 characters or fewer. Letters, digits and @/./+/-/_
            only.
          required: true
          pii: true
        first_name:
          name: First Name
          description: String (up to %(max_length)s)
          help_text: ''
          required: false
          pii: null
        is_staff:
          pii: false
          explanation: says what a user may do
`);

function shown(text: string): object | null {
  const read = readGdprYml(text);
  if (!read) return null;
  const models = [...read.models].map(([label, fields]): [string, object] => [label, Object.fromEntries(fields)]);
  return { exclude: read.exclude, include: read.include, ...Object.fromEntries<object>(models) };
}

describe("readGdprYml", () => {
  it("reads the package's own file", () => {
    expect(shown(README)).toEqual({
      exclude: ["auth\\.Group"],
      include: ["clients\\.Client\\.external_epd_uuid"],
      "auth.User": { username: true, first_name: null, is_staff: false },
    });
  });

  it("takes `yes` and `no` as PyYAML does, and anything else for not decided", () => {
    const text =
      "models:\n  a.B:\n    fields:\n      c: {pii: yes}\n      d: {pii: Off}\n      e: {pii: maybe}\n      f:\n";
    expect(shown(text)).toMatchObject({ "a.B": { c: true, d: false, e: null, f: null } });
  });

  it("reads the list of exclusions by its old name", () => {
    expect(shown("ignore:\n- auth\nmodels: {}\n")).toMatchObject({ exclude: ["auth"] });
  });

  it("keeps what stands around a line that is being typed", () => {
    const typing = README.replace("          pii: null\n", "          pii: 'tr\n");
    expect(shown(typing)).toMatchObject({ "auth.User": { username: true } });
  });

  it.each(["", "- a\n", "models: [a]\n", "other: 1\n", "models: &a [*a]\n", "\0"])("is nothing else: %j", (text) => {
    expect(shown(text)).toBeNull();
  });
});
