import { ErrorCodes, ResponseError } from "vscode-languageserver";
import { describe, expect, it } from "vitest";
import {
  CLASSIFICATION_REQUEST,
  type ClassificationParams,
  DECISION_PLAN_REQUEST,
  type DecisionPlanParams,
  DESCRIPTION_REQUEST,
  type DescriptionParams,
  type FieldReference,
  FIX_PLAN_REQUEST,
  type FixPlanParams,
  HIGHLIGHTS_REQUEST,
  type HighlightsParams,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadDirectoryResult,
  type ReadFileResult,
  REPORT_REQUEST,
  type ReportParams,
  USES_REQUEST,
  type UsesParams,
} from "../protocol.ts";
import { isWellFormed, refuseMalformed } from "./checkedMessages.ts";
import schemas from "./messages.schema.json";

const FIELD: FieldReference = { uri: "file:///p/models.py", entity: "Customer", field: "email" };
const PLACE: DescriptionParams = { textDocument: { uri: FIELD.uri }, position: { line: 0, character: 4 } };
const FIX: FixPlanParams = { ...FIELD, fixId: "encrypt" };
const DECISION: DecisionPlanParams = { decision: "ignore", value: "made up", fields: [FIELD] };
const SECRET = "4111 1111 1111 1111";

/** Of each message what it may carry, by the types of the protocol, and what it may not. */
const PARAMS: Readonly<Record<string, { readonly right: readonly unknown[]; readonly wrong: readonly unknown[] }>> = {
  [CLASSIFICATION_REQUEST]: {
    right: [{ since: null }, { since: 3 }, {}, null, undefined] satisfies (
      Partial<ClassificationParams> | null | undefined
    )[],
    wrong: [{ since: "3" }, { since: 1.5 }, [], 3, SECRET],
  },
  [DESCRIPTION_REQUEST]: {
    right: [PLACE],
    wrong: [
      null,
      {},
      { ...PLACE, textDocument: null },
      { ...PLACE, textDocument: { uri: null } },
      { ...PLACE, position: { line: 0 } },
      { ...PLACE, position: { line: -1, character: 0 } },
      { ...PLACE, position: { line: SECRET, character: 0 } },
    ],
  },
  [USES_REQUEST]: {
    right: [
      FIELD,
      { ...FIELD, installed: null },
      { ...FIELD, installed: { folder: "file:///p", path: "django/contrib/auth/models.py" } } satisfies UsesParams,
    ],
    wrong: [
      undefined,
      {},
      { ...FIELD, field: null },
      { ...FIELD, uri: { path: SECRET } },
      { ...FIELD, installed: SECRET },
      { ...FIELD, installed: { folder: "file:///p" } },
      { ...FIELD, installed: { folder: "file:///p", path: [SECRET] } },
      { uri: FIELD.uri, installed: { folder: "file:///p", path: "a.py" } },
    ],
  },
  [HIGHLIGHTS_REQUEST]: {
    right: [{ textDocument: { uri: FIELD.uri } } satisfies HighlightsParams],
    wrong: [null, { textDocument: FIELD.uri }, { textDocument: {} }],
  },
  [FIX_PLAN_REQUEST]: {
    right: [
      FIX,
      { ...FIX, entity: null },
      { ...FIX, input: {} },
      { ...FIX, input: { value: "x", provider: "y" } },
      { ...FIX, input: null },
    ],
    wrong: [null, FIELD, { ...FIX, fixId: 1 }, { ...FIX, input: SECRET }, { ...FIX, input: { value: [SECRET] } }],
  },
  "data of codeAction/resolve": { right: [FIX], wrong: [{ fixId: "encrypt" }, { ...FIX, uri: [SECRET] }] },
  [DECISION_PLAN_REQUEST]: {
    right: [DECISION, { ...DECISION, fields: [] }],
    wrong: [
      null,
      { ...DECISION, decision: SECRET },
      { ...DECISION, value: null },
      { ...DECISION, fields: FIELD },
      { ...DECISION, fields: [FIELD, null] },
    ],
  },
  [REPORT_REQUEST]: {
    right: [
      { format: "csv", fields: null },
      { format: "html", fields: [FIELD] },
    ] satisfies ReportParams[],
    wrong: [null, { format: "csv" }, { format: SECRET, fields: null }, { format: "csv", fields: [{}] }],
  },
};

describe("what a client sends with our requests", () => {
  it("is all checked here", () => {
    expect(Object.keys(PARAMS).sort()).toEqual(Object.keys(schemas.params).sort());
  });

  it.each(Object.entries(PARAMS))("is taken for %s where it has the right types", (method, { right }) => {
    for (const params of right) {
      expect(() => {
        refuseMalformed(method, params);
      }, JSON.stringify(params)).not.toThrow();
    }
  });

  it.each(Object.entries(PARAMS))("is refused for %s otherwise, without being repeated", (method, { wrong }) => {
    for (const params of wrong) {
      let error: unknown = null;
      try {
        refuseMalformed(method, params);
      } catch (thrown) {
        error = thrown;
      }
      expect(error, JSON.stringify(params)).toBeInstanceOf(ResponseError);
      const { code, message } = error as ResponseError;
      expect(code).toBe(ErrorCodes.InvalidParams);
      expect(message).toMatch(new RegExp(`^${method}: params(\\.\\w+|\\[\\d+\\])* (is missing|has to be)`));
      expect(message).not.toContain("4111");
    }
  });

  it("is left alone for requests of LSP", () => {
    expect(() => {
      refuseMalformed("textDocument/hover", null);
    }).not.toThrow();
  });
});

describe("what a client answers to our requests", () => {
  const directories: readonly ReadDirectoryResult[] = [
    { kind: "entries", entries: [{ name: "a.py", kind: "file" }] },
    { kind: "missing" },
    { kind: "unreadable", reason: "EACCES" },
  ];
  const files: readonly ReadFileResult[] = [
    { kind: "bytes", bytes: "" },
    { kind: "missing" },
    { kind: "too large", size: 7 },
    { kind: "unreadable", reason: "EACCES" },
  ];

  it("counts where it has the right types", () => {
    expect(directories.every((result) => isWellFormed(READ_DIRECTORY_REQUEST, result))).toBe(true);
    expect(files.every((result) => isWellFormed(READ_FILE_REQUEST, result))).toBe(true);
  });

  it.each([
    [READ_DIRECTORY_REQUEST, null],
    [READ_DIRECTORY_REQUEST, { kind: "entries" }],
    [READ_DIRECTORY_REQUEST, { kind: "entries", entries: [{ name: "a.py" }] }],
    [READ_DIRECTORY_REQUEST, { kind: "entries", entries: [null] }],
    [READ_FILE_REQUEST, undefined],
    [READ_FILE_REQUEST, { kind: "bytes", bytes: [1, 2] }],
    [READ_FILE_REQUEST, { kind: "something" }],
  ])("does not for %s where it is %j", (method, result) => {
    expect(isWellFormed(method, result)).toBe(false);
  });
});
