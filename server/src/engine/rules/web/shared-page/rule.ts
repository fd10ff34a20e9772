import type { FlowRule } from "../../rule.ts";

export const sharedPage: FlowRule = {
  meta: {
    id: "web/shared-page",
    title: "Page of one person that is cached for everybody",
    severity: "warning",
    since: "0.1.0",
    what: [
      "Finds views under `cache_page`, as a decorator or around a function of the same file, that ask who is there (`request.user`, `request.session`), more than whether somebody may see the page, and are not told apart by `vary_on_cookie`, `vary_on_headers` with `Cookie`, or `cache_control(private=True)`.",
      "",
      "Routes that wrap views of other modules are not looked at.",
    ].join("\n"),
    why: [
      "The cache keeps the page under its address. Whoever comes next is shown what was made for the first one: their name, their orders, their form. That the session was looked at is written into the answer only after the cache has taken it.",
    ].join("\n"),
    bad: [
      "@cache_page(60 * 15)",
      "def profile(request):",
      '    return render(request, "profile.html", {"orders": request.user.orders.all()})',
    ].join("\n"),
    good: [
      "@never_cache",
      "def profile(request):",
      '    return render(request, "profile.html", {"orders": request.user.orders.all()})',
    ].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-524: Use of Cache Containing Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/524.html",
      },
      {
        title: "Django: using Vary headers",
        url: "https://docs.djangoproject.com/en/5.2/topics/cache/#using-vary-headers",
      },
    ],
  },

  check({ flow: { sink } }) {
    return sink === "shared page" ? { severity: "warning" } : null;
  },

  message({ flow: { by } }) {
    return `\`cache_page\` keeps what \`${by}\` makes for one person, and shows it to everybody who comes after.`;
  },
};
