/**
 * Leaves out of the Python grammar what colours its nodes: we ask what they are, never how they look. The package for that is
 * read and run at every start otherwise.
 */
import type { Plugin } from "esbuild";

export const plainGrammarPlugin: Plugin = {
  name: "plain-grammar",
  setup(build) {
    build.onResolve({ filter: /^@lezer\/highlight$/ }, ({ path }) => ({ path, namespace: "plain-grammar" }));
    build.onLoad({ filter: /.*/, namespace: "plain-grammar" }, () => ({ contents: NO_STYLES }));
  },
};

/** A style is a tag or is made of some: `tags.function(tags.variableName)`. A grammar gives its nodes none of them. */
const NO_STYLES = `
const tag = () => tag;
export const tags = new Proxy({}, { get: () => tag });
export const styleTags = () => () => null;`;
