// The papers that the till prints, as screens call them.
export const papers = {
  kind: {
    receipt: 'Receipt {{title}}',
    refund: 'Refund {{title}}',
    slip: 'Slip {{title}}',
    kitchen: 'Kitchen slip {{title}}',
    shift_report: 'Report {{title}}',
    x_report: 'Report {{title}}',
    period_report: 'Closing {{title}}',
    cash_movement: 'Cash slip {{title}}',
    voucher: 'Voucher {{title}}',
    test: 'Test print of {{title}}',
    card_slip: 'Card slip {{title}}, to be signed',
    badge: 'Staff badge {{title}}',
    account_payment: 'Payment on account {{title}}',
  },
  toKitchen_one: 'Send to the kitchen · {{count}} line',
  toKitchen_other: 'Send to the kitchen · {{count}} lines',
  kitchenSent: 'Sent to the kitchen.',
  earlier: 'Earlier papers',
  moveTo: 'Print on {{printer}}',
  copyOf: '{{name}}, copy {{number}}',
};
