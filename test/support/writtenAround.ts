import { readModule } from "../../server/src/engine/languages/python/module.ts";
import { parseFixture } from "./fixture.ts";
import type { Random } from "./random.ts";

/** What stands around in files; `{n}` is a number of its own. */
const AROUND = [
  "# Zeichen außerhalb: 🦊\n",
  "\n\n",
  'KEPT_{n} = "x"  # 🗝\n',
  "KEPT_{n} = {\n    'a': [1,  # )\n  2],\n}\n",
  "KEPT_{n} = '''\nDEBUG = True\nINSTALLED_APPS = []\n'''\n",
  "if KEPT:\n\tKEPT_{n} = 1\nelse:\n\tKEPT_{n} = 2\n",
  "KEPT_{n} = (1); KEPT_{n} += \\\n  2\n",
  "def kept_{n}():\n  return DEBUG_{n}\n",
];

export interface WrittenAround {
  readonly texts: ReadonlyMap<string, string>;
  /** What was put around, file by file, in its order. */
  readonly kept: ReadonlyMap<string, readonly string[]>;
}

/** The files of a fixture with other code around their statements, and other line breaks. */
export function writtenAround(random: Random, before: string): WrittenAround {
  const kept = new Map<string, readonly string[]>();
  const texts = new Map(
    [...parseFixture(before).files].map(([path, text]) => {
      const newline = random.below(3) === 0 ? "\r\n" : "\n";
      const added: string[] = [];
      let made = "";
      let position = 0;
      for (const { span, decorators } of path.endsWith(".py") ? readModule(text).layout.statements : []) {
        const start = decorators[0]?.span.start ?? span.start;
        // A statement that follows another one in its line has no place before it.
        if (start > 0 && text[start - 1] !== "\n") continue;
        made += text.slice(position, start);
        position = start;
        if (random.below(2) === 0) continue;
        const piece = random.of(AROUND)!.replaceAll("{n}", String(added.length));
        added.push(piece);
        made += piece;
      }
      made += text.slice(position);
      if (random.below(3) === 0) made = made.trimEnd();
      kept.set(
        path,
        added.map((piece) => piece.replaceAll("\n", newline)),
      );
      return [path, made.replaceAll("\n", newline)] as const;
    }),
  );
  return { texts, kept };
}

/** Whether the text holds all pieces, one behind the other. */
export function inOrder(text: string, pieces: readonly string[]): boolean {
  let position = 0;
  for (const piece of pieces) {
    const at = text.indexOf(piece, position);
    if (at < 0) return false;
    position = at + piece.length;
  }
  return true;
}
