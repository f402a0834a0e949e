// Scans on their way to a page.
import type { Gate } from './gate.ts';

export const scansCalls = ({ os, shop }: Gate) => ({
  listen: os.scans.listen.handler(({ context: { connection }, signal }) =>
    shop().scans.listen(connection, signal ? AbortSignal.any([signal, connection.signal]) : connection.signal),
  ),
  turnToMe: os.scans.turnToMe.handler(({ context: { connection } }) => shop().scans.turnTo(connection)),
  done: os.scans.done.handler(({ input }) => shop().scans.done(input.scanId)),
});
