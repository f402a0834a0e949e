// The contract served. Each call passes the same gate: may this screen, and who is signed in there, call it; is the input
// of its schema; then one call into the domain. What comes out is a declared error, or a fault that is logged with its cause.
import { implement, ORPCError } from '@orpc/server';
import type { CallMeta } from '../shared/contract/access.ts';
import { contract, type OwnShop, type SettingsChange } from '../shared/contract.ts';
import { type ErrorCode, TillError } from '../shared/errors.ts';
import { ROLES, type Screen, SLICES_OF_SCREEN, type StaffTile } from '../shared/state.ts';
import { eventStream } from './connecting/event-stream.ts';
import type { Log } from './log.ts';
import type { Shop } from './shop.ts';
import type { StateBoard } from './state-board.ts';

/** One page's connection, as the calls see it. */
export interface TillConnection {
  readonly screen: Screen;
  readonly sessionKey: string;
  readonly signal: AbortSignal;
  close(): void;
}

export interface CallsParts {
  /** The shop that is open now; SHUTTING_DOWN while there is none. */
  shop: () => Shop;
  board: StateBoard;
  setUpOwnShop: (answers: OwnShop) => Promise<void>;
  openShop: (which: 'practice' | 'own') => Promise<void>;
  log: Log;
}

export function createCalls({ shop, board, setUpOwnShop, openShop, log }: CallsParts) {
  const base = implement(contract).$config({ initialInputValidationIndex: Number.POSITIVE_INFINITY }).$context<{ connection: TillConnection }>();

  const signedIn = (connection: TillConnection): StaffTile | null => shop().staff.signedIn(connection.sessionKey);

  /** Nobody is, while no shop is open: what comes then is sent with the session that the next one begins with. */
  const isManager = (connection: TillConnection): boolean => {
    // Whoever is signed in beside it: it stands before the customers.
    if (connection.screen === 'customer') return false;
    try {
      return signedIn(connection)?.role === 'manager';
    } catch (cause) {
      if (cause instanceof TillError && cause.code === 'SHUTTING_DOWN') return false;
      throw cause;
    }
  };

  const refuseUnlessAllowed = (meta: CallMeta, connection: TillConnection) => {
    if (!meta.screens.includes(connection.screen)) throw new TillError('WRONG_SCREEN');
    if (meta.role === 'anyone') return;
    const person = signedIn(connection);
    if (!person) throw new TillError('NOT_SIGNED_IN');
    if (ROLES.indexOf(person.role) < ROLES.indexOf(meta.role)) throw new TillError('NOT_ALLOWED');
  };

  const asDeclared = (cause: unknown, path: readonly string[]): ORPCError<ErrorCode, unknown> => {
    if (cause instanceof TillError) {
      if (cause.cause !== undefined) log.warn('call.refused', { call: path.join('.'), code: cause.code, reason: String(cause.cause) });
      return new ORPCError(cause.code, { data: cause.detail });
    }
    if (cause instanceof ORPCError && cause.code === 'BAD_REQUEST') return new ORPCError('BAD_INPUT');
    log.error('call.failed', cause, { call: path.join('.') });
    return new ORPCError('INTERNAL');
  };

  const os = base.use(async ({ context, procedure, path, next }) => {
    try {
      refuseUnlessAllowed(procedure['~orpc'].meta, context.connection);
      return await next();
    } catch (cause) {
      throw asDeclared(cause, path);
    }
  });

  /** The person whom the gate has let through. */
  const by = (context: { connection: TillConnection }): string => {
    const person = signedIn(context.connection);
    if (!person) throw new TillError('NOT_SIGNED_IN');
    return person.id;
  };

  return os.router({
    lightning: {
      look: os.lightning.look.handler(({ input }) => eventStream((tell) => shop().ownNode().connecting.look(input, tell))),
      connect: os.lightning.connect.handler(({ input, context }) => {
        const staffId = by(context);
        return eventStream((tell) => shop().ownNode().connecting.connect(input.attemptId, staffId, tell));
      }),
      connection: os.lightning.connection.handler(({ context }) => shop().ownNode().shown(by(context))),
      forget: os.lightning.forget.handler(({ input, context }) => shop().ownNode().connecting.forget(input.ownerMacaroon, by(context))),
      unlock: os.lightning.unlock.handler(({ input, context }) =>
        shop()
          .ownNode()
          .connecting.unlock(input.password, input.node ?? null, by(context)),
      ),
      setUpSpending: os.lightning.setUpSpending.handler(({ input, context }) =>
        shop().ownNode().setUpSpending(by(context), input.pin, input.ownerMacaroon),
      ),
    },
    state: {
      watch: os.state.watch.handler(({ context: { connection }, signal }) =>
        board.watch(
          SLICES_OF_SCREEN[connection.screen],
          { session: () => ({ staff: signedIn(connection) }), isManager: () => isManager(connection) },
          signal ? AbortSignal.any([signal, connection.signal]) : connection.signal,
        ),
      ),
    },
    session: {
      signIn: os.session.signIn.handler(({ input, context: { connection } }) =>
        shop().staff.signIn(connection.sessionKey, connection.screen, input.staffId, input.pin),
      ),
      signOut: os.session.signOut.handler(({ context: { connection } }) => shop().staff.signOut(connection.sessionKey, connection.screen)),
    },
    catalogue: {
      search: os.catalogue.search.handler(({ input }) => shop().catalogue.search(input.text)),
    },
    sale: {
      addArticle: os.sale.addArticle.handler(({ input, context }) => shop().ringingUp.addArticle(input.articleId, input.quantity, by(context))),
      addBarcode: os.sale.addBarcode.handler(({ input, context }) => shop().ringingUp.addBarcode(input.barcode, by(context))),
      addOpenAmount: os.sale.addOpenAmount.handler(({ input, context }) =>
        shop().ringingUp.addOpenAmount(input.amountMinor, input.name, by(context)),
      ),
      changeLine: os.sale.changeLine.handler(({ input, context }) => shop().ringingUp.changeLine(input.lineId, input, by(context))),
      removeLine: os.sale.removeLine.handler(({ input, context }) => shop().ringingUp.removeLine(input.lineId, by(context))),
      cancel: os.sale.cancel.handler(({ input, context }) => shop().cancelSale(input.saleId, by(context))),
      next: os.sale.next.handler(({ input }) => shop().ringingUp.next(input.saleId)),
    },
    checkout: {
      requestInvoice: os.checkout.requestInvoice.handler(({ input, context }) => shop().invoices.request(input, by(context))),
      cancelInvoice: os.checkout.cancelInvoice.handler(({ input, context }) => shop().invoices.cancel(input, by(context))),
      takeHeld: os.checkout.takeHeld.handler(({ input, context }) => shop().held.take(input, by(context))),
      returnHeld: os.checkout.returnHeld.handler(({ input, context }) => shop().held.giveBack(input, by(context))),
      checkInvoice: os.checkout.checkInvoice.handler(({ input }) => shop().invoices.check(input)),
      takeFromCode: os.checkout.takeFromCode.handler(({ input, context }) => shop().lnurlWithdraw.take(input, by(context))),
      takeCash: os.checkout.takeCash.handler(({ input, context }) => shop().cash.take(input, by(context))),
      returnCash: os.checkout.returnCash.handler(({ input, context }) => shop().cash.giveBack(input, by(context))),
    },
    receipts: {
      show: os.receipts.show.handler(({ input }) => shop().receipts.show(input.receiptNumber)),
      copy: os.receipts.copy.handler(({ input, context }) => shop().receipts.copy(input.receiptNumber, by(context))),
    },
    printing: {
      answer: os.printing.answer.handler(({ input, context }) => shop().receipts.answer(input.jobId, input.answer, by(context))),
      paper: os.printing.paper.handler(({ input }) => shop().practice().paper(input.paperId)),
    },
    practice: {
      wallet: os.practice.wallet.handler(({ input }) => shop().practice().wallet(input.paymentHash, input.payment)),
      payOnChain: os.practice.payOnChain.handler(({ input }) => shop().practice().payOnChain(input.address, input.amountSat)),
      replaceOnChain: os.practice.replaceOnChain.handler(({ input }) => shop().practice().replaceOnChain(input.outpoint)),
      makeBlock: os.practice.makeBlock.handler(() => shop().practice().makeBlock()),
      refundCode: os.practice.refundCode.handler(({ input }) => shop().practice().refundCode(input.amountSat)),
      printer: os.practice.printer.handler(({ input }) => shop().practice().printer(input.fault)),
    },
    reports: {
      day: os.reports.day.handler(({ input }) => shop().reports.day(input.day)),
      sales: os.reports.sales.handler(({ input }) => shop().reports.sales(input.filter, input.cursor)),
      sale: os.reports.sale.handler(({ input }) => shop().reports.sale(input.saleId)),
      inbound: os.reports.inbound.handler(() => shop().reports.inbound()),
    },
    care: {
      backup: os.care.backup.handler(() => shop().caring.backup()),
      addWatchtower: os.care.addWatchtower.handler(({ input, context }) => shop().caring.addWatchtower(input.uri, by(context), input.pin)),
      sweep: os.care.sweep.handler(({ input, context }) => shop().caring.sweep(input.seen, by(context), input.pin)),
    },
    ownNode: {
      begin: os.ownNode.begin.handler(({ input }) => shop().nodeMaking().begin(input)),
      make: os.ownNode.make.handler(({ input, context }) => shop().nodeMaking().make(input.attemptId, input.words, by(context))),
      connect: os.ownNode.connect.handler(({ context }) => {
        const staffId = by(context);
        return eventStream((tell) => shop().nodeMaking().connect(staffId, tell));
      }),
      giveUp: os.ownNode.giveUp.handler(() => shop().nodeMaking().giveUp()),
    },
    rates: {
      setByHand: os.rates.setByHand.handler(({ input, context }) => shop().rates.setByHand(input.minorPerBtc, by(context))),
      clearByHand: os.rates.clearByHand.handler(({ context }) => shop().rates.clearByHand(by(context))),
    },
    refunds: {
      offer: os.refunds.offer.handler(({ input }) => shop().refunds.offer(input.saleId, input.amountMinor)),
      send: os.refunds.send.handler(({ input, context }) => shop().refunds.send(input, by(context))),
      sendAgain: os.refunds.sendAgain.handler(({ input, context }) => shop().refunds.sendAgain(input.refundId, input.pin, by(context))),
    },
    attention: {
      apply: os.attention.apply.handler(({ input, context }) => shop().attention.apply(input.itemId, by(context))),
      note: os.attention.note.handler(({ input, context }) => shop().attention.note(input.itemIds, by(context))),
      refund: os.attention.refund.handler(({ input, context }) => shop().attention.refund(input.itemId, input.how, by(context))),
    },
    shop: {
      change: os.shop.change.handler(({ input, context }) => shop().change(input satisfies SettingsChange, by(context))),
      speak: os.shop.speak.handler(({ input, context: { connection } }) => {
        if (connection.screen === 'customer' && input.audience !== 'customer') throw new TillError('WRONG_SCREEN');
        shop().speak(input.audience, input.language, signedIn(connection)?.id ?? null);
      }),
      setUp: os.shop.setUp.handler(({ input }) => setUpOwnShop(input)),
      open: os.shop.open.handler(({ input, context: { connection } }) => {
        // Where real money is taken, nobody puts the till into practice in passing.
        if (!shop().settings().practice) refuseUnlessAllowed({ screens: [connection.screen], role: 'manager' }, connection);
        return openShop(input.which);
      }),
    },
  });
}
