// ZVT over TCP (PA00P016): the messages as they are.
import { TransportError } from '../../transport/transport.ts';
import { type Apdu, createApduFramer, encodeApdu, ZvtSyntaxError } from './apdu.ts';
import type { OpenApduLine } from './apdu-line.ts';

export const openTcpLine: OpenApduLine = async (openTransport, listener, signal) => {
  const frame = createApduFramer();
  let ended = false;
  const end = (error: TransportError) => {
    if (ended) return;
    ended = true;
    listener.onEnd(error);
  };
  const transport = await openTransport(
    {
      onData(bytes) {
        if (ended) return;
        let apdus: Apdu[];
        try {
          apdus = frame(bytes);
        } catch (cause) {
          if (!(cause instanceof ZvtSyntaxError)) throw cause;
          transport.close();
          return end(new TransportError('wrong_device', 'what answers does not speak ZVT', { cause }));
        }
        for (const apdu of apdus) {
          if (!ended) listener.onApdu(apdu);
        }
      },
      onEnd: end,
    },
    signal,
  );
  return {
    send: (apdu) => transport.write(encodeApdu(apdu)),
    close() {
      ended = true;
      transport.close();
    },
  };
};
