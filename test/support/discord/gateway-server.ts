import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  GatewayCloseCodes,
  GatewayDispatchEvents,
  type GatewayIdentifyData,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayReadyDispatchData,
  type GatewayResumeData,
} from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';
import type { WaitOptions } from './changes.js';
import { ownUserData } from './rest-routes.js';
import { newSnowflake } from './snowflake.js';
import type { World } from './world.js';

const privilegedIntents =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;
const allIntents = Object.values(GatewayIntentBits).reduce<number>(
  (sum, bit) => (typeof bit === 'number' ? sum | bit : sum),
  0,
);
/** Discord closes the connection when a client sends more in a minute. */
const mostSendsPerMinute = 120;

interface Packet {
  readonly op: number;
  readonly d?: unknown;
}

interface Dispatched {
  readonly op: GatewayOpcodes.Dispatch;
  readonly s: number;
  readonly t: string;
  readonly d: unknown;
}

/** One login of the bot; it outlives its connection. */
interface Session {
  readonly id: string;
  readonly intents: number;
  readonly sent: Dispatched[];
  socket: WebSocket | null;
  isResumable: boolean;
}

/** Discord's gateway, version 10 with JSON. */
export class GatewayServer {
  /** What the bot logged in with, in order. */
  readonly identifies: { readonly at: number; readonly intents: number; readonly presence: unknown }[] = [];
  /** When sessions were resumed, and how many missed events were sent again. */
  readonly resumes: { readonly at: number; readonly replayed: number }[] = [];
  /** What the bot set as its presence after logging in. */
  readonly presences: unknown[] = [];
  /** How many heartbeats have come. */
  heartbeatCount = 0;
  private readonly sockets = new WebSocketServer({ noServer: true });
  private sessions: Session[] = [];
  private refused = 0;

  constructor(
    private readonly world: World,
    server: Server,
    private readonly options: { readonly url: () => string; readonly heartbeatIntervalMs: number },
  ) {
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    world.isBotConnected = () => this.isConnected;
    world.dispatch = (eventName, intent, data) => {
      const times = world.faults.takeDeliveries(eventName);
      for (const session of this.sessions) {
        if (intent !== null && (session.intents & intent) === 0) continue;
        const content = data(session);
        for (let count = 0; count < times; count += 1) send(session, eventName, content);
      }
    };
  }

  /** Whether the bot is logged in and connected. */
  get isConnected(): boolean {
    return this.sessions.some(({ socket }) => socket !== null);
  }

  /** @param logins Resolves at so many logins since the start. @default 1 */
  async waitForLogins(logins = 1, options: WaitOptions = {}): Promise<void> {
    await this.world.changes.waitFor(
      `login ${logins}`,
      () => (this.identifies.length >= logins && this.isConnected ? true : undefined),
      options,
    );
  }

  /** @param resumes Resolves at so many resumed sessions since the start. @default 1 */
  async waitForResumes(resumes = 1, options: WaitOptions = {}): Promise<void> {
    await this.world.changes.waitFor(
      `resume ${resumes}`,
      () => (this.resumes.length >= resumes ? true : undefined),
      options,
    );
  }

  /** Ends the connection without a word, as a network does. The session can be resumed. */
  drop(): void {
    for (const { socket } of this.sessions) socket?.terminate();
  }

  /** Closes the connection with a code. */
  close(code: GatewayCloseCodes | number): void {
    for (const session of this.sessions) {
      if (code < 4000 || code === GatewayCloseCodes.SessionTimedOut) session.isResumable = false;
      session.socket?.close(code);
    }
  }

  /** Asks the bot to reconnect and resume (opcode 7). */
  requestReconnect(): void {
    for (const { socket } of this.sessions) socket?.send(JSON.stringify({ op: GatewayOpcodes.Reconnect, d: null }));
  }

