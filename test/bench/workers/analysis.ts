/** All that is needed between a Python text and its findings: what an editor loads for a first answer. */
export { analyseText } from "../../../server/src/workspace/analyse.ts";
export { EMPTY_POLICY } from "../../../server/src/engine/project/policy/model.ts";
