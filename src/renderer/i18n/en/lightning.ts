// The Lightning page: what a manager sees and decides about the node behind the till. Every state says what is so, whether
// money is safe, and what to do.

export const lightning = {
  health: {
    ready: { what: 'The node is ready.', next: 'Customers can pay by Lightning.' },
    missing: { what: 'No Lightning node is connected.', next: 'The till sells for cash. Connect your node, or run one here.' },
    starting: { what: 'The node is starting.', next: 'It answers, and is not ready yet. This takes a minute or two; nothing needs to be done.' },
    unsynced: {
      what: 'The node is behind the chain.',
      next: 'Payments may fail until it has caught up. It does that by itself; if it goes on for hours, look at the node’s chain backend.',
    },
    unreachable: {
      what: 'The node does not answer.',
      next: 'Money that it received is safe there and is recorded when it is back. Look whether it runs, and whether this till’s network reaches it.',
    },
    certificate: {
      what: 'The node shows another certificate.',
      next: 'The till does not speak to it: it may be somebody else. If you renewed the certificate yourself, connect the node again below.',
    },
    denied: {
      what: 'The node refuses this till’s permission.',
      next: 'It was revoked, or allows too little. Money already received is safe at the node. Connect the node again below.',
    },
    locked: {
      what: 'The node’s wallet is locked.',
      next: 'It was started again and waits for its password. Unlock it; money already received is safe.',
    },
    other_node: {
      what: 'Another node answers at this address.',
      next: 'The till asks it for nothing, so that no money goes astray. Look at the address, or connect the new node below.',
    },
    other_network: {
      what: 'The node is on another network than before.',
      next: 'The till asks it for nothing. Look at how the node was started, or connect another below.',
    },
  },
  node: {
    title: 'Node',
    explained: 'Your Lightning node receives the money and keeps it. The till asks it for codes and listens.',
    practice:
      'This is the practice node: it makes real-looking codes that only the practice wallet can pay. A shop of your own shows your node here.',
    since: 'Since {{ago}}, as this till has seen it',
    name: 'Name',
    network: 'Network',
    block: 'Newest block',
    blockMade: 'made {{ago}}',
    channels: 'Active channels',
    peers_one: 'with {{count}} peer connected',
    peers_other: 'with {{count}} peers connected',
    version: 'Software',
  },
  network: {
    bitcoin: 'Bitcoin',
    testnet: 'Testnet: not real money',
    signet: 'Signet: not real money',
    trial: 'A trial network: not real money',
  },
  receiving: {
    title: 'Receiving',
    explained:
      'Money comes in through channels, and each has room for so much. When it is full, nothing more fits until some is spent or swapped out.',
    something: { what: 'The node can receive.', next: 'A code over more than this cannot be paid, and the cashier is told before.' },
    nothing: {
      what: 'The node cannot receive anything now.',
      next: 'Nothing is lost. It has no channel with room to receive: open one, buy inbound liquidity, or spend from the channels there are.',
    },
    unknown: {
      what: 'The node has not said what it can receive.',
      next: 'Codes are made all the same; a payment that does not fit fails at the customer’s.',
    },
    single: 'In one part',
    parts: 'In many parts',
  },
} as const;
