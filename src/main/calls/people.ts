// Who is signed in where, and who may do what.
import type { Gate } from './gate.ts';

export const sessionCalls = ({ os, shop, actor }: Gate) => ({
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
  approve: os.session.approve.handler(({ input, context: { connection } }) => shop().staff.approve(connection.sessionKey, input.refusalId, input)),
  signOut: os.session.signOut.handler(({ context: { connection } }) => shop().staff.signOut(connection.sessionKey, connection.screen)),
});

export const staffCalls = ({ os, shop, actor }: Gate) => ({
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
});
