/**
 * Keeps what was used last, about `limit` values: two generations, of which the older goes when the younger is full
 * (as in quick-lru), so that a look-up moves nothing.
 */
export class RecentCache<Key, Value> {
  private young = new Map<Key, Value>();
  private old = new Map<Key, Value>();

  constructor(private readonly limit: number) {}

  get(key: Key): Value | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const older = this.old.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: Key, value: Value): void {
    this.young.set(key, value);
    if (2 * this.young.size <= this.limit) return;
    this.old = this.young;
    this.young = new Map();
  }

  /** What is kept under a key; made and kept where there is nothing. */
  getOrMake(key: Key, make: () => Value): Value {
    let value = this.get(key);
    if (value === undefined) {
      value = make();
      this.set(key, value);
    }
    return value;
  }

  all(): Value[] {
    return [...new Map([...this.old, ...this.young]).values()];
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }
}
