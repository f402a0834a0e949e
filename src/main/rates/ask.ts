// One question to a public server, with a limit on everything: whole in time, of a size, https, from where it was asked, no cookies.
import { parseExactJson } from './decimal.ts';
import { SourceError } from './reading.ts';

/** The part of `fetch` that is used, so that another way to the network can be handed in. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const TIME_OUT_MS = 8_000;
/** The longest answer of any source, 160 currencies, is under 6 kB; Kraken's spreads are 10 kB. */
const MAX_BYTES = 131_072;

export interface AskParts {
  fetch: Fetch;
  /** Ends the question when the asker closes. */
  signal: AbortSignal;
  timeOutMs?: number;
}

/** The answer's JSON, its numbers as texts. Throws SourceError. */
export async function askJson(url: string, { fetch, signal, timeOutMs = TIME_OUT_MS }: AskParts): Promise<unknown> {
  if (!url.startsWith('https://')) throw new SourceError('refused', `not https: ${url}`);
  const timeOut = AbortSignal.timeout(timeOutMs);
  try {
    const response = await fetch(url, {
      // Some exchanges refuse who does not say what it is.
      headers: { accept: 'application/json', 'user-agent': 'flash-till' },
      redirect: 'manual',
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([signal, timeOut]),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new SourceError(response.status >= 300 && response.status < 400 ? 'redirected' : 'refused', `HTTP ${response.status}`);
    }
    return parseExactJson(await textOf(response));
  } catch (cause) {
    throw asSourceError(cause, timeOut.aborted);
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels what is still to come.
    if (size > MAX_BYTES) throw new SourceError('too_large', `more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function asSourceError(cause: unknown, timedOut: boolean): SourceError {
  if (cause instanceof SourceError) return cause;
  if (timedOut) return new SourceError('slow', 'no whole answer in time', { cause });
  if (cause instanceof SyntaxError) return new SourceError('unreadable', 'not JSON', { cause });
  // fetch says "fetch failed", and why in its cause.
  const deepest = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return new SourceError('unreachable', deepest instanceof Error ? deepest.message : String(deepest), { cause });
}
