// The papers that the till prints, as screens call them.
export const papers = {
  kind: {
    receipt: 'Receipt {{title}}',
    refund: 'Refund {{title}}',
    slip: 'Slip {{title}}',
    kitchen: 'Kitchen slip {{title}}',
    shift_report: 'Report {{title}}',
    cash_movement: 'Cash slip {{title}}',
    voucher: 'Voucher {{title}}',
    account_payment: 'Payment on account {{title}}',
  },
  copyOf: '{{name}}, copy {{number}}',
};
