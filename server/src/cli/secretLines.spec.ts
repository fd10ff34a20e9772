import { describe, expect, it } from "vitest";
import { secretLines } from "./secretLines.ts";

describe("secretLines", () => {
  it.each([
    ['X = 1\nSECRET_KEY = "a"\n', [2]],
    ['JWT_PRIVATE_KEY = """\nabc\n"""\nX = "b"\n', [1, 2, 3]],
    ['if X:\n    API_TOKEN = (\n        "a"\n    )\n', [2, 3, 4]],
    ['D = {\n    "PASSWORD": "a",\n    "NAME": "b",\n}\n', [2]],
    ['SECRET_KEY = env("SECRET_KEY", default="a")\n', [1]],
    ['SECRET_KEY = env("SECRET_KEY")\nFERNET_KEYS = os.environ["KEYS"].split(",")\n', []],
    ['api_key = models.CharField("key", primary_key=True)\n', []],
  ])("are assignments and entries of a module that hold a text: %j", (text, lines) => {
    expect([...secretLines("config/settings.py", text)]).toEqual(lines);
  });

  it.each([
    ["SECRET_KEY=a\nDEBUG=1\nDB_PASSWORD=\n", [1]],
    ["  POSTGRES_PASSWORD: a\n  SECRET_KEY: ${SECRET_KEY}\n  OTHER_KEY: ${OTHER:-a}\n", [1, 3]],
    ["key: value\n", []],
  ])("are variables with a value in other files: %j", (text, lines) => {
    expect([...secretLines("compose.yml", text)]).toEqual(lines);
  });
});
