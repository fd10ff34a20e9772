import { expect, it } from "vitest";
import { isSamePolicy } from "./model.ts";
import { parsePolicy } from "./parsePolicy.ts";

const policyOf = (text: string) => parsePolicy(text).policy;

it("takes two policies for the same when they decide alike, however they are written", () => {
  const written = "fields:\n  A.b: { category: null, reason: because }";
  expect(isSamePolicy(policyOf(written), policyOf(`# a comment\n${written}\nrules: {}`))).toBe(true);
});

it.each([
  ["exclude", "exclude: [a]"],
  ["limits", "limits: { files: 10 }"],
  ["regimes", "regimes: [gdpr]"],
  ["rules", "rules: { storage/plaintext-field: error }"],
  ["a level", "categories: { user.name: { level: restricted } }"],
  ["a category of its own", "categories: { user.name.nick: { name: a nickname } }"],
  ["words", "words: { karte: null }"],
  ["what a word stands for", "words: { karte: user.name }"],
  ["entities", "entities: { A: person }"],
  ["paths", "paths: { demo: { sensitive: false, reason: because } }"],
  ["fields", "fields: { A.b: { category: null, reason: because } }"],
])("tells policies apart by %s", (_, text) => {
  expect(policyOf(text)).not.toEqual(policyOf(""));
  expect(isSamePolicy(policyOf(text), policyOf(""))).toBe(false);
});
