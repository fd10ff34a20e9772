import type { Random } from "./random.ts";

/** What people type, and what they have typed when something is missing. */
const PIECES: readonly string[] = [
  "a",
  "1",
  "=",
  ",",
  ".",
  ":",
  ";",
  "#",
  "@",
  "\\",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "'",
  '"',
  '"""',
  "'''",
  "\n",
  "\r\n",
  "\t",
  "    ",
  " ",
  "\n\n",
  "é",
  "\n# fieldguard: ignore made up\n",
  "# fieldguard: category=user.contact.email\n",
  "\n    iban = models.CharField(max_length=34)",
  "\n    iban = models.CharField(max",
  "\n    note = models.TextField(",
  "\n    owner = models.ForeignKey('Customer', on_delete=models.CASCADE)",
  "\n    kind = models.CharField(choices=KINDS)",
  "\nKINDS = [('a', 'A'), ('b', 'B')]\n",
  "\nLENGTH = 7\n",
  "\nclass Kind(models.TextChoices):\n    A = 'a', 'First'\n",
  "\nclass Customer(models.Model):\n    email = models.EmailField()\n",
  "\n@decorated\n",
  "\n    @decorated\n",
  "class ",
  "def f(x):\n",
  "\nfrom django.db import models\n",
  "\nimport enum\n",
  "\nasync def f():\n    pass\n",
  "\nif x:\n",
  "\n<<<<<<< HEAD\n",
  "\n=======\n",
  "\n    class Meta:\n        abstract = True\n",
  "\nclas Order(Customer):\n",
  "\nclass Order Customer:\n",
  "\n    def f(self):\n        x = 1\n",
];

/** The text after something was typed, deleted, or moved in it. */
export function typed(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  const kind = random.below(10);
  if (kind < 5) return text.slice(0, at) + random.of(PIECES)! + text.slice(at);
  if (kind < 8) return text.slice(0, at) + text.slice(at + 1 + random.below(kind === 7 ? 60 : 2));
  const lines = text.split("\n");
  const line = random.below(lines.length);
  const [moved] = lines.splice(line, 1 + random.below(3));
  if (kind === 8 && moved !== undefined) lines.splice(random.below(lines.length + 1), 0, moved);
  return lines.join("\n");
}
