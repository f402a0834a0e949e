// Sums by name.

export class Sums {
  readonly #sums = new Map<string, number>();

  add(name: string, amount: number): void {
    const sum = (this.#sums.get(name) ?? 0) + amount;
    if (!Number.isSafeInteger(sum)) throw new Error(`${name} is ${sum}`);
    this.#sums.set(name, sum);
  }

  of(name: string): number {
    return this.#sums.get(name) ?? 0;
  }

  /** All of them are these from here on. */
  become(sums: Iterable<readonly [string, number]>): void {
    this.#sums.clear();
    for (const [name, amount] of sums) this.add(name, amount);
  }

  /** What comes to nothing is not there. */
  *all(): Generator<[string, number]> {
    for (const [name, sum] of this.#sums) if (sum !== 0) yield [name, sum];
  }

  withPrefix(prefix: string): Record<string, number> {
    return Object.fromEntries([...this.all()].filter(([name]) => name.startsWith(prefix)).map(([name, sum]) => [name.slice(prefix.length), sum]));
  }

  addAll(other: Sums): void {
    for (const [name, amount] of other.all()) this.add(name, amount);
  }
}
