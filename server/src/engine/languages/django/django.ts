import type { Language } from "../language.ts";
import { attributeAt } from "./attributeUse.ts";
import { djangoEditor } from "./edit.ts";
import { answered } from "./madeField.ts";
import { passedOver } from "./passedOver.ts";
import { readDjango } from "./read.ts";
import { readDjangoAgain } from "./readAgain.ts";

export const django: Language = {
  id: "django",
  extensions: [".py"],
  passedOver,
  read: readDjango,
  readAgain: readDjangoAgain,
  answered,
  editor: djangoEditor,
  fixes: "all",
  readsUses: true,
  attributeAt,
};
