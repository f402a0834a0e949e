// What is on paper, on a phone or in a mail.
import { showsTotals } from '../../shared/papers.ts';
import type { Gate } from './gate.ts';

export const papersCalls = ({ os, shop, actor, by }: Gate) => ({
  show: os.papers.show.handler(({ input, context }) => {
    if (showsTotals(input.kind)) actor(context).require('see_totals');
    return shop().papers.show(input);
  }),
  copy: os.papers.copy.handler(({ input, context }) => {
    if (showsTotals(input.kind)) actor(context).require('see_totals');
    shop().papers.copy(input, by(context));
  }),
});

export const printingCalls = ({ os, shop, by }: Gate) => ({
  answer: os.printing.answer.handler(({ input, context }) => shop().papers.answer(input.jobId, input.answer, by(context))),
  move: os.printing.move.handler(({ input, context }) => shop().papers.move(input.jobId, input.printerId, by(context))),
  goOn: os.printing.goOn.handler(({ input }) => shop().printing.goOn(input.printerId)),
  test: os.printing.test.handler(({ input }) => shop().papers.test(input.printerId)),
  paper: os.printing.paper.handler(({ input }) => shop().practice().paper(input.paperId)),
});

export const digitalReceiptsCalls = ({ os, shop }: Gate) => ({
  code: os.digitalReceipts.code.handler(({ input }) => shop().digitalReceipts.code(input.saleId)),
  show: os.digitalReceipts.show.handler(({ input }) => shop().digitalReceipts.show(input.saleId)),
  hide: os.digitalReceipts.hide.handler(() => shop().digitalReceipts.hide()),
  addresses: os.digitalReceipts.addresses.handler(() => shop().digitalReceipts.addresses()),
});

export const mailCalls = ({ os, shop, by }: Gate) => ({
  addressOf: os.mail.addressOf.handler(({ input }) => shop().mail.addressOf(input.saleId)),
  send: os.mail.send.handler(({ input, context }) => shop().mail.send(input, by(context))),
  answer: os.mail.answer.handler(({ input, context }) => shop().mail.answer(input.mailId, input.answer, by(context))),
  setUp: os.mail.setUp.handler(({ input, context }) => shop().mail.setUp(input.server, input.password, by(context))),
  test: os.mail.test.handler(({ input }) => shop().mail.test(input.to)),
});
