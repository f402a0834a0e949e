// What is scanned by a scanner on a line of its own, on its way from main to the one page that deals with it.

/** Codes that wait for a page, and those that pages have and have not dealt with yet. */
export const MOST_SCANS_WAITING = 1000;

/**
 * `scan`: to be dealt with, and then acknowledged by its id. The same one comes again where its page went away before. `turn`: whether scans
 * come to this page now; hands on it make it so. `missed`: so many came while no page was there, for too long to be meant still: nobody
 * has seen them, and they are not kept.
 */
export type ScanPush = { kind: 'scan'; id: string; text: string } | { kind: 'turn'; mine: boolean } | { kind: 'missed'; count: number };

/** The longest text that is looked up as an article's: GS1 codes and links are long, and nothing on goods is longer. */
export const LONGEST_BARCODE = 1024;