  /** Declares the session invalid (opcode 9). */
  invalidateSession({ isResumable }: { readonly isResumable: boolean }): void {
    for (const session of this.sessions) {
      session.isResumable = isResumable;
      session.socket?.send(JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: isResumable }));
    }
  }

  /** Answers the next connections with 503. */
  refuseConnections(times: number): void {
    this.refused = times;
  }

  /** Ends all connections for good. */
  async stop(): Promise<void> {
    for (const socket of this.sockets.clients) socket.terminate();
    await new Promise((resolve) => this.sockets.close(resolve));
  }

  private upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (url.pathname !== '/gateway') {
      this.world.violate(`The gateway was looked for at ${url.pathname}`);
      socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
      return;
    }
    if (this.refused > 0) {
      this.refused -= 1;
      socket.end('HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, (client) => {
      if (url.searchParams.get('v') !== '10' || url.searchParams.get('encoding') !== 'json') {
        this.world.violate(`The gateway was opened with "${url.search}": v=10 and encoding=json are needed`);
        client.close(GatewayCloseCodes.InvalidAPIVersion);
        return;
      }
      this.greet(client);
    });
  }

  private greet(socket: WebSocket): void {
    const { heartbeatIntervalMs } = this.options;
    const sends: number[] = [];
    let silence: NodeJS.Timeout | undefined;
    const listen = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => socket.close(GatewayCloseCodes.SessionTimedOut), heartbeatIntervalMs * 1.5 + 1000);
      silence.unref();
    };
    listen();
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      clearTimeout(silence);
      const session = this.sessionOf(socket);
      if (session !== undefined) {
        session.socket = null;
        this.disturbPending();
        // A client that says goodbye in order is not coming back to this session.
        if (code === 1000 || code === 1001) this.sessions = this.sessions.filter((one) => one !== session);
      }
      this.world.changes.announce();
    });
    socket.on('message', (data) => {
      sends.push(Date.now());
      while ((sends[0] ?? 0) < Date.now() - 60_000) sends.shift();
      if (sends.length > mostSendsPerMinute) {
        this.world.violate(`More than ${mostSendsPerMinute} packets were sent to the gateway within a minute`);
        socket.close(GatewayCloseCodes.RateLimited);
        return;
      }
      const packet = readPacket(String(data));
      if (packet === null) this.reject(socket, GatewayCloseCodes.DecodeError, 'A packet was not JSON with an opcode');
      else if (packet.op === GatewayOpcodes.Heartbeat) {
        listen();
        this.heartbeatCount += 1;
        if (!this.world.faults.skipsHeartbeatAcknowledgements)
          socket.send(JSON.stringify({ op: GatewayOpcodes.HeartbeatAck }));
        this.world.changes.announce();
      } else this.receive(socket, packet);
    });
    socket.send(JSON.stringify({ op: GatewayOpcodes.Hello, d: { heartbeat_interval: heartbeatIntervalMs } }));
  }

  private receive(socket: WebSocket, packet: Packet): void {
    switch (packet.op) {
      case GatewayOpcodes.Identify:
        this.identify(socket, packet.d as GatewayIdentifyData);
        break;
      case GatewayOpcodes.Resume:
        this.resume(socket, packet.d as GatewayResumeData);
        break;
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.RequestGuildMembers:
      case GatewayOpcodes.VoiceStateUpdate:
        if (this.sessionOf(socket) === undefined)
          this.reject(socket, GatewayCloseCodes.NotAuthenticated, 'A packet came before the login');
        else if (packet.op === GatewayOpcodes.PresenceUpdate) this.presences.push(packet.d);
        break;
      default:
        this.reject(socket, GatewayCloseCodes.UnknownOpcode, `Opcode ${packet.op} is not for clients`);
    }
  }

  private identify(socket: WebSocket, data: GatewayIdentifyData): void {
    const { faults, token, options } = this.world;
    if (this.sessionOf(socket) !== undefined) {
      this.reject(socket, GatewayCloseCodes.AlreadyAuthenticated, 'A second login on one connection');
      return;
    }
    if (faults.refusesToken) {
      socket.close(GatewayCloseCodes.AuthenticationFailed);
      return;
    }
    if (data?.token !== token) {
      this.reject(socket, GatewayCloseCodes.AuthenticationFailed, 'A login with a wrong token');
      return;
    }
    const { intents } = data;
    if (!Number.isInteger(intents) || (intents & ~allIntents) !== 0) {
      this.reject(socket, GatewayCloseCodes.InvalidIntents, `A login with intents ${intents}`);
      return;
    }
    const disallowed = intents & privilegedIntents & ~options.allowedPrivilegedIntents;
    if (disallowed !== 0) {
      const names = Object.entries(GatewayIntentBits).filter(
        ([, bit]) => typeof bit === 'number' && (disallowed & bit) !== 0,
      );
      const text = `A login with privileged intents: ${names.map(([name]) => name).join(', ')}`;
      this.reject(socket, GatewayCloseCodes.DisallowedIntents, text);
      return;
    }
    const [shard = 0, count = 1] = data.shard ?? [];
    if (shard !== 0 || count !== 1) {
      this.reject(socket, GatewayCloseCodes.InvalidShard, `A login as shard ${shard} of ${count}`);
      return;
    }
    // Whoever logs in anew does not come back for what was before.
    this.sessions = this.sessions.filter((session) => session.socket !== null);
    const session: Session = { id: newSnowflake(), intents, sent: [], socket, isResumable: true };
    this.sessions.push(session);
    this.identifies.push({ at: Date.now(), intents, presence: data.presence ?? null });
    const guilds =
      (intents & GatewayIntentBits.Guilds) === 0 ? [] : this.world.guilds.filter((guild) => guild.botIsMember);
    send(session, GatewayDispatchEvents.Ready, {
      v: 10,
      user: ownUserData(this.world),
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.options.url(),
      shard: [0, 1],
      application: { id: this.world.identity.id, flags: 0 as never, flags_new: '0' },
    } satisfies GatewayReadyDispatchData);
    for (const guild of guilds) send(session, GatewayDispatchEvents.GuildCreate, guild.data());
    this.world.changes.announce();
  }

  private resume(socket: WebSocket, data: GatewayResumeData): void {
    const session = this.sessions.find(({ id }) => id === data?.session_id);
    if (this.world.faults.refusesToken || data?.token !== this.world.token) {
      socket.close(GatewayCloseCodes.AuthenticationFailed);
      return;
    }
    if (session === undefined || !session.isResumable) {
      socket.send(JSON.stringify({ op: GatewayOpcodes.InvalidSession, d: false }));
      return;
    }
    if (data.seq > session.sent.length) {
      this.reject(socket, GatewayCloseCodes.InvalidSeq, `A resume from event ${data.seq} of ${session.sent.length}`);
      return;
    }
    session.socket = socket;
    const missed = session.sent.filter(({ s }) => s > data.seq);
    for (const packet of missed) socket.send(JSON.stringify(packet));
    send(session, GatewayDispatchEvents.Resumed, null);
    this.resumes.push({ at: Date.now(), replayed: missed.length });
    this.world.changes.announce();
  }

  /** Interactions that are under way cannot be expected to be answered in time. */
  private disturbPending(): void {
    for (const interaction of this.world.interactions.values())
      if (interaction.acknowledgement === null) interaction.isDisturbed = true;
  }

  private sessionOf(socket: WebSocket): Session | undefined {
    return this.sessions.find((session) => session.socket === socket);
  }

  private reject(socket: WebSocket, code: GatewayCloseCodes, text: string): void {
    this.world.violate(`Gateway ${code}: ${text}`);
    socket.close(code);
  }
}

function send(session: Session, eventName: string, content: unknown): void {
  const packet: Dispatched = { op: GatewayOpcodes.Dispatch, s: session.sent.length + 1, t: eventName, d: content };
  session.sent.push(packet);
  session.socket?.send(JSON.stringify(packet));
}

function readPacket(text: string): Packet | null {
  try {
    const packet = JSON.parse(text) as Packet;
    return typeof packet?.op === 'number' ? packet : null;
  } catch {
    return null;
  }
}
