// Which of some addresses listen on a port, asked a few at a time. Nothing is sent: an office printer would print it.
import net from 'node:net';

/** Few, so that a small shop router and what hangs on it do not mind. */
const AT_A_TIME = 16;
const PATIENCE_MS = 1500;

/** In the order of `hosts`. Aborting ends it early, with what was found. */
export async function findOpenPorts(hosts: readonly string[], port: number, signal: AbortSignal, patienceMs = PATIENCE_MS): Promise<string[]> {
  const open = new Set<string>();
  const waiting = [...hosts];
  const work = async () => {
    for (let host = waiting.shift(); host !== undefined && !signal.aborted; host = waiting.shift()) {
      if (await listens(host, port, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]))) open.add(host);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return hosts.filter((host) => open.has(host));
}

function listens(host: string, port: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false);
    const socket = net.connect({ host, port });
    let there = false;
    const giveUp = () => socket.destroy();
    signal.addEventListener('abort', giveUp, { once: true });
    socket.on('connect', () => {
      there = true;
      socket.destroy();
    });
    // Why not is no matter: nobody takes bytes there.
    socket.on('error', giveUp);
    socket.on('close', () => {
      signal.removeEventListener('abort', giveUp);
      resolve(there);
    });
  });
}
