import type { PlacedIgnore } from "./ruleIgnore.ts";
import type { Span } from "../text/span.ts";
import type { UseReceiver } from "./useReceiver.ts";

/** Where a value goes that others than its owner may read. */
export type SinkKind =
  | "log"
  /** `print`, the output of a command. */
  | "console"
  /** The message of an exception: it is shown, logged and sent to who collects errors. */
  | "exception"
  /** What is answered to whoever has asked, or shown on the next page. */
  | "response"
  /** What an object makes of itself as text. */
  | "text"
  /** What a class shows of its objects by default. */
  | "shown class"
  /** What a cache keeps for everybody. */
  | "shared page"
  /** A cookie that opens a door, and that others than the browser may read. */
  | "open cookie"
  /** What a query asks for, and in which order. */
  | "lookup"
  /** What a page takes from whoever sends it, and an error report shows. */
  | "parameters"
  | OutletKind;

/** Where the values go that a call hands on. */
export type OutletKind =
  /** Of a page: its path or query string. */
  | "address"
  | "cache key"
  | "cookie"
  /** Whoever has it can read it. */
  | "signed token"
  | "session"
  | "mail"
  /** What a queue keeps for a worker. */
  | "task"
  /** Who collects errors, traces and measurements. */
  | "monitoring"
  | "analytics"
  | "language model"
  | "web request"
  | "chat"
  /** To a telephone: texts and pushed notifications. */
  | "text message"
  | "customer relations"
  /** What keeps a copy: an index for searches, a bucket, a queue for others. */
  | "store"
  /** Arguments and variables that whoever looks at processes can read. */
  | "process"
  /** A table that the code writes itself. */
  | "export"
  | "cached value"
  | "file name"
  /** What a template is given. */
  | "context"
  /** Parts of a page that nobody sees: comments, and what the browser keeps. */
  | "page";

/** A value that reaches a sink within one function, or within one more that it is handed to. */
export interface RawFlow {
  readonly sink: SinkKind;
  /** As written: `logger.info`, `raise ValueError`. */
  readonly by: string;
  /** The function around it with the classes that this is in, such as `Checkout.post`; empty for the module. */
  readonly inside: string;
  /** Where the call or statement begins that hands on, which may hand on several values. */
  readonly at: number;
  /** What is handed to the sink. */
  readonly span: Span;
  readonly carrier: RawCarrier;
  /** Nothing where it is an object, which the message of an exception need not show; what a property gives counts all the same. */
  readonly isItself?: true;
  /** The way from the sink back to where the value comes from; empty where it is named at the sink. */
  readonly steps: readonly FlowStep[];
  /** What comments at the statement say. */
  readonly ignores?: readonly PlacedIgnore[];
}

/** A function or method of another module is handed values. */
export interface RawCall extends Pick<RawFlow, "inside" | "at" | "ignores"> {
  /** In full as far as imports tell: `common.analytics.track`, `.gateway.Gateway.charge`. */
  readonly callee: string;
  /** What is called is asked of a class, not of an object. */
  readonly isOfClass?: true;
  readonly given: readonly GivenValue[];
}

export interface GivenValue extends Pick<RawFlow, "span" | "carrier" | "steps"> {
  /** The place among the arguments without a keyword, or the keyword. */
  readonly argument: number | string;
}

export interface GivenCarrier extends Pick<GivenValue, "argument"> {
  readonly carrier: RawCarrier;
}

/** What a function or method of a module does with what it is handed. */
export interface RawFunction {
  /** With its class: `Gateway.charge`. */
  readonly name: string;
  readonly handed: readonly HandedOn[];
  readonly gives: readonly RawCarrier[];
  /** Parameters that are a part of what it gives. */
  readonly passes: readonly PassedParameter[];
  /** Of its name. */
  readonly span: Span;
}

export interface PassedParameter {
  readonly parameter: string;
  /** Among the arguments of a call. */
  readonly place: number;
  /** Python hands over the object before them, unless the method is asked of its class. */
  readonly takesObject?: true;
  /** Not the object that it is, but all fields of it. */
  readonly areFields?: true;
}

/** A parameter that a function hands to a sink. */
export interface HandedOn extends PassedParameter, Pick<RawFlow, "sink" | "by" | "span" | "steps"> {}

export type RawCarrier =
  /** Fields of an object or a query, by names from the receiver on. */
  | { readonly kind: "field"; readonly path: readonly string[]; readonly receiver: UseReceiver }
  /** What a person has sent under a name, in a request or through a form or serializer, which may speak of a model. */
  | { readonly kind: "key"; readonly name: string; readonly receiver: UseReceiver | null }
  /** An object or several, behind relations: as the text that it makes of itself, with all its fields, or with those that a form or serializer was sent. */
  | {
      readonly kind: "object";
      readonly as: "text" | "fields" | "sent";
      readonly path: readonly string[];
      readonly receiver: UseReceiver;
    }
  /** All that came with a request: `request.POST`. */
  | { readonly kind: "request"; readonly part: string }
  /** A field that a query compares with a value, which stands in its SQL. */
  | { readonly kind: "query"; readonly path: readonly string[]; readonly receiver: UseReceiver }
  /** Every query that was made, with its values: `connection.queries`. */
  | { readonly kind: "queries" }
  /** What the database says when a row of this model is refused; it may quote the row. */
  | { readonly kind: "refusal"; readonly path: readonly string[]; readonly receiver: UseReceiver }
  /** What an exception of these types says, whatever it is. */
  | { readonly kind: "caught"; readonly types: string }
  /** What a function or method of another module gives, which may be what it is given. */
  | { readonly kind: "result"; readonly callee: string; readonly given?: readonly GivenCarrier[] }
  /** A password or key of no model: by what it is called, or by the function of this name that makes it. */
  | { readonly kind: "secret"; readonly name: string }
  /** A variable that is called like a field. */
  | { readonly kind: "name"; readonly name: string };

export interface FlowStep {
  readonly kind: "assigned" | "added" | "looped" | "returned" | "taken" | "handed over";
  /** Of the variable or function. */
  readonly name: string;
  /** Of the value there. */
  readonly span: Span;
}

/** What a method or property gives of the object, as far as the text says: `full_name`, and as `__str__` whatever is its text. */
export interface ClassMember {
  /** Of the class. */
  readonly name: string;
  readonly member: string;
  /** Of its name. */
  readonly span: Span;
  /** What each `return` may show, but for texts such as `""`. */
  readonly ways: readonly (readonly RawCarrier[])[];
}
