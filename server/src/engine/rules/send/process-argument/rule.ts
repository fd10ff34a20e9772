import { tellFields } from "../../log/severity.ts";
import { reached } from "../../reach.ts";
import type { FlowRule } from "../../rule.ts";

export const processArgument: FlowRule = {
  meta: {
    id: "send/process-argument",
    title: "Sensitive value that is handed to another process",
    severity: "error",
    since: "0.1.0",
    what: [
      "Finds sensitive values among the arguments and the environment of processes (`subprocess`, `os.system`, `pexpect`). Passwords and other restricted data are an error, confidential data information. Values are followed as `log/sensitive-value` follows them; what hashes, masks or encrypts a value lets nothing through.",
      "",
      "A secret of no model counts among the arguments: one that is made there (`get_random_string`, `secrets.token_urlsafe`), or that is called so (`password`, `settings.BACKUP_PASSWORD`). In the environment it is where it is to be.",
    ].join("\n"),
    why: [
      "Whoever is on the machine can list the arguments of all processes, and `CalledProcessError` writes them into logs. Variables of the environment are inherited by whatever the process starts.",
    ].join("\n"),
    bad: ['subprocess.run(["qpdf", "--encrypt", patient.national_id, source, target])'].join("\n"),
    good: ['subprocess.run(["qpdf", f"@{arguments.name}", source, target])'].join("\n"),
    fixes: [],
    references: [
      {
        title: "CWE-214: Invocation of Process Using Visible Sensitive Information",
        url: "https://cwe.mitre.org/data/definitions/214.html",
      },
      { title: "Python: subprocess", url: "https://docs.python.org/3/library/subprocess.html" },
    ],
  },

  check(checked) {
    if (checked.flow.sink !== "process") return null;
    if (checked.flow.carrier.kind === "secret") return { severity: "warning" };
    return reached(checked, {
      secret: { severity: "error" },
      token: { severity: "error" },
      restricted: { severity: "error" },
      confidential: { severity: "information" },
    });
  },

  message(checked) {
    const { by, carrier } = checked.flow;
    if (carrier.kind === "secret")
      return `\`${by}\` puts what \`${carrier.name}\` gives into the arguments of a process, which whoever is on the machine can list.`;
    return `\`${by}\` puts ${tellFields(checked)} into the arguments or the environment of a process.`;
  },
};
