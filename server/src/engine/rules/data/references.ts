export const CWE_540 = {
  title: "CWE-540: Inclusion of Sensitive Information in Source Code",
  url: "https://cwe.mitre.org/data/definitions/540.html",
};
