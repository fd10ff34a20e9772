/** The shapes of the word lists; their JSON schemas check the same when they are loaded. */
declare module "*.terms.yml" {
  const groups: readonly import("./lexicon.ts").TermGroup[];
  export default groups;
}

declare module "*/classes.yml" {
  const groups: readonly import("./lexicon.ts").ClassGroup[];
  export default groups;
}

declare module "*.classes.yml" {
  const groups: readonly import("./lexicon.ts").ClassGroup[];
  export default groups;
}

declare module "*/heads.yml" {
  const groups: readonly import("./lexicon.ts").HeadGroup[];
  export default groups;
}

declare module "*/compounds.yml" {
  const compounds: import("./lexicon.ts").Compounds;
  export default compounds;
}

declare module "*/shapes.yml" {
  const shapes: import("./shapes.ts").ShapeKnowledge;
  export default shapes;
}
