// What the manager hands to the accountant.

export const exports = {
  title: 'Exports',
  save: 'Save the file',
  making: 'Making it, {{share}}',
  saved: 'Saved as {{fileName}}.',
  nothing: {
    title: 'There is nothing to save',
    days: 'Nothing happened in these days. Choose others above.',
    zs: 'No shift was closed in these days. Choose others above, or close the shift first.',
  },
  kind: {
    payments: {
      title: 'Payments',
      explained:
        'One line a payment in or out, with the rate it was locked at, the sat and the fee. Late, double and unexplained money is in it, and marked. CSV.',
    },
    postings: {
      title: 'Postings',
      explained: 'Double entry on the accounts below. Debits equal credits, and each line names the entries of the journal that it comes from. CSV.',
    },
    cash_register: {
      title: 'Cash-register data',
      explained:
        'The closings of these days with their receipts, lines, tax and payments, in the manner of DSFinV-K. It is not certified: there is no TSE. ZIP.',
    },
    journal: {
      title: 'Journal',
      explained:
        'Everything the till has written down, as signed lines. Whoever has the file can prove that no byte of it was changed. It names people and customers.',
    },
  },
  by: { label: 'Added up', entry: 'Each one', day: 'By day', z: 'By Z' },
  journalOf: { label: 'How much of it', all: 'All of it', days: 'These days' },
  key: {
    title: 'Signature',
    explained: 'Files of the journal are signed with this key of the till. Give it to whoever checks them, on paper or by telephone.',
    none: 'It is made with the first file of the journal.',
    verify: 'A file is checked on any computer with Flash Till:',
  },
  chart: {
    title: 'Accounts',
    explained: 'Which account each posting goes to. Ask your accountant for the numbers; what was exported before stays as it was.',
    what: 'What',
    number: 'Number',
    name: 'Name',
    numberOf: 'Number of: {{label}}',
    nameOf: 'Name of: {{label}}',
    revenueOf: 'Revenue, {{name}}',
    taxOf: 'Output tax, {{rate}} %',
    hint: 'A tax class or a rate that is left empty goes to the account for all.',
    wrong: 'Every account needs a number (letters, figures, points and dashes) and a name.',
    saved: 'The accounts are saved',
    savedNext: 'The next postings name them.',
  },
  account: {
    cash: 'Cash',
    foreign_cash: 'Foreign cash',
    safe: 'Taken out to the safe or the bank',
    float: 'Float put in or missing',
    bitcoin: 'Bitcoin',
    card: 'Card clearing',
    receivables: 'On account',
    vouchers: 'Vouchers',
    exchange_credit: 'Credit from exchanges',
    prepayments: 'Paid for sales still open',
    refunds_due: 'Refunds under way',
    unmatched_bitcoin: 'Bitcoin without a sale',
    other_bitcoin: 'Bitcoin for other purposes',
    tips: 'Tips',
    cash_rounding: 'Cash rounding',
    cash_differences: 'Cash differences',
    exchange_differences: 'Exchange differences of foreign cash',
    network_fees: 'Network fees',
    bitcoin_losses: 'Lost on chain',
    bitcoin_differences: 'Bitcoin roundings',
    paid_in: 'Paid in',
    paid_out: 'Paid out',
    revenue: 'Revenue',
    output_tax: 'Output tax',
  },
};
