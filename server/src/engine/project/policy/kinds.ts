/** What an entity may be about, in the classifier's own words, each with what it means to somebody who writes a policy. */
export const ENTITY_KINDS = {
  person: "a person: a customer, an employee, a user",
  child: "a child",
  health: "somebody's health: a finding, a treatment, a visit to the doctor",
  staff: "somebody's employment",
  payroll: "what somebody earns",
  finances: "what somebody owns, owes or gets",
  bank: "a bank account",
  card: "a payment card",
  payment: "a payment",
  case: "the file of a person's case: social work, law, support",
  message: "messages between people",
  visit: "what visitors or users do",
  address: "a postal address",
  vehicle: "somebody's vehicle",
  account: "a person's account at another service",
  device: "a device that somebody uses",
  credential: "what lets somebody in",
  integration: "the connection to another system",
  configuration: "settings",
  machine: "a machine or a network",
  content: "content made to be read by others",
  organization: "an organisation or a place",
  thing: "a thing, not a person",
  reference: "a list of choices, about nobody",
  animal: "an animal, not a person",
} as const;

export type EntityKind = keyof typeof ENTITY_KINDS;

export function isEntityKind(name: unknown): name is EntityKind {
  return typeof name === "string" && Object.hasOwn(ENTITY_KINDS, name);
}
