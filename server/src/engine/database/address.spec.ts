import { describe, expect, it } from "vitest";
import { parseAddress, type ServerAddress, tellAddress } from "./address.ts";

function server(text: string): Omit<ServerAddress, "options"> & { readonly options: object } {
  const parsed = parseAddress(text);
  if ("because" in parsed || parsed.address.product === "sqlite") throw new Error("no server");
  return { ...parsed.address, options: Object.fromEntries(parsed.address.options) };
}

describe("parseAddress", () => {
  it("reads the parts of a URL, escaped or not", () => {
    expect(server(" postgres://ada:p%40ss:w%2Frd@db.example.org:5433/sh%20op?SSLMode=verify-full&x \n")).toEqual({
      product: "postgresql",
      host: "db.example.org",
      port: 5433,
      user: "ada",
      password: "p@ss:w/rd",
      database: "sh op",
      options: { sslmode: "verify-full", x: "" },
    });
    expect(server("mysql://ada:a@b@h/d")).toMatchObject({ host: "h", password: "a@b" });
    expect(server("postgis://[::1]/d")).toMatchObject({ product: "postgresql", host: "::1", port: null, user: null });
    expect(server("mariadb://h")).toMatchObject({ product: "mysql", host: "h", database: null, password: null });
    expect(server("postgresql+psycopg://h/d").product).toBe("postgresql");
  });

  it("reads sockets", () => {
    expect(server("postgresql:///d?host=/run/pg").host).toBe("/run/pg");
    expect(server("postgres://u@%2Frun%2Fpg/d").host).toBe("/run/pg");
    expect(server("mysql://u@/d?unix_socket=/run/m.sock").host).toBe("/run/m.sock");
  });

  it.each([
    ["sqlite:db.sqlite3", "db.sqlite3"],
    ["sqlite:///db.sqlite3", "db.sqlite3"],
    ["sqlite:////var/db.sqlite3", "/var/db.sqlite3"],
    ["SQLite:/var/a b?.sqlite3", "/var/a b?.sqlite3"],
    ["sqlite:./C:/x", "./C:/x"],
    ["sqlite:///a@b.sqlite3", "a@b.sqlite3"],
  ])("reads %s as the file %s", (text, path) => {
    expect(parseAddress(text)).toEqual({ address: { product: "sqlite", path } });
  });

  it.each([
    "",
    "sqlite:",
    "sqlite::memory:",
    "hunter2",
    "oracle://u:hunter2@h/d",
    "postgres://u:hunter2%@h/d",
    "postgres:hunter2",
    "postgres://u:hunter2@h:65536/d",
    "postgres://u:12/hunter2@h/d",
    "postgres://u:12?hunter2@h/d",
    "postgres://u:12#hunter2@h/d",
    "postgres://u:p@h/d\r\nmysql://u:hunter2@h/d",
    "sqlite://u:hunter2@h/d",
    "sqlite:a\nhunter2",
  ])("refuses %s and repeats nothing of it", (text) => {
    const parsed = parseAddress(text);
    expect("because" in parsed && parsed.because).toMatch(/^[a-z]/);
    expect(JSON.stringify(parsed)).not.toContain("hunter2");
  });
});

it("tells where an address leads, and not who goes there", () => {
  const told = (text: string): string => {
    const parsed = parseAddress(text);
    return "because" in parsed ? "" : tellAddress(parsed.address);
  };
  expect(told("postgres://ada:hunter2@db.example.org:5433/shop")).toBe("shop on db.example.org:5433");
  expect(told("mysql://ada:hunter2@db.example.org")).toBe("db.example.org");
  expect(told("postgres:///shop")).toBe("shop on this machine");
  expect(told("sqlite:a/b.sqlite3")).toBe("a/b.sqlite3");
});
