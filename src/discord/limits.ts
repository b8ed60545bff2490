import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Questions a minute. A person who reads the answers stays far below. */
const perPerson = 20;
const perServer = 300;
const inAll = 900;
const windowSeconds = 60;

/** How often the bot may be asked: by one person, in one server, by everyone. */
export class Limits {
  private readonly people = new RateLimiterMemory({ points: perPerson, duration: windowSeconds });
  private readonly servers = new RateLimiterMemory({ points: perServer, duration: windowSeconds });
  private readonly all = new RateLimiterMemory({ points: inAll, duration: windowSeconds });

  /** @returns 0 when the question may be asked, otherwise after how many seconds it may. */
  async take(person: string, guild: string | null): Promise<number> {
    try {
      await this.people.consume(person);
      if (guild !== null) await this.servers.consume(guild);
      await this.all.consume('all');
      return 0;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    }
  }
}
