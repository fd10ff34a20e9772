import type { RuleCases } from "../../cases.ts";
import { inViews } from "../../log/caseModels.ts";

const ID = "web/value-in-page";

export const cases: RuleCases = {
  positive: [
    {
      name: "comments, and what the browser keeps",
      source: inViews(`
//- shop/templates/shop/customer.html
<!-- number {{ customer.national_id }} -->
                        ^^^^^^^^^^^ ${ID}: A comment of the page holds \`Customer.national_id\`
<script>
localStorage.setItem("mail", "{{ customer.email }}");
                                          ^^^^^ ${ID} (information): \`localStorage\` of the page
</script>
`),
    },
  ],
  negative: [
    {
      name: "what everybody sees, and a comment of Django",
      source: inViews(`
//- shop/templates/shop/customer.html
<p>{{ customer.national_id }}</p>
{# {{ customer.national_id }} #}
`),
    },
  ],
  trap: [
    {
      name: "behind a comment, hidden, and masked",
      source: inViews(`
//- shop/templates/shop/customer.html
<!-- the number --><p>{{ customer.national_id }}</p>
<!-- {{ customer.national_id|mask }} {{ customer.pk }} -->
`),
    },
  ],
  suppressed: [
    {
      name: "none in templates, whose comments are for Django",
      source: inViews(`
from .models import Customer
`),
    },
  ],
  fixed: [],
};
