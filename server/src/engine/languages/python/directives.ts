import { type Declaration, directivesIn, type ReadDirectives } from "../directives.ts";
import { startOfDirective } from "./comments.ts";
import type { PythonModule } from "./module.ts";

/** The directives of a file of Python; `declarations` are in source order. */
export function readDirectives(
  { text, lines, layout }: PythonModule,
  declarations: readonly Declaration[],
): ReadDirectives {
  const { comments } = layout;
  return directivesIn(
    { text, lines, comments, startOfDirective: (comment) => startOfDirective(text, comment) },
    declarations,
  );
}
