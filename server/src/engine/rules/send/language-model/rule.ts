import { tellFields } from "../../log/severity.ts";
import { BY_OTHERS, reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const languageModel: FlowRule = {
  meta: {
    id: "send/language-model",
    title: "Sensitive value that is sent to a language model",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds sensitive values in what language models are asked (`chat.completions.create`, `responses.create`, `messages.create`, `embeddings.create`, `models.generate_content`, chains and messages of LangChain, LiteLLM, Ollama), and in what is put into stores of vectors (`add_texts`, Chroma), which embed it first. Passwords and other restricted data are an error, confidential data a warning. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: [
      "The text is sent to another company, may be kept there, and may be used for training; nobody gets it back.",
    ].join("\n"),
    bad: ["client.responses.create(model=MODEL, input=customer.notes)"].join("\n"),
    good: ["client.responses.create(model=MODEL, input=redact(customer.notes))"].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-201: Insertion of Sensitive Information Into Sent Data",
        url: "https://cwe.mitre.org/data/definitions/201.html",
      },
      {
        title: "OWASP Top 10 for LLM applications: sensitive information disclosure",
        url: "https://genai.owasp.org/llmrisk/llm022025-sensitive-information-disclosure/",
      },
    ],
  },

  check(checked) {
    const { flow } = checked;
    if (flow.sink !== "language model") return null;
    return reached(checked, BY_OTHERS);
  },

  message(checked) {
    return `\`${checked.flow.by}\` sends ${tellFields(checked)} to a language model.`;
  },
};
