// One question to a printer: an IPP message and perhaps a document, over HTTP (RFC 8010 section 4). Printers on a shop's network
// have certificates that nobody signed: `ipps` keeps what is printed from who listens, and does not prove who the printer is.
import http from 'node:http';
import https from 'node:https';
import { decodeAnswer, encodeRequest, type IppAnswer, type IppAttribute, IppFormatError } from './ipp-message.ts';

/**
 * `unreachable`, `refused`: no line to it. `no_such_printer`: there is none under that name. `not_allowed`: it wants a name and a
 * password. `not_a_printer`: what answers is something else. `no_answer`: the line broke, or nothing came, after we had asked.
 */
export type IppFault = 'unreachable' | 'refused' | 'no_such_printer' | 'not_allowed' | 'not_a_printer' | 'no_answer';

export class IppCallError extends Error {
  readonly fault: IppFault;

  constructor(fault: IppFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'IppCallError';
    this.fault = fault;
  }
}

/** IANA: the port of `ipp` and `ipps` alike. */
const IPP_PORT = 631;
const MOST_ANSWER_BYTES = 1024 * 1024;

function endpointOf(address: string): URL {
  const url = new URL(address);
  const secure = url.protocol === 'ipps:' || url.protocol === 'https:';
  const bare = url.protocol === 'ipp:' || url.protocol === 'ipps:';
  const port = url.port === '' && bare ? String(IPP_PORT) : url.port;
  return new URL(`${secure ? 'https' : 'http'}://${url.hostname}${port === '' ? '' : `:${port}`}${url.pathname}${url.search}`);
}

export interface IppCall {
  /** `ipp`, `ipps`, `http` or `https`. */
  address: string;
  operation: number;
  requestId: number;
  attributes: readonly IppAttribute[];
  document?: Uint8Array;
  /** How long the printer may say nothing. */
  silentMs: number;
  signal: AbortSignal;
}

/** IppCallError where no answer of a printer came. */
export function callPrinter({ address, operation, requestId, attributes, document, silentMs, signal }: IppCall): Promise<IppAnswer> {
  const endpoint = endpointOf(address);
  const body = Buffer.concat([encodeRequest(operation, requestId, attributes), document ?? new Uint8Array()]);
  return new Promise((resolve, reject) => {
    let asked = false;
    const fail = (fault: IppFault, message: string, cause?: unknown) => reject(new IppCallError(fault, message, { cause }));
    const request = (endpoint.protocol === 'https:' ? https : http).request(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/ipp', 'content-length': body.length },
      signal,
      agent: false,
      ...(endpoint.protocol === 'https:' && { rejectUnauthorized: false }),
    });
    request.setTimeout(silentMs, () => request.destroy(new Error(`nothing within ${silentMs} ms`)));
    request.on('socket', (socket) =>
      socket.once(endpoint.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        asked = true;
      }),
    );
    request.on('error', (cause: NodeJS.ErrnoException) => {
      if (asked) fail('no_answer', 'the printer gave no answer', cause);
      else fail(cause.code === 'ECONNREFUSED' ? 'refused' : 'unreachable', `no connection to ${endpoint.host}`, cause);
    });
    request.on('response', (response) => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length <= MOST_ANSWER_BYTES) parts.push(part);
        else request.destroy(new Error('the answer has no end'));
      });
      response.on('error', (cause) => fail('no_answer', 'the answer broke off', cause));
      response.on('end', () => {
        const { statusCode = 0 } = response;
        if (statusCode === 401 || statusCode === 403) return fail('not_allowed', `HTTP ${statusCode}`);
        if (statusCode === 404) return fail('no_such_printer', 'HTTP 404');
        if (statusCode !== 200) return fail('not_a_printer', `HTTP ${statusCode}`);
        try {
          resolve(decodeAnswer(Buffer.concat(parts)));
        } catch (cause) {
          if (cause instanceof IppFormatError) fail('not_a_printer', cause.message, cause);
          else reject(cause);
        }
      });
    });
    request.end(body);
  });
}
