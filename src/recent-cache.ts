/** Keeps the most recently used values, at most `limit`. */
export class RecentCache<Key, Value> {
  private readonly values = new Map<Key, Value>();

  constructor(private readonly limit: number) {}

  get(key: Key): Value | undefined {
    const value = this.values.get(key);
    // The order matters only where something will have to go.
    if (value !== undefined && 2 * this.values.size > this.limit) {
      this.values.delete(key);
      this.values.set(key, value);
    }
    return value;
  }

  set(key: Key, value: Value): void {
    this.values.set(key, value);
    if (this.values.size > this.limit) {
      const oldest = this.values.keys().next();
      if (!oldest.done) this.values.delete(oldest.value);
    }
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
    return [...this.values.values()];
  }

  clear(): void {
    this.values.clear();
  }
}
