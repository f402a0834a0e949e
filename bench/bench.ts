// What each benchmark is given.

export interface Bench {
  /** How often to measure: the number given, or fewer in a quick run. */
  turns(full: number): number;
  /** The data folder of a till with `sales` sales and 300,000 articles (fewer in a quick run). It grows by what is measured. */
  largeDataDir: string;
  sales: number;
  articles: number;
  say(line: string): void;
  /** A fact that is no figure with a floor, to stand under the table. */
  note(name: string, value: string): void;
}
