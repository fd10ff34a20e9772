import { rules as secretlintRules } from "@secretlint/secretlint-rule-preset-recommend";
import type { KnownSecret } from "../../engine/project/secrets/model.ts";
import { isMadeUp } from "./madeUp.ts";
import words from "./secretWords.yml";

/** Keys that are known by their form alone, wherever they stand. */
export function* knownForms(text: string): Iterable<KnownSecret> {
  for (const { what, start, end } of [...ofSecretlint(text), ...ofWords(text)]) {
    const value = text.slice(start, end);
    if (isPlaceholder(value)) continue;
    // What the form begins with is no part of the secret.
    yield { what, name: null, span: { start, end: start + Math.min(PREFIX, value.length) } };
  }
  yield* privateKeys(text);
  yield* passwordsInAddresses(text);
  yield* webTokens(text);
}

const PREFIX = 4;

interface Place {
  readonly what: string;
  readonly start: number;
  readonly end: number;
}

/** Those of its rules that know a provider's keys; keys in PEM and passwords in addresses are told apart more closely here. */
const WHAT: Readonly<Record<string, string>> = {
  "@secretlint/secretlint-rule-aws": "secret access key of AWS",
  "@secretlint/secretlint-rule-npm": "token of npm",
  "@secretlint/secretlint-rule-slack": "token of Slack",
  "@secretlint/secretlint-rule-openai": "key of OpenAI",
  "@secretlint/secretlint-rule-linear": "key of Linear",
  "@secretlint/secretlint-rule-sendgrid": "key of SendGrid",
  "@secretlint/secretlint-rule-shopify": "key of Shopify",
  "@secretlint/secretlint-rule-github": "token of GitHub",
  "@secretlint/secretlint-rule-1password": "token of 1Password",
};

/** Of what its engine hands to rules, these read no more than is given here. */
type RuleContext = Parameters<(typeof secretlintRules)[number]["create"]>[0];
type SourceCode = Parameters<NonNullable<ReturnType<(typeof secretlintRules)[number]["create"]>["file"]>>[0];

function ofSecretlint(text: string): readonly Place[] {
  const places: Place[] = [];
  const source = { content: text, filePath: undefined, ext: "", contentType: "text" };
  for (const rule of secretlintRules) {
    const what = WHAT[rule.meta.id];
    if (what === undefined) continue;
    const context = {
      createTranslator: () => () => ({ message: "", messageId: "" }),
      ignore: () => undefined,
      report: ({ range: [start, end] }: { readonly range: readonly [number, number] }) => {
        places.push({ what, start, end });
      },
    };
    void rule.create(context as unknown as RuleContext, {}).file?.(source as unknown as SourceCode);
  }
  return places;
}

function ofWords(text: string): readonly Place[] {
  return FORMS.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].map(({ index, 0: whole }) => ({ what, start: index, end: index + whole.length })),
  );
}

const FORMS = words.forms.map(({ what, pattern }) => ({ what, pattern: new RegExp(pattern, "g") }));

/** `ghp_xxxxxxxx`, `xoxb-your-token-here`: of a key's own words only those count that no key has by chance. */
function isPlaceholder(value: string): boolean {
  return /x{4}|your|example|placeholder|dummy|fake|0{6}|1234567|\.\.\./i.test(value) || new Set(value).size < 10;
}

/** In PEM (RFC 7468), also on one line of a text; not those that a password locks, nor those that only show the form. */
function* privateKeys(text: string): Iterable<KnownSecret> {
  for (const { index, 0: whole, 1: kind = "", 2: body = "" } of text.matchAll(PRIVATE_KEY)) {
    const bare = body.replaceAll(/\\[rn]|[^A-Za-z0-9+/=]/g, "");
    if (kind.startsWith("ENCRYPTED") || body.includes("ENCRYPTED") || bare.length < SHORTEST_KEY || isMadeUpKey(bare))
      continue;
    yield { what: "private key", name: null, span: { start: index, end: index + whole.indexOf("-----", 5) + 5 } };
  }
}

const PRIVATE_KEY =
  /-----BEGIN ((?:[A-Z]+ )*)PRIVATE KEY(?: BLOCK)?-----([A-Za-z0-9+/=\s\\:,.()-]{1,10000}?)-----END (?:[A-Z]+ )*PRIVATE KEY/g;

/** In signs of Base64: an elliptic curve's is the shortest. */
const SHORTEST_KEY = 60;

function isMadeUpKey(body: string): boolean {
  return new Set(body).size < 20;
}

/** `postgres://user:password@host/`: not where the host is this machine, or another container of the same file. */
function* passwordsInAddresses(text: string): Iterable<KnownSecret> {
  for (const { index, 1: scheme = "", 2: user = "", 3: password = "", 4: host = "" } of text.matchAll(ADDRESS)) {
    if (
      !host.includes(".") ||
      /^(?:127\.|0\.0\.0\.0|localhost|example\.|.*\.example(?:\.|$)|.*\.(?:test|local|internal)$)/i.test(host)
    )
      continue;
    if (password === user || password.length < 6 || isMadeUp(password) || /[%$<{*]/.test(password)) continue;
    yield { what: "password in an address", name: null, span: { start: index, end: index + scheme.length + 3 } };
  }
}

const ADDRESS = /\b([a-z][a-z0-9+.-]{1,20}):\/\/([^\s:/@'"`<>]{0,100}):([^\s:/@'"`<>]{1,200})@([\w.-]+)/g;

/** Signed JSON web tokens (RFC 7519). */
function* webTokens(text: string): Iterable<KnownSecret> {
  for (const { index, 1: claims = "" } of text.matchAll(WEB_TOKEN)) {
    if (isOfNobody(claims)) continue;
    yield { what: "JSON web token", name: null, span: { start: index, end: index + 3 } };
  }
}

// What is longer than tokens are is not followed from each place in it on.
const WEB_TOKEN = /(?<![\w-])eyJ[\w-]{10,2000}\.(eyJ[\w-]{10,8000})\.[\w-]{20,}/g;

/** As texts show tokens: of the subject `1234567890`, or of John Doe. */
function isOfNobody(claims: string): boolean {
  const said = Buffer.from(claims, "base64url").toString();
  return said.includes("1234567890") || said.includes("John Doe");
}
