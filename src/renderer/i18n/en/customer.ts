// What the customer reads: once, at a metre, never trained.

export const customer = {
  idle: {
    welcome: 'Welcome',
    accepted: 'We take',
    ways: {
      cash: 'Cash',
      lightning: 'Bitcoin over Lightning',
      card: 'Cards',
      voucher: 'Our vouchers',
      foreign_cash: 'Notes in {{currencies}}',
    },
  },
  ringing: {
    title: 'Your order',
    items_one: '{{count, number}} item',
    items_other: '{{count, number}} items',
    total: 'Total',
    taxIncluded: 'including {{tax}} tax',
    taxAdded: 'with {{tax}} tax',
    paidSoFar: 'Paid so far',
    due: 'Still to pay',
    preparing: 'Your code is on its way…',
  },
  pay: {
    title: 'Scan to pay',
    how: 'Open your Lightning wallet and scan the code.',
    code: 'Lightning payment code for {{amount}}',
    amountPart: 'This part',
    timeLeft: 'Time left for this code: {{time}}',
    open: 'Open in a wallet on this device',
    sat: '{{amount}} sat',
  },
  arriving: {
    title: 'Your payment is arriving',
    wait: 'One moment. You need not pay again.',
  },
  held: {
    title: 'Your payment is held, not taken yet',
    wait: 'The cashier checks your purchase. Then it is taken, or goes back to you at once.',
  },
  paid: {
    title: 'Paid',
    thanks: 'Thank you. See you soon.',
    change: 'Your change',
    total: 'Total {{amount}}',
    totalRounded: 'Total {{amount}}, rounded to {{rounded}} in cash',
    excess: 'You sent {{amount}} sat more than was asked. We have them, and give them back to you: ask the cashier.',
  },
  expired: {
    title: 'This code has run out',
    next: 'Ask the cashier for a new one.',
    safe: 'Have you just paid? Then do not pay again: your money is safe, and the till sees it when it arrives.',
  },
  late: {
    title: 'We have your money',
    received: '{{amount}} sat received',
    what: 'It arrived after the code had closed, so it is not part of your order yet.',
    next: 'Please do not pay again. The cashier can use it for your order or give it back.',
  },
};
