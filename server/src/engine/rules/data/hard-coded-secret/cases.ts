import type { RuleCases } from "../../cases.ts";
import { strictWithModels } from "../caseModels.ts";

const ID = "data/hard-coded-secret";

/** Put together, so that nobody who looks for secrets finds these here. */
const GITHUB_TOKEN = ["gh", "p_q8Zk2mVx7RtY4wLp0Nc6HbSj3Df5Ga9Xe1Qu"].join("");
const PRIVATE = "PRIVATE";

export const cases: RuleCases = {
  positive: [
    {
      name: "values of variables that are called a secret",
      source: `
//- notify/sms.py
import os

API_TOKEN = os.environ.get("SMS_API_TOKEN", "9f4e1c7ab82d4a0f96d3e5b17c20fa48d1")
                            ^^^^^^^^^^^^^ ${ID}: \`SMS_API_TOKEN\` is given a value here
options = {"client_secret": "kJ8vQ2mZx7RtY4wLp0Nc6HbS"}
            ^^^^^^^^^^^^^ ${ID}: \`client_secret\`
//- .env
DEBUG=1
MAIL_PASSWORD=kJ8vQ2mZx7RtY4wLp0Nc6HbS
^^^^^^^^^^^^^ ${ID}: \`MAIL_PASSWORD\`
//- docker-compose.yml
services:
  web:
    environment:
      - "MAIL_PASSWORD=kJ8vQ2mZx7RtY4wLp0Nc6HbS"
         ^^^^^^^^^^^^^ ${ID}: \`MAIL_PASSWORD\`
      API_KEY: kJ8vQ2mZx7RtY4wLp0Nc6HbS
      ^^^^^^^ ${ID}: \`API_KEY\`
//- deploy/values.yaml
mail:
  apiKey: "kJ8vQ2mZx7RtY4wLp0Nc6HbS"
  ^^^^^^ ${ID}: \`apiKey\`
//- Dockerfile
FROM python:3.13
ENV NPM_TOKEN kept-elsewhere
ENV API_SECRET=kJ8vQ2mZx7RtY4wLp0Nc6HbS
    ^^^^^^^^^^ ${ID}: \`API_SECRET\`
`,
    },
    {
      name: "keys that their form tells, anywhere",
      source: `
//- scripts/release.sh
curl -H "Authorization: token ${GITHUB_TOKEN}" https://api.github.com
                              ^^^^ ${ID}: A token of GitHub stands here.
//- .github/workflows/deploy.yml
env:
  MAIL_PASSWORD: kJ8vQ2mZx7RtY4wLp0Nc6HbS
  DATABASE_URL: postgres://app:kJ8vQ2mZx7Rt@db.shop.de/app
  GH_TOKEN: ${GITHUB_TOKEN}
            ^^^^ ${ID}: A token of GitHub stands here.
//- scripts/dump.sh
pg_dump postgres://app:kJ8vQ2mZx7Rt@db.shop.de/app > all.sql
        ^^^^^^^^^^^ ${ID}: A password in an address
//- shop/signing.py
KEY = """
-----BEGIN ${PRIVATE} KEY-----
^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${ID}: A private key stands here.
MC4CAQAwBQYDK2VwBCIEIGq3xZ8vQ2mZx7RtY4wLp0Nc6HbSj3Df5Ga9Xe1QuTyB
-----END ${PRIVATE} KEY-----
"""
`,
    },
    {
      name: "with strict those for development, and JSON web tokens in data",
      source: strictWithModels(`
//- .env.dev
MAIL_PASSWORD=kJ8vQ2mZx7RtY4wLp0Nc6HbS
^^^^^^^^^^^^^ ${ID} (information): \`MAIL_PASSWORD\`
//- shop/fixtures/tokens.json
[{"model": "shop.order", "pk": 1, "fields": {"reference": "eyJhbGciOiJIUzI1NiJ9.eyJ1c2VyIjoxNywicm9sZSI6InN0YWZmIn0.q8Zk2mVx7RtY4wLp0Nc6HbSj3Df5Ga9Xe1Qu"}}]
                                                           ^^^ ${ID} (information): A JSON web token
//- shop/fixtures/shown.json
[{"model": "shop.order", "pk": 1, "fields": {"reference": "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"}}]
`),
    },
  ],
  negative: [
    {
      name: "what is read from elsewhere, and files that .gitignore names",
      source: `
//- .gitignore
.env
//- .env
MAIL_PASSWORD=kJ8vQ2mZx7RtY4wLp0Nc6HbS
//- notify/sms.py
import os

API_TOKEN = os.environ["SMS_API_TOKEN"]
//- docker-compose.yml
services:
  web:
    environment:
      API_KEY: \${API_KEY}
//- .github/workflows/test.yml
env:
  API_TOKEN: \${{ secrets.API_TOKEN }}
`,
    },
  ],
  trap: [
    {
      name: "placeholders, examples, passwords of development, hashes, and names of something else",
      source: `
//- .env.example
MAIL_PASSWORD=kJ8vQ2mZx7RtY4wLp0Nc6HbS
//- docker-compose.yml
services:
  db:
    environment:
      POSTGRES_PASSWORD: postgres
      API_KEY: changeme-9f4e1c7ab82d4a0f
      DATABASE_URL: postgres://app:kJ8vQ2mZx7Rt@db/app
      CACHE: redis://:kJ8vQ2mZx7Rt@localhost:6379/0
//- shop/views.py
TOKEN_URL = "https://auth.shop.de/oauth/v2/9f4e1c7ab82d4a0f"
password_reset_template = "9f4e1c7ab82d4a0f96d3e5b1"
PASSWORD = "pbkdf2_sha256$600000$kJ8vQ2mZx7RtY4wLp0Nc6H"
STRIPE_PUBLIC_KEY = "pk_live_kJ8vQ2mZx7RtY4wLp0Nc6HbS"
API_KEY = "my-very-long-key-2024"
RECAPTCHA_PRIVATE_KEY = "6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe"
# an answer: {"access_token": "kJ8vQ2mZx7RtY4wLp0Nc6HbS"}
API_SECRET = "CirclesAre4Squares"
CHECKSUM = "9f4e1c7ab82d4a0f96d3e5b17c20fa48d1"
PEM = "-----BEGIN ${PRIVATE} KEY-----\\n...\\n-----END ${PRIVATE} KEY-----"
//- shop/tests/test_views.py
API_TOKEN = "9f4e1c7ab82d4a0f96d3e5b17c20fa48d1"
`,
    },
  ],
  suppressed: [
    {
      name: "by a comment above",
      source: `
//- deploy/keys.sh
# fieldguard: ignore[${ID}] opens nothing but the public demonstration
export API_TOKEN=9f4e1c7ab82d4a0f96d3e5b17c20fa48d1
       ^^^^^^^^^ ${ID} (suppressed): \`API_TOKEN\`
`,
    },
  ],
  fixed: [],
};
