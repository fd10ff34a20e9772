import type { Language } from "../language.ts";
import { attributeAt } from "./attributeUse.ts";
import { djangoEditor } from "./edit.ts";
import { mayDeclare } from "./mayDeclare.ts";
import { readDjango } from "./read.ts";
import { readDjangoAgain } from "./readAgain.ts";

export const django: Language = {
  id: "django",
  extensions: [".py"],
  mayDeclare,
  read: readDjango,
  readAgain: readDjangoAgain,
  attributeAt,
  editor: djangoEditor,
};
