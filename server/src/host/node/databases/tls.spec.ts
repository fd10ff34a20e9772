import { describe, expect, it } from "vitest";
import { parseAddress, type ServerAddress } from "../../../engine/database/address.ts";
import { Failure } from "./failure.ts";
import { attemptsFor } from "./tls.ts";

function attempts(text: string): ReturnType<typeof attemptsFor> {
  const parsed = parseAddress(text);
  if ("because" in parsed) throw new Error(parsed.because);
  return attemptsFor(parsed.address as ServerAddress);
}

describe("attemptsFor", () => {
  it.each([
    ["postgres://h/d", ["unverified", "plain"]],
    ["postgres://h/d?sslmode=prefer", ["unverified", "plain"]],
    ["postgres://h/d?sslmode=disable", ["plain"]],
    ["postgres://h/d?sslmode=require", ["unverified"]],
    ["postgres://h/d?sslmode=verify-ca", ["verified"]],
    ["mysql://h/d?ssl-mode=VERIFY_IDENTITY", ["verified"]],
    ["mysql://h/d?ssl=true", ["unverified"]],
    ["postgres:///d?host=/run/pg&sslmode=require", ["local"]],
  ])("%s", (text, transports) => {
    expect(attempts(text).map(({ transport }) => transport)).toEqual(transports);
  });

  it("checks the certificate, and the name in it, where that is asked for", () => {
    const [full] = attempts("postgres://h/d?sslmode=verify-full");
    expect(full!.tls).toEqual({});
    const [authority] = attempts("postgres://h/d?sslmode=verify-ca");
    expect(authority!.tls).not.toHaveProperty("rejectUnauthorized");
  });

  it("refuses what it does not know, rather than to connect without", () => {
    expect(() => attempts("postgres://h/d?sslmode=verify_everything")).toThrow(Failure);
    expect(() => attempts("postgres://h/d?sslmode=verify-full&sslrootcert=/nowhere.pem")).toThrow(/sslrootcert/);
  });
});
