declare module 'gs1-barcode-parser-mod' {
  /** Throws a text that says what is wrong. */
  export function parseBarcode(barcode: string): { codeName: string; parsedCodeItems: { ai: string; raw: string }[] };
}
