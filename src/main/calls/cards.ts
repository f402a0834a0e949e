// Cards at the shop's own terminal.
import type { Gate } from './gate.ts';

export const cardsCalls = ({ os, shop, by, seller }: Gate) => ({
  pay: os.cards.pay.handler(({ input, context }) => shop().cards.pay(input, seller(context))),
  abort: os.cards.abort.handler(({ input }) => shop().cards.abort(input.saleId)),
  letGo: os.cards.letGo.handler(({ input, context }) => shop().cards.letGo(input, by(context))),
  ask: os.cards.ask.handler(() => shop().cards.ask()),
  takeBack: os.cards.takeBack.handler(({ input, context }) => shop().cards.takeBack(input, by(context))),
  takenBackByHand: os.cards.takenBackByHand.handler(({ input, context }) => shop().cards.takenBackByHand(input, by(context))),
  answer: os.cards.answer.handler(({ input, context }) => shop().cards.answer(input.moveId, input.moved, by(context))),
  apply: os.cards.apply.handler(({ input, context }) => shop().cards.apply(input.moveId, by(context))),
  giveBack: os.cards.giveBack.handler(({ input, context }) => shop().cards.giveBackListed(input.moveId, by(context))),
  givenBackByHand: os.cards.givenBackByHand.handler(({ input, context }) => shop().cards.listedGivenBackByHand(input.moveId, by(context))),
  endDay: os.cards.endDay.handler(({ context }) => shop().cards.endDay(by(context))),
  day: os.cards.day.handler(() => shop().cards.day()),
  noteDay: os.cards.noteDay.handler(({ input, context }) => shop().cards.noteDay(input.daySeq, by(context))),
});
