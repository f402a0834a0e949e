// A file that somebody chose, as text that the till can read: what is text stays text, bytes (a macaroon, a DER certificate)
// become hex.

/** More than any certificate or macaroon has. */
const MAX_BYTES = 10_000;

/** Null for what cannot be one of them. */
export async function readFile(file: File): Promise<string | null> {
  if (file.size === 0 || file.size > MAX_BYTES) return null;
  try {
    return asText(new Uint8Array(await file.arrayBuffer()));
  } catch {
    // It went away between choosing and reading: a stick that was pulled out.
    return null;
  }
}

export function asText(bytes: Uint8Array): string {
  const isText = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09);
  return isText ? new TextDecoder().decode(bytes).trim() : Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
