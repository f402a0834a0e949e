// A cashier's seat at a till that is a process of its own, and may be killed: whoever sits there waits until it is back.
import { type Page, startTill, type TillProcess } from '../crash/till-process.ts';

export interface Seat {
  /** The signed-in cashier's screen; while there is none, resolves when there is one again. */
  cashier(): Promise<Page>;
  kill(): Promise<void>;
  start(): Promise<void>;
  /** SIGTERM; resolves to the exit code. */
  stop(): Promise<number | null>;
  /** All that it said, over all its lives. */
  said(): string;
}

export async function takeSeat(dataDir: string, pin: string): Promise<Seat> {
  let till: TillProcess;
  let seat: Promise<Page>;
  let taken: (page: Page) => void = () => undefined;
  let saidBefore = '';

  const away = () => {
    ({ promise: seat, resolve: taken } = Promise.withResolvers<Page>());
  };
  const start = async () => {
    till = await startTill(dataDir);
    const page = await till.page('cashier');
    const [person] = page.state.staff.tiles;
    await page.call.session.signIn({ staffId: person?.id ?? '', pin });
    taken(page);
  };
  away();
  await start();
  return {
    cashier: () => seat,
    start,
    async kill() {
      away();
      saidBefore += till.stderr();
      await till.kill();
    },
    stop: () => till.stop(),
    said: () => saidBefore + till.stderr(),
  };
}
