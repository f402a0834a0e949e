// One form for each barcode, so that the same article is found whichever way a scanner or a supplier's list writes it.

/**
 * The form a barcode is kept and looked up in: without white space; a GTIN of 12 digits (UPC-A), or of 14 with a leading
 * zero, as the 13 digits of the same number. Check digits are not enforced: shops print in-store codes without them.
 */
export function normaliseBarcode(text: string): string {
  const code = text.replaceAll(/\s/gu, '');
  if (/^\d{12}$/.test(code)) return `0${code}`;
  if (/^0\d{13}$/.test(code)) return code.slice(1);
  return code;
}
