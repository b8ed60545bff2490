import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { nodeArguments } from '../node-arguments.js';
import type { WaitOptions } from './changes.js';
import type { DiscordStandIn } from './stand-in.js';

const root = path.join(import.meta.dirname, '..', '..', '..');
/** The first start builds the index, which takes seconds on a busy machine. */
const startTimeoutMs = 60_000;
const stopTimeoutMs = 30_000;

export interface BotOptions extends WaitOptions {
  /** Added to the environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Kept when given; else one of its own, gone after `stop` or `kill`. */
  readonly dataFolder?: string;
  /** The file that is run, from the project's root. @default 'src/main/discord.ts' */
  readonly entry?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** From the signal to the end. */
  readonly afterMs: number;
}

/** The real bot in a process of its own, connected to a stand-in. */
export class BotProcess {
  readonly stdout: string[] = [];
  readonly stderr: string[] = [];
  private readonly ended: Promise<Omit<Ended, 'afterMs'>>;
  private end: Omit<Ended, 'afterMs'> | null = null;

  private constructor(
    private readonly child: ChildProcess,
    private readonly discord: DiscordStandIn,
    readonly dataFolder: string,
    private readonly ownsFolder: boolean,
  ) {
    for (const [stream, lines] of [[child.stdout, this.stdout] as const, [child.stderr, this.stderr] as const])
      if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
    this.ended = new Promise((resolve) => {
      child.on('close', (code, signal) => {
        this.end = { code, signal };
        resolve(this.end);
      });
    });
  }

  /** Starts the bot and returns at once, for tests of a start that fails. */
  static launch(
    discord: DiscordStandIn,
    { env = {}, dataFolder, entry = 'src/main/discord.ts' }: BotOptions = {},
  ): BotProcess {
    const folder = dataFolder ?? mkdtempSync(path.join(tmpdir(), 'stateside-bot-'));
    const inherited = Object.entries(process.env).filter(
      ([name]) => !/^(?:DISCORD_|DATA_DIR$|KNOWLEDGE_DIR$|METRICS_|LOG_LEVEL$|NODE_|VITEST|TEST$)/.test(name),
    );
    const all = {
      ...Object.fromEntries(inherited),
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DATA_DIR: folder,
      ...env,
    };
    const child = spawn(process.execPath, [...nodeArguments, entry], {
      cwd: root,
      env: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new BotProcess(child, discord, folder, dataFolder === undefined);
  }

  /**
   * Starts the bot and waits until it is logged in and its commands are registered.
   * @throws {Error} With the bot's own output, when it ends before or takes too long.
   */
  static async start(discord: DiscordStandIn, options: BotOptions = {}): Promise<BotProcess> {
    const logins = discord.gateway.identifies.length;
    const bot = BotProcess.launch(discord, options);
    try {
      await Promise.race([bot.waitUntilReady(logins + 1, options.timeoutMs ?? startTimeoutMs), bot.failWhenEnded()]);
    } catch (cause) {
      await bot.kill();
      throw new Error(
        `Cannot start the bot: ${cause instanceof Error ? cause.message : String(cause)}\n${bot.output}`,
        { cause },
      );
    }
    return bot;
  }

  /** Everything it has printed, for messages of failing tests. */
  get output(): string {
    return [...this.stdout, ...this.stderr].join('\n');
  }

  get isRunning(): boolean {
    return this.end === null;
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Sends a signal without waiting. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /**
   * Asks it to end and waits.
   * @throws {Error} When it does not end in time; it is killed then.
   */
  async stop(signal: NodeJS.Signals = 'SIGTERM', { timeoutMs = stopTimeoutMs }: WaitOptions = {}): Promise<Ended> {
    const started = performance.now();
    this.child.kill(signal);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), timeoutMs);
    });
    const end = await Promise.race([this.ended, late]);
    clearTimeout(timer);
    const afterMs = performance.now() - started;
    if (end === null) {
      await this.kill();
      throw new Error(`Cannot stop the bot: it runs on ${timeoutMs} ms after ${signal}\n${this.output}`);
    }
    this.clean();
    return { ...end, afterMs };
  }

  /** Ends it at once, as a crash does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
    this.clean();
  }

  /** Waits for it to end of its own accord. */
  async waitForEnd(): Promise<Omit<Ended, 'afterMs'>> {
    const end = await this.ended;
    this.clean();
    return end;
  }

  private async waitUntilReady(logins: number, timeoutMs: number): Promise<void> {
    await this.discord.gateway.waitForLogins(logins, { timeoutMs });
    await this.discord.waitFor('the commands', () => (this.discord.hasCommands ? true : undefined), { timeoutMs });
  }

  private async failWhenEnded(): Promise<never> {
    const { code, signal } = await this.ended;
    throw new Error(`it ended with ${signal ?? `exit code ${code}`}`);
  }

  private clean(): void {
    if (this.ownsFolder) rmSync(this.dataFolder, { recursive: true, force: true });
  }
}
