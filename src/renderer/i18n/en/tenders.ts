// The ways to pay, as cashiers and managers read them.
export const tenders = {
  kind: {
    cash: 'Cash',
    lightning: 'Lightning',
    card: 'Card',
    voucher: 'Voucher',
    account: 'On account',
    foreign_cash: 'Foreign cash',
    exchange: 'Exchange',
  },
  facts: {
    reference: 'Terminal’s reference',
    noReference: 'none written down',
    voucher: 'Voucher',
    balance: 'Left on it',
    customer: 'Customer',
    foreign: 'Handed over',
    worth: 'Worth',
    rate: 'Rate',
    refund: 'Refund',
  },
};
