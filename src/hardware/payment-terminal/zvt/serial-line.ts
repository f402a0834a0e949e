// ZVT over a serial line (PA00P016): each block is acknowledged, or sent again. What takes money is sent again only when the
// terminal said that it did not get it: in a silence it may have.
import { type OpenTransport, TransportError } from '../../transport/transport.ts';
import type { Apdu } from './apdu.ts';
import type { ApduLine, ApduListener, OpenApduLine } from './apdu-line.ts';
import { ACK, createBlockFramer, encodeBlock, NAK, type SerialEvent } from './serial-blocks.ts';

export interface SerialLineTiming {
  /** T1: from one byte of a block to the next. */
  betweenBytesMs: number;
  /** T2: until a block is answered. */
  answerMs: number;
}

/** PA00P016: T1 is 200 ms (more behind USB), T2 5 s. */
const TIMING: SerialLineTiming = { betweenBytesMs: 500, answerMs: 5000 };
const TRIES = 3;

interface Outgoing {
  block: Uint8Array;
  once: boolean;
  tries: number;
  resolve(): void;
  reject(error: TransportError): void;
}

export function serialLineOf(timing: SerialLineTiming = TIMING): OpenApduLine {
  return (openTransport, listener, signal) => openLine(openTransport, listener, signal, timing);
}

/** As the specification times it. */
export const openSerialLine: OpenApduLine = serialLineOf();

async function openLine(openTransport: OpenTransport, listener: ApduListener, signal: AbortSignal, timing: SerialLineTiming): Promise<ApduLine> {
  const framer = createBlockFramer();
  let ended = false;
  const waiting: Outgoing[] = [];
  /** The one that is out and not answered. */
  let out: Outgoing | null = null;
  let answerTimer: NodeJS.Timeout | undefined;
  let byteTimer: NodeJS.Timeout | undefined;
  /** What was delivered last, while our answer to it is out: the same again is the far end that did not hear our ACK. */
  let delivered = '';

  const transport = await openTransport({ onData: receive, onEnd: (error) => end(error, true) }, signal);

  function end(error: TransportError, tell: boolean) {
    if (ended) return;
    ended = true;
    clearTimeout(answerTimer);
    clearTimeout(byteTimer);
    transport.close();
    for (const lost of out ? [out, ...waiting] : waiting) lost.reject(error);
    if (tell) listener.onEnd(error);
  }

  function write(bytes: Uint8Array) {
    transport
      .write(bytes)
      .catch((cause: unknown) =>
        end(cause instanceof TransportError ? cause : new TransportError('lost', 'the line refused bytes', { cause }), true),
      );
  }

  function next() {
    if (out || ended) return;
    out = waiting.shift() ?? null;
    if (out) transmit(out);
  }

  function transmit(outgoing: Outgoing) {
    outgoing.tries += 1;
    clearTimeout(answerTimer);
    answerTimer = setTimeout(() => again(outgoing.once), timing.answerMs);
    write(outgoing.block);
  }

  function again(givesUp: boolean) {
    if (!out) return;
    if (givesUp || out.tries >= TRIES) end(new TransportError('silent', 'the terminal does not take what is sent'), true);
    else transmit(out);
  }

  function answered() {
    clearTimeout(answerTimer);
    const done = out;
    out = null;
    delivered = '';
    done?.resolve();
    next();
  }

  function receive(bytes: Uint8Array) {
    if (ended) return;
    clearTimeout(byteTimer);
    for (const event of framer.take(bytes)) {
      if (!ended) onEvent(event);
    }
    byteTimer = setTimeout(() => {
      if (framer.abandon()) write(Uint8Array.of(NAK));
    }, timing.betweenBytesMs);
  }

  function onEvent(event: SerialEvent) {
    if (event.kind === 'ack') return answered();
    if (event.kind === 'nak') return again(false);
    if (event.kind === 'broken') return write(Uint8Array.of(NAK));
    write(Uint8Array.of(ACK));
    deliver(event.apdu);
  }

  function deliver(apdu: Apdu) {
    const key = `${apdu.command} ${Buffer.from(apdu.data).toString('base64')}`;
    if (out && key === delivered) return;
    delivered = key;
    listener.onApdu(apdu);
  }

  return {
    send: (apdu, once) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(new TransportError('lost', 'the line is over'));
        waiting.push({ block: encodeBlock(apdu), once, tries: 0, resolve, reject });
        next();
      }),
    close: () => end(new TransportError('lost', 'the line was closed'), false),
  };
}
