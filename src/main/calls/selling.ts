// A sale from its first line to its last payment, in hand or parked, and what the kitchen hears of it.
import type { Gate } from './gate.ts';

export const saleCalls = ({ os, shop, seller, sellerActing }: Gate) => ({
  addArticle: os.sale.addArticle.handler(({ input, context }) =>
    shop().ringingUp.addArticle(input.articleId, input.quantity ?? null, seller(context), input.priceMinor),
  ),
  addBarcode: os.sale.addBarcode.handler(({ input, context }) => {
    const { barcode, sellExpired, scanId } = input;
    const staffId = seller(context);
    shop().scans.once(scanId, () => shop().ringingUp.addBarcode(barcode, staffId, { sellExpired, scanId }));
  }),
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
});

export const checkoutCalls = ({ os, shop, by, seller, sellerActing }: Gate) => ({
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
});

export const parkingCalls = ({ os, shop, actor, seller }: Gate) => ({
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
});

export const kitchenCalls = ({ os, shop, by }: Gate) => ({
  send: os.kitchen.send.handler(({ input, context }) => shop().kitchen.send(input.saleId, by(context))),
});
