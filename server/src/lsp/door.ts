import {
  type CancellationToken,
  type Connection,
  ErrorCodes,
  LSPErrorCodes,
  type ProtocolNotificationType,
  type ProtocolNotificationType0,
  type RequestHandler,
  type RequestHandler0,
  type RequestType,
  type RequestType0,
  ResponseError,
} from "vscode-languageserver";
import { refuseMalformed } from "./checkedMessages.ts";
import { logInternalError } from "./log.ts";
import type { Session } from "./session.ts";

/** Registers one method of the protocol. */
export type Handler = (connection: Connection, door: Door) => void;

/** Lets messages in at the times that the protocol allows, and keeps our mistakes from getting out. */
export class Door {
  readonly #connection: Connection;
  #session: Session | null = null;
  #isShutDown = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Null before `initialize` and after `shutdown`, when notifications are to be dropped. */
  get session(): Session | null {
    return this.#isShutDown ? null : this.#session;
  }

  /** @throws ResponseError when the client was initialised before. */
  open(makeSession: () => Session): Session {
    if (this.#isShutDown) throw shutDown();
    if (this.#session) throw new ResponseError(ErrorCodes.InvalidRequest, "the server is initialised already");
    this.#session = makeSession();
    return this.#session;
  }

  /** @throws ResponseError before `initialize` and after an earlier `shutdown`. */
  close(): void {
    this.enter().end();
    this.#isShutDown = true;
  }

  /** @throws ResponseError before `initialize` and after `shutdown`. */
  enter(): Session {
    if (this.#isShutDown) throw shutDown();
    if (!this.#session) throw new ResponseError(ErrorCodes.ServerNotInitialized, "the server is not initialised yet");
    return this.#session;
  }

  /** Answers a request in any case: with the result, or with an error that says what the client may know. */
  async answer<R>(method: string, token: CancellationToken, run: (session: Session) => R | Promise<R>): Promise<R> {
    try {
      const result = await run(this.enter());
      if (token.isCancellationRequested) throw cancelled();
      return result;
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      logInternalError(this.#connection, method, error);
      throw new ResponseError(ErrorCodes.InternalError, `internal error in ${method}; the log says where`);
    }
  }

  take(method: string, run: (session: Session) => void): void {
    const { session } = this;
    if (!session) return;
    try {
      run(session);
    } catch (error) {
      logInternalError(this.#connection, method, error);
    }
  }
}

/** Params of our own requests are checked before anybody looks at them. */
export function onRequest<P, R, E>(
  type: RequestType<P, R, E>,
  run: (session: Session, params: P, token: CancellationToken) => Promise<R>,
): Handler {
  return (connection, door) => {
    // Of params that are a list the library makes arguments, and of an empty one none.
    const handler = (...received: readonly unknown[]): Promise<R> => {
      const token = received.at(-1) as CancellationToken;
      const params = received.length === 2 ? received[0] : undefined;
      return door.answer(type.method, token, (session) => {
        refuseMalformed(type.method, params);
        return run(session, params as P, token);
      });
    };
    // The library's type of a result cannot be matched by a type that is not known yet.
    connection.onRequest(type, handler as RequestHandler<P, R, E>);
  };
}

/** For a request without parameters. Some clients send null, or nothing in brackets, in their place. */
export function onRequest0<R, E>(type: RequestType0<R, E>, run: (session: Session) => R): Handler {
  return (connection, door) => {
    const handler = (...received: readonly unknown[]): Promise<R> =>
      door.answer(type.method, received.at(-1) as CancellationToken, run);
    connection.onRequest(type, handler as RequestHandler0<R, E>);
  };
}

export function onNotification<P, RO>(
  type: ProtocolNotificationType<P, RO>,
  run: (session: Session, params: P) => void,
): Handler {
  return (connection, door) => {
    connection.onNotification(type, (params) => {
      door.take(type.method, (session) => {
        run(session, params);
      });
    });
  };
}

/** For a notification without parameters, whatever a client sends in their place. */
export function onNotification0<RO>(type: ProtocolNotificationType0<RO>, run: (session: Session) => void): Handler {
  return (connection, door) => {
    // By its name alone: for a type without parameters the library complains about any.
    connection.onNotification(type.method, () => {
      door.take(type.method, run);
    });
  };
}

/** The answer to a request whose document changed while it was worked on. */
export function contentModified(): ResponseError {
  return new ResponseError(LSPErrorCodes.ContentModified, "the document has changed");
}

export function cancelled(): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestCancelled, "the request was cancelled");
}

function shutDown(): ResponseError {
  return new ResponseError(ErrorCodes.InvalidRequest, "the server is shutting down");
}
