// What the shop owes or is owed: money back, vouchers, accounts, and money that is in no finished sale.
import { receiptTokenIn } from '../../shared/scanned-thing.ts';
import type { Gate } from './gate.ts';

export const refundsCalls = ({ os, shop, actor, by }: Gate) => ({
  salesOfLate: os.refunds.salesOfLate.handler(() => shop().refunds.salesOfLate()),
  find: os.refunds.find.handler(({ input: { receipt } }) => {
    const token = receiptTokenIn(receipt);
    return token === null ? shop().refunds.find(receipt) : shop().refunds.left(shop().digitalReceipts.saleOf(token));
  }),
  left: os.refunds.left.handler(({ input }) => shop().refunds.left(input.saleId)),
  offer: os.refunds.offer.handler(({ input, context }) => shop().refunds.offer(input, by(context))),
  offerWithoutReceipt: os.refunds.offerWithoutReceipt.handler(({ input, context }) => shop().refunds.offerWithoutReceipt(input, by(context))),
  give: os.refunds.give.handler(({ input, context }) => shop().refunds.give(input, actor(context))),
  giveAtTerminal: os.refunds.giveAtTerminal.handler(({ input, context }) => shop().refunds.giveAtTerminal(input.refundId, by(context))),
  finish: os.refunds.finish.handler(({ input, context }) => shop().refunds.finish(input.refundId, by(context))),
  sendAgain: os.refunds.sendAgain.handler(({ input, context }) => shop().refunds.sendAgain(input.refundId, input.pin, by(context))),
  putCredit: os.refunds.putCredit.handler(({ input, context }) => shop().refunds.credits.useListed(input.refundId, actor(context))),
  giveCreditBack: os.refunds.giveCreditBack.handler(({ input, context }) => shop().refunds.credits.giveBack(input, by(context))),
});

export const vouchersCalls = ({ os, shop, by, seller }: Gate) => ({
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
});

export const accountsCalls = ({ os, shop, by }: Gate) => ({
  search: os.accounts.search.handler(({ input }) => shop().accounts.search(input.text, false)),
  pay: os.accounts.pay.handler(({ input, context }) => shop().accounts.pay(input, by(context))),
  whose: os.accounts.whose.handler(({ input }) => shop().customerCards.whose(input.scanned)),
  linkCard: os.accounts.linkCard.handler(({ input, context }) => shop().customerCards.link(input.customerId, input.scanned, by(context))),
  unlinkCard: os.accounts.unlinkCard.handler(({ input, context }) => shop().customerCards.unlink(input.cardId, by(context))),
  cards: os.accounts.cards.handler(({ input }) => shop().customerCards.of(input.customerId)),
  all: os.accounts.all.handler(({ input }) => ({ customers: shop().accounts.search(input.text, true), owedMinor: shop().accounts.owedMinor() })),
  statement: os.accounts.statement.handler(({ input }) => shop().accounts.statement(input.customerId, input.cursor)),
  add: os.accounts.add.handler(({ input, context }) => ({ customerId: shop().accounts.put(null, input, by(context)) })),
  change: os.accounts.change.handler(({ input: { customerId, ...entry }, context }) => void shop().accounts.put(customerId, entry, by(context))),
});

export const attentionCalls = ({ os, shop, actor, by }: Gate) => ({
  apply: os.attention.apply.handler(({ input, context }) => shop().attention.apply(input.itemId, by(context))),
  note: os.attention.note.handler(({ input, context }) => shop().attention.note(input.itemIds, by(context))),
  refund: os.attention.refund.handler(({ input, context }) => {
    if (input.how.method === 'lightning') actor(context).require('pay_out');
    return shop().attention.refund(input.itemId, input.how, by(context));
  }),
  sendAgain: os.attention.sendAgain.handler(({ input, context }) => shop().attention.sendAgain(input.itemId, input.pin, by(context))),
});
