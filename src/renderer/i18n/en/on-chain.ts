// Paying on chain, on the customer's and the cashier's screen.

export const onChain = {
  code: 'Payment code for {{amount}}, over Lightning or on chain',
  howBoth: 'Scan with any bitcoin wallet. Lightning is quickest; on chain works too.',
  howOnChain: 'Scan with any bitcoin wallet and pay on chain: this amount is too large for Lightning now.',
  seen: 'We have seen your payment',
  wait: 'It waits for a block. You need not pay again.',
  replaced: 'The payment that we saw was replaced by another. You can scan and pay again.',
  blocks: 'Blocks: {{made}} of {{needed}}',
  park: 'Park the sale',
  wallet: {
    title: 'On chain',
    explained: 'A payment on chain waits for a block, and can be taken back until then.',
    pay: 'Pay on chain',
    payPart: 'Half of it',
    payMore: 'A fifth more',
    takeBack: 'Take it back',
    makeBlock: 'Make block {{height}}',
    status: {
      waiting: '{{amount}} sat, waiting for a block',
      confirmed: '{{amount}} sat, confirmed {{confirmations}}×',
      replaced: '{{amount}} sat, taken back',
    },
  },
  fee: 'On chain this costs the customer about {{fee}} sat in fees now. Lightning is cheaper.',
};
