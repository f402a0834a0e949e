// The node, its rates, what protects its money, and the practice shop’s stand-ins.
import { eventStream } from '../connecting/event-stream.ts';
import type { Gate } from './gate.ts';

export const lightningCalls = ({ os, shop, by }: Gate) => ({
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
});

export const ownNodeCalls = ({ os, shop, by }: Gate) => ({
  begin: os.ownNode.begin.handler(({ input }) => shop().nodeMaking().begin(input)),
  make: os.ownNode.make.handler(({ input, context }) => shop().nodeMaking().make(input.attemptId, input.words, by(context))),
  connect: os.ownNode.connect.handler(({ context }) => {
    const staffId = by(context);
    return eventStream((tell) => shop().nodeMaking().connect(staffId, tell));
  }),
  giveUp: os.ownNode.giveUp.handler(() => shop().nodeMaking().giveUp()),
});

export const careCalls = ({ os, shop, by }: Gate) => ({
  backup: os.care.backup.handler(() => shop().caring.backup()),
  addWatchtower: os.care.addWatchtower.handler(({ input, context }) => shop().caring.addWatchtower(input.uri, by(context), input.pin)),
  sweep: os.care.sweep.handler(({ input, context }) => shop().caring.sweep(input.seen, by(context), input.pin)),
});

export const ratesCalls = ({ os, shop, by }: Gate) => ({
  setByHand: os.rates.setByHand.handler(({ input, context }) => shop().rates.setByHand(input.minorPerBtc, by(context))),
  clearByHand: os.rates.clearByHand.handler(({ context }) => shop().rates.clearByHand(by(context))),
});

export const practiceCalls = ({ os, shop }: Gate) => ({
  payElsewhere: os.practice.payElsewhere.handler(({ input }) => shop().practice().payElsewhere(input.amountSat)),
  wallet: os.practice.wallet.handler(({ input }) => shop().practice().wallet(input.paymentHash, input.payment)),
  payOnChain: os.practice.payOnChain.handler(({ input }) => shop().practice().payOnChain(input.address, input.amountSat)),
  replaceOnChain: os.practice.replaceOnChain.handler(({ input }) => shop().practice().replaceOnChain(input.outpoint)),
  tapCard: os.practice.tapCard.handler(({ input }) => shop().practiceCards().tap(input.card, input.deviceId)),
  makeBlock: os.practice.makeBlock.handler(() => shop().practice().makeBlock()),
  refundCode: os.practice.refundCode.handler(({ input }) => shop().practice().refundCode(input.amountSat)),
  cardTerminal: os.practice.cardTerminal.handler(({ input }) => shop().practice().cardTerminal(input.does)),
  scan: os.practice.scan.handler(({ input }) => shop().practice().scanner.scan(input.deviceId)),
  putOnScale: os.practice.putOnScale.handler(({ input }) => shop().practice().putOnScale(input.grams)),
  printer: os.practice.printer.handler(({ input }) => shop().practice().printer(input.fault, input.printerId)),
});
