import { describe, expect, it } from "vitest";
import { parseFixture } from "../../../../../test/support/fixture.ts";
import { attributeAt } from "./attributeUse.ts";

/** `class Customer`, `name customer`, `unknown`; null when there is no attribute at the cursor. */
function receiver(source: string): string | null {
  const { files, cursor } = parseFixture(source);
  const use = attributeAt(files.get("models.py")!, cursor!.offset);
  if (!use) return null;
  return use.receiver.kind === "unknown" ? "unknown" : `${use.receiver.kind} ${use.receiver.name}`;
}

describe("an attribute in use", () => {
  it("is found at every place of its name, with its span", () => {
    const text = "print(customer.national_id)\n";
    for (let offset = 15; offset <= 26; offset++) {
      expect(attributeAt(text, offset)).toEqual({
        name: "national_id",
        nameSpan: { start: 15, end: 26 },
        receiver: { kind: "name", name: "customer" },
      });
    }
    for (const offset of [0, 8, 14, 27]) expect(attributeAt(text, offset)).toBeNull();
  });

  it.each([
    ["a string", `x = "customer.ema$0il"`],
    ["a comment", `# customer.ema$0il`],
    ["a plain name", `ema$0il = 1`],
    ["a keyword", `f(ema$0il=1)`],
    ["an import", `from customer.ema$0il import x`],
    ["an attribute of a module", `import settings\nprint(settings.ema$0il)`],
    ["an attribute of a query", `print(Customer.objects.ema$0il)`],
    ["nothing at all", `$0`],
  ])("is not %s", (_, source) => {
    expect(receiver(source)).toBeNull();
  });

  it("is found in an f-string, as in any code", () => {
    expect(receiver('print(f"{customer.ema$0il}")')).toBe("name customer");
  });
});

describe("the receiver's class", () => {
  it.each([
    ["a call of the class", "x = Customer()\nx.ema$0il"],
    ["a query", "x = Customer.objects.get(pk=1)\nx.ema$0il"],
    ["a chain of queries", "x = Customer.objects.filter(a=1).order_by('b').first()\nx.ema$0il"],
    ["another manager", "x = Customer.active.last()\nx.ema$0il"],
    ["an awaited query", "async def f():\n    x = await Customer.objects.aget(pk=1)\n    x.ema$0il"],
    ["a query where it is used", "Customer.objects.get(pk=1).ema$0il"],
    ["the class itself", "Customer.ema$0il"],
    ["a shortcut", "x = get_object_or_404(Customer, pk=1)\nx.ema$0il"],
    ["a shortcut with a query", "x = get_object_or_404(Customer.objects.all(), pk=1)\nx.ema$0il"],
    ["a pair", "x, created = Customer.objects.get_or_create(pk=1)\nx.ema$0il"],
    ["a loop", "for x in Customer.objects.all():\n    x.ema$0il"],
    ["a comprehension", "[x.ema$0il for x in Customer.objects.all()]"],
    ["a generator", "sum(x.ema$0il for x in Customer.objects.filter(a=1))"],
    ["a variable in between", "xs = Customer.objects.all()\nx = xs.first()\nx.ema$0il"],
    ["an element", "xs = Customer.objects.all()\nxs[0].ema$0il"],
    ["an element of a slice", "xs = Customer.objects.all()[:5]\nfor x in xs:\n    x.ema$0il"],
    ["an assignment expression", "if (x := Customer.objects.first()):\n    x.ema$0il"],
    ["a parameter's annotation", "def f(a, x: Customer, b=x):\n    x.ema$0il"],
    ["a quoted annotation", "def f(x: 'shop.Customer'):\n    x.ema$0il"],
    ["an optional annotation", "def f(x: Optional[Customer] = None):\n    x.ema$0il"],
    ["an annotation with None", "def f(x: Customer | None):\n    x.ema$0il"],
    ["an annotation of several", "def f(xs: list[Customer]):\n    for x in xs:\n        x.ema$0il"],
    ["an annotated variable", "x: models.Customer = load()\nx.ema$0il"],
    ["self", "class Customer(Model):\n    def f(self):\n        return self.ema$0il"],
    ["self under another name", "class Customer(Model):\n    @property\n    def f(this):\n        return this.ema$0il"],
    ["an import with another name", "from shop.models import Customer as C\nx = C()\nx.ema$0il"],
    ["a module's class", "from shop import models\nx = models.Customer()\nx.ema$0il"],
    ["the function around a lambda", "def f(x: Customer):\n    return lambda: x.ema$0il"],
    [
      "what a method returns",
      "class A:\n    def load(self):\n        return Customer()\n    def f(self):\n        self.load().ema$0il",
    ],
    [
      "an attribute that was set",
      "class A:\n    def __init__(self):\n        self.x = Customer()\n    def f(self):\n        self.x.ema$0il",
    ],
    [
      "the model of a form",
      "class F(forms.ModelForm):\n    class Meta:\n        model = Customer\n    def f(self):\n        self.instance.ema$0il",
    ],
    [
      "the sender of a signal",
      "@receiver(post_save, sender=Customer)\ndef f(sender, instance, **kwargs):\n    instance.ema$0il",
    ],
    ["what stands in either branch", "x = Customer() if a else None\nx.ema$0il"],
    ["a half-typed function", "def f(x: Customer):\n    if x.ema$0il ==\n"],
  ])("is told by %s", (_, source) => {
    expect(receiver(source)).toBe("class Customer");
  });

  it.each([
    ["comes later", "x.ema$0il\nx = Customer()"],
    ["was overwritten", "x = Customer()\nx = load()\nx.ema$0il"],
    ["is another function's", "def f():\n    x = Customer()\ndef g(x):\n    x.ema$0il"],
    ["is hidden by a parameter", "x = Customer()\ndef f(x):\n    x.ema$0il"],
    ["is hidden by a lambda's parameter", "x = Customer()\nf(lambda x: x.ema$0il)"],
    ["gives dictionaries", "for x in Customer.objects.values():\n    x.ema$0il"],
    [
      "is a class attribute, which methods do not see",
      "class A:\n    x = Customer()\n    def f(self):\n        x.ema$0il",
    ],
    ["is one of two", "def f(x: Customer | Clinic):\n    x.ema$0il"],
    ["is bound by with", "x = Customer()\nwith a as x:\n    x.ema$0il"],
    ["is changed in place", "x = Customer()\nx += 1\nx.ema$0il"],
  ])("is not told by what %s", (_, source) => {
    expect(receiver(source)).toBe("name x");
  });

  it("falls back on the last name of a chain", () => {
    expect(receiver("order.customer.ema$0il")).toBe("name customer");
    expect(receiver("x = Customer()\nx = y(x).z\nx.ema$0il")).toBe("name z");
    expect(receiver("class A:\n    def f(self):\n        self.customer.ema$0il")).toBe("name customer");
  });

  it("stays unknown where there is no name", () => {
    expect(receiver("load().ema$0il")).toBe("unknown");
    expect(receiver("customers[0].ema$0il")).toBe("unknown");
  });

  it("ends for names that go round in circles", () => {
    expect(receiver("x = y.first()\ny = x.first()\nx = y.first()\nx.ema$0il")).toBe("name x");
    expect(receiver(`x = a\n${"x = x.first()\n".repeat(200)}x.ema$0il`)).toBe("name x");
  });
});
