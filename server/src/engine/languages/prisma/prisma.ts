import type { Language } from "../language.ts";
import { prismaEditor } from "./edit.ts";
import { readPrisma } from "./read.ts";

const DECLARES = /\b(?:model|type|view)\b/;

export const prisma: Language = {
  id: "prisma",
  extensions: [".prisma"],
  passedOver: (source) => (DECLARES.test(source) ? null : []),
  read: readPrisma,
  readAgain: (path, text, _before, others) => ({ schema: readPrisma(path, text, others) }),
  // A relation in the place of an enum is another field.
  answered: () => null,
  editor: prismaEditor,
  fixes: ["set-category", "ignore"],
  readsUses: false,
  attributeAt: () => null,
};
