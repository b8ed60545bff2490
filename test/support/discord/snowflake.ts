/** Discord's epoch: the first second of 2015, in milliseconds since 1970. */
const discordEpoch = 1_420_070_400_000n;

let increment = 0n;

/** A new id as Discord makes them: its upper bits are the time, so later ids are larger numbers. */
export function newSnowflake(at: number = Date.now()): string {
  increment = (increment + 1n) % 4096n;
  return (((BigInt(Math.floor(at)) - discordEpoch) << 22n) | increment).toString();
}

/** Negative when the first id is older, as sort() wants it. */
export function compareSnowflakes(first: string, second: string): number {
  return first.length - second.length || (first < second ? -1 : first > second ? 1 : 0);
}
