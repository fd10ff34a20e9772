import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const otherStore: FlowRule = {
  meta: {
    id: "send/other-store",
    title: "Sensitive value that is copied to another store",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds sensitive values that are handed to what keeps a copy of them: indexes for searches (Elasticsearch, OpenSearch, Algolia, Meilisearch, Typesense), buckets (S3, Google Cloud Storage), queues and streams for others (SQS, Kafka, RabbitMQ, Pub/Sub, messages of Channels), Redis. Passwords and keys are an error, other restricted data a warning; the profile `strict` mentions confidential data. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
    ].join("\n"),
    why: ["The copy is not encrypted with the field, is read by others, and stays when the row is deleted."].join("\n"),
    bad: ['es.index(index="customers", document={"national_id": customer.national_id})'].join("\n"),
    good: ['es.index(index="customers", document={"pk": customer.pk, "city": customer.city})'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-201: Insertion of Sensitive Information Into Sent Data",
        url: "https://cwe.mitre.org/data/definitions/201.html",
      },
      {
        title: "CWE-312: Cleartext Storage of Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/312.html",
      },
    ],
  },

  check(checked) {
    if (checked.flow.sink !== "store") return null;
    return reached(checked, {
      secret: { severity: "error" },
      token: { severity: "warning" },
      restricted: { severity: "warning" },
      confidential: { severity: "information", profile: "strict" },
    });
  },

  message(checked) {
    return `\`${checked.flow.by}\` leaves a copy of ${tellFields(checked)} in another store.`;
  },
};
