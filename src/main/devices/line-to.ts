// The line to a device of the settings: its own, or one to a simulator that is started for it and driven like any other.
import { fileTransport } from '../../hardware/transport/file.ts';
import { serialTransport } from '../../hardware/transport/serial.ts';
import { tcpTransport } from '../../hardware/transport/tcp.ts';
import type { OpenTransport } from '../../hardware/transport/transport.ts';
import type { LineConnection } from '../../shared/connections.ts';
import { missingCase } from '../../shared/errors.ts';

/** A far end on a port of this machine. */
interface FarEnd {
  readonly port: number;
  close(): Promise<void>;
}

/** `prints`: bytes 11 and 13 that come from it mean XOFF and XON on a serial line. */
export async function lineTo<Simulator extends FarEnd>(
  connection: LineConnection | { kind: 'simulated' },
  startSimulator: () => Promise<Simulator>,
  { prints = false } = {},
): Promise<{ openTransport: OpenTransport; simulator: Simulator | null }> {
  switch (connection.kind) {
    case 'simulated': {
      const simulator = await startSimulator();
      return { openTransport: tcpTransport({ host: '127.0.0.1', port: simulator.port }), simulator };
    }
    case 'tcp':
      return { openTransport: tcpTransport(connection), simulator: null };
    case 'serial':
      return { openTransport: serialTransport({ ...connection, softwareFlow: prints }), simulator: null };
    case 'file':
      return { openTransport: fileTransport(connection.path), simulator: null };
    default:
      return missingCase(connection);
  }
}
