// The contract served. Each call passes the same gate: may this screen, and who is signed in there, call it; is the input
// of its schema; then one call into the domain. What comes out is a declared error, or a fault that is logged with its cause.
import { implement, ORPCError } from '@orpc/server';
import { type CallMeta, rightsOf } from '../shared/contract/access.ts';
import { contract, type OwnShop, type SettingsChange } from '../shared/contract.ts';
import { type ErrorCode, TillError } from '../shared/errors.ts';
import { showsTotals } from '../shared/papers.ts';
import type { Right } from '../shared/rights.ts';
import { type Screen, type SignedIn, SLICES_OF_SCREEN } from '../shared/state.ts';
import { eventStream } from './connecting/event-stream.ts';
import type { Log } from './log.ts';
import type { Shop } from './shop.ts';
import type { ActingCall, Actor } from './staff/actor.ts';
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

  const signedIn = (connection: TillConnection): SignedIn | null => shop().staff.signedIn(connection.sessionKey, connection.screen);

  /** Nobody is, while no shop is open: what comes then is sent with the session that the next one begins with. */
  const rightsAt = (connection: TillConnection): readonly Right[] | null => {
    // Whoever is signed in beside it: it stands before the customers.
    if (connection.screen === 'customer') return [];
    try {
      const { staff, secondFactor } = shop().staff.session(connection.sessionKey, connection.screen);
      return staff && !(connection.screen === 'manager' && secondFactor === 'missing') ? staff.rights : [];
    } catch (cause) {
      if (cause instanceof TillError && cause.code === 'SHUTTING_DOWN') return null;
      throw cause;
    }
  };

  const refuseUnlessAllowed = ({ screens, right }: CallMeta, screen: Screen, input: unknown, acting: () => ActingCall, requireCode: () => void) => {
    if (!screens.includes(screen)) throw new TillError('WRONG_SCREEN');
    if (right === 'anyone') return;
    const { actor } = acting();
    requireCode();
    if (right !== 'signed_in') actor.require(right, amountIn(input));
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

  const os = base.use(async ({ context: { connection }, procedure, path, next }, input) => {
    const { screen, sessionKey } = connection;
    const meta = procedure['~orpc'].meta;
    const made: { acting?: ActingCall } = {};
    const call = { name: path.join('.'), input, mayNeed: rightsOf(meta), grave: meta.grave, screen, sessionKey };
    const acting = () => {
      made.acting ??= shop().staff.act(call);
      return made.acting;
    };
    try {
      refuseUnlessAllowed(meta, screen, input, acting, () => shop().staff.requireCode(call));
      return await next({ context: { acting } });
    } catch (cause) {
      if (cause instanceof TillError && cause.code === 'NOT_ALLOWED') made.acting?.refused();
      throw asDeclared(cause, path);
    }
  });

  /** Whoever makes the call; NOT_SIGNED_IN. */
  const actor = (context: { acting: () => ActingCall }): Actor => context.acting().actor;
  const by = (context: { acting: () => ActingCall }): string => actor(context).staffId;

  /** Whoever goes on with the sale in hand: it is theirs, or becomes it. */
  const seller = (context: { acting: () => ActingCall }): string => {
    shop().parking.own(actor(context));
    return by(context);
  };
  const sellerActing = (context: { acting: () => ActingCall }): Actor => {
    seller(context);
    return actor(context);
  };

  return os.router({
    offers: {
      makePromotion: os.offers.makePromotion.handler(({ input, context }) => shop().offers.makePromotion(input, by(context))),
      endPromotion: os.offers.endPromotion.handler(({ input, context }) => shop().offers.endPromotion(input.promotionId, by(context))),
      putModifierGroups: os.offers.putModifierGroups.handler(({ input, context }) => shop().offers.putModifierGroups(input.groups, by(context))),
    },
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
          { session: () => shop().staff.session(connection.sessionKey, connection.screen), rights: () => rightsAt(connection) },
          signal ? AbortSignal.any([signal, connection.signal]) : connection.signal,
        ),
      ),
    },
    session: {
      signIn: os.session.signIn.handler(({ input, context: { connection } }) => shop().staff.signIn(connection.sessionKey, connection.screen, input)),
      signInWithBadge: os.session.signInWithBadge.handler(({ input, context: { connection } }) =>
        shop().staff.signInWithBadge(connection.sessionKey, connection.screen, input.scanned),
      ),
      approveWithBadge: os.session.approveWithBadge.handler(({ input, context: { connection } }) =>
        shop().staff.approveWithBadge(connection.sessionKey, connection.screen, input.refusalId, input.scanned),
      ),
      giveCode: os.session.giveCode.handler(({ input, context: { connection } }) =>
        shop().staff.giveCode(connection.sessionKey, connection.screen, input.code),
      ),
      beginSecondFactor: os.session.beginSecondFactor.handler(({ input, context }) => shop().secondFactors.begin(input.pin, actor(context))),
      confirmSecondFactor: os.session.confirmSecondFactor.handler(({ input, context }) => {
        const confirmed = shop().secondFactors.confirm(input.code, actor(context));
        shop().staff.gaveCode(context.connection.sessionKey);
        return confirmed;
      }),
      removeSecondFactor: os.session.removeSecondFactor.handler(({ context }) => shop().secondFactors.remove(actor(context))),
      touched: os.session.touched.handler(({ context: { connection } }) => shop().staff.touched(connection.sessionKey, connection.screen)),
      changePin: os.session.changePin.handler(({ input, context }) => shop().people.changeOwnPin(input.oldPin, input.newPin, actor(context))),
      approve: os.session.approve.handler(({ input, context: { connection } }) =>
        shop().staff.approve(connection.sessionKey, input.refusalId, input),
      ),
      signOut: os.session.signOut.handler(({ context: { connection } }) => shop().staff.signOut(connection.sessionKey, connection.screen)),
    },
    staff: {
      all: os.staff.all.handler(() => shop().people.all()),
      add: os.staff.add.handler(({ input, context }) => shop().people.add(input, actor(context))),
      change: os.staff.change.handler(({ input, context }) => shop().people.change(input, actor(context))),
      setPin: os.staff.setPin.handler(({ input, context }) => shop().people.setPin(input.staffId, input.pin, actor(context))),
      resetSecondFactor: os.staff.resetSecondFactor.handler(({ input, context }) => shop().secondFactors.reset(input.staffId, actor(context))),
      askSecondFactor: os.staff.askSecondFactor.handler(({ input, context }) => shop().secondFactors.ask(input.staffId, input.asked, actor(context))),
      badges: os.staff.badges.handler(({ input }) => shop().badges.of(input.staffId)),
      printBadge: os.staff.printBadge.handler(({ input, context }) => shop().badges.printOne(input.staffId, actor(context))),
      enrolCard: os.staff.enrolCard.handler(({ input, context }) => shop().badges.enrol(input.staffId, input.scanned, actor(context))),
      revokeBadge: os.staff.revokeBadge.handler(({ input, context }) => shop().badges.revoke(input.badgeId, actor(context))),
      putRole: os.staff.putRole.handler(({ input, context }) => shop().people.putRole(input, actor(context))),
      removeRole: os.staff.removeRole.handler(({ input, context }) => shop().people.removeRole(input.roleId, actor(context))),
    },
    catalogue: {
      search: os.catalogue.search.handler(({ input }) => shop().catalogue.search(input.text)),
      shelf: os.catalogue.shelf.handler(({ input }) => shop().catalogue.shelf(input.articleId)),
      picture: os.catalogue.picture.handler(({ input }) => shop().catalogue.pictures.read(input.picture)),
      addPicture: os.catalogue.addPicture.handler(({ input }) => shop().catalogue.pictures.add(input.base64)),
      list: os.catalogue.list.handler(({ input }) => shop().catalogue.editing.list(input)),
      article: os.catalogue.article.handler(({ input }) => shop().catalogue.editing.article(input.articleId)),
      put: os.catalogue.put.handler(({ input, context }) => shop().catalogue.editing.put(input, by(context))),
      archive: os.catalogue.archive.handler(({ input, context }) => shop().catalogue.editing.archive(input.articleId, input.archived, by(context))),
      putCategory: os.catalogue.putCategory.handler(({ input, context }) => shop().catalogue.editing.putCategory(input, by(context))),
      orderCategories: os.catalogue.orderCategories.handler(({ input, context }) =>
        shop().catalogue.editing.orderCategories(input.categoryIds, by(context)),
      ),
      priceLists: os.catalogue.priceLists.handler(() => shop().catalogue.editing.priceLists()),
      putPriceLists: os.catalogue.putPriceLists.handler(({ input, context }) => shop().catalogue.editing.putPriceLists(input.lists, by(context))),
      lowStock: os.catalogue.lowStock.handler(() => shop().catalogue.stock.low()),
      stockHistory: os.catalogue.stockHistory.handler(({ input }) => shop().catalogue.stock.history(input.sellableId)),
      moveStock: os.catalogue.moveStock.handler(({ input, context }) => shop().catalogue.stock.move(input.moves, by(context))),
      checkAge: os.catalogue.checkAge.handler(({ input, context }) => shop().catalogue.ages.check(input, by(context))),
    },
    articleFiles: {
      upload: os.articleFiles.upload.handler(({ input }) => shop().catalogue.files.upload(input)),
      preview: os.articleFiles.preview.handler(({ input }) => shop().catalogue.files.preview(input.uploadId, input.format)),
      check: os.articleFiles.check.handler(({ input }) => eventStream((tell) => shop().catalogue.files.check(input, tell))),
      rejected: os.articleFiles.rejected.handler(({ input }) => eventStream((tell) => shop().catalogue.files.rejected(input.uploadId, tell))),
      write: os.articleFiles.write.handler(({ input, context }) => shop().catalogue.files.write(input.uploadId, by(context))),
      takeBack: os.articleFiles.takeBack.handler(({ context }) => shop().catalogue.files.takeBack(by(context))),
      forget: os.articleFiles.forget.handler(({ input }) => shop().catalogue.files.forget(input.uploadId)),
      export: os.articleFiles.export.handler(() => eventStream((tell) => shop().catalogue.files.export(tell))),
    },
    sale: {
      addArticle: os.sale.addArticle.handler(({ input, context }) =>
        shop().ringingUp.addArticle(input.articleId, input.quantity ?? null, seller(context), input.priceMinor),
      ),
      addBarcode: os.sale.addBarcode.handler(({ input, context }) => shop().ringingUp.addBarcode(input.barcode, seller(context))),
      addOpenAmount: os.sale.addOpenAmount.handler(({ input, context }) =>
        shop().ringingUp.addOpenAmount(input.amountMinor, input.name, seller(context)),
      ),
      changeLine: os.sale.changeLine.handler(({ input, context }) => shop().changingSale.changeLine(input, sellerActing(context))),
      removeLine: os.sale.removeLine.handler(({ input, context }) => shop().changingSale.removeLine(input.lineId, sellerActing(context))),
      modifierGroups: os.sale.modifierGroups.handler(({ input }) => shop().changingSale.modifierGroups(input.lineId)),
      discount: os.sale.discount.handler(({ input, context }) => shop().changingSale.discount(input, sellerActing(context))),
      exempt: os.sale.exempt.handler(({ input, context }) => shop().changingSale.exempt(input, sellerActing(context))),
      eat: os.sale.eat.handler(({ input, context }) => shop().changingSale.eat(input, sellerActing(context))),
      askTip: os.sale.askTip.handler(({ input, context, signal }) => {
        seller(context);
        return shop().tipping.ask(input.saleId, signal);
      }),
      stopAskingTip: os.sale.stopAskingTip.handler(({ input }) => shop().tipping.stopAsking(input.saleId)),
      tip: os.sale.tip.handler(({ input, context }) => {
        const { screen } = context.connection;
        if (screen !== 'customer') seller(context);
        return shop().tipping.tip(input, screen);
      }),
      completeFree: os.sale.completeFree.handler(({ input, context }) => shop().freeSale.complete(input.saleId, seller(context))),
      cancel: os.sale.cancel.handler(({ input, context }) => shop().cancelSale(input.saleId, seller(context))),
      next: os.sale.next.handler(({ input }) => shop().ringingUp.next(input.saleId)),
    },
    checkout: {
      requestInvoice: os.checkout.requestInvoice.handler(({ input, context }) => shop().invoices.request(input, seller(context))),
      cancelInvoice: os.checkout.cancelInvoice.handler(({ input, context }) => shop().invoices.cancel(input, by(context))),
      takeHeld: os.checkout.takeHeld.handler(({ input, context }) => shop().held.take(input, by(context))),
      returnHeld: os.checkout.returnHeld.handler(({ input, context }) => shop().held.giveBack(input, by(context))),
      checkInvoice: os.checkout.checkInvoice.handler(({ input }) => shop().invoices.check(input)),
      takeFromCode: os.checkout.takeFromCode.handler(({ input, context }) => shop().lnurlWithdraw.take(input, seller(context))),
      takeCash: os.checkout.takeCash.handler(({ input, context }) => shop().tendering.take(input, { kind: 'cash', ...input }, sellerActing(context))),
      takeCard: os.checkout.takeCard.handler(({ input, context }) => shop().tendering.take(input, { kind: 'card', ...input }, sellerActing(context))),
      takeVoucher: os.checkout.takeVoucher.handler(({ input, context }) =>
        shop().tendering.take(input, { kind: 'voucher', ...input }, sellerActing(context)),
      ),
      putOnAccount: os.checkout.putOnAccount.handler(({ input, context }) =>
        shop().tendering.take(input, { kind: 'account', ...input }, sellerActing(context)),
      ),
      takeForeignCash: os.checkout.takeForeignCash.handler(({ input, context }) =>
        shop().tendering.take(input, { kind: 'foreign_cash', ...input }, sellerActing(context)),
      ),
      returnTender: os.checkout.returnTender.handler(({ input, context }) => shop().tendering.giveBack(input, by(context))),
    },
    kitchen: {
      send: os.kitchen.send.handler(({ input, context }) => shop().kitchen.send(input.saleId, by(context))),
    },
    papers: {
      show: os.papers.show.handler(({ input, context }) => {
        if (showsTotals(input.kind)) actor(context).require('see_totals');
        return shop().papers.show(input);
      }),
      copy: os.papers.copy.handler(({ input, context }) => {
        if (showsTotals(input.kind)) actor(context).require('see_totals');
        shop().papers.copy(input, by(context));
      }),
    },
    digitalReceipts: {
      code: os.digitalReceipts.code.handler(({ input }) => shop().digitalReceipts.code(input.saleId)),
      show: os.digitalReceipts.show.handler(({ input }) => shop().digitalReceipts.show(input.saleId)),
      hide: os.digitalReceipts.hide.handler(() => shop().digitalReceipts.hide()),
      addresses: os.digitalReceipts.addresses.handler(() => shop().digitalReceipts.addresses()),
    },
    mail: {
      addressOf: os.mail.addressOf.handler(({ input }) => shop().mail.addressOf(input.saleId)),
      send: os.mail.send.handler(({ input, context }) => shop().mail.send(input, by(context))),
      answer: os.mail.answer.handler(({ input, context }) => shop().mail.answer(input.mailId, input.answer, by(context))),
      setUp: os.mail.setUp.handler(({ input, context }) => shop().mail.setUp(input.server, input.password, by(context))),
      test: os.mail.test.handler(({ input }) => shop().mail.test(input.to)),
    },
    printing: {
      answer: os.printing.answer.handler(({ input, context }) => shop().papers.answer(input.jobId, input.answer, by(context))),
      move: os.printing.move.handler(({ input, context }) => shop().papers.move(input.jobId, input.printerId, by(context))),
      test: os.printing.test.handler(({ input }) => shop().papers.test(input.printerId)),
      paper: os.printing.paper.handler(({ input }) => shop().practice().paper(input.paperId)),
    },
    practice: {
      wallet: os.practice.wallet.handler(({ input }) => shop().practice().wallet(input.paymentHash, input.payment)),
      payOnChain: os.practice.payOnChain.handler(({ input }) => shop().practice().payOnChain(input.address, input.amountSat)),
      replaceOnChain: os.practice.replaceOnChain.handler(({ input }) => shop().practice().replaceOnChain(input.outpoint)),
      makeBlock: os.practice.makeBlock.handler(() => shop().practice().makeBlock()),
      refundCode: os.practice.refundCode.handler(({ input }) => shop().practice().refundCode(input.amountSat)),
      printer: os.practice.printer.handler(({ input }) => shop().practice().printer(input.fault, input.printerId)),
    },
    reports: {
      day: os.reports.day.handler(({ input }) => shop().reports.day(input.day)),
      range: os.reports.range.handler(({ input }) => shop().reports.range(input)),
      sales: os.reports.sales.handler(({ input }) => shop().reports.sales(input.filter, input.cursor)),
      sale: os.reports.sale.handler(({ input }) => shop().reports.sale(input.saleId)),
      file: os.reports.file.handler(({ input, context }) => {
        const staffId = by(context);
        return eventStream((tell) => shop().reportFiles.file(input, staffId, tell));
      }),
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
    parking: {
      park: os.parking.park.handler(({ input, context }) => shop().parking.park(input, actor(context))),
      recall: os.parking.recall.handler(({ input, context }) => shop().parking.recall(input, actor(context))),
      moveLines: os.parking.moveLines.handler(({ input, context }) => {
        seller(context);
        shop().movingLines.move(input, actor(context));
      }),
      merge: os.parking.merge.handler(({ input, context }) => {
        seller(context);
        shop().movingLines.merge(input, actor(context));
      }),
      cancel: os.parking.cancel.handler(({ input, context }) => shop().parking.cancel(input, actor(context))),
      divide: os.parking.divide.handler(({ input, context }) => {
        seller(context);
        shop().parking.divide(input);
      }),
      print: os.parking.print.handler(({ input, context }) => shop().parking.print(input.saleId, actor(context))),
    },
    rates: {
      setByHand: os.rates.setByHand.handler(({ input, context }) => shop().rates.setByHand(input.minorPerBtc, by(context))),
      clearByHand: os.rates.clearByHand.handler(({ context }) => shop().rates.clearByHand(by(context))),
    },
    refunds: {
      salesOfLate: os.refunds.salesOfLate.handler(() => shop().refunds.salesOfLate()),
      find: os.refunds.find.handler(({ input }) => shop().refunds.find(input.receipt)),
      left: os.refunds.left.handler(({ input }) => shop().refunds.left(input.saleId)),
      offer: os.refunds.offer.handler(({ input, context }) => shop().refunds.offer(input, by(context))),
      offerWithoutReceipt: os.refunds.offerWithoutReceipt.handler(({ input, context }) => shop().refunds.offerWithoutReceipt(input, by(context))),
      give: os.refunds.give.handler(({ input, context }) => shop().refunds.give(input, actor(context))),
      finish: os.refunds.finish.handler(({ input, context }) => shop().refunds.finish(input.refundId, by(context))),
      sendAgain: os.refunds.sendAgain.handler(({ input, context }) => shop().refunds.sendAgain(input.refundId, input.pin, by(context))),
      putCredit: os.refunds.putCredit.handler(({ input, context }) => shop().refunds.credits.useListed(input.refundId, actor(context))),
      giveCreditBack: os.refunds.giveCreditBack.handler(({ input, context }) => shop().refunds.credits.giveBack(input, by(context))),
    },
    vouchers: {
      sell: os.vouchers.sell.handler(({ input, context }) => {
        shop().vouchers.refuseUnlessSealed();
        shop().ringingUp.addVoucher(input.amountMinor, seller(context));
      }),
      look: os.vouchers.look.handler(({ input, context }) => shop().tendering.look(input.code, by(context))),
      sold: os.vouchers.sold.handler(({ input }) => shop().tendering.soldVouchers(input.saleId)),
      page: os.vouchers.page.handler(({ input }) => shop().vouchers.page(input, input.cursor)),
      detail: os.vouchers.detail.handler(({ input }) => shop().vouchers.detail(input.voucherId)),
      block: os.vouchers.block.handler(({ input, context }) => shop().vouchers.block(input.voucherId, input.reason, by(context))),
      unblock: os.vouchers.unblock.handler(({ input, context }) => shop().vouchers.unblock(input.voucherId, by(context))),
      replace: os.vouchers.replace.handler(({ input, context }) => shop().vouchers.replace(input.voucherId, input.reason, by(context))),
    },
    accounting: {
      state: os.accounting.state.handler(() => shop().exports.state()),
      make: os.accounting.make.handler(({ input, context }) => {
        const staffId = by(context);
        return eventStream((tell) => shop().exports.make(input, staffId, tell));
      }),
      read: os.accounting.read.handler(({ input }) => shop().exports.read(input.fileId, input.piece)),
      putChart: os.accounting.putChart.handler(({ input, context }) => shop().exports.putChart(input, by(context))),
    },
    accounts: {
      search: os.accounts.search.handler(({ input }) => shop().accounts.search(input.text, false)),
      pay: os.accounts.pay.handler(({ input, context }) => shop().accounts.pay(input, by(context))),
      all: os.accounts.all.handler(({ input }) => ({ customers: shop().accounts.search(input.text, true), owedMinor: shop().accounts.owedMinor() })),
      statement: os.accounts.statement.handler(({ input }) => shop().accounts.statement(input.customerId, input.cursor)),
      add: os.accounts.add.handler(({ input, context }) => ({ customerId: shop().accounts.put(null, input, by(context)) })),
      change: os.accounts.change.handler(({ input: { customerId, ...entry }, context }) => void shop().accounts.put(customerId, entry, by(context))),
    },
    shifts: {
      countFloat: os.shifts.countFloat.handler(({ input, context }) => shop().drawer.countFloat(input, by(context))),
      move: os.shifts.move.handler(({ input, context }) => shop().drawer.move(input, by(context))),
      openDrawer: os.shifts.openDrawer.handler(({ input, context }) => shop().drawer.open(input, by(context))),
      x: os.shifts.x.handler(({ context }) => shop().shifts.x(by(context))),
      closing: os.shifts.closing.handler(() => shop().shifts.closing()),
      count: os.shifts.count.handler(({ input, context }) => shop().shifts.count(input, by(context))),
      close: os.shifts.close.handler(({ input, context }) => shop().shifts.close(input, by(context))),
      zs: os.shifts.zs.handler(({ input }) => shop().pastShifts.zs(input.before)),
      z: os.shifts.z.handler(({ input }) => shop().pastShifts.z(input.number)),
      period: os.shifts.period.handler(({ input }) => shop().pastShifts.period(input.period)),
      printPeriod: os.shifts.printPeriod.handler(({ input }) => shop().pastShifts.printPeriod(input.period)),
    },
    attention: {
      apply: os.attention.apply.handler(({ input, context }) => shop().attention.apply(input.itemId, by(context))),
      note: os.attention.note.handler(({ input, context }) => shop().attention.note(input.itemIds, by(context))),
      refund: os.attention.refund.handler(({ input, context }) => {
        if (input.how.method === 'lightning') actor(context).require('pay_out');
        return shop().attention.refund(input.itemId, input.how, by(context));
      }),
      sendAgain: os.attention.sendAgain.handler(({ input, context }) => shop().attention.sendAgain(input.itemId, input.pin, by(context))),
    },
    shop: {
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
    },
  });
}

/** What an input is about, for whoever is to approve it; it has not been looked at otherwise. */
function amountIn(input: unknown): { amountMinor?: number } {
  if (typeof input !== 'object' || input === null || !('amountMinor' in input)) return {};
  const { amountMinor } = input;
  return typeof amountMinor === 'number' && Number.isSafeInteger(amountMinor) ? { amountMinor } : {};
}
