// Shifts, reports, and what the accountant gets.
import { eventStream } from '../connecting/event-stream.ts';
import type { Gate } from './gate.ts';

export const shiftsCalls = ({ os, shop, by }: Gate) => ({
  countFloat: os.shifts.countFloat.handler(({ input, context }) => shop().drawer.countFloat(input, by(context))),
  move: os.shifts.move.handler(({ input, context }) => shop().drawer.move(input, by(context))),
  openDrawer: os.shifts.openDrawer.handler(({ input, context }) => shop().drawer.open(input, by(context))),
  x: os.shifts.x.handler(({ context }) => shop().shifts.x(by(context))),
  printX: os.shifts.printX.handler(({ context }) => shop().shifts.printX(by(context))),
  closing: os.shifts.closing.handler(() => shop().shifts.closing()),
  count: os.shifts.count.handler(({ input, context }) => shop().shifts.count(input, by(context))),
  close: os.shifts.close.handler(({ input, context }) => shop().shifts.close(input, by(context))),
  zs: os.shifts.zs.handler(({ input }) => shop().pastShifts.zs(input.before)),
  z: os.shifts.z.handler(({ input }) => shop().pastShifts.z(input.number)),
  period: os.shifts.period.handler(({ input }) => shop().pastShifts.period(input.period)),
  printPeriod: os.shifts.printPeriod.handler(({ input }) => shop().pastShifts.printPeriod(input.period)),
});

export const reportsCalls = ({ os, shop, by }: Gate) => ({
  day: os.reports.day.handler(({ input }) => shop().reports.day(input.day)),
  range: os.reports.range.handler(({ input }) => shop().reports.range(input)),
  sales: os.reports.sales.handler(({ input }) => shop().reports.sales(input.filter, input.cursor)),
  sale: os.reports.sale.handler(({ input }) => shop().reports.sale(input.saleId)),
  file: os.reports.file.handler(({ input, context }) => {
    const staffId = by(context);
    return eventStream((tell) => shop().reportFiles.file(input, staffId, tell));
  }),
  print: os.reports.print.handler(({ input, context }) => shop().reportPrinting.print(input, by(context))),
  inbound: os.reports.inbound.handler(() => shop().reports.inbound()),
});

export const accountingCalls = ({ os, shop, by }: Gate) => ({
  state: os.accounting.state.handler(() => shop().exports.state()),
  make: os.accounting.make.handler(({ input, context }) => {
    const staffId = by(context);
    return eventStream((tell) => shop().exports.make(input, staffId, tell));
  }),
  read: os.accounting.read.handler(({ input }) => shop().exports.read(input.fileId, input.piece)),
  putChart: os.accounting.putChart.handler(({ input, context }) => shop().exports.putChart(input, by(context))),
});
