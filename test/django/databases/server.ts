import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A database server of our own, which listens on a socket in its folder and nowhere else. */
export interface Server {
  readonly folder: string;
  /** Returns when the server has ended and its folder is gone. */
  stop(): Promise<void>;
}

export interface ServerCommands {
  /** For the name of the folder, which has to be short: a socket's path has little room. */
  readonly name: string;
  /** Users to run it as when we are root, as which it would not run; the first that exists is taken. */
  readonly users: readonly string[];
  /** What makes the data in `FOLDER/data`, which is there and empty; null where the server does that itself. */
  prepare(folder: string): readonly string[] | null;
  serve(folder: string): readonly string[];
  /** Name of the signal that ends it without waiting for anybody. */
  readonly signal: string;
  /** Its socket, in the folder. */
  readonly socket: string;
}

/**
 * Runs the server until our end of its pipe closes, which also happens when we are killed; then nothing is left of it.
 * It is no child of ours alone: a key that interrupts us in a terminal must not end what cleans up.
 */
const WATCH = `
folder=$1 signal=$2; shift 2
"$@" </dev/null >"$folder/log" 2>&1 &
server=$!
cat >/dev/null
kill -"$signal" "$server" 2>/dev/null
wait "$server"
rm -rf "$folder"
`;

const PATIENCE = 60_000;

/** @throws Error with the last that the server said, when it does not start. */
export async function startServer(commands: ServerCommands): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), `fieldguard-${commands.name}-`));
  const data = join(folder, "data");
  mkdirSync(data, { mode: 0o700 });
  const identity = otherUser(commands.users);
  if (identity) for (const path of [folder, data]) chownSync(path, identity.uid, identity.gid);
  const prepare = commands.prepare(folder);
  if (prepare)
    execFileSync(prepare[0]!, prepare.slice(1), { cwd: folder, stdio: ["ignore", "ignore", "pipe"], ...identity });

  const watcher = spawn("sh", ["-c", WATCH, "sh", folder, commands.signal, ...commands.serve(folder)], {
    cwd: folder,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    ...identity,
  });
  const ended = once(watcher, "close");
  const stop = async (): Promise<void> => {
    watcher.stdin.end();
    await ended;
  };
  const deadline = Date.now() + PATIENCE;
  while (!existsSync(join(folder, commands.socket))) {
    if (Date.now() > deadline) {
      const said = readFileSync(join(folder, "log"), "utf8").trim().split("\n").slice(-3).join(" / ");
      await stop();
      throw new Error(`${commands.name} does not start: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { folder, stop };
}

/** Whom to be instead of root; undefined when we are not. */
function otherUser(names: readonly string[]): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of names) {
    try {
      const [uid, gid] = ["-u", "-g"].map((option) => Number(execFileSync("id", [option, name], { stdio: "pipe" })));
      return { uid: uid!, gid: gid! };
    } catch {
      // There is no such user.
    }
  }
  throw new Error(`none of the users ${names.join(", ")} exists, and a database does not run as root`);
}
