import { CWE_200, exposed, isGiven, isOfAll } from "../../exposure.ts";
import { tellFields } from "../../log/severity.ts";
import type { UseRule } from "../../rule.ts";
import { allFields } from "../all-fields/rule.ts";

export const readableSecret: UseRule = {
  meta: {
    id: "api/readable-secret",
    title: "API that gives a secret back",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds serializers, schemas and GraphQL types that name a secret among the fields which they give: a password or what is stored of it, a key, a token, a",
      "number that must not be kept. The profile `strict` mentions other restricted data, too.",
      "",
      "Fields that are only taken (`write_only=True`, also by `extra_kwargs`), those that a method or a class of the project's own makes, and those of mutations are left alone. `read_only=True` hides nothing: it gives and does not take.",
    ].join("\n"),
    why: [
      "A secret is for whoever it was issued to, and what is stored of a password is for nobody: with it passwords are guessed elsewhere, without a limit of attempts.",
    ].join("\n"),
    bad: [
      "class UserSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = User",
      '        fields = ["id", "password"]',
    ].join("\n"),
    good: [
      "class UserSerializer(serializers.ModelSerializer):",
      "    class Meta:",
      "        model = User",
      '        fields = ["id", "password"]',
      '        extra_kwargs = {"password": {"write_only": True}}',
    ].join("\n"),
    fixes: ["write-only", "hide-field"],
    references: [
      CWE_200,
      {
        title: "Django REST framework: write_only",
        url: "https://www.django-rest-framework.org/api-guide/fields/#write_only",
      },
    ],
  },

  yieldsTo: allFields.meta.id,

  check(use) {
    const { holder, use: named } = use;
    const isGivenBy = holder.role === "serializer" || holder.role === "graphql";
    if (!isGivenBy || isOfAll(use) || !isGiven(use) || !GIVES.test(named.by)) return null;
    // Fetched from elsewhere, often under a name that says nothing of it.
    const isFetched = named.by === "source" && named.path.length > 1;
    return exposed(use, {
      secret: { severity: "error" },
      restricted: { severity: "information", ...(!isFetched && { profile: "strict" }) },
    });
  },

  message(use, subjects) {
    return `\`${use.holder.name}\` gives ${tellFields({ subjects })} to whoever may ask.`;
  },
};

/** Not what is only checked, filtered or sorted by. */
const GIVES = /^(?:|source|fields|Meta\.(?:fields|only_fields)|Config\.model_fields)$/;
