import synthetic from "./synthetic.yml";

/** With a name before it and in angles, as in the head of a mail, or without. */
const EMAIL =
  /^(?:[^@<>"]*<)?([\w.!#$%&'*+/=?^`{|}~-]{1,64})@((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+)([a-z]{2,24})>?$/i;

/** Whether it is an e-mail address that somebody may have. */
export function isEmail(text: string): boolean {
  const [, local = "", domain = "", ending = ""] = EMAIL.exec(text.toLowerCase()) ?? [];
  if (local === "" || ENDINGS.has(ending) || isMadeUp(local, LOCALS) || isOffice(local)) return false;
  const letters = local.replaceAll(/[^a-z]/g, "");
  // Numbers alone, or one letter again and again, as programs make them.
  if (letters.length < 2 || new Set(letters).size === 1) return false;
  const labels = domain.split(".").filter((label) => label !== "");
  // One letter is what somebody types who thinks of nobody.
  return labels.join("").length > 1 && !labels.some((label) => ENDINGS.has(label) || isMadeUp(label, DOMAINS));
}

/** `test`, `test2`, `john.doe`, `my-test-user` */
function isMadeUp(name: string, known: ReadonlySet<string>): boolean {
  const words = name.split(/[^a-z]+/).filter((word) => word !== "");
  return known.has(words.join("")) || words.some((word) => WORDS.has(word));
}

/** `info`, `complaints.north`: everybody may know how an office is reached. */
function isOffice(local: string): boolean {
  return local.split(/[^a-z]+/).some((word) => ROLES.has(word));
}

const ROLES: ReadonlySet<string> = new Set(synthetic.email.roles);
const ENDINGS: ReadonlySet<string> = new Set(synthetic.email.endings);
const LOCALS: ReadonlySet<string> = new Set(synthetic.email.locals);
const DOMAINS: ReadonlySet<string> = new Set(synthetic.email.domains);
const WORDS: ReadonlySet<string> = new Set(synthetic.email.words);
