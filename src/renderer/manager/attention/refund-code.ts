// A customer's Lightning code as it comes from a scanner, a clipboard or a wallet: with or without its scheme, in capitals
// where a QR code made it smaller. Pure.

export function refundCodeOf(text: string): string {
  const code = text.trim().replace(/^lightning:(\/\/)?/i, '');
  // BOLT 11: all of one case; capitals are for QR codes only.
  return code === code.toUpperCase() ? code.toLowerCase() : code;
}

/** Looks like a BOLT 11 code at all (`lnbc`, `lntb`, `lnbcrt`, ...); the node says the rest. */
export function looksLikeCode(code: string): boolean {
  return /^ln[a-z]{2,6}[0-9a-z]{50,}$/.test(code);
}
