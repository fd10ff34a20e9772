import { describe, expect, it } from "vitest";
import { detect } from "./detect.ts";
import synthetic from "./synthetic.yml";

const CARD = "user.financial.credit_card";
const PHONE = "user.contact.phone_number";
const NUMBER = "user.government_id.national_identification_number";

function numbersOf(groups: readonly { readonly numbers?: readonly string[] }[]): readonly string[] {
  return groups.flatMap(({ numbers }) => numbers ?? []);
}

describe("values that may be somebody's", () => {
  it.each([
    ["h.mueller@gmx.de", null, "email", "sure"],
    ["Hanna Müller <h.mueller@gmx.de>", null, "email", "sure"],
    ["10293847@qq.com.cn", null, null, null],
    ["DE02 1203 0000 0000 2020 51", null, "bankAccount", "sure"],
    ["4929420573595709", CARD, "card", "sure"],
    ["4929 4205 7359 5709", CARD, "card", "sure"],
    ["4929420573595709", null, null, null],
    ["4929420573595708", CARD, null, null],
    ["+49 171 3920174", PHONE, "phone", "sure"],
    ["(415) 734-2290", PHONE, "phone", "sure"],
    ["4157342290", PHONE, null, null],
    ["44051401359", NUMBER, "nationalNumber", "sure"],
    ["44051401368", NUMBER, "nationalNumber", "likely"],
    ["BNCLRA84D52F205W", NUMBER, "nationalNumber", "sure"],
    ["536-90-4399", NUMBER, "nationalNumber", "sure"],
    ["046454286", NUMBER, "nationalNumber", "likely"],
    ["44051401359", null, null, null],
  ] as const)("%s in a field for %s", (value, category, kind, certainty) => {
    expect(detect(value, category)).toEqual(kind && { kind, certainty });
  });
});

describe("values that are nobody's", () => {
  it("knows what is published", () => {
    for (const number of numbersOf(synthetic.cards)) expect(detect(number, CARD), number).toBeNull();
    for (const number of numbersOf(synthetic.bankAccounts)) expect(detect(number, null), number).toBeNull();
    for (const number of numbersOf(synthetic.nationalNumbers)) expect(detect(number, NUMBER), number).toBeNull();
  });

  it.each([
    ["somebody@example.com", null],
    ["somebody@mail.example.org", null],
    ["h.mueller@firma.test", null],
    ["test@gmail.com", null],
    ["john.doe@gmail.com", null],
    ["john@gmail.com", null],
    ["user17@hotmail.com", null],
    ["h.mueller@foo.com", null],
    ["complaint.info@ombudsman.org.uk", null],
    ["h.mueller@test-company.de", null],
    ["a@b.de", null],
    ["@mueller", null],
    ["h.mueller@gmx", null],
    ["+1 202 555 0143", PHONE],
    ["+44 7700 900123", PHONE],
    ["+49 30 23125 017", PHONE],
    ["+44 28 9649 6017", PHONE],
    ["AB 12 34 56 C", NUMBER],
    ["+49 1234567890", PHONE],
    ["1-888-346-6432", PHONE],
    ["(866) 734-2290", PHONE],
    ["+49 800 3301000", PHONE],
    ["+44 845 746 4748", PHONE],
    ["123456789", NUMBER],
    ["111-11-1111", NUMBER],
    ["078-05-1120", NUMBER],
    ["QQ123456C", NUMBER],
    ["4444444444444448", CARD],
  ])("%s", (value, category) => {
    expect(detect(value, category)).toBeNull();
  });
});
