// The shop itself, and what its screens see.

import type { SettingsChange } from '../../shared/contract.ts';
import { TillError } from '../../shared/errors.ts';
import { SLICES_OF_SCREEN } from '../../shared/state.ts';
import type { Gate } from './gate.ts';

export const shopCalls = ({ os, shop, signedIn, actor, by, setUpOwnShop, openShop }: Gate) => ({
  change: os.shop.change.handler(({ input, context }) => shop().change(input satisfies SettingsChange, by(context))),
  speak: os.shop.speak.handler(({ input, context: { connection } }) => {
    if (connection.screen === 'customer' && input.audience !== 'customer') throw new TillError('WRONG_SCREEN');
    shop().speak(input.audience, input.language, signedIn(connection)?.id ?? null);
  }),
  setUp: os.shop.setUp.handler(({ input }) => setUpOwnShop(input)),
  open: os.shop.open.handler(({ input, context }) => {
    // Where real money is taken, nobody puts the till into practice in passing.
    if (!shop().settings().practice) actor(context).require('settings');
    return openShop(input.which);
  }),
});

export const stateCalls = ({ os, board, rightsAt, sessionAt }: Gate) => ({
  watch: os.state.watch.handler(({ context: { connection }, signal }) =>
    board.watch(
      SLICES_OF_SCREEN[connection.screen],
      { session: () => sessionAt(connection), rights: () => rightsAt(connection) },
      signal ? AbortSignal.any([signal, connection.signal]) : connection.signal,
    ),
  ),
});
