/**
 * For tests only: a pooler in transaction mode, as Hyperdrive and PgBouncer are one, between a client and PostgreSQL. Each transaction
 * goes to another connection than the one before, so that whatever a client left on its last one is not there. What may not be left is
 * named when it is sent, and looked for at the end.
 */
import { createServer, type Server, type Socket } from "node:net";
import { Client } from "pg";

export interface Pooler {
  /** The database's address through the pooler. */
  url: string;
  /** What was sent that would stand on a connection after its transaction: the message, cut. */
  violations: string[];
  /** Transactions so far, for each connection. */
  transactions: readonly number[];
  /** While it is set, nobody gets a connection: the database is down. */
  refuses: boolean;
  /** What stands on each connection now; all empty when nothing was left. */
  left(): Promise<string[]>;
  close(): Promise<void>;
}

const SSL_REQUEST = 80877103;
const GSS_REQUEST = 80877104;
const CANCEL_REQUEST = 80877102;

/** Statements whose effect outlives their transaction (Hyperdrive: "Unsupported PostgreSQL features"; PgBouncer's feature table). */
const OUTLIVES =
  /^\s*(?:set\s+(?!local\b|transaction\b|constraints\b)|reset\b|discard\b|(?:un)?listen\b|prepare\b|deallocate\b|load\b)|\bset_config\s*\([^()]*,\s*false\s*\)|\bpg_(?:try_)?advisory_lock(?:_shared)?\s*\(|\bcreate\s+(?:local\s+|global\s+)?temp(?:orary)?\b|\bwith\s+hold\b/i;

const LEFT = `select concat_ws(' ',
  (select string_agg(name, ' ') from pg_settings where source = 'session'),
  (select string_agg('prepared ' || name, ' ') from pg_prepared_statements),
  (select string_agg('listens ' || channel, ' ') from pg_listening_channels() as channel),
  (select string_agg('advisory lock', ' ') from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()),
  case when pg_my_temp_schema() <> 0 then 'temporary tables' end,
  nullif(current_setting('app.district', true), ''), nullif(current_setting('app.staff', true), ''),
  nullif(current_setting('app.role', true), '')) as left_behind`;

const message = (type: string, body: Buffer = Buffer.alloc(0)): Buffer => {
  const head = Buffer.alloc(5);
  head.write(type, "latin1");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
};
const text = (words: string): Buffer => Buffer.from(`${words}\0`);
const IDLE = Buffer.from("I");

/** Gives whole messages as they are complete: type, body, and the bytes as they came. */
function reader(take: (type: string, body: Buffer, raw: Buffer) => void): (piece: Buffer) => void {
  let held = Buffer.alloc(0);
  return (piece) => {
    held = Buffer.concat([held, piece]);
    while (held.length >= 5) {
      const end = held.readInt32BE(1) + 1;
      if (held.length < end) return;
      const raw = held.subarray(0, end);
      held = held.subarray(end);
      take(raw.toString("latin1", 0, 1), raw.subarray(5), raw);
    }
  };
}

/** A connection to the database that somebody uses for one transaction. */
interface Backend {
  socket: Socket;
  at: number;
  answer: ((type: string, body: Buffer, raw: Buffer) => void) | null;
}

/**
 * @param url of the database, as the client would use it directly
 * @param connections so many are held; two are enough to tell one transaction from the next
 */
export async function startPooler(url: string, connections = 3): Promise<Pooler> {
  const violations: string[] = [];
  const transactions = new Array<number>(connections).fill(0);
  const waiting: ((backend: Backend) => void)[] = [];
  const idle: Backend[] = [];
  const clients = new Set<Socket>();
  let closing = false;

  async function connect(at: number): Promise<Backend> {
    // node-postgres signs in, whichever way this server asks for it; then its socket is ours.
    const client = new Client({ connectionString: url, application_name: "doorstep pooler" });
    await client.connect();
    const { stream: socket } = (client as unknown as { connection: { stream: Socket } }).connection;
    socket.removeAllListeners();
    const backend: Backend = { socket, at, answer: null };
    socket.on(
      "data",
      reader((type, body, raw) => backend.answer?.(type, body, raw)),
    );
    socket.on("error", () => {});
    return backend;
  }
  // The longest idle is next: never the one that was used last, unless all others are busy.
  const giveBack = (backend: Backend): void => {
    backend.answer = null;
    const next = waiting.shift();
    if (next) next(backend);
    else idle.push(backend);
  };
  const take = (): Promise<Backend> =>
    new Promise((taken) => {
      const backend = idle.shift();
      if (backend) taken(backend);
      else waiting.push(taken);
    });

  function notice(type: string, body: Buffer): void {
    const end = body.indexOf(0);
    const sql =
      type === "Q"
        ? body.toString("utf8", 0, body.length - 1)
        : body.toString("utf8", end + 1, body.indexOf(0, end + 1));
    if (type === "P" && end > 0) violations.push(`prepared statement ${body.toString("utf8", 0, end)}`);
    if ((type === "P" || type === "Q") && OUTLIVES.test(sql)) violations.push(sql.slice(0, 200));
  }

  function serve(socket: Socket): void {
    if (pooler.refuses) return void socket.destroy();
    let backend: Backend | null = null;
    let taking = false;
    let ended = false;
    /** Messages that wait for a connection, and questions that the database has not ended yet. */
    const queued: Buffer[] = [];
    let open = 0;
    const forward = async (raw: Buffer): Promise<void> => {
      queued.push(raw);
      if (taking) return;
      if (!backend) {
        taking = true;
        const taken = await take();
        taking = false;
        if (ended) return giveBack(taken);
        transactions[taken.at]! += 1;
        backend = taken;
        backend.answer = (type, body, answer) => {
          socket.write(answer);
          if (type !== "Z") return;
          open -= 1;
          if (open === 0 && body[0] === IDLE[0]) {
            const free = backend!;
            backend = null;
            giveBack(free);
          }
        };
      }
      for (const waits of queued.splice(0)) backend.socket.write(waits);
    };
    const end = (): void => {
      if (ended) return;
      ended = true;
      clients.delete(socket);
      const lost = backend;
      if (!lost) return;
      // In the middle of a transaction: nobody else may get this connection.
      backend = null;
      lost.socket.destroy();
      if (!closing) void connect(lost.at).then(giveBack);
    };
    let started = false;
    const read = reader((type, body, raw) => {
      if (type === "X") return void socket.end();
      notice(type, body);
      if (type === "Q" || type === "S") open += 1;
      void forward(raw);
    });
    let startup = Buffer.alloc(0);
    socket.on("data", (piece: Buffer) => {
      if (started) return read(piece);
      startup = Buffer.concat([startup, piece]);
      while (startup.length >= 8 && startup.length >= startup.readInt32BE(0)) {
        const code = startup.readInt32BE(4);
        startup = startup.subarray(startup.readInt32BE(0));
        if (code === CANCEL_REQUEST) return void socket.end();
        if (code === SSL_REQUEST || code === GSS_REQUEST) {
          socket.write("N");
          continue;
        }
        started = true;
        socket.write(message("R", Buffer.from([0, 0, 0, 0])));
        const settings = { server_version: "15.0", client_encoding: "UTF8", standard_conforming_strings: "on" };
        for (const [name, value] of Object.entries(settings))
          socket.write(message("S", Buffer.concat([text(name), text(value)])));
        socket.write(message("Z", IDLE));
        if (startup.length > 0) read(startup);
        return;
      }
    });
    socket.on("close", end);
    socket.on("error", end);
    // Answers go on message by message: held back for an acknowledgement, each question would take 40 ms.
    socket.setNoDelay(true);
    clients.add(socket);
  }

  for (let at = 0; at < connections; at++) idle.push(await connect(at));
  const server: Server = createServer(serve);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = new URL(url);
  address.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  address.search = "";

  const pooler: Pooler = {
    refuses: false,
    url: address.href,
    violations,
    transactions,
    async left() {
      const all = await Promise.all(Array.from({ length: connections }, take));
      const found = await Promise.all(all.map(leftOn));
      for (const backend of all) giveBack(backend);
      return found;
    },
    async close() {
      closing = true;
      for (const socket of clients) socket.destroy();
      for (const { socket } of idle) socket.destroy();
      await new Promise((closed) => server.close(closed));
    },
  };
  return pooler;
}

function leftOn(backend: Backend): Promise<string> {
  return new Promise((told, failed) => {
    let found = "";
    backend.answer = (type, body) => {
      if (type === "D") found = body.toString("utf8", 6);
      if (type === "E") failed(new Error(body.toString("utf8")));
      if (type === "Z") told(found);
    };
    backend.socket.write(message("Q", text(LEFT)));
  });
}
